// The program with a workload of tests that reads tables.
#include "support/table_workload.hpp"

#include <ergodic/application.hpp>

int main(int argc, char** argv) {
  ergodic::Workloads workloads;
  workloads.add(std::make_unique<ergodic::test::GamesKind>());
  return ergodic::run_application(argc, argv, std::move(workloads));
}
