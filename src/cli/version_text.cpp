#include "cli/version_text.hpp"

#include "cli/output/json.hpp"
#include "engine/plan.hpp"
#include "parallel/library_version.hpp"
#include "store/format.hpp"
#include "store/library_version.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <string_view>
#include <vector>

namespace ergodic::cli {
namespace {

std::string compiler() {
#ifdef __clang__
  return "Clang " __clang_version__;
#else
  return "GCC " __VERSION__;
#endif
}

/// "9.1.0" of 90100.
std::string fmt_version() {
  return fmt::format("{}.{}.{}", FMT_VERSION / 10'000, FMT_VERSION / 100 % 100, FMT_VERSION % 100);
}

std::string system_name() {
  utsname system{};
  if (::uname(&system) != 0) return "not known";
  return fmt::format("{} {} {}", system.sysname, system.release, system.machine);
}

}  // namespace

std::string version_text(const Workloads& workloads) {
  std::vector<std::string> draws;
  for (const std::string& name : workloads.names())
    draws.push_back(fmt::format("{} {}", name, workloads.find(name)->draws()));
  std::string text = fmt::format("ergodic {}\n\n", engine::program_version());
  const auto line = [&](const char* what, const std::string& value) {
    text += fmt::format("{:<10} {}\n", what, value);
  };
  line("format", fmt::format("{} of the files it makes; it reads those of {}.x", store::current_format.text(),
                             store::current_format.major_number));
  line("draws", fmt::format("{}", fmt::join(draws, ", ")));
  line("MPI", fmt::format("{} (compiled for MPI {})", parallel::mpi_library(), parallel::mpi_standard()));
  line("HDF5", fmt::format("{}, {} (compiled with {})", store::hdf5_library(),
                           store::hdf5_is_parallel() ? "parallel" : "serial", store::hdf5_headers()));
  line("compiler", compiler());
  line("libraries", fmt::format("fmt {}, JSON for Modern C++ {}", fmt_version(), json_library_version()));
  line("system", system_name());
  return text;
}

std::string version_json(const Workloads& workloads) {
  Json draws = Json::object();
  for (const std::string& name : workloads.names())
    draws[name] = workloads.find(name)->draws();
  const Json json{{"version", engine::program_version()},
                  {"format", store::current_format.text()},
                  {"draws", draws},
                  {"mpi", {{"library", parallel::mpi_library()}, {"compiled_for", parallel::mpi_standard()}}},
                  {"hdf5",
                   {{"library", store::hdf5_library()},
                    {"parallel", store::hdf5_is_parallel()},
                    {"compiled_with", store::hdf5_headers()}}},
                  {"compiler", compiler()},
                  {"libraries", {{"fmt", fmt_version()}, {"json", json_library_version()}}},
                  {"system", system_name()}};
  return json.dump(2) + "\n";
}

std::optional<std::string> version_asked_for(int argc, char** argv, const Workloads& workloads) {
  const std::vector<std::string_view> words(argv + 1, argv + argc);
  if (words == std::vector<std::string_view>{"--version"}) return version_text(workloads);
  if (words == std::vector<std::string_view>{"--version", "--json"}) return version_json(workloads);
  return std::nullopt;
}

}  // namespace ergodic::cli
