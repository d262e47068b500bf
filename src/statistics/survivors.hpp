#pragma once

#include <ergodic/errors.hpp>
#include <ergodic/rows.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::statistics {

/// A column without its failed rows: the column itself when none failed, else a copy.
template <class T>
struct SurvivingValues {
  std::vector<T> copy;
  std::span<const T> span;
};

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
