#include "cli/commands/commands.hpp"
#include "cli/output/failures_output.hpp"
#include "core/suggest.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::cli {
namespace {

struct Options {
  std::string file;
  std::string stage;
  std::vector<std::string> cases;
  std::vector<std::string> dates;
  std::vector<std::string> categories;
  std::vector<std::string> outcomes;
  std::optional<std::uint64_t> limit;
  bool json = false;
  bool csv = false;
};

/// Those that a person is shown, unless --limit says otherwise.
constexpr std::uint64_t usually_listed = 20;

void require_outcomes(const std::vector<std::string>& given) {
  const std::vector<std::string> known{"failed", "incomplete", "expected_skip"};
  for (const std::string& one : given) {
    if (std::find(known.begin(), known.end(), one) == known.end())
      throw UsageError(
          fmt::format("no outcome \"{}\" (there are {}){}", one, enumerate(known), did_you_mean(one, known)));
  }
}

FailuresChoice choose(const Options& options, const analysis::Description& held) {
  FailuresChoice choice{{}, options.categories, options.limit, options.outcomes};
  require_outcomes(options.outcomes);
  for (const std::vector<std::string>& labels : {options.cases, options.dates}) {
    for (const std::string& label : labels)
      choice.cases.push_back(held.case_index(label));
  }
  for (std::uint64_t i = 0; options.cases.empty() && options.dates.empty() && i < held.layout().case_count(); ++i)
    choice.cases.push_back(i);
  std::sort(choice.cases.begin(), choice.cases.end());
  choice.cases.erase(std::unique(choice.cases.begin(), choice.cases.end()), choice.cases.end());
  if (!options.json && !options.csv && !choice.most) choice.most = usually_listed;
  return choice;
}

ExitCode failures(const Options& options, const Workloads& workloads) {
  const analysis::Results results = analysis::Results::open(options.file, workloads, options.stage);
  const FailuresChoice choice = choose(options, results.description);
  const FailuresCounted counted = count_failures(results, choice);
  const auto write = [](const std::string& text) { fmt::print("{}", text); };
  if (options.json) {
    write_failures_json(results, choice, counted, write);
  } else if (options.csv) {
    write_failures_csv(results, choice, write);
  } else {
    write(failures_list_text(results, choice, counted));
  }
  return ExitCode::complete;
}

constexpr const char* footer =
    "Counts the sessions that failed by case and category, then lists them. A workload that declares how its sessions\n"
    "fail leaves all of them in their rows, with up to three numbers; of any other the file describes 16 of each "
    "block.\n"
    "\n"
    "Examples:\n"
    "  ergodic failures OUT.h5\n"
    "  ergodic failures OUT.h5 --case basic --category not_finite\n"
    "  ergodic failures OUT.h5 --stage pgs --outcome failed   those that somebody must look at\n"
    "  ergodic failures OUT.h5 --csv > failures.csv      all that the file tells of, a line each";

}  // namespace

void add_failures(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command = line.command("failures", "Count and list the sessions that failed, and why");
  command.option("FILE", &options->file, "The result file").required();
  command.option("--stage", &options->stage, "Of a study of stages, the stage's name");
  command.option("--case", &options->cases, "A case's label; may be given several times").repeated();
  command.option("--date", &options->dates, "Of cases that are days, a day; may be given several times").repeated();
  command.option("--category", &options->categories, "A category of failures; may be given several times").repeated();
  command
      .option("--outcome", &options->outcomes,
              "failed, which asks for a look, incomplete or expected_skip; may be given several times")
      .repeated();
  command.option("--limit", &options->limit, "How many to list [20; --json and --csv: all]");
  const Option json = command.option("--json", &options->json, "For programs: one object");
  json.excludes(command.option("--csv", &options->csv, "For spreadsheets: a line for each"));
  command.footer(footer);
  command.runs([options, context] { return failures(*options, context.workloads); });
}

}  // namespace ergodic::cli
