#include "workloads/paths/events/positive_law.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace ergodic::workloads::paths {

namespace {

struct LawKeys {
  const char* name;
  const char* says;
  std::vector<std::string> keys;
};

/// In the order of PositiveLaw::Kind.
const std::array<LawKeys, 6>& laws() {
  static const std::array<LawKeys, 6> laws = {{
      {"exponential", "of this mean", {"mean"}},
      {"deterministic", "always the mean", {"mean"}},
      {"uniform", "between low and high", {"low", "high"}},
      {"gamma", "of this mean and shape; a whole shape k is Erlang-k", {"mean", "shape"}},
      {"hyperexponential",
       "exponential of one mean with a probability, else of another",
       {"probability", "mean", "other_mean"}},
      {"lognormal", "its logarithm is normal", {"log_mean", "log_sd"}},
  }};
  return laws;
}

/// Σ aⁱ bᵏ⁻ⁱ, i ≤ k: (bᵏ⁺¹ − aᵏ⁺¹)/(b − a).
double power_sum(double a, double b, int k) {
  double sum = 1, power = 1;
  for (int i = 1; i <= k; ++i) {
    power *= a;
    sum = sum * b + power;
  }
  return sum;
}

/// Σ (−1)ⁿ xⁿ⁻¹/n!·E Xⁿ, n ≥ 2, of X with mean 1: each moment is the one before times growth(n).
template <class Growth>
double lack_by_series(double x, Growth growth) {
  double sum = 0, term = -1;
  for (int n = 2; n < 200 && std::abs(term) > 1e-18 * sum; ++n) {
    term *= -x / n * growth(n);
    sum += term;
  }
  return sum;
}

double standard_normal_cdf(double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; }

}  // namespace

std::vector<Key> PositiveLaw::keys() {
  std::vector<Key::Choice> names;
  for (const LawKeys& law : laws())
    names.push_back({law.name, law.says});
  return {
      choice("law", names).fallback("exponential").says("what law"),
      real("mean").above(0).optional().says("its mean"),
      real("shape").between(0.01, 1e6).optional().says("of gamma: variance is mean²/shape"),
      real("low").at_least(0).optional().says("of uniform: smallest"),
      real("high").above(0).optional().says("of uniform: largest"),
      real("probability").between(0, 1).optional().says("of hyperexponential: of the first mean"),
      real("other_mean").above(0).optional().says("of hyperexponential: the second mean"),
      real("log_mean").between(-100, 100).optional().says("of lognormal: mean of the logarithm"),
      real("log_sd").between(0, 10).optional().says("of lognormal: standard deviation of the logarithm"),
  };
}

PositiveLaw::PositiveLaw(const Parameters& parameters, const std::string& path) {
  const std::string name = parameters.text(path + ".law");
  std::size_t which = 0;
  while (laws()[which].name != name)
    ++which;
  kind_ = static_cast<Kind>(which);
  const std::vector<std::string>& own = laws()[which].keys;
  for (const Key& key : keys()) {
    const std::string place = path + "." + key.name;
    const bool is_own = std::find(own.begin(), own.end(), key.name) != own.end();
    if (key.name == "law") continue;
    if (is_own && !parameters.has(place)) {
      parameters.reject(path + ".law", fmt::format("is {}", name), fmt::format("{} is not set", place), "set it");
    }
    if (!is_own && parameters.has(place)) {
      parameters.reject(place, "plays no part", fmt::format("the law is {}, which has {}", name, fmt::join(own, ", ")),
                        "remove it");
    }
  }
  const auto value = [&](std::size_t i) { return i < own.size() ? parameters.real(path + "." + own[i]) : 0; };
  a_ = value(0);
  b_ = value(1);
  c_ = value(2);
  if (kind_ == Kind::uniform && a_ >= b_)
    parameters.reject(path + ".high", fmt::format("is {:g}", b_), fmt::format("it must be above low, {:g}", a_),
                      "raise it");
}

double PositiveLaw::draw(Stream& stream) const {
  switch (kind_) {
    case Kind::exponential: return a_ * ergodic::exponential(stream);
    case Kind::deterministic: return a_;
    case Kind::uniform: return a_ + (b_ - a_) * uniform_open(stream);
    case Kind::gamma: return a_ / b_ * gamma_variate(stream, b_);
    case Kind::hyperexponential: {
      const double mean = bernoulli(stream, a_) ? b_ : c_;
      return mean * ergodic::exponential(stream);
    }
    case Kind::lognormal: return portable_exp(a_ + b_ * normal(stream));
  }
  return 0;
}

