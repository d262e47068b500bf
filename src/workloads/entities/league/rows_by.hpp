#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::workloads::entities {

/// The rows of a table by a whole number that each has, such as a date or a code: those of one number in the order of
/// the table. By counting, in the time of two passes.
class RowsBy {
 public:
  RowsBy() = default;
  /// `key_of(row)`: rows with a number outside low … low + count − 1 are left out.
  template <class KeyOf>
  RowsBy(std::size_t rows, std::int64_t low, std::size_t count, const KeyOf& key_of) : low_(low), ends_(count + 1, 0) {
    const auto place = [&](std::size_t row) {
      const std::int64_t key = static_cast<std::int64_t>(key_of(row)) - low_;
      return key < 0 || key >= static_cast<std::int64_t>(count) ? count : static_cast<std::size_t>(key);
    };
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t at = place(row);
      if (at < count) ++ends_[at + 1];
    }
    for (std::size_t i = 0; i < count; ++i)
      ends_[i + 1] += ends_[i];
    rows_.resize(ends_.back());
    std::vector<std::uint32_t> next(ends_.begin(), ends_.end() - 1);
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t at = place(row);
      if (at < count) rows_[next[at]++] = static_cast<std::uint32_t>(row);
    }
  }

  std::span<const std::uint32_t> operator[](std::int64_t key) const {
    const std::int64_t at = key - low_;
    if (at < 0 || at + 1 >= static_cast<std::int64_t>(ends_.size())) return {};
    const auto i = static_cast<std::size_t>(at);
    return std::span(rows_).subspan(ends_[i], ends_[i + 1] - ends_[i]);
  }
  std::int64_t low() const { return low_; }
  std::int64_t high() const { return low_ + static_cast<std::int64_t>(ends_.size()) - 2; }

 private:
  std::int64_t low_ = 0;
  std::vector<std::uint32_t> ends_ = {0};
  std::vector<std::uint32_t> rows_;
};

/// The rows of a table by their date.
inline RowsBy rows_by_date(std::span<const std::int32_t> dates) {
  std::int32_t low = 0;
  std::int32_t high = -1;
  bool any = false;
  for (const std::int32_t date : dates) {
    if (date < -1'000'000) continue;  // missing
    low = any && low < date ? low : date;
    high = any && high > date ? high : date;
    any = true;
  }
  return RowsBy(dates.size(), low, static_cast<std::size_t>(high - low + 1),
                [&](std::size_t row) { return dates[row]; });
}

}  // namespace ergodic::workloads::entities
