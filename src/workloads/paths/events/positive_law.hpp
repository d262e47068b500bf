#pragma once

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>
#include <ergodic/stream.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ergodic::workloads::paths {

/// A law of positive numbers: of times between arrivals, service times, sizes of jumps.
class PositiveLaw {
 public:
  enum class Kind { exponential, deterministic, uniform, gamma, hyperexponential, lognormal };

  /// From the section at `path`, whose keys are `keys()`. Throws StudyError for a key that the law has not, or lacks.
  PositiveLaw(const Parameters& parameters, const std::string& path);

  static PositiveLaw exponential(double mean) { return {Kind::exponential, mean}; }

  static std::vector<Key> keys();

  double draw(Stream& stream) const;

  double mean() const { return moment(1); }
  double variance() const { return deviation() * deviation(); }
  double deviation() const;
  /// E X^k, k = 1, 2, 3.
  double moment(int k) const;
  /// E e^−sX, s ≥ 0; nothing where it has no closed form.
  std::optional<double> transform(double s) const;

  Kind kind() const { return kind_; }

 private:
  PositiveLaw(Kind kind, double a) : kind_(kind), a_(a) {}

  Kind kind_;
  double a_ = 0;  ///< the first parameter of its row in the README: mean, low end, log mean
  double b_ = 0;
  double c_ = 0;
};

}  // namespace ergodic::workloads::paths
