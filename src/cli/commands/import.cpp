#include "cli/commands/commands.hpp"
#include "core/suggest.hpp"
#include "engine/plan.hpp"
#include "study/values/study_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>
#include <vector>

namespace ergodic::cli {
namespace {

struct Options {
  std::string workload;
  std::string original;
  std::string output = "-";
  bool force = false;
};

/// Those that import something.
std::vector<std::string> importing(const Workloads& workloads) {
  std::vector<std::string> names;
  for (const std::string& name : workloads.names()) {
    if (!workloads.find(name)->imports().empty()) names.push_back(name);
  }
  return names;
}

const WorkloadKind& importing_workload(const Workloads& workloads, const std::string& name) {
  const WorkloadKind& kind = known_workload(workloads, name);
  if (!kind.imports().empty()) return kind;
  throw UsageError(fmt::format("the {} workload imports nothing (of this program's, these do: {}) write a study", name,
                               enumerate(importing(workloads))));
}

/// As any other study is checked.
void validate(const std::string& text, const Options& options, const Workloads& workloads) {
  try {
    const engine::Plan plan(study::Study::from_text(text, "the study", {}, workloads), workloads);
    plan.check_cases();
  } catch (const StudyError& error) {
    throw StudyError(fmt::format("{}: cannot be imported as it is (the study made of it is refused) change it:\n{}",
                                 options.original, error.what()));
  }
}

[[noreturn]] void fail(const std::string& path, int error) {
  throw InputOutputError(fmt::format("cannot write {} ({}) check the folder and its permissions", path,
                                     std::generic_category().message(error)));
}

void write(const std::string& text, const Options& options) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(options.output.c_str(), options.force ? "w" : "wx"),
                                                       &std::fclose);
  if (!file && errno == EEXIST) {
    throw UsageError(
        fmt::format("{} exists (an import does not overwrite) name another file, or add --force", options.output));
  }
  if (!file) fail(options.output, errno);
  const bool is_written = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  if (!is_written || std::fclose(file.release()) != 0) fail(options.output, errno);
}

ExitCode import_file(const Options& options, const Workloads& workloads) {
  const WorkloadKind& kind = importing_workload(workloads, options.workload);
  const auto [text, remarks] = kind.import_study(study::read_study_file(options.original), options.original);
  validate(text, options, workloads);
  if (options.output == "-") {
    fmt::print("{}", text);
    return ExitCode::complete;
  }
  write(text, options);
  fmt::print(
      "{} is a valid study, made from {}; {} {} what differs: read them, then\n"
      "  mpirun -n 4 ergodic run {} -o OUT.h5\n",
      options.output, options.original, remarks, remarks == 1 ? "comment says" : "comments say", options.output);
  return ExitCode::complete;
}

constexpr const char* footer =
    "What was a key of the other program is a key of the study, or named in a comment that says why not. The study\n"
    "is checked as `ergodic validate` does. Comments of the original are not kept.\n"
    "\n"
    "Examples:\n"
    "  ergodic import let_it_ride ORIGINAL.yaml -o STUDY.yaml\n"
    "  ergodic import let_it_ride ORIGINAL.yaml             prints the study\n"
    "  ergodic import let_it_ride ORIGINAL.yaml -o STUDY.yaml --force";

/// What there is to import, for the help.
std::string listed(const Workloads& workloads) {
  std::string list = "ORIGINAL, by workload:";
  for (const std::string& name : importing(workloads))
    list += fmt::format("\n  {}: {}", name, workloads.find(name)->imports());
  return list;
}

}  // namespace

void add_import(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command = line.command("import", "Make a study from another program's file");
  command.option("WORKLOAD", &options->workload, "The workload of the study").required();
  command.option("ORIGINAL", &options->original, "The other program's file").required();
  command.option("-o,--output", &options->output, "The study; - prints it [-]");
  command.option("--force", &options->force, "Overwrite an existing file");
  command.footer(listed(context.workloads) + "\n\n" + footer);
  command.runs([options, context] { return import_file(*options, context.workloads); });
}

}  // namespace ergodic::cli
