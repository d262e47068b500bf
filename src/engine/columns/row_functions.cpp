#include "engine/columns/row_functions.hpp"

#include "statistics/in_unit.hpp"
#include "statistics/summary_values.hpp"

#include <ergodic/missing.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace ergodic::engine {
namespace {

constexpr std::size_t of_no_column = std::numeric_limits<std::size_t>::max();

/// The columns of one value a session, and the numbers of the case whose names they leave; for each the column, and the
/// value that it has in every session.
study::FunctionNames names_known(const study::Study& study, std::size_t case_index, const Columns& simulated,
                                 std::vector<std::string> taken, std::vector<std::size_t>& column_at,
                                 std::vector<double>& values) {
  study::FunctionNames known{.taken = std::move(taken)};
  std::vector<std::string> columns;
  for (std::size_t i = 0; i < simulated.size(); ++i) {
    const Column& column = simulated[i];
    columns.push_back(column.name);
    if (!column.axis.empty()) {
      known.absent.push_back({column.name, fmt::format("it has many values a session, along {}", column.axis)});
      known.taken.push_back(column.name);
      continue;
    }
    known.names.push_back(study::name_of(column));
    column_at.push_back(i);
    values.push_back(0);
  }
  for (const study::NamedNumber& number : study.case_numbers(case_index)) {
    if (std::find(columns.begin(), columns.end(), number.name) != columns.end()) continue;
    if (!number.value) {
      known.absent.push_back({number.name, fmt::format("{} is not set", number.name)});
      continue;
    }
    known.names.push_back({number.name, expression::Type::number, fmt::format("the study's {}", number.name)});
    column_at.push_back(of_no_column);
    values.push_back(*number.value);
  }
  return known;
}

/// The column's values in its unit; NaN for a session that has none.
void read_values(const Rows& rows, std::size_t index, std::vector<double>& values) {
  const Column& column = rows.columns()[index];
  values.resize(rows.count());
  if (column.type == Type::float64) {
    const auto stored = rows.column<double>(index);
    std::transform(stored.begin(), stored.end(), values.begin(), [&](double value) {
      return std::isfinite(value) ? statistics::in_unit(value, column) : missing_value<double>();
    });
    return;
  }
  statistics::with_whole_type(column.type, [&]<class T>() {
    const auto stored = rows.column<T>(index);
    std::transform(stored.begin(), stored.end(), values.begin(), [&](T value) {
      return column.may_be_missing && is_missing(value) ? missing_value<double>()
                                                        : statistics::in_unit(static_cast<double>(value), column);
    });
  });
}

}  // namespace

RowFunctions::RowFunctions(const study::Study& study, std::size_t case_index, const Columns& simulated,
                           std::vector<std::string> taken)
    : functions_(study.functions(), names_known(study, case_index, simulated, std::move(taken), column_at_, values_)),
      columns_(functions_.columns()),
      first_(simulated.size()) {
  for (std::size_t i = 0; i < columns_.size(); ++i)
    add_function(i, simulated);
}

/// Finds what it uses, and so whether it may be missing.
void RowFunctions::add_function(std::size_t function, const Columns& simulated) {
  uses_.push_back(functions_.uses(function));
  for (const std::size_t place : uses_.back()) {
    if (place >= column_at_.size()) {
      columns_[function].may_be_missing |= columns_[place - column_at_.size()].may_be_missing;
      continue;
    }
    if (column_at_[place] == of_no_column) continue;
    const Column& column = simulated[column_at_[place]];
    columns_[function].may_be_missing |= column.may_be_missing || column.may_be_nan;
    const auto is_it = [&](const Source& source) { return source.place == place; };
    if (std::none_of(sources_.begin(), sources_.end(), is_it)) sources_.push_back({column_at_[place], place});
  }
  values_.push_back(0);
}

void RowFunctions::compute(Rows& rows, std::optional<std::size_t> declared) {
  for (Source& source : sources_)
    read_values(rows, source.column, source.values);
  std::vector<bool> has_failed(rows.count());
  for (const Failure& failure : rows.failures())
    has_failed[failure.row] = true;
  for (std::uint64_t row = 0; row < rows.count(); ++row) {
    if (!has_failed[row]) compute_row(rows, row, declared);
  }
}

bool RowFunctions::lacks_a_value(std::size_t function) const {
  const std::vector<std::size_t>& places = uses_[function];
  return std::any_of(places.begin(), places.end(), [&](std::size_t place) { return std::isnan(values_[place]); });
}

void RowFunctions::compute_row(Rows& rows, std::uint64_t row, std::optional<std::size_t> declared) {
  for (const Source& source : sources_)
    values_[source.place] = source.values[row];
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    double& value = values_[column_at_.size() + i];
    if (lacks_a_value(i)) {
      value = missing_value<double>();
      continue;
    }
    const std::optional<double> found = functions_.value(i, values_);
    if (!found && declared) return rows.fail(row, *declared, {static_cast<double>(first_ + i)});
    if (!found) {
      return rows.fail({.row = row,
                        .category = study::Functions::failure_category,
                        .reason = fmt::format("{} {}", columns_[i].name, study::Functions::failure_reason)});
    }
    value = *found;
  }
  write(rows, row);
}

void RowFunctions::write(Rows& rows, std::uint64_t row) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const double value = values_[column_at_.size() + i];
    if (columns_[i].type == Type::float64) {
      rows.column<double>(first_ + i)[row] = value;
    } else {
      rows.column<std::uint8_t>(first_ + i)[row] =
          std::isnan(value) ? missing_value<std::uint8_t>() : static_cast<std::uint8_t>(value);
    }
  }
}

}  // namespace ergodic::engine