double PositiveLaw::moment(int k) const {
  const double factorial = k == 3 ? 6 : k;
  switch (kind_) {
    case Kind::exponential: return factorial * std::pow(a_, k);
    case Kind::deterministic: return std::pow(a_, k);
    case Kind::uniform: return power_sum(a_, b_, k) / (k + 1);
    case Kind::gamma: {
      double product = 1;
      for (int i = 0; i < k; ++i)
        product *= (b_ + i) * a_ / b_;
      return product;
    }
    case Kind::hyperexponential: return factorial * (a_ * std::pow(b_, k) + (1 - a_) * std::pow(c_, k));
    case Kind::lognormal: return std::exp(k * a_ + k * k * b_ * b_ / 2);
  }
  return 0;
}

/// Of laws next to a constant, too.
double PositiveLaw::deviation() const {
  switch (kind_) {
    case Kind::exponential: return a_;
    case Kind::deterministic: return 0;
    case Kind::uniform: return (b_ - a_) / std::sqrt(12.0);
    case Kind::gamma: return a_ / std::sqrt(b_);
    case Kind::hyperexponential:  // p m² + (1 − p) n² within, p (1 − p) (m − n)² between
      return std::sqrt(a_ * b_ * b_ + (1 - a_) * c_ * c_ + a_ * (1 - a_) * (b_ - c_) * (b_ - c_));
    case Kind::lognormal: return mean() * std::sqrt(std::expm1(b_ * b_));
  }
  return 0;
}

long double PositiveLaw::precise_mean() const {
  using More = long double;
  switch (kind_) {
    case Kind::uniform: return (More{a_} + b_) / 2;
    case Kind::hyperexponential: return More{a_} * b_ + (1 - More{a_}) * c_;
    case Kind::lognormal: return std::exp(a_ + More{b_} * b_ / 2);
    default: return a_;
  }
}

/// By 1 − e^−y ≤ min(y, 1) ≤ 1.6 (1 − e^−y).
double PositiveLaw::share_of(double t) const {
  if (kind_ != Kind::lognormal) return one_less_transform(1 / t);
  const double log_t = std::log(t);
  if (b_ == 0) return std::min(1.0, std::exp(a_ - log_t));
  const double off = (log_t - a_) / b_;
  return std::exp(a_ + b_ * b_ / 2 - log_t) * standard_normal_cdf(off - b_) + standard_normal_cdf(-off);
}

std::optional<double> PositiveLaw::transform(double s) const {
  switch (kind_) {
    case Kind::exponential: return 1 / (1 + a_ * s);
    case Kind::deterministic: return std::exp(-a_ * s);
    case Kind::uniform: return s == 0 ? 1 : -std::exp(-a_ * s) * std::expm1(-(b_ - a_) * s) / ((b_ - a_) * s);
    case Kind::gamma: return std::exp(-b_ * std::log1p(a_ / b_ * s));
    case Kind::hyperexponential: return a_ / (1 + b_ * s) + (1 - a_) / (1 + c_ * s);
    case Kind::lognormal: return std::nullopt;
  }
  return std::nullopt;
}

double PositiveLaw::one_less_transform(double s) const {
  const auto exponential = [s](double mean) { return mean * s / (1 + mean * s); };
  switch (kind_) {
    case Kind::exponential: return exponential(a_);
    case Kind::deterministic: return -std::expm1(-a_ * s);
    case Kind::gamma: return -std::expm1(-b_ * std::log1p(a_ / b_ * s));
    case Kind::hyperexponential: return a_ * exponential(b_) + (1 - a_) * exponential(c_);
    default: return mean() * s - s * *transform_lack(s);
  }
}

/// The usual formulae, but where these are differences of nearly equal numbers: the series in the moments.
std::optional<double> PositiveLaw::transform_lack(double s) const {
  constexpr double small = 0.5;
  const double x = mean() * s;
  const auto by_series = [&](auto growth) { return mean() * lack_by_series(x, growth); };
  const auto exponential = [s](double mean) { return mean * mean * s / (1 + mean * s); };
  switch (kind_) {
    case Kind::exponential: return exponential(a_);
    case Kind::hyperexponential: return a_ * exponential(b_) + (1 - a_) * exponential(c_);
    case Kind::deterministic:
      if (x < small) return by_series([](int) { return 1; });
      break;
    case Kind::uniform:
      if (x < small) return by_series([this](int n) { return moment(n) / moment(n - 1) / mean(); });
      return mean() - (1 - *transform(s)) / s;
    case Kind::gamma:
      if (x < small && x / b_ < small) return by_series([this](int n) { return 1 + (n - 1) / b_; });
      break;
    case Kind::lognormal: return std::nullopt;
  }
  return mean() - one_less_transform(s) / s;
}

}  // namespace ergodic::workloads::paths
