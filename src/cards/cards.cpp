#include "cards/cards.hpp"

namespace ergodic::workloads::let_it_ride {

std::string text_of(Card card) { return {"23456789TJQKA"[card / 4], "cdhs"[card % 4]}; }

}  // namespace ergodic::workloads::let_it_ride
