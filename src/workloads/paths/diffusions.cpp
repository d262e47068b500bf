#include "workloads/paths/diffusions.hpp"

#include "workloads/paths/diffusion.hpp"
#include "workloads/paths/option_prices.hpp"

#include <numbers>

namespace ergodic::workloads::paths {

namespace {

ExactFigure figure(std::string name, double value, std::string says) {
  return {std::move(name), value, "", "1", std::move(says)};
}

ExactMoments moments(double mean, double variance) { return {mean, std::sqrt(variance)}; }

Key start_key(double fallback) { return real("start").fallback(fallback).says("value at time 0"); }
Key price_key() { return real("start").above(0).fallback(100.0).says("price at time 0"); }
Key drift_key() { return real("drift").between(-100, 100).fallback(0.0).unit("1/time").says("growth of the mean"); }
Key volatility_key() { return real("volatility").above(0).at_most(100).says("standard deviation of a unit of time"); }
Key reversion_key() {
  return real("mean_reversion").above(0).at_most(1000).unit("1/time").says("speed of the return to the level");
}

/// Mean of the trapezoid over a step.
double trapezoid(double from, double to, double step) { return step * (from + to) / 2; }

/// The highest of a Brownian path from a to b, by inversion of P(max > m) = exp(−2 (m − a)(m − b)/variance).
template <class Source>
double bridge_maximum(double a, double b, double variance, Source& stream) {
  return (a + b + std::sqrt((b - a) * (b - a) + 2 * variance * exponential(stream))) / 2;
}

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

/// x + drift·t + volatility·W(t).
class BrownianMotion {
 public:
  struct State {
    double value;
  };
  static constexpr bool is_price = false, is_rate = false, has_exact_integral = false;

  BrownianMotion(const Parameters& p, const TimeGrid& grid)
      : start_(p.real("start")),
        drift_(p.real("drift")),
        volatility_(p.real("volatility")),
        h_(grid.step),
        move_(drift_ * h_),
        spread_(volatility_ * std::sqrt(h_)) {}

  State begin() const { return {start_}; }

  template <class Source, class Second>
  double step(State& state, Source& stream, Second&) const {
    const double from = state.value;
    state.value += move_ + spread_ * normal(stream);
    return trapezoid(from, state.value, h_);
  }
  BrownianStep lane_step() const { return {move_, spread_, h_}; }

  template <class Second>
  double highest(double from, double to, Second& second) const {
    return bridge_maximum(from, to, spread_ * spread_, second);
  }

  template <class Settings>
  ExactResults exact(const Settings& settings) const {
    const double t = settings.grid.horizon;
    ExactResults exact;
    exact.moments["terminal"] = moments(start_ + drift_ * t, volatility_ * volatility_ * t);
    if (settings.between_steps && drift_ == 0) {
      const double mean = volatility_ * std::sqrt(2 * t / std::numbers::pi);
      exact.moments["continuous_maximum"] = moments(start_ + mean, volatility_ * volatility_ * t - mean * mean);
    }
    return exact;
  }

  double probability_of_reaching(double barrier, double time) const {
    return hitting_probability(barrier - start_, drift_, volatility_, time);
  }

 private:
  double start_, drift_, volatility_, h_, move_, spread_;
};

/// Brownian motion from `start` at time 0 to `end` at the horizon, for certain. Given the value x with a time l left,
/// that after a step of h is normal about x + (end − x) h/l with variance volatility² h (l − h)/l. Source: Glasserman,
/// "Monte Carlo methods in financial engineering", 2004, 3.1.
class BrownianBridge {
 public:
  struct State {
    double value;
    std::int64_t left;  ///< steps
  };
  static constexpr bool is_price = false, is_rate = false, has_exact_integral = false;

  BrownianBridge(const Parameters& p, const TimeGrid& grid)
      : start_(p.real("start")),
        end_(p.real("end")),
        volatility_(p.real("volatility")),
        grid_(grid),
        spread_(volatility_ * std::sqrt(grid.step)) {}

  State begin() const { return {start_, grid_.steps}; }

