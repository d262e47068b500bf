#include "cli/commands/commands.hpp"
#include "cli/output/compare/compare_output.hpp"
#include "cli/terminal.hpp"
#include "core/format.hpp"
#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <unordered_set>

namespace ergodic::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  std::vector<std::string> cases;
  std::vector<std::string> columns;
  std::string baseline;
  std::string stage;
  analysis::RowColumns rows;
  double confidence = 0.95;
  bool all = false;
  bool json = false;
  bool csv = false;
};

using analysis::ComparedCases;
using analysis::Results;

/// Every case of every file; named with its file where the label alone could be either's.
ComparedCases cases_of(const std::vector<Results>& files) {
  ComparedCases cases;
  for (const Results& file : files) {
    for (std::uint64_t i = 0; i < file.description.layout().case_count(); ++i)
      cases.push_back({&file, i, file.description.case_label(i)});
  }
  if (files.size() == 1) return cases;
  std::vector<std::string> labels;
  for (const auto& one : cases)
    labels.push_back(one.label);
  std::sort(labels.begin(), labels.end());
  for (auto& one : cases) {
    const auto [first, last] = std::equal_range(labels.begin(), labels.end(), one.label);
    if (last - first > 1) one.label = fmt::format("{}:{}", one.results->file.path().string(), one.label);
  }
  return cases;
}

/// The places of the cases of that name; a label without its file is that of each file. Throws UsageError with the
/// nearest known name.
std::vector<std::size_t> find_cases(const ComparedCases& cases, const std::string& name) {
  const auto label_of = [](const analysis::ComparedCase& one) -> const std::string& {
    return one.results->description.case_label(one.case_index);
  };
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (name == cases[i].label || name == label_of(cases[i])) found.push_back(i);
  }
  if (!found.empty()) return found;
  std::vector<std::string> known;
  std::unordered_set<std::string_view> seen;
  for (const analysis::ComparedCase& one : cases) {
    if (seen.insert(label_of(one)).second) known.push_back(label_of(one));
  }
  throw UsageError(
      fmt::format("unknown case \"{}\" (there are {}){}", name, enumerate(known), did_you_mean(name, known)));
}

bool has_sessions(const analysis::ComparedCase& one) {
  const IndexRange blocks = one.results->description.layout().blocks_of(one.case_index);
  const auto first = one.results->done.begin() + static_cast<std::ptrdiff_t>(blocks.first);
  const auto last = first + static_cast<std::ptrdiff_t>(blocks.size());
  return std::find(first, last, true) != last;
}

/// Those of which a block is done: of the others there is nothing to say.
ComparedCases begun_cases(ComparedCases cases) {
  std::erase_if(cases, [](const analysis::ComparedCase& one) { return !has_sessions(one); });
  return cases;
}

/// Those named, in the order of the command line, after the baseline.
ComparedCases chosen_cases(const ComparedCases& all, const Options& options) {
  if (options.cases.empty()) return all;
  std::vector<std::size_t> chosen;
  const auto add = [&](std::size_t i) {
    if (std::find(chosen.begin(), chosen.end(), i) == chosen.end()) chosen.push_back(i);
  };
  if (!options.baseline.empty()) add(find_cases(all, options.baseline).front());
  for (const std::string& name : options.cases) {
    for (const std::size_t i : find_cases(all, name))
      add(i);
  }
  ComparedCases cases;
  for (const std::size_t i : chosen)
    cases.push_back(all[i]);
  return cases;
}

void require_different_files(const std::vector<std::string>& files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      std::error_code unknown;  // a file that is not there is reported when it is opened
      if (std::filesystem::equivalent(files[i], files[j], unknown)) {
        throw UsageError(fmt::format("{} is given twice (it cannot differ from itself) name each file once", files[i]));
      }
    }
  }
}

/// What a reader must know of the files and of how the figures could be compared.
std::vector<std::string> notes_on(const std::vector<Results>& files, const ComparisonResult& result) {
  std::vector<std::string> notes;
  for (const Results& file : files) {
    if (file.complete()) continue;
    notes.push_back(fmt::format("NOT COMPLETE: {} has {} of {} blocks done; these alone are compared",
                                file.file.path().string(), grouped(file.blocks_done()),
                                grouped(file.description.blocks_held().size())));
  }
  const auto any = [&](analysis::Pairing pairing) {
    return std::any_of(result.figures.begin(), result.figures.end(), [&](const auto& figure) {
      return std::any_of(figure.to_baseline.begin(), figure.to_baseline.end(),
                         [&](const auto& one) { return one && one->pairing == pairing; });
    });
  };
  if (any(analysis::Pairing::paired)) {
    notes.push_back(fmt::format(
        "Paired{}: replicate r saw the same random numbers in either case, so that differences are taken row by row",
        any(analysis::Pairing::independent) ? ", where a gain is told" : ""));
  }
  if (any(analysis::Pairing::rows_not_kept)) {
    notes.push_back(
        "Not paired, though the random numbers are the same (rows are not kept): intervals are those of independent "
        "samples, mostly too wide");
  }
  if (any(analysis::Pairing::failures_not_marked)) {
    notes.push_back(
        "Not paired, though the random numbers are the same (sessions failed, and the column failed, which tells "
        "which, "
        "is not kept): intervals are those of independent samples, mostly too wide");
  }
  return notes;
}

