#include "workloads/let_it_ride/game.hpp"

namespace ergodic::workloads::let_it_ride {

Game::Game(const Strategy& strategy, const MainPaytable& paytable)
    : deals_(decide(strategy, paytable)), paytable_(paytable) {}

}  // namespace ergodic::workloads::let_it_ride