  /// The last step is certain, and takes no word.
  template <class Source, class Second>
  double step(State& state, Source& stream, Second&) const {
    const double from = state.value;
    const auto left = static_cast<double>(state.left--);
    state.value =
        left == 1 ? end_ : from + (end_ - from) / left + spread_ * std::sqrt((left - 1) / left) * normal(stream);
    return trapezoid(from, state.value, grid_.step);
  }

  template <class Second>
  double highest(double from, double to, Second& second) const {
    return bridge_maximum(from, to, spread_ * spread_, second);
  }

  /// What ends at settings.grid.horizon, within the bridge: `terminal` there.
  template <class Settings>
  ExactResults exact(const Settings& settings) const {
    const double t = settings.grid.horizon, whole = grid_.horizon, square = volatility_ * volatility_;
    const auto n = static_cast<double>(grid_.steps);
    ExactResults exact;
    exact.moments["terminal"] = moments(start_ + (end_ - start_) * t / whole, square * t * (whole - t) / whole);
    exact.moments["time_average"] = moments((start_ + end_) / 2, square * whole / 12 * (1 - 1 / (n * n)));
    if (!settings.between_steps) return exact;
    const auto [mean, variance] = excess_of_bridge(std::abs(end_ - start_), square * whole);
    exact.moments["continuous_maximum"] = moments(std::max(start_, end_) + mean, variance);
    if (settings.barrier) {
      const double above = std::max(0.0, *settings.barrier - end_);
      const double hit = std::exp(-2 * (*settings.barrier - start_) * above / (square * whole));
      exact.category_laws["reached"] = {1 - hit, hit};
    }
    return exact;
  }

 private:
  double start_, end_, volatility_;
  TimeGrid grid_;
  double spread_;
};

/// dS = drift S dt + volatility S dW.
class GeometricBrownianMotion {
 public:
  struct State {
    double value;
    double log;  ///< of the value to the start's
  };
  static constexpr bool is_price = true, is_rate = false, has_exact_integral = false;

  GeometricBrownianMotion(const Parameters& p, const TimeGrid& grid)
      : start_(p.real("start")),
        drift_(p.real("drift")),
        volatility_(p.real("volatility")),
        h_(grid.step),
        move_(log_drift() * h_),
        spread_(volatility_ * std::sqrt(h_)) {}

  State begin() const { return {start_, 0}; }

  template <class Source, class Second>
  double step(State& state, Source& stream, Second&) const {
    const double from = state.value;
    state.log += move_ + spread_ * normal(stream);
    state.value = value_at(state.log);
    return trapezoid(from, state.value, h_);
  }
  GeometricStep lane_step() const { return {move_, spread_, h_}; }

  double value_at(double log) const { return start_ * portable_exp(log); }
  double log_of(double value) const { return portable_log(value / start_); }

  /// Of logarithms.
  template <class Second>
  double highest(double from, double to, Second& second) const {
    return bridge_maximum(from, to, spread_ * spread_, second);
  }

  template <class Settings>
  ExactResults exact(const Settings& settings) const {
    const double t = settings.grid.horizon;
    const LognormalPrice price{start_, log_drift(), volatility_, t};
    ExactResults exact;
    exact.moments["terminal"] = moments(price.mean(), price.variance());
    exact.figures.push_back(figure("median", start_ * std::exp(log_drift() * t), "of the value at the end"));
    if (!settings.strike) return exact;
    const double strike = *settings.strike, discount = settings.discount();
    const double call = price.call(strike);
    exact.figures.push_back(figure("probability_above_strike", price.probability_above(strike), "at the end"));
    exact.moments["call"] = {discount * call, std::nullopt};
    exact.moments["put"] = {discount * (call - price.mean() + strike), std::nullopt};
    exact.moments["geometric_asian_call"] = {discount * price.geometric_asian_call(strike, settings.grid.steps),
                                             std::nullopt};
    if (settings.between_steps && settings.barrier) {
      exact.moments["up_and_out_call"] = {discount * price.up_and_out_call(strike, *settings.barrier), std::nullopt};
    }
    return exact;
  }

  double probability_of_reaching(double barrier, double time) const {
    return hitting_probability(std::log(barrier / start_), log_drift(), volatility_, time);
  }

 private:
  double log_drift() const { return drift_ - volatility_ * volatility_ / 2; }