void add_notes_on_rows(const analysis::RowColumns& rows, ComparisonResult& result) {
  if (!rows.pair.empty())
    result.notes.push_back(
        fmt::format("Pairs are sessions with the same {}, whatever their random numbers", rows.pair));
  if (rows.cluster.empty()) return;
  std::int64_t least = 0;
  for (const analysis::FigureReport& figure : result.figures) {
    for (const auto& value : figure.values)
      least = least == 0 || value.clusters < least ? value.clusters : least;
  }
  result.notes.push_back(fmt::format(
      "Standard errors are by clusters of {} ({}{}): Student's t with one degree less than "
      "clusters{}",
      rows.cluster, grouped(static_cast<std::uint64_t>(least)), least == 1 ? " cluster" : " clusters at the least",
      least < 30 ? "; of so few, intervals are too short" : ""));
}

ExitCode compare(const Options& options, const Workloads& workloads) {
  require_different_files(options.files);
  std::vector<Results> files;
  for (const std::string& path : options.files)
    files.push_back(Results::open(path, workloads, options.stage));
  const ComparedCases all = cases_of(files);
  const ComparedCases chosen = chosen_cases(all, options);
  ComparisonResult result{begun_cases(chosen), 0, options.confidence, {}, {}};
  if (result.cases.size() < 2 && chosen.size() >= 2) {
    throw UsageError(fmt::format("nothing to compare (of {} cases {} has sessions that are done) let their run go on",
                                 grouped(chosen.size()), result.cases.empty() ? "none" : "one alone"));
  }
  if (result.cases.size() < 2) {
    throw UsageError(
        fmt::format("nothing to compare (there is one case alone, {}) give a file with more cases, or more "
                    "files",
                    result.cases.front().label));
  }
  if (!options.baseline.empty()) result.baseline = find_cases(result.cases, options.baseline).front();
  const auto figures = analysis::choose_figures(result.cases, options.columns, options.all);
  result.figures = analysis::compare(result.cases, result.baseline, figures, options.confidence, options.rows);
  result.notes = notes_on(files, result);
  add_notes_on_rows(options.rows, result);
  if (const std::size_t left_out = chosen.size() - result.cases.size(); left_out > 0)
    result.notes.push_back(fmt::format("{} {} no sessions yet, and {} left out", grouped(left_out),
                                       left_out == 1 ? "case has" : "cases have", left_out == 1 ? "is" : "are"));
  fmt::print("{}", options.json  ? compare_json(result)
                   : options.csv ? compare_csv(result)
                                 : compare_text(result, output_width()));
  return ExitCode::complete;
}

constexpr const char* footer =
    "Each figure of each case is held against the baseline: the difference, its interval, and the p-value of no\n"
    "difference, corrected for the number of cases by Holm's method. Where both cases saw the same random numbers\n"
    "(seeding.common: true) and the rows are kept, differences are taken row by row: `gain` says how many times more\n"
    "independent sessions the same precision would need. Otherwise means are compared by Welch's t and shares by\n"
    "Newcombe's interval and the score test. P(higher) is the probability that a session is above one of the baseline\n"
    "(above the same replicate when paired; else Mann and Whitney's), ties counted half. In the ranking, cases are "
    "told\n"
    "apart by Holm's p over all pairs.\n"
    "\n"
    "Sessions of one date, say, are not independent: with --cluster date standard errors are by clusters (Liang and\n"
    "Zeger's, times G/(G - 1)), dates of different cases being the same. With --pair game sessions of different cases\n"
    "that are about the same game are a pair.\n"
    "\n"
    "Examples:\n"
    "  ergodic compare OUT.h5                                 each case with the first, by its headline figures\n"
    "  ergodic compare OUT.h5 --baseline basic --column session_profit\n"
    "  ergodic compare A.h5 B.h5 --case basic                 the case of that name in each file\n"
    "  ergodic compare A.h5 B.h5 --baseline B.h5:basic        a case that both have, of one of them\n"
    "  ergodic compare OUT.h5 --cluster date --pair game      models scored on the same games\n"
    "  ergodic compare OUT.h5 --all --json | python3 -m json.tool";

}  // namespace

void add_compare(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command = line.command("compare", "Compare cases, of one file or several: differences and a ranking");
  command.option("FILE", &options->files, "The result files").required();
  command.option("--stage", &options->stage, "Of studies of stages, the stage's name");
  command.option("--case", &options->cases, "Only these cases; may be repeated").repeated();
  command.option("--baseline", &options->baseline, "The case that others are held against [the first]");
  const Option column =
      command.option("--column", &options->columns, "This column, not the headlines; may be repeated").repeated();
  command.option("--all", &options->all, "All columns, not only the headlines").excludes(column);
  command.option("--cluster", &options->rows.cluster,
                 "Standard errors by clusters: sessions of one value of this column belong together");
  command.option("--pair", &options->rows.pair,
                 "Pair sessions of one value of this column, such as a table's row, whatever their random numbers");
  command.option("--confidence", &options->confidence, "Of the intervals and the ranking [0.95]")
      .between(0.5, 0.999999);
  const Option json = command.option("--json", &options->json, "One JSON object");
  command.option("--csv", &options->csv, "One line for each figure and case").excludes(json);
  command.footer(footer);
  command.runs([options, context] { return compare(*options, context.workloads); });
}

}  // namespace ergodic::cli
