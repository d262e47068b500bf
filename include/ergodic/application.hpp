#pragma once

#include <ergodic/workload.hpp>

namespace ergodic {

/// The simulations that come with Ergodic.
Workloads built_in_workloads();

/// The whole program, with these workloads: parses the command line, runs the command, returns the exit code.
///
///     int main(int argc, char** argv) {
///       auto workloads = ergodic::built_in_workloads();
///       workloads.add(std::make_unique<MyKind>());
///       return ergodic::run_application(argc, argv, std::move(workloads));
///     }
int run_application(int argc, char** argv, Workloads workloads);

}  // namespace ergodic