  double start_, drift_, volatility_, h_, move_, spread_;
};

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

/// Geometric Brownian motion with lognormal jumps at Poisson times; the drift is that of the mean, jumps included.
class Merton {
 public:
  struct State {
    double value;
  };
  static constexpr bool is_price = true, is_rate = false, has_exact_integral = false;

  Merton(const Parameters& p, const TimeGrid& grid)
      : price_{p.real("start"),     p.real("drift"),   p.real("volatility"), p.real("jump_rate"),
               p.real("jump_mean"), p.real("jump_sd"), grid.horizon},
        h_(grid.step),
        move_(log_drift() * h_),
        spread_(price_.volatility * std::sqrt(h_)) {}

  State begin() const { return {price_.start}; }

  double step(State& state, Stream& stream, Stream&) const {
    const double from = state.value;
    double log_return = move_ + spread_ * normal(stream);
    const auto jumps = static_cast<double>(poisson_variate(stream, price_.jump_rate * h_));
    if (jumps > 0) log_return += jumps * price_.jump_mean + std::sqrt(jumps) * price_.jump_sd * normal(stream);
    state.value *= portable_exp(log_return);
    return trapezoid(from, state.value, h_);
  }

  template <class Settings>
  ExactResults exact(const Settings& settings) const {
    const double t = settings.grid.horizon;
    const double mean = price_.start * std::exp(price_.growth * t);
    ExactResults exact;
    MertonPrice price = price_;
    price.time = t;
    exact.moments["terminal"] = moments(mean, price.variance());
    const double m = price_.jump_mean, square = m * m + price_.jump_sd * price_.jump_sd;
    exact.figures.push_back(figure("mean_log_return", (log_drift() + price_.jump_rate * m) * t, "E log S(T)/start"));
    exact.figures.push_back(figure("variance_of_log_return",
                                   (price_.volatility * price_.volatility + price_.jump_rate * square) * t, "of it"));
    constexpr double most_terms = 1e6;
    if (!settings.strike || price.jumps_that_count().second > most_terms) return exact;
    const double call = price.call(*settings.strike);
    exact.moments["call"] = {settings.discount() * call, std::nullopt};
    exact.moments["put"] = {settings.discount() * (call - mean + *settings.strike), std::nullopt};
    return exact;
  }

 private:
  double log_drift() const {
    const double mean_jump = portable_exp(price_.jump_mean + price_.jump_sd * price_.jump_sd / 2);
    return price_.growth - price_.volatility * price_.volatility / 2 - price_.jump_rate * (mean_jump - 1);
  }

  MertonPrice price_;
  double h_, move_, spread_;
};

/// dS = drift S dt + √v S dW₁, dv = mean_reversion (level − v) dt + volatility √v dW₂, by the quadratic-exponential
/// scheme with martingale correction, γ₁ = γ₂ = ½; of weak order about 1 in the step.
/// Source: Andersen, "Simple and efficient simulation of the Heston stochastic volatility model", J. Comput. Finance
/// 11(3), 2008.
class Heston {
 public:
  struct State {
    double value;
    double variance;
  };
  static constexpr bool is_price = true, is_rate = false, has_exact_integral = false;

  Heston(const Parameters& p, const TimeGrid& grid)
      : price_{p.real("start"), p.real("drift"),      p.real("variance"),    p.real("mean_reversion"),
               p.real("level"), p.real("volatility"), p.real("correlation"), grid.horizon},
        h_(grid.step),
        decay_(portable_exp(-price_.mean_reversion * h_)) {
    const double kappa = price_.mean_reversion, xi = price_.volatility, rho = price_.correlation;
    const double half = h_ / 2 * (kappa * rho / xi - 0.5);
    k1_ = half - rho / xi;
    k2_ = half + rho / xi;
    k3_ = h_ / 2 * (1 - rho * rho);
    tilt_ = k2_ + k3_ / 2;
    k0_ = -rho * kappa * price_.level * h_ / xi;
  }

  State begin() const { return {price_.start, price_.variance}; }

