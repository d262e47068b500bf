// The whole program, with one workload more.
#include "gamblers_ruin.hpp"

#include <ergodic/application.hpp>

int main(int argc, char** argv) {
  ergodic::Workloads workloads = ergodic::built_in_workloads();
  workloads.add(std::make_unique<gambler::GamblersRuinKind>());
  return ergodic::run_application(argc, argv, std::move(workloads));
}
