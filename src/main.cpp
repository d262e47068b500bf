#include <ergodic/application.hpp>

int main(int argc, char** argv) { return ergodic::run_application(argc, argv, ergodic::built_in_workloads()); }