  /// Takes four words: a uniform for the variance, a normal for the price.
  double step(State& state, Stream& stream, Stream&) const {
    const double v = state.variance, kappa = price_.mean_reversion, square = price_.volatility * price_.volatility;
    const double mean = price_.level + (v - price_.level) * decay_;
    const double variance =
        v * square * decay_ * (1 - decay_) / kappa + price_.level * square * (1 - decay_) * (1 - decay_) / (2 * kappa);
    const double psi = variance / (mean * mean);
    const double u = uniform_open(stream);
    double next = 0, shift = 0;
    if (psi <= 1.5) {
      const double root = std::sqrt(2 / psi) * std::sqrt(2 / psi - 1);
      const double b2 = 2 / psi - 1 + root;
      const double a = mean / (1 + b2);
      const double z = std::sqrt(b2) + normal_quantile(u);
      next = a * z * z;
      const double room = 1 - 2 * tilt_ * a;
      shift = room > 0 ? -tilt_ * b2 * a / room + portable_log(room) / 2 - (k1_ + k3_ / 2) * v : k0_;
    } else {
      const double p = (psi - 1) / (psi + 1), beta = (1 - p) / mean;
      next = u <= p ? 0 : portable_log((1 - p) / (1 - u)) / beta;
      shift = tilt_ < beta ? -portable_log(p + beta * (1 - p) / (beta - tilt_)) - (k1_ + k3_ / 2) * v : k0_;
    }
    const double from = state.value;
    const double spread = std::sqrt(k3_ * (v + next));
    state.value *= portable_exp(price_.growth * h_ + shift + k1_ * v + k2_ * next + spread * normal(stream));
    state.variance = next;
    return trapezoid(from, state.value, h_);
  }

  template <class Settings>
  ExactResults exact(const Settings& settings) const {
    ExactResults exact;
    exact.moments["terminal_variance"] = moments(price_.mean_variance(), price_.variance_of_variance());
    exact.figures.push_back(
        figure("mean_terminal", price_.start * std::exp(price_.growth * price_.time), "of the value at the end"));
    exact.figures.push_back(figure("mean_log_terminal", price_.mean_log(), "E log S(T), but for the scheme's error"));
    if (settings.strike) {
      exact.figures.push_back(figure("call_price", settings.discount() * price_.call(*settings.strike),
                                     "of call, but for the scheme's error"));
    }
    return exact;
  }

 private:
  HestonPrice price_;
  double h_, decay_;
  double k0_ = 0, k1_ = 0, k2_ = 0, k3_ = 0, tilt_ = 0;
};

}  // namespace

Process brownian_motion_process() {
  using Model = Diffusion<BrownianMotion>;
  return sampled_process<Model>("brownian_motion", "Brownian motion with drift",
                                Model::keys({start_key(0.0), drift_key(), volatility_key().fallback(1.0)}));
}

Process brownian_bridge_process() {
  using Model = Diffusion<BrownianBridge>;
  return sampled_process<Model>("brownian_bridge", "Brownian motion pinned at both ends",
                                Model::keys({start_key(0.0), real("end").fallback(0.0).says("value at the horizon"),
                                             volatility_key().fallback(1.0)}));
}

Process gbm_process() {
  using Model = Diffusion<GeometricBrownianMotion>;
  return sampled_process<Model>("gbm", "geometric Brownian motion, and options on it",
                                Model::keys({price_key(), drift_key(), volatility_key().fallback(0.2)}));
}

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

Process merton_process() {
  using Model = Diffusion<Merton>;
  return process<Model>(
      "merton", "Merton's jump diffusion, and options on it",
      Model::keys({price_key(), drift_key(), volatility_key().fallback(0.2),
                   real("jump_rate").at_least(0).at_most(1e6).unit("1/time").says("jumps expected"),
                   real("jump_mean").between(-10, 10).fallback(0.0).says("mean of a jump's logarithm"),
                   real("jump_sd").between(0, 10).says("standard deviation of a jump's logarithm")}));
}

Process heston_process() {
  using Model = Diffusion<Heston>;
  return process<Model>(
      "heston", "Heston's stochastic volatility, by Andersen's scheme, and options on it",
      Model::keys({price_key(), drift_key(), real("variance").above(0).says("variance at time 0"), reversion_key(),
                   real("level").above(0).says("long-run variance"), volatility_key().says("of the variance"),
                   real("correlation").between(-1, 1).says("of price and variance")}));
}

}  // namespace ergodic::workloads::paths
