// The program with a workload of tests, whose sessions can fail, and whose draws TOY_DRAWS sets.
#include "support/toy_chain.hpp"
#include "support/toy_workload.hpp"

#include <ergodic/application.hpp>

#include <cstdlib>
#include <memory>
#include <utility>

int main(int argc, char** argv) {
  const char* const draws = std::getenv("TOY_DRAWS");
  ergodic::Workloads workloads = ergodic::test::toy_workloads(true, draws == nullptr ? 1 : std::atoi(draws));
  workloads.add(std::make_unique<ergodic::test::ChainKind>());
  return ergodic::run_application(argc, argv, std::move(workloads));
}
