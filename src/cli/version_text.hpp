#pragma once

#include <ergodic/workload_base.hpp>

#include <optional>
#include <string>

namespace ergodic::cli {

/// The program's version, the format of its files, the draws of each workload, and the libraries that it is built and
/// run with, for people; the first line is "ergodic 0.2.0". What `ergodic --version` prints.
std::string version_text(const Workloads& workloads);
/// The same as one JSON object, for bug reports.
std::string version_json(const Workloads& workloads);

/// Of these two, the one that the command line asks for with --version, or --version --json; nullopt: neither.
std::optional<std::string> version_asked_for(int argc, char** argv, const Workloads& workloads);

}  // namespace ergodic::cli
