#pragma once

#include "study/functions.hpp"
#include "study/override.hpp"
#include "study/tables/read_dataset.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/workload_base.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::study {

enum class RowsKept { all, none };
enum class FailurePolicy { record, abort };

/// A figure that is to become precise: half of its interval no wider than either bound, of which one is there at least.
struct Target {
  std::string column;
  std::optional<std::string> label;
  std::optional<double> half_width;
  std::optional<double> relative;
  double confidence;
  std::optional<Parameters> written = {};  ///< where a study says so, for messages
  std::optional<double> quantile = {};     ///< the probability of which it is the quantile, not the mean

  /// Throws StudyError at the place of the target's `key`.
  [[noreturn]] void reject(std::string_view key, const std::string& what, const std::string& why,
                           const std::string& todo = {}) const;
};

/// When a study that runs in rounds has enough sessions.
struct Until {
  std::vector<Target> targets;     ///< all are to hold, in every case
  std::uint64_t max_sessions = 0;  ///< per case
};

/// A column, and its control variates: columns whose means are known.
struct Control {
  std::string of;
  std::vector<std::string> by;
};

/// Equal bins of a column, in its unit.
struct HistogramWanted {
  std::string column;
  double from;
  double to;
  std::size_t bins;
};

/// A table that a study gives, before or after it was read.
struct TableGiven {
  std::string name;                 ///< that of its form
  std::filesystem::path file = {};  ///< empty: the study does not say; it holds what came of one
  std::string group = {};           ///< of an HDF5 file; empty: not said
  std::optional<bool> keep = {};
  std::optional<std::uint64_t> rows = {};  ///< that it must have
  std::optional<std::string> digest = {};  ///< of the content that it must have
  std::optional<Parameters> written = {};  ///< where a study says so, for messages

  /// Throws StudyError at the place of the table's `key`.
  [[noreturn]] void reject(std::string_view key, const std::string& what, const std::string& why,
                           const std::string& todo = {}) const;
};

/// A validated study: what one YAML file describes, complete with its defaults.
class Study {
 public:
  /// Reads, merges and validates. Every case's parameters are checked against the workload's schema (not yet by the
  /// workload itself). Throws StudyError with all that is wrong, one problem a line: "file:line:column: what (why) what
  /// to do". Lists that it names are read from their files, beside the study's, and are part of it from then on; its
  /// inputs are not.
  static Study from_file(const std::filesystem::path& path, const Overrides& overrides, const Workloads& workloads,
                         FileReaders readers = {});
  /// The same from text, which names no tables; `origin` stands for the file in messages.
  static Study from_text(std::string_view text, const std::string& origin, const Overrides& overrides,
                         const Workloads& workloads);

  const std::string& workload() const;
  /// With until(), of the first round; 1 where the study does not say, since no random numbers are drawn.
  std::uint64_t sessions_per_case() const;
  std::optional<Until> until() const;
  std::uint64_t seed() const;
  bool common_random_numbers() const;
  RowsKept rows() const;
  /// The columns that the file keeps, in the study's order; empty: all of them.
  std::vector<std::string> columns() const;
  /// Columns whose covariances the summary keeps, each with each other.
  std::vector<std::string> covariances() const;
  /// Columns whose quantiles the summary keeps, beside those of which the workload says so.
  std::vector<std::string> quantiles() const;
  /// Columns whose means the summary corrects by those of others.
  std::vector<Control> controls() const;
  /// Histograms that the summary keeps.
  std::vector<HistogramWanted> histograms() const;
  /// Columns that it makes up, each as it is written; of a stage: those of that stage.
  std::vector<Parameters> functions() const;
  /// The numbers among the case's parameters, by their dotted paths: what its functions may use.
  std::vector<NamedNumber> case_numbers(std::size_t index) const;

  /// The same study as one of its stages has it: what it wants of the file is what it says of that stage, where it
  /// does.
  Study of_stage(const std::string& name) const;
  /// Throws StudyError for what it says of a stage that is none of these, or says of one in two places. Empty: it has
  /// no stages.
  void check_stages(const std::vector<std::string>& names) const;

  /// The tables that it gives, in the order of their forms.
  std::vector<TableGiven> inputs() const;
  /// The same study once its tables are read: what identifies it are their rows and digests, and whether they are kept,
  /// wherever they lay. Cases that are in them come to be; throws StudyError with what is wrong with these.
  Study with_inputs(const std::vector<TableGiven>& found, const Inputs& inputs = {}) const;
  /// Sessions in a block; nullopt: the workload's own choice.
  std::optional<std::uint64_t> sessions_per_block() const;
  FailurePolicy failure_policy() const;
  /// Share of sessions that may fail before the run counts as failed.
  double failure_share() const;
  /// Whether more failures than that are worth a warning, and not the run's failure.
  bool warns_of_failures() const;
  std::string title() const;  ///< metadata.name, or ""
  /// For messages: its workload's name, or "the stage generation_3".
  std::string described() const;

  /// None before with_inputs(), where any are in tables that the study reads.
  std::size_t case_count() const;
  const std::string& case_label(std::size_t index) const;
  /// Parameters of the case; made when asked for, so that 10^5 cases stay small.
  Parameters case_parameters(std::size_t index) const;

  /// Throws StudyError at the place of `key` of the study itself, e.g. "output.columns".
  [[noreturn]] void reject(std::string_view key, const std::string& what, const std::string& why,
                           const std::string& todo = {}) const;

  /// The study with every default filled in and overrides applied, as canonical YAML: the study's identity.
  /// from_text(resolved()) gives an equal study with an equal resolved().
  const std::string& resolved() const;

 private:
  struct Content;
  explicit Study(std::shared_ptr<const Content> content);
  bool says_of_stage(std::string_view key) const;
  Parameters output_with(std::string_view key) const;

  std::shared_ptr<const Content> content_;
  std::string stage_;                       ///< whose view this is; empty: of no stage
  std::optional<Parameters> stage_output_;  ///< what the study says of its output
};

}  // namespace ergodic::study
