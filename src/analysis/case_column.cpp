#include "analysis/case_column.hpp"

#include <ergodic/missing.hpp>

#include <algorithm>
#include <cstring>
#include <limits>
#include <span>

namespace ergodic::analysis {
namespace {

/// Every `length`-th stored value, as a real number; NaN where it may be missing, and is.
template <class T>
void convert(std::span<const std::byte> stored, std::size_t place, std::size_t length, bool may_be_missing,
             std::vector<double>& values) {
  for (std::size_t row = 0; row < values.size(); ++row) {
    T value;
    std::memcpy(&value, &stored[(row * length + place) * sizeof value], sizeof value);
    values[row] = may_be_missing && is_missing(value) ? missing_value<double>() : static_cast<double>(value);
  }
}

}  // namespace

CaseColumn::CaseColumn(const Results& results, std::uint64_t case_index, std::size_t column, std::size_t place)
    : results_(&results), case_index_(case_index), column_(column), place_(place) {
  const Columns& columns = results.description.layout().columns;
  length_ = values_per_session(columns[column], results.description.layout().axes);
  const auto is_flag = [&](const Column& c) {
    return results.description.can_fail() && c.name == results.description.failed_column();
  };
  failed_ = static_cast<std::size_t>(std::find_if(columns.begin(), columns.end(), is_flag) - columns.begin());
  if (failed_ == column) failed_ = columns.size();  // it is about all sessions
}

bool CaseColumn::is_done(std::uint64_t replicate) const {
  return results_->done[results_->description.block_of({case_index_, replicate})];
}

std::uint64_t CaseColumn::end_of_block(std::uint64_t replicate) const {
  const std::uint64_t size = results_->description.layout().sessions_per_block;
  return std::min((replicate / size + 1) * size, sessions());
}

const std::vector<double>& CaseColumn::read(std::uint64_t first, std::uint64_t last) {
  const Columns& columns = results_->description.layout().columns;
  const Type type = columns[column_].type;
  const bool gaps = columns[column_].may_be_missing;
  values_.resize(last - first);
  stored_.resize(values_.size() * length_ * size_of(type));
  results_->file.read_column(column_, case_index_, first, stored_);
  switch (type) {
    case Type::uint8: convert<std::uint8_t>(stored_, place_, length_, gaps, values_); break;
    case Type::int16: convert<std::int16_t>(stored_, place_, length_, gaps, values_); break;
    case Type::int32: convert<std::int32_t>(stored_, place_, length_, gaps, values_); break;
    case Type::int64: convert<std::int64_t>(stored_, place_, length_, gaps, values_); break;
    case Type::float64: convert<double>(stored_, place_, length_, gaps, values_); break;
  }
  if (failed_ < columns.size()) {
    flags_.resize(values_.size());
    results_->file.read_column(failed_, case_index_, first, std::as_writable_bytes(std::span(flags_)));
    for (std::size_t row = 0; row < values_.size(); ++row) {
      if (flags_[row] != 0) values_[row] = std::numeric_limits<double>::quiet_NaN();
    }
  }
  return values_;
}

}  // namespace ergodic::analysis
