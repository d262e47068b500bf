#include "analysis/archive/archive.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/rows/row_csv.hpp"
#include "cli/output/rows/session_slice.hpp"
#include "cli/output/summary/summary_output.hpp"
#include "core/format.hpp"
#include "core/suggest.hpp"
#include "engine/output.hpp"
#include "store/disk/positioned_file.hpp"
#include "store/disk/posix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <numeric>
#include <span>

namespace ergodic::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string file, output, sessions, stage;
  std::vector<std::string> columns, cases;
  bool summary = false, flat = false, force = false;
};

/// A file in the making: under a temporary name beside `path`, until it is published or given up.
class FileDraft {
 public:
  explicit FileDraft(fs::path path) : path_(std::move(path)), making_(path_.string() + ".tmp") {}
  ~FileDraft() {
    std::error_code gone;  // it is, once published
    fs::remove(making_, gone);
  }
  FileDraft(const FileDraft&) = delete;
  FileDraft& operator=(const FileDraft&) = delete;

  const fs::path& making() const { return making_; }
  void publish() {
    store::PositionedFile(making_, store::PositionedFile::Access::write).sync();
    store::rename_file(making_, path_);
    store::sync_folder_of(path_);
  }

 private:
  fs::path path_, making_;
};

/// Text that is written piece by piece.
class TextFile {
 public:
  explicit TextFile(const fs::path& path) : file_(path, store::PositionedFile::Access::create) {}

  void write(const std::string& text) {
    file_.write(size_, std::as_bytes(std::span(text)));
    size_ += text.size();
  }

 private:
  store::PositionedFile file_;
  std::uint64_t size_ = 0;
};

bool is_archive(const Options& options) {
  const std::string ending = fs::path(options.output).extension().string();
  return ending == ".h5" || ending == ".hdf5" || ending == ".nc";
}

IndexRange chosen_replicates(const analysis::Results& results, const Options& options) {
  const std::uint64_t sessions = results.description.layout().most_sessions_of_a_case();
  if (options.sessions.empty()) return {0, sessions};
  return parse_sessions(options.sessions, sessions,
                        results.description.layout().is_ragged() ? "the largest case has the replicates"
                                                                 : "each case has the replicates");
}

std::vector<std::uint64_t> chosen_cases(const analysis::Results& results, const Options& options) {
  std::vector<std::uint64_t> cases;
  for (const std::string& label : options.cases)
    cases.push_back(results.description.case_index(label));
  if (!cases.empty()) return cases;
  cases.resize(results.description.layout().case_count());
  std::iota(cases.begin(), cases.end(), std::uint64_t{0});
  return cases;
}

std::vector<std::size_t> chosen_columns(const analysis::Results& results, const std::vector<std::string>& names) {
  const Columns& kept = results.description.layout().columns;
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
  if (options.flat && !is_archive(options)) {
    throw UsageError(fmt::format("cannot make {} flat (a flat file is one of netCDF) name it NAME.nc",
                                 options.output == "-" ? "standard output" : options.output));
  }
  if (options.output == "-") return;
  if (is_archive(options) && options.summary && !options.flat) {
    throw UsageError(
        fmt::format("cannot export the summary alone to {} (an archive has it beside the rows) leave out "
                    "--summary, name a .csv, or add --flat",
                    options.output));
  }
  engine::place_of_output(options.output, {options.file}, "the file to export");
  if (fs::exists(options.output) && !options.force) {
    throw UsageError(fmt::format("{} is there already (it would be lost) give another output, or --force to replace it",
                                 options.output));
  }
}

/// Throws UsageError for what an archive cannot be made of.
void check_for_archive(const analysis::Results& results, const store::Selection& selection) {
  if (selection.columns.empty() && !results.complete()) {
    throw UsageError(
        fmt::format("cannot export the summary of {} to netCDF (it has none until it is complete) run its study "
                    "further, or name a .csv",
                    results.file.path().string()));
  }
  if (const auto& shard = results.description.layout().shard) {
    throw UsageError(
        fmt::format("cannot make an archive of shard {} (its rows are not laid out by cases) merge the "
                    "shards, and archive the file that they make",
                    shard->text()));
  }
  const auto repeats = [](auto numbers) {
    std::sort(numbers.begin(), numbers.end());
    return std::adjacent_find(numbers.begin(), numbers.end()) != numbers.end();
  };
  if (repeats(selection.columns) || repeats(selection.cases))
    throw UsageError("a column or case is named twice (an archive has each once) name each once");
}

