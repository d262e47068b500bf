#pragma once

#include <ergodic/errors.hpp>
#include <ergodic/rows.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

namespace ergodic::statistics {

/// A column without its failed rows: the column itself when none failed, else a copy.
template <class T>
struct SurvivingValues {
  std::vector<T> copy;
  std::span<const T> span;
};

/// The values that are not missing.
template <class T>
std::vector<T> present_values(std::span<const T> values) {
  std::vector<T> present;
  present.reserve(values.size());
  std::copy_if(values.begin(), values.end(), std::back_inserter(present), [](T value) { return !is_missing(value); });
  return present;
}

/// The rows of a run whose sessions did not fail.
class Survivors {
 public:
  explicit Survivors(const Rows& rows) : rows_(rows) {
    for (const Failure& failure : rows.failures())
      failed_.push_back(failure.row);
    std::sort(failed_.begin(), failed_.end());
    failed_.erase(std::unique(failed_.begin(), failed_.end()), failed_.end());
    if (!failed_.empty() && failed_.back() >= rows.count()) {
      throw InternalError(
          fmt::format("row {} is said to have failed (the run has {} rows)", failed_.back(), rows.count()));
    }
  }

  std::int64_t failures() const { return static_cast<std::int64_t>(failed_.size()); }
  std::int64_t count() const { return static_cast<std::int64_t>(rows_.count()) - failures(); }

  /// A column's values of the others, those whose sessions failed.
  template <class T>
  std::vector<T> failed(std::size_t index) const {
    const std::span<const T> all = rows_.column<T>(index);
    const std::size_t length = rows_.length(index);
    std::vector<T> values;
    for (const std::uint64_t row : failed_)
      values.insert(values.end(), all.begin() + row * length, all.begin() + (row + 1) * length);
    return values;
  }

  template <class T>
  SurvivingValues<T> column(std::size_t index) const {
    const std::span<const T> all = rows_.column<T>(index);
    SurvivingValues<T> values{{}, all};
    if (failed_.empty()) return values;
    const std::size_t length = rows_.length(index);
    values.copy.reserve(all.size());
    std::uint64_t next = 0;
    for (const std::uint64_t failed : failed_) {
      values.copy.insert(values.copy.end(), all.begin() + next * length, all.begin() + failed * length);
      next = failed + 1;
    }
    values.copy.insert(values.copy.end(), all.begin() + next * length, all.end());
    values.span = values.copy;
    return values;
  }

 private:
  const Rows& rows_;
  std::vector<std::uint64_t> failed_;  // ascending, each once
};

}  // namespace ergodic::statistics
