#include "workloads/paths/diffusions/diffusion_parts.hpp"
#include "workloads/paths/diffusions/diffusions.hpp"
#include "workloads/paths/diffusions/option_prices.hpp"

namespace ergodic::workloads::paths {

namespace {

/// Below this, differences of exponentials are summed by their series, of which so many terms are all that counts;
/// above it they have lost two or three of their sixteen digits.
constexpr double small = 0.1;
constexpr int terms = 14;

/// 1 − e^−x, x ≥ 0.
double gone(double x) {
  if (x >= small) return 1 - portable_exp(-x);
  double sum = 1;
  for (int k = terms; k >= 2; --k)
    sum = 1 - x / k * sum;
  return x * sum;
}

/// x − 2 (1 − e^−x) + (1 − e^−2x)/2 = Σ (2 − 2^(k−1)) (−x)^k/k! from k = 3 on, x ≥ 0: of which the integral of an
/// Ornstein–Uhlenbeck process has its variance.
double spread_of_integral(double x) {
  if (x >= small) return x - 2 * gone(x) + gone(2 * x) / 2;
  double sum = 0, term = x * x / 2, power = 2;
  for (int k = 3; k <= terms; ++k) {
    term *= -x / k;
    power *= 2;
    sum += (2 - power) * term;
  }
  return sum;
}

/// dX = mean_reversion (level − X) dt + volatility dW; X and its integral over a step are jointly normal.
/// Source: Glasserman, "Monte Carlo methods in financial engineering", 2004, 3.3.
class OrnsteinUhlenbeck {
 public:
  struct State {
    double value;
  };
  static constexpr bool is_price = false, is_rate = true, has_exact_integral = true;

  OrnsteinUhlenbeck(const Parameters& p, const TimeGrid& grid)
      : start_(p.real("start")),
        theta_(p.real("mean_reversion")),
        level_(p.real("level")),
        volatility_(p.real("volatility")),
        h_(grid.step),
        decay_(portable_exp(-theta_ * h_)),
        share_(gone(theta_ * h_) / theta_) {
    const double square = volatility_ * volatility_;
    const double variance = square * gone(2 * theta_ * h_) / (2 * theta_);
    const double covariance = square * share_ * share_ / 2;
    const double of_integral = square / theta_ / theta_ * spread_of_integral(theta_ * h_) / theta_;
    spread_ = std::sqrt(variance);
    regression_ = covariance / variance;
    rest_ = std::sqrt(std::max(0.0, of_integral - covariance * regression_));
  }

  State begin() const { return {start_}; }

  template <class Source, class Second>
  double step(State& state, Source& stream, Second& second) const {
    const double off = state.value - level_;
    const double shock = spread_ * normal(stream);
    state.value = level_ + off * decay_ + shock;
    return level_ * h_ + off * share_ + regression_ * shock + rest_ * normal(second);
  }
  OrnsteinUhlenbeckStep lane_step() const { return {level_, decay_, spread_, share_, regression_, rest_, h_}; }

  template <class Settings>
  ExactResults exact(const Settings& settings) const {
    const double t = settings.grid.horizon, square = volatility_ * volatility_;
    ExactResults exact;
    exact.moments["terminal"] =
        moments(level_ + (start_ - level_) * std::exp(-theta_ * t), square * gone(2 * theta_ * t) / (2 * theta_));
    exact.distributions["terminal"] = normal_distribution(exact.moments["terminal"]);
    const double mean = level_ * t + (start_ - level_) * gone(theta_ * t) / theta_;
    const double variance = square / theta_ / theta_ * spread_of_integral(theta_ * t) / theta_;
    exact.moments["time_average"] = moments(mean / t, variance / (t * t));
    exact.moments["discount_factor"] = {std::exp(-mean + variance / 2), std::nullopt};
    exact.figures.push_back(figure("stationary_variance", square / (2 * theta_), "long-run variance"));
    return exact;
  }

 private:
  double start_, theta_, level_, volatility_, h_, decay_, share_;
  double spread_ = 0, regression_ = 0, rest_ = 0;
};

/// dX = mean_reversion (level − X) dt + volatility √X dW, by its noncentral chi-square transition.
/// Source: Cox, Ingersoll & Ross, Econometrica 53, 1985.
class CoxIngersollRoss {
 public:
  struct State {
    double value;
  };
  static constexpr bool is_price = false, is_rate = true, has_exact_integral = false;

  CoxIngersollRoss(const Parameters& p, const TimeGrid& grid)
      : start_(p.real("start")),
        kappa_(p.real("mean_reversion")),
        level_(p.real("level")),
        volatility_(p.real("volatility")),
        h_(grid.step),
        decay_(portable_exp(-kappa_ * h_)),
        scale_(volatility_ * volatility_ * (1 - decay_) / (4 * kappa_)),
        degrees_(4 * kappa_ * level_ / (volatility_ * volatility_)) {}

  State begin() const { return {start_}; }

  double step(State& state, Stream& stream, Stream&) const {
    const double from = state.value;
    state.value = scale_ * noncentral_chi_square_variate(stream, degrees_, from * decay_ / scale_);
    return trapezoid(from, state.value, h_);
  }

  template <class Settings>
  ExactResults exact(const Settings& settings) const {
    const double t = settings.grid.horizon, e = std::exp(-kappa_ * t), square = volatility_ * volatility_;
    ExactResults exact;
    exact.moments["terminal"] =
        moments(level_ + (start_ - level_) * e,
                start_ * square / kappa_ * (e - e * e) + level_ * square / (2 * kappa_) * (1 - e) * (1 - e));
    exact.figures.push_back(figure("stationary_variance", level_ * square / (2 * kappa_), "long-run variance"));
    exact.figures.push_back(figure("bond", cir_bond(start_, kappa_, level_, volatility_, t),
                                   "E exp(−∫X): of discount_factor, but for its trapezoidal rule"));
    exact.figures.push_back(
        figure("feller_ratio", degrees_ / 2, "2 mean_reversion level/volatility²; below 1, zero is reached"));
    return exact;
  }

 private:
  double start_, kappa_, level_, volatility_, h_, decay_, scale_, degrees_;
};

}  // namespace

Process ornstein_uhlenbeck_process() {
  using Model = Diffusion<OrnsteinUhlenbeck>;
  return sampled_process<Model>("ornstein_uhlenbeck", "Ornstein–Uhlenbeck process, Vasicek's short rate",
                                Model::keys({start_key(0.0), reversion_key(),
                                             real("level").fallback(0.0).says("long-run mean"), volatility_key()}));
}

Process cir_process() {
  using Model = Diffusion<CoxIngersollRoss>;
  return process<Model>("cir", "Cox–Ingersoll–Ross square-root process",
                        Model::keys({real("start").above(0).says("value at time 0"), reversion_key(),
                                     real("level").above(0).says("long-run mean"), volatility_key()}));
}

}  // namespace ergodic::workloads::paths
