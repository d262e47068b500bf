#include "store/groups.hpp"

#include "store/format.hpp"
#include "store/hdf5/attributes.hpp"
#include "store/hdf5/types.hpp"
#include "store/inputs/write_kept_tables.hpp"

#include <fmt/format.h>

#include <optional>

namespace ergodic::store {
namespace {

enum class Kind { results, archive };

/// The first format that has all that is in the file.
FormatNumber format_of(const std::vector<FileLayout>& stages) {
  const auto is_new = [](const FileLayout& layout) { return layout.format() == current_format; };
  return std::any_of(stages.begin(), stages.end(), is_new) ? current_format : plain_format;
}

/// `number`: of its format, or of that of archives.
void describe_file(hid_t file, Kind kind, const std::string& number, const FileLayout& layout) {
  write_attribute(file, "Conventions", conventions);
  if (!layout.title.empty()) write_attribute(file, "title", layout.title);
  write_attribute(file, "source", "ergodic " + layout.program_version);
  write_attribute(file, kind == Kind::results ? format_attribute : archive_attribute, number);
  write_attribute(file, "workload", layout.workload);
  write_attribute(file, draws_attribute, static_cast<std::int64_t>(layout.draws));
  write_attribute(file, "study_digest", layout.study_identity().hex());
  if (kind == Kind::results && layout.in_rounds)  // an archive says it of every study, with what was selected
    write_attribute(file, sessions_attribute, static_cast<std::int64_t>(layout.sessions_per_case));
  if (kind == Kind::results && layout.listed_sessions > 0)
    write_attribute(file, listed_attribute, static_cast<std::int64_t>(layout.listed_sessions));
  if (!layout.shard) return;
  write_attribute(file, shard_attribute, layout.shard->text());
  write_attribute(file, "first_session", static_cast<std::int64_t>(layout.sessions_held().first));
  write_attribute(file, "last_session", static_cast<std::int64_t>(layout.sessions_held().last - 1));
}

/// What was selected; the case labels are in the file.
void describe_selection(hid_t file, const FileLayout& whole, const Selection& selection) {
  std::vector<std::string> columns;
  for (const std::size_t index : selection.columns)
    columns.push_back(whole.columns[index].name);
  write_attribute(file, "selected_cases", fmt::format("{} of {}", selection.cases.size(), whole.case_count()));
  if (!whole.stage.empty()) write_attribute(file, "stage", whole.stage);
  write_attribute(file, "selected_columns",
                  columns.size() == whole.columns.size() ? "all" : fmt::format("{}", fmt::join(columns, " ")));
  write_attribute(file, "first_replicate", static_cast<std::int64_t>(selection.replicates.first));
  write_attribute(file, "last_replicate", static_cast<std::int64_t>(selection.replicates.last - 1));
  if (!whole.is_ragged()) write_attribute(file, sessions_attribute, static_cast<std::int64_t>(whole.sessions_per_case));
}

/// The groups of a file, one by one.
class Groups {
 public:
  Groups(hid_t file, const Tuning& with, Kind kind) : netcdf_(file, with), kind_(kind) {}

  /// `description`: empty where there is none.
  void study(const FileLayout& layout, const std::string& description) const {
    const Handle group = netcdf_.group("/study");
    const Handle yaml = netcdf_.text(group, "yaml", layout.study);
    write_attribute(yaml, "long_name", "the resolved study, YAML");
    if (description.empty()) return;
    const Handle json = netcdf_.text(group, "description", description);
    write_attribute(json, "long_name", "what the file holds, JSON");
  }

  void sessions(const FileLayout& layout) const {
    const Handle group = netcdf_.group(layout.group("sessions"));
    std::optional<Dimension> of_cases;
    if (!layout.shard) of_cases.emplace(cases(group, layout));
    const Dimension session = netcdf_.dimension(group, layout.session_dimension, layout.session_shape().back());
    if (of_cases && layout.is_ragged()) write_case_sizes(netcdf_, group, *of_cases, layout, H5T_STD_I64LE);
    if (layout.is_rectangle()) write_session_names(netcdf_, group, {*of_cases, session}, layout);
    if (layout.is_ragged() && !layout.shard) write_session_names(netcdf_, group, {session}, layout);
    const std::vector<Dimension> axes = along(group, layout.axes);
    for (const Column& column : layout.columns) {
      Dimensions dimensions{session};
      if (layout.is_rectangle()) dimensions.insert(dimensions.begin(), *of_cases);
      if (!column.axis.empty()) dimensions.push_back(named(axes, column.axis));
      const Handle set = rows(group, column.name, file_type(column.type), dimensions, layout.is_rectangle() ? 1 : 0);
      describe(set, column.long_name, column.unit);
      if (column.scale != 1.0) write_attribute(set, "scale_factor", column.scale);
      if (column.may_be_missing) describe_missing(set, column.type);
      if (column.is_category()) describe_flags<std::uint8_t>(set, column.categories, column.may_be_missing);
    }
  }

