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
  /// About E min(X, t)/t: that, or up to 1.6 times less. Sums of independent numbers come to t after as many
  /// as this goes into 1, or up to twice as many.
  double share_of(double t) const;
  /// E X, with a few more digits: of a small difference of means, as many more are left.
  long double precise_mean() const;
  /// E e^−sX, s ≥ 0; nothing where it has no closed form.
  std::optional<double> transform(double s) const;
  /// E X − E(1 − e^−sX)/s, s > 0, which is about s/2·E X² where s is small; nothing where transform() gives nothing.
  std::optional<double> transform_lack(double s) const;

  Kind kind() const { return kind_; }

 private:
  PositiveLaw(Kind kind, double a) : kind_(kind), a_(a) {}

  double one_less_transform(double s) const;

  Kind kind_;
  double a_ = 0;  ///< the first parameter of its row in the README: mean, low end, log mean
  double b_ = 0;
  double c_ = 0;
};

}  // namespace ergodic::workloads::paths
