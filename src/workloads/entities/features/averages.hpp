#pragma once

#include "workloads/entities/numbers/deviation.hpp"
#include "workloads/entities/numbers/rounding.hpp"

#include <ergodic/missing.hpp>
#include <ergodic/table.hpp>

#include <cstdint>

namespace ergodic::workloads::entities {

/// A mean of those values that are not missing, added newest first, to four places; missing where there are none.
class RunningMean {
 public:
  void add(double value) {
    if (value != value) return;
    sum_ += value;
    ++count_;
  }
  double rounded() const {
    return count_ == 0 ? missing_value<double>() : round_exact(sum_ / static_cast<double>(count_), 4);
  }

 private:
  double sum_ = 0;
  std::int64_t count_ = 0;
};

/// The same of whole numbers, with their sample standard deviation.
class RunningCount {
 public:
  void add(std::int64_t value) {
    if (value == missing_whole) return;
    sum_ += value;
    squares_ += value * value;
    ++count_;
  }
  std::int64_t sum() const { return sum_; }
  double rounded() const {
    return count_ == 0 ? missing_value<double>()
                       : round_exact(static_cast<double>(sum_) / static_cast<double>(count_), 4);
  }
  double deviation() const { return round_exact(sample_deviation(count_, sum_, squares_), 4); }

 private:
  std::int64_t sum_ = 0, squares_ = 0, count_ = 0;
};

}  // namespace ergodic::workloads::entities
