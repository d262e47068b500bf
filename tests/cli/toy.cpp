// The program with workloads of tests: one whose sessions can fail, and whose draws TOY_DRAWS sets, one of stages,
// one whose rows have gaps, and one whose sessions and preparations take long.
#include "support/costly_workload.hpp"
#include "support/patchy_workload.hpp"
#include "support/toy_chain.hpp"
#include "support/toy_workload.hpp"

#include <ergodic/application.hpp>

#include <cstdlib>
#include <memory>
#include <utility>

int main(int argc, char** argv) {
  const char* const draws = std::getenv("TOY_DRAWS");
  ergodic::Workloads workloads = ergodic::test::toy_workloads(true, draws == nullptr ? 1 : std::atoi(draws));
  workloads.add(std::make_unique<ergodic::test::PatchyKind>());
  workloads.add(std::make_unique<ergodic::test::ChainKind>());
  workloads.add(std::make_unique<ergodic::test::CostlyKind>());
  return ergodic::run_application(argc, argv, std::move(workloads));
}
