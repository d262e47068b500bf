#include "cli/command.hpp"
#include "cli/row_csv.hpp"
#include "cli/summary_output.hpp"
#include "core/format.hpp"
#include "core/suggest.hpp"
#include "store/positioned_file.hpp"
#include "store/posix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>
#include <numeric>
#include <span>

namespace ergodic::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string file, output, sessions;
  std::vector<std::string> columns, cases;
  bool summary = false, force = false;
};

/// A text file in the making: under a temporary name beside `path`, until it is published or given up.
class TextDraft {
 public:
  explicit TextDraft(fs::path path)
      : path_(std::move(path)),
        making_(path_.string() + ".tmp"),
        file_(making_, store::PositionedFile::Access::create) {}
  ~TextDraft() {
    std::error_code gone;  // it is, once published
    fs::remove(making_, gone);
  }
  TextDraft(const TextDraft&) = delete;
  TextDraft& operator=(const TextDraft&) = delete;

  void write(const std::string& text) {
    file_.write(size_, std::as_bytes(std::span(text)));
    size_ += text.size();
  }
  void publish() {
    file_.sync();
    store::rename_file(making_, path_);
    store::sync_folder_of(path_);
  }

 private:
  fs::path path_, making_;
  store::PositionedFile file_;
  std::uint64_t size_ = 0;
};

[[noreturn]] void bad_sessions(const std::string& given) {
  throw UsageError(
      fmt::format("cannot read --sessions {} (it is first:end, such as 0:1000 or 500:) give the replicates "
                  "from first to end − 1",
                  given));
}

/// "A:B": replicates A to B − 1 of each case, as a slice of Python; either may be left out.
IndexRange replicates_of(const std::string& given, std::uint64_t sessions) {
  if (given.empty()) return {0, sessions};
  const auto colon = given.find(':');
  if (colon == std::string::npos) bad_sessions(given);
  const auto number = [&](const std::string& text, std::uint64_t otherwise) {
    if (text.empty()) return otherwise;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) bad_sessions(given);
    return value;
  };
  const IndexRange range{number(given.substr(0, colon), 0), number(given.substr(colon + 1), sessions)};
  if (range.first >= range.last || range.last > sessions) {
    throw UsageError(fmt::format("no sessions {} (each case has the replicates 0 to {}) give first:end within 0:{}",
                                 given, sessions - 1, sessions));
  }
  return range;
}

std::vector<std::uint64_t> chosen_cases(const engine::Results& results, const Options& options) {
  std::vector<std::uint64_t> cases;
  for (const std::string& label : options.cases)
    cases.push_back(results.plan.study().case_index(label));
  if (!cases.empty()) return cases;
  cases.resize(results.plan.layout().case_count());
  std::iota(cases.begin(), cases.end(), std::uint64_t{0});
  return cases;
}

std::vector<std::size_t> chosen_columns(const engine::Results& results, const std::vector<std::string>& names) {
  const Columns& kept = results.plan.layout().columns;
  const std::string path = results.file.path().string();
  if (kept.empty()) {
    throw UsageError(
        fmt::format("{} has no rows (its study sets output.rows: none) export its figures with --summary", path));
  }
  std::vector<std::string> known;
  for (const Column& column : kept)
    known.push_back(column.name);
  std::vector<std::size_t> columns;
  for (const std::string& name : names) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      throw UsageError(fmt::format("unknown column \"{}\" ({} keeps {}){}", name, path, enumerate(known, 40),
                                   did_you_mean(name, known)));
    }
    columns.push_back(static_cast<std::size_t>(found - known.begin()));
  }
  if (!columns.empty()) return columns;
  columns.resize(kept.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  return columns;
}

void require_free(const Options& options) {
  if (options.output == "-") return;
  const std::string ending = fs::path(options.output).extension().string();
  if (ending == ".h5" || ending == ".hdf5" || ending == ".nc") {
    throw UsageError(
        fmt::format("cannot export to {} (export writes CSV) name it .csv; h5repack -f SHUF -f GZIP=4 {} {} "
                    "makes a compressed copy",
                    options.output, options.file, options.output));
  }
  if (fs::exists(options.output) && !options.force) {
    throw UsageError(fmt::format("{} is there already (it would be lost) give another output, or --force to replace it",
                                 options.output));
  }
}

ExitCode export_to(const Options& options, const Workloads& workloads) {
  require_free(options);
  const engine::Results results = engine::Results::open(options.file, workloads);
  const std::vector<std::uint64_t> cases = chosen_cases(results, options);
  RowChoice rows{cases, {}, replicates_of(options.sessions, results.plan.layout().sessions_per_case)};
  if (!options.summary) rows.columns = chosen_columns(results, options.columns);
  if (!results.complete()) {
    fmt::print(stderr, "{} is not complete: {} of {} blocks are done, and these alone are exported\n", options.file,
               grouped(results.blocks_done()), grouped(results.plan.blocks_held().size()));
  }
  const auto produce = [&](const std::function<void(const std::string&)>& write) {
    options.summary ? write(summary_csv(results, {cases})) : write_row_csv(results, rows, write);
  };
  if (options.output == "-") {
    produce([](const std::string& text) { fmt::print("{}", text); });
  } else {
    TextDraft draft(options.output);
    produce([&](const std::string& text) { draft.write(text); });
    draft.publish();
  }
  return ExitCode::complete;
}

constexpr const char* footer =
    "A line is a session: its case, its replicate, and its columns in their units, money with two decimals, a "
    "category\n"
    "as its label, a column along an axis as a field for each place. Only blocks that are done are written. A session\n"
    "that failed is there with zeros, and with `yes` in the column failed.\n"
    "\n"
    "Examples:\n"
    "  ergodic export OUT.h5 -o rows.csv\n"
    "  ergodic export OUT.h5 -o - --columns session_profit,outcome --cases basic --sessions 0:1000 | head\n"
    "  ergodic export OUT.h5 -o - | gzip > rows.csv.gz\n"
    "  ergodic export OUT.h5 -o figures.csv --summary         the table of ergodic summary --csv\n"
    "  h5repack -f SHUF -f GZIP=4 OUT.h5 ARCHIVE.h5           a compressed copy for the archive, which xarray opens "
    "too";

}  // namespace

void add_export(CLI::App& app, const Context& context, Action& chosen) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("export", "Write the rows, or the summary, as CSV");
  command->add_option("FILE", options->file, "The result file")->required();
  command->add_option("-o,--output", options->output, "The CSV file; - is standard output")->required();
  CLI::Option* columns = command->add_option("--columns", options->columns, "Only these, as a,b")->delimiter(',');
  command->add_option("--cases", options->cases, "Only these; repeat it, since labels may hold commas")
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false);
  CLI::Option* sessions =
      command->add_option("--sessions", options->sessions, "Only replicates A to B − 1 of each case, as A:B");
  command->add_flag("--summary", options->summary, "The summary instead of the rows")
      ->excludes(columns)
      ->excludes(sessions);
  command->add_flag("--force", options->force, "Replace the output that is there");
  command->footer(footer);
  command->callback(
      [options, context, &chosen] { chosen = [options, context] { return export_to(*options, context.workloads); }; });
}

}  // namespace ergodic::cli