ExitCode export_to(const Options& options, const Workloads& workloads) {
  require_free(options);
  const analysis::Results results = analysis::Results::open(options.file, workloads, options.stage);
  const std::vector<std::uint64_t> cases = chosen_cases(results, options);
  store::Selection rows{cases, {}, chosen_replicates(results, options)};
  if (!options.summary) rows.columns = chosen_columns(results, options.columns);
  if (!results.complete()) {
    fmt::print(stderr, "{} is not complete: {} of {} blocks are done, and these alone are exported\n", options.file,
               grouped(results.blocks_done()), grouped(results.description.blocks_held().size()));
  }
  if (options.summary && !options.flat && !results.plan())
    fmt::print(stderr, "no exact figures: {}\n", results.obstacle());
  const auto produce = [&](const std::function<void(const std::string&)>& write) {
    options.summary ? write_summary_csv(results, {cases}, write) : write_row_csv(results, rows, write);
  };
  if (options.output == "-") {
    produce([](const std::string& text) { fmt::print("{}", text); });
    return ExitCode::complete;
  }
  if (is_archive(options)) check_for_archive(results, rows);
  FileDraft draft(options.output);
  if (is_archive(options)) {
    (options.flat ? analysis::write_flat_archive : analysis::write_archive)(results, rows, draft.making());
  } else {
    TextFile file(draft.making());
    produce([&](const std::string& text) { file.write(text); });
  }
  draft.publish();
  return ExitCode::complete;
}

constexpr const char* footer =
    "A line is a session: its case, its replicate, and its columns in their units, money with two decimals, a "
    "category\n"
    "as its label, a column along an axis as a field for each place. Only blocks that are done are written. A session\n"
    "that failed is there with zeros, and with `yes` in the column failed.\n"
    "\n"
    "To a name in .h5, .hdf5 or .nc it writes an archive: the same groups, names, attributes and dimensions as FILE, "
    "the\n"
    "rows shuffled, deflated and checksummed. xarray, h5py and R open it as they open FILE. It has no ledger, so that "
    "no\n"
    "run goes on from it; of an incomplete file it has a column more, done.\n"
    "\n"
    "With --flat its variables are at the root and of netCDF's classic types: codes are of 16 bits, money and whole\n"
    "numbers of 64 bits are doubles in their unit, labels are attributes (case_labels, a line each). For CDO, Ferret,\n"
    "GMT, VTK, GDL, PDL, Ruby and others that know no groups; it has the rows, or with --summary the summary.\n"
    "\n"
    "Examples:\n"
    "  ergodic export OUT.h5 -o rows.csv\n"
    "  ergodic export OUT.h5 -o - --columns session_profit,outcome --cases basic --sessions 0:1000 | head\n"
    "  ergodic export OUT.h5 -o - | gzip > rows.csv.gz\n"
    "  ergodic export OUT.h5 -o figures.csv --summary         the table of ergodic summary --csv\n"
    "  ergodic export OUT.h5 -o archive.h5                    all of it, compressed\n"
    "  ergodic export OUT.h5 -o rows.nc --flat                for readers that know no groups\n"
    "  ergodic export OUT.h5 -o part.h5 --columns session_profit --sessions 0:1000000";

}  // namespace

void add_export(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command =
      line.command("export", "Write the rows, or the summary, as CSV; or a compressed copy for the archive");
  command.option("FILE", &options->file, "The result file").required();
  command.option("--stage", &options->stage, "Of a study of stages, the stage's name");
  command.option("-o,--output", &options->output, "The CSV file, - for standard output; or an archive, NAME.h5")
      .required();
  const Option columns = command.option("--columns", &options->columns, "Only these, as a,b").separated_by(',');
  command.option("--cases", &options->cases, "Only these; repeat it, since labels may hold commas").repeated();
  const Option sessions =
      command.option("--sessions", &options->sessions, "Only replicates A to B − 1 of each case, as A:B");
  command.option("--summary", &options->summary, "The summary instead of the rows")
      .excludes(columns)
      .excludes(sessions);
  command.option("--flat", &options->flat, "To a .nc: variables at the root, of the classic types");
  command.option("--force", &options->force, "Replace the output that is there");
  command.footer(footer);
  command.runs([options, context] { return export_to(*options, context.workloads); });
}

}  // namespace ergodic::cli
