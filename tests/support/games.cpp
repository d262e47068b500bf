// The program with workloads of tests that read tables and documents.
#include "support/document_workload.hpp"
#include "support/table_workload.hpp"

#include <ergodic/application.hpp>

int main(int argc, char** argv) {
  ergodic::Workloads workloads;
  workloads.add(std::make_unique<ergodic::test::GamesKind>());
  workloads.add(std::make_unique<ergodic::test::LotsKind>());
  return ergodic::run_application(argc, argv, std::move(workloads));
}
