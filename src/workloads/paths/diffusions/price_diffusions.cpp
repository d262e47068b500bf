#include "workloads/paths/diffusions/diffusion_parts.hpp"
#include "workloads/paths/diffusions/diffusions.hpp"
#include "workloads/paths/diffusions/option_prices.hpp"

namespace ergodic::workloads::paths {

namespace {

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
    exact.distributions["terminal"] = lognormal_distribution(price);
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

Process gbm_process() {
  using Model = Diffusion<GeometricBrownianMotion>;
  return sampled_process<Model>("gbm", "geometric Brownian motion, and options on it",
                                Model::keys({price_key(), drift_key(), volatility_key().fallback(0.2)}));
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
