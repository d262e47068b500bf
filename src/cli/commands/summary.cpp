#include "cli/commands/commands.hpp"
#include "cli/output/summary/summary_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ergodic::cli {
namespace {

struct Options {
  std::string file;
  std::string stage;
  std::vector<std::string> cases;
  double confidence = 0.95;
  bool json = false;
  bool csv = false;
  bool quantile_intervals = false;
};

using Write = std::function<void(const std::string&)>;

void write_stage(const analysis::Results& results, const Options& options, const Write& write) {
  SummaryChoice choice;
  choice.confidence = options.confidence;
  if (options.quantile_intervals) choice.extent = analysis::Extent::all;
  for (const std::string& label : options.cases)
    choice.cases.push_back(results.description.case_index(label));
  if (options.csv && !results.plan()) fmt::print(stderr, "no exact figures: {}\n", results.obstacle());
  if (options.json) {
    write_summary_json(results, choice, write);
  } else if (options.csv) {
    write_summary_csv(results, choice, write);
  } else {
    choice.width = output_width();
    write(summary_text(results, choice));
  }
}

/// All stages; as JSON one object that has them in a list.
void write_stages(const std::vector<analysis::Results>& stages, const Options& options, const Write& write) {
  for (std::size_t i = 0; i < stages.size(); ++i) {
    write(options.json ? (i == 0 ? "{\"stages\": [\n" : ",\n") : (i == 0 ? "" : "\n"));
    write_stage(stages[i], options, write);
  }
  if (options.json) write("]}\n");
}

ExitCode summary(const Options& options, const Workloads& workloads) {
  const Write write = [](const std::string& text) { fmt::print("{}", text); };
  std::vector<analysis::Results> stages;
  const bool one = options.csv || !options.stage.empty() || !options.cases.empty();
  if (!one) stages = analysis::Results::open_stages(options.file, workloads);
  if (stages.size() > 1) {
    write_stages(stages, options, write);
  } else {
    write_stage(one ? analysis::Results::open(options.file, workloads, options.stage) : stages.front(), options, write);
  }
  return ExitCode::complete;
}

constexpr const char* footer =
    "Proportions have Wilson's interval, means Student's, quotients the delta method's; quantiles have the values of\n"
    "two sessions, whatever their law. Where rare sessions make the variance, and there are too few of them, the "
    "interval\n"
    "of a mean is not to be trusted: it is said how many sessions its skewness asks for. A file that is not complete "
    "is\n"
    "summarised by the blocks that are done, and says so. Where a figure is known exactly, it is shown beside the\n"
    "simulated one, with z: how many standard errors lie between.\n"
    "\n"
    "Examples:\n"
    "  ergodic summary OUT.h5\n"
    "  ergodic summary OUT.h5 --case optimal --case basic\n"
    "  ergodic summary OUT.h5 --json | python3 -m json.tool\n"
    "  ergodic summary OUT.h5 --csv > summary.csv";

}  // namespace

void for_each_report(const analysis::Results& results, const SummaryChoice& choice,
                     const std::function<void(analysis::CaseReport)>& use) {
  const std::uint64_t all = results.description.layout().case_count();
  const auto report = [&](std::uint64_t i) {
    choice.on_activity({Phase::closing, i, all});
    use(report_case(results, i, choice.confidence, choice.extent));
  };
  for (std::uint64_t i = 0; choice.cases.empty() && i < all; ++i)
    report(i);
  for (const std::uint64_t i : choice.cases)
    report(i);
}

void add_summary(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command = line.command("summary", "Summarise a file: figures with intervals, against theory");
  command.option("FILE", &options->file, "The result file").required();
  command.option("--stage", &options->stage, "Of a study of stages only this one");
  command.option("--case", &options->cases, "Only this case, in full; may be repeated").repeated();
  command.option("--confidence", &options->confidence, "Of the intervals [0.95]").between(0.5, 0.999999);
  const Option json = command.option("--json", &options->json, "One JSON object");
  command.option("--quantile-intervals", &options->quantile_intervals,
                 "Find intervals of quantiles among any number of rows [up to 100 million values]");
  command.option("--csv", &options->csv, "One line a figure").excludes(json);
  command.footer(footer);
  command.runs([options, context] { return summary(*options, context.workloads); });
}

}  // namespace ergodic::cli
