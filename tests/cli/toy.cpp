// The program with a workload of tests, whose sessions can fail.
#include "support/toy_workload.hpp"

#include <ergodic/application.hpp>

int main(int argc, char** argv) { return ergodic::run_application(argc, argv, ergodic::test::toy_workloads(true)); }