  void ledger(const FileLayout& layout) const {
    const Handle group = netcdf_.group(layout.group("ledger"));
    const Dimension block = netcdf_.dimension(group, "block", layout.blocks_held().size());
    const Dimension field =
        netcdf_.labels(group, "field", {"digest_low", "digest_high", "seal_low", "seal_high"}, "part of a ledger line");
    const Handle line = netcdf_.array(group, "line", H5T_STD_U64LE, {block, field});
    write_attribute(line, "long_name", "block done: digest of its rows and summary, and the seal over it");
    const Handle closing = netcdf_.array(group, "closing", H5T_STD_U64LE, {field});
    write_attribute(closing, "long_name", "all done: digest of the group summary, and the seal over it");
    const Dimension word = netcdf_.dimension(group, "word", layout.words_per_block);
    const Handle summary = netcdf_.array(group, "summary", H5T_STD_I64LE, {block, word});
    write_attribute(summary, "long_name", "block summary, in 64-bit words");
  }

  void failures(const FileLayout& layout) const {
    const Handle group = netcdf_.group(layout.group("failures"));
    const Dimension block = netcdf_.dimension(group, "block", layout.blocks_held().size());
    const Dimension slot = netcdf_.dimension(group, "slot", layout.failures_per_block);
    const Dimension category_length = netcdf_.dimension(group, "category_length", failure_category_width);
    const Dimension reason_length = netcdf_.dimension(group, "reason_length", failure_reason_width);
    const Handle session = rows(group, "session", H5T_STD_I64LE, {block, slot}, 0);
    describe(session, "ID of the failed session, -1 where the slot is free", "1");
    const Handle can_retry = rows(group, "can_retry", H5T_STD_U8LE, {block, slot}, 0);
    describe(can_retry, "whether simulating it again may succeed", "1");
    describe_flags<std::uint8_t>(can_retry, {"no", "yes"});
    const Handle category = rows(group, "category", char_type(), {block, slot, category_length}, 0);
    write_attribute(category, "long_name", "kind of failure");
    const Handle reason = rows(group, "reason", char_type(), {block, slot, reason_length}, 0);
    write_attribute(reason, "long_name", "what went wrong");
  }

  void summary(const FileLayout& layout) const {
    const Handle group = netcdf_.group(layout.group("summary"));
    const Dimension of_cases = cases(group, layout);
    const std::vector<Dimension> axes = along(group, layout.summary_axes);
    write_variables(netcdf_, group, of_cases, axes, layout.variables);
  }

 private:
  Dimension cases(hid_t group, const FileLayout& layout) const {
    return netcdf_.labels(group, "case", layout.case_labels, "case of the study");
  }

  std::vector<Dimension> along(hid_t group, const Axes& axes) const {
    std::vector<Dimension> dimensions;
    for (const Axis& axis : axes)
      dimensions.push_back(netcdf_.along(group, axis));
    return dimensions;
  }

  /// What grows with the study: in an archive it is compressed, in chunks along the dimension after `leading` ones.
  Handle rows(hid_t group, const std::string& name, hid_t type, const Dimensions& dimensions,
              std::size_t leading) const {
    return kind_ == Kind::archive ? netcdf_.compressed_array(group, name, type, dimensions, leading)
                                  : netcdf_.array(group, name, type, dimensions);
  }

  NetcdfWriter netcdf_;
  Kind kind_;
};

}  // namespace

void write_case_sizes(const NetcdfWriter& netcdf, hid_t group, const Dimension& cases, const FileLayout& layout,
                      hid_t type) {
  std::vector<std::int64_t> sizes;
  for (std::uint64_t i = 0; i < layout.case_count(); ++i)
    sizes.push_back(static_cast<std::int64_t>(layout.sessions_of(i)));
  const Handle set = netcdf.numbers(group, layout.sizes_name(), type, sizes, cases);
  describe(set, fmt::format("number of the case's values along {}, which follow each other", layout.session_dimension),
           "1");
  write_attribute(set, "sample_dimension", layout.session_dimension);
}

void write_variables(const NetcdfWriter& netcdf, hid_t group, const Dimension& cases,
                     const std::vector<Dimension>& axes, const std::vector<Variable>& variables) {
  for (const Variable& variable : variables) {
    Dimensions dimensions{cases};
    for (const std::string& axis : variable.axes)
      dimensions.push_back(named(axes, axis));
    const Handle set = netcdf.array(group, variable.name, file_type(variable.type), dimensions);
    describe(set, variable.long_name, variable.unit);
  }
}

void write_result_groups(hid_t file, const Tuning& with, const std::vector<FileLayout>& stages,
                         const std::string& description) {
  describe_file(file, Kind::results, format_of(stages).text(), stages.front());
  const Groups groups(file, with, Kind::results);
  groups.study(stages.front(), description);
  const NetcdfWriter netcdf(file, with);
  if (!stages.front().stage.empty()) netcdf.group("/stages");
  for (const FileLayout& layout : stages) {
    if (!layout.stage.empty()) netcdf.group("/stages/" + layout.stage);
    groups.sessions(layout);
    groups.ledger(layout);
    if (layout.failures_per_block > 0) groups.failures(layout);
    if (!layout.variables.empty()) groups.summary(layout);
  }
  if (!stages.front().kept_tables.empty()) write_kept_tables(netcdf, stages.front().kept_tables);
}

void write_archive_groups(hid_t file, const Tuning& with, const FileLayout& whole, const Selection& selection,
                          const FileLayout& layout) {
  describe_file(file, Kind::archive, archive_name, layout);
  describe_selection(file, whole, selection);
  const Groups groups(file, with, Kind::archive);
  groups.study(layout, "");
  groups.sessions(layout);
  if (whole.failures_per_block > 0) {
    FileLayout alone = whole;
    alone.stage.clear();
    groups.failures(alone);
  }
  if (!layout.variables.empty()) groups.summary(layout);
}

}  // namespace ergodic::store
