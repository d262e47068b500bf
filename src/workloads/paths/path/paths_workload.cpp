#include "workloads/paths/path/paths_workload.hpp"

#include "workloads/paths/path/known_results.hpp"
#include "workloads/paths/path/path_text.hpp"
#include "workloads/paths/path/recorded_times.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ergodic::workloads::paths {

PathsWorkload::PathsWorkload(const PathFacts& facts, const Parameters& study, const std::vector<NamedNumber>& numbers)
    : heading_(facts.heading),
      state_(facts.state),
      chosen_(chosen_observables(study, facts.observables)),
      usable_(without_needs(facts.observables)),
      observables_(records_at(chosen_, facts.observables)),
      known_(records_at(usable_, facts.observables)),
      functions_(study, facts.observables, numbers),
      times_(recorded_times(study, facts.horizon, facts.grid_step)),
      length_(facts.length) {}

Columns PathsWorkload::columns() const {
  Columns columns;
  for (const AnyRecord& record : observables_)
    columns.push_back(record.column);
  columns.insert(columns.end(), functions_.columns().begin(), functions_.columns().end());
  if (has_times()) columns.push_back(Column(state_).along("time"));
  return columns;
}

Axes PathsWorkload::axes() const {
  if (!has_times()) return {};
  std::vector<double> written(times_.size());
  std::transform(times_.begin(), times_.end(), written.begin(), time_as_written);
  return {{.name = "time", .coordinates = std::move(written), .long_name = "time, or step, along a path"}};
}

std::optional<std::uint64_t> PathsWorkload::sessions_per_block() const { return default_block(1); }

/// Where each has a state at these times: a few MiB of rows. Where paths are long, or many in a session: some seconds
/// of work, as of the most paths that are just not long.
std::uint64_t PathsWorkload::default_block(std::size_t paths_of_a_session) const {
  constexpr std::uint64_t most = 16384, values = 1 << 19;
  constexpr double steps = most * 1e4;
  const std::uint64_t paths = times_.empty() ? most : std::clamp<std::uint64_t>(values / times_.size(), 64, most);
  const std::uint64_t sessions = std::max<std::uint64_t>(paths / paths_of_a_session, 16);
  const double within_work = std::max(steps / (length_ * static_cast<double>(paths_of_a_session)), 1.0);
  return within_work < static_cast<double>(sessions) ? static_cast<std::uint64_t>(within_work) : sessions;
}

Headlines PathsWorkload::headlines() const {
  Columns in_order = functions_.columns();
  for (const AnyRecord& record : observables_)
    in_order.push_back(record.column);
  return headlines_of(in_order);
}

std::optional<ExactResults> PathsWorkload::exact() const {
  ExactResults exact = known();
  keep_columns(observables_, exact);
  keep_numbers(exact);
  return exact;
}

void PathsWorkload::set_values(const void* path, std::span<double> values) const {
  for (std::size_t i = 0; i < known_.size(); ++i)
    values[i] = known_[i].real(path);
}

void PathsWorkload::write_values(const void* path, std::ostream& out) const {
  for (const AnyRecord& record : observables_) {
    const bool is_number = record.column.is_category() || std::isfinite(record.real(path));
    const std::string text = is_number ? record.text(path) : record.text(path) + ": the session fails";
    write_value_line(record.column.name, {&text, 1}, out);
  }
  std::vector<double> values = functions_.values();
  set_values(path, values);
  if (const Column* undefined = functions_.evaluate(values)) return write_failure(*undefined, out);
  for (std::size_t i = 0; i < functions_.columns().size(); ++i)
    write_value(functions_.columns()[i], functions_.of(i, values), out);
}

PathsWorkload::PathRows::PathRows(const PathsWorkload& paths, Rows& rows)
    : paths_(paths), rows_(rows), writer_(paths.observables_.size()), values_(paths.functions_.values()) {
  for (const AnyRecord& record : paths.observables_)
    writer_.add(record, rows);
  if (!paths.has_times()) return;
  const std::size_t column = paths.observables_.size() + paths.functions_.columns().size();
  switch (paths.state_.type) {
    case Type::uint8: states_ = std::as_writable_bytes(rows.column<std::uint8_t>(column)); break;
    case Type::float64: states_ = std::as_writable_bytes(rows.column<double>(column)); break;
    default: states_ = std::as_writable_bytes(rows.column<std::int64_t>(column));
  }
  bytes_of_a_row_ = paths.times_.size() * size_of(paths.state_.type);
}

Recorder PathsWorkload::PathRows::recorder(std::uint64_t row) const {
  return {paths_.times_, states_.subspan(row * bytes_of_a_row_, bytes_of_a_row_)};
}

void PathsWorkload::PathRows::write(std::uint64_t first, const void* paths, std::size_t stride, std::size_t count) {
  writer_.write_rows(first, paths, stride, count);
  const Functions& functions = paths_.functions_;
  if (functions.columns().empty()) return;
  for (std::size_t i = 0; i < count; ++i) {
    paths_.set_values(static_cast<const std::byte*>(paths) + i * stride, values_);
    functions.write(values_, first + i, paths_.observables_.size(), rows_);
  }
}

Process process_of(std::string name, std::string says, std::vector<Key> keys, MakePaths paths, MakePaths sets) {
  const auto make = [name, keys, paths, sets](const Parameters& study) {
    const bool in_sets = sets != nullptr && study.has("sampling");
    const Parameters section = study.section(name);
    return (in_sets ? sets : paths)(section, study, numbers_of(section, keys));
  };
  return {std::move(name), std::move(says), std::move(keys), make, sets != nullptr};
}

}  // namespace ergodic::workloads::paths
