#include "workloads/paths/diffusions/decay.hpp"
#include "workloads/paths/diffusions/diffusion_parts.hpp"
#include "workloads/paths/diffusions/diffusions.hpp"
#include "workloads/paths/diffusions/distributions.hpp"
#include "workloads/paths/diffusions/square_root_law.hpp"

namespace ergodic::workloads::paths {

namespace {

/// Of ∫X over a time, of an Ornstein–Uhlenbeck process.
ExactMoments integral_moments(double start, double reversion, double level, double volatility, double time) {
  const double x = reversion * time, share = decays(x) ? spread_of_integral(x) / x / x / x : 1.0 / 3;
  return {start * lasting(reversion, time) + level * lagging(reversion, time),
          volatility * time * std::sqrt(time * share)};
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
        share_(lasting(theta_, h_)) {
    if (volatility_ == 0) return;
    constexpr double tiny = 1e-100;  // of which the square may go under
    const double unit = volatility_ < tiny ? volatility_ : 1, square = volatility_ / unit * (volatility_ / unit);
    const bool reverts = decays(theta_ * h_);
    const double variance = reverts ? square * gone(2 * theta_ * h_) / (2 * theta_) : square * h_;
    const double covariance = square * share_ * share_ / 2;
    const double of_integral =
        reverts ? square / theta_ / theta_ * spread_of_integral(theta_ * h_) / theta_ : square * h_ * h_ * h_ / 3;
    spread_ = unit * std::sqrt(variance);
    regression_ = covariance / variance;
    rest_ = unit * std::sqrt(std::max(0.0, of_integral - covariance * regression_));
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
    const double t = settings.grid.horizon, x = theta_ * t;
    ExactResults exact;
    exact.moments["terminal"] = {start_ * std::exp(-x) + level_ * gone(x),
                                 volatility_ * std::sqrt(lasting(2 * theta_, t))};
    if (volatility_ > 0) exact.distributions["terminal"] = normal_distribution(exact.moments["terminal"]);
    const ExactMoments integral = integral_moments(start_, theta_, level_, volatility_, t);
    const double sd = *integral.standard_deviation;
    exact.moments["time_average"] = {integral.mean / t, sd / t};
    exact.moments["discount_factor"] = {std::exp(sd * sd / 2 - integral.mean), std::nullopt};
    if (theta_ > 0)
      exact.figures.push_back(
          figure("stationary_variance", volatility_ * volatility_ / (2 * theta_), "long-run variance"));
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
        gain_(level_ * gone(kappa_ * h_)),
        scale_(volatility_ * volatility_ * lasting(kappa_, h_) / 4),
        degrees_(4 * kappa_ * level_ / (volatility_ * volatility_)) {}

  State begin() const { return {start_}; }

  double step(State& state, Stream& stream, Stream&) const {
    constexpr double certain = 1e33;  // of the mean over the scale: noise is below the last digit
    const double from = state.value, left = from * decay_, mean = left + gain_;
    state.value =
        mean < certain * scale_ ? scale_ * noncentral_chi_square_variate(stream, degrees_, left / scale_) : mean;
    return trapezoid(from, state.value, h_);
  }

  template <class Settings>
  ExactResults exact(const Settings& settings) const {
    const SquareRootLaw law{start_, kappa_, level_, volatility_, settings.grid.horizon};
    ExactResults exact;
    exact.moments["terminal"] = {law.mean(), law.standard_deviation()};
    const double square = volatility_ * volatility_;
    if (kappa_ > 0)
      exact.figures.push_back(figure("stationary_variance", level_ / (2 * kappa_) * square, "long-run variance"));
    exact.figures.push_back(figure("bond", law.bond(), "E exp(−∫X): of discount_factor, but for its trapezoidal rule"));
    if (square > 0)
      exact.figures.push_back(
          figure("feller_ratio", degrees_ / 2, "2 mean_reversion level/volatility²; below 1, zero is reached"));
    return exact;
  }

 private:
  double start_, kappa_, level_, volatility_, h_, decay_, gain_, scale_, degrees_;
};

/// Whether exp(−∫X) may: ∫X is normal.
bool discount_may_overflow(const Parameters& p) {
  constexpr double room = 620, far_out = 12;
  const ExactMoments average = integral_moments(p.real("start"), p.real("mean_reversion"), p.real("level"),
                                                p.real("volatility"), p.real("horizon"));
  return (far_out * *average.standard_deviation - average.mean) > room;
}

}  // namespace

Process ornstein_uhlenbeck_process() {
  using Model = Diffusion<OrnsteinUhlenbeck>;
  return sampled_process<Model>("ornstein_uhlenbeck", "Ornstein–Uhlenbeck process, Vasicek's short rate",
                                Model::keys({start_key(0.0), reversion_key(),
                                             real("level").fallback(0.0).says("long-run mean"), volatility_key()}))
      .overflows_where(discount_may_overflow);
}

Process cir_process() {
  using Model = Diffusion<CoxIngersollRoss>;
  return process<Model>("cir", "Cox–Ingersoll–Ross square-root process",
                        Model::keys({real("start").above(0).says("value at time 0"), reversion_key(),
                                     real("level").above(0).says("long-run mean"), volatility_key()}))
      .redrawn(2);
}

}  // namespace ergodic::workloads::paths
