// The whole program, with two workloads more.
#include "gamblers_ruin.hpp"
#include "next_games.hpp"

#include <ergodic/application.hpp>

int main(int argc, char** argv) {
  ergodic::Workloads workloads = ergodic::built_in_workloads();
  workloads.add(std::make_unique<gambler::GamblersRuinKind>());
  workloads.add(std::make_unique<gambler::NextGamesKind>());
  return ergodic::run_application(argc, argv, std::move(workloads));
}
