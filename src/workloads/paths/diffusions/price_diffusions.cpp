#include "core/format.hpp"
#include "workloads/paths/diffusions/decay.hpp"
#include "workloads/paths/diffusions/diffusion_parts.hpp"
#include "workloads/paths/diffusions/diffusions.hpp"
#include "workloads/paths/diffusions/distributions.hpp"
#include "workloads/paths/diffusions/heston_price.hpp"
#include "workloads/paths/diffusions/lognormal_price.hpp"
#include "workloads/paths/diffusions/merton_price.hpp"
#include "workloads/paths/diffusions/normal_law.hpp"

#include <numbers>

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
    const LognormalPrice price{start_, drift_, volatility_, t};
    ExactResults exact;
    exact.moments["terminal"] = {price.mean(), price.standard_deviation()};
    if (volatility_ > 0)
      exact.distributions["terminal"] = lognormal_distribution(start_, log_drift() * t, volatility_ * std::sqrt(t));
    exact.figures.push_back(figure("median", start_ * std::exp(log_drift() * t), "of the value at the end"));
    if (!settings.strike) return exact;
    const double strike = *settings.strike, discount = settings.discount();
    const Options options = price.options_at(strike);
    exact.figures.push_back(figure("probability_above_strike", price.probability_above(strike), "at the end"));
    exact.moments["call"] = {discount * options.call, std::nullopt};
    exact.moments["put"] = {discount * options.put, std::nullopt};
    const LognormalPrice mean_price = price.geometric_mean(settings.grid.steps);
    exact.moments["geometric_asian_call"] = {discount * mean_price.options_at(strike).call, std::nullopt};
    if (settings.between_steps && settings.barrier) {
      exact.moments["up_and_out_call"] = {discount * price.up_and_out_call(strike, *settings.barrier), std::nullopt};
    }
    return exact;
  }

  Passage passage_to(double barrier, double time) const {
    const LognormalPrice price{start_, drift_, volatility_, time};
    return passage(log_ratio(barrier, start_), price.log_drift(), volatility_, time);
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
        spread_(price_.volatility * std::sqrt(h_)) {
    constexpr double most_drawn = 1e15;  // by poisson_variate
    if (price_.jump_rate * h_ > most_drawn) {
      p.reject(
          "jump_rate", fmt::format("is {:g}", price_.jump_rate),
          fmt::format("{:.3g} jumps are expected in a step, and {:g} can be drawn", price_.jump_rate * h_, most_drawn),
          "make steps shorter");
    }
  }

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
    ExactResults exact;
    MertonPrice price = price_;
    price.time = settings.grid.horizon;
    exact.moments["terminal"] = {price.mean(), price.standard_deviation()};
    exact.figures.push_back(figure("mean_log_return", price.mean_log(), "E log S(T)/start"));
    exact.figures.push_back(figure("variance_of_log_return", price.variance_of_log(), "of it"));
    if (!settings.strike) return exact;
    constexpr double most_terms = 1e6;
    const auto [fewest, most] = price.jumps_that_count();
    if (most - fewest > most_terms) {
      exact.notes.push_back(
          fmt::format("call and put are not given: prices after {} to {} jumps count, more than "
                      "are worked out",
                      fixed_point(fewest, 0), fixed_point(most, 0)));
      return exact;
    }
    const Options options = price.options_at(*settings.strike);
    exact.moments["call"] = {settings.discount() * options.call, std::nullopt};
    exact.moments["put"] = {settings.discount() * options.put, std::nullopt};
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
      : price_{p.real("start"),
               p.real("drift"),
               {p.real("variance"), p.real("mean_reversion"), p.real("level"), p.real("volatility"), grid.horizon},
               p.real("correlation")},
        h_(grid.step),
        decay_(portable_exp(-price_.variance.mean_reversion * h_)),
        gone_(gone(price_.variance.mean_reversion * h_)),
        lasting_(lasting(price_.variance.mean_reversion, h_)) {
    const double kappa = price_.variance.mean_reversion, xi = price_.variance.volatility, rho = price_.correlation;
    k2_ = rho + h_ / 2 * (kappa * rho - xi / 2);
    k3_ = h_ / 2 * (1 - rho * rho);
    tilt_ = k2_ + xi * k3_ / 2;
  }

  State begin() const { return {price_.start, price_.variance.start}; }

  /// Takes four words: a uniform for the variance, a normal for the price.
  double step(State& state, Stream& stream, Stream&) const {
    const double v = state.variance, xi = price_.variance.volatility, level = price_.variance.level;
    const double mean = v * decay_ + level * gone_;
    const double noise = std::sqrt(lasting_ * (v * decay_ + level * gone_ / 2));  // deviation of the next, over xi
    const double u = uniform_open(stream);
    Move move{0, 0};  // of a variance that has come to 0 and does not return
    if (mean > 0) {
      const double spread = xi * noise / mean;  // √ψ
      move = spread * spread <= 1.5 ? quadratic(v, mean, noise, spread, u) : exponential_tail(v, mean, spread, u);
    }
    const double from = state.value;
    const double own = std::sqrt(k3_ * (v + move.variance)) * normal(stream);
    state.value *= portable_exp(price_.growth * h_ + move.drift - k3_ / 2 * v + own);
    state.variance = move.variance;
    return trapezoid(from, state.value, h_);
  }

  template <class Settings>
  ExactResults exact(const Settings& settings) const {
    ExactResults exact;
    exact.moments["terminal_variance"] = {price_.variance.mean(), price_.variance.standard_deviation()};
    exact.figures.push_back(figure("mean_terminal", price_.mean(), "of the value at the end"));
    exact.figures.push_back(figure("mean_log_terminal", price_.mean_log(), "E log S(T), but for the scheme's error"));
    if (settings.strike) {
      exact.figures.push_back(figure("call_price", settings.discount() * price_.call(*settings.strike),
                                     "of call, but for the scheme's error"));
    }
    return exact;
  }

 private:
  /// The variance after a step, and of log S what comes with it: in Andersen's words K₂ v' + K₀* + (K₁ + K₃/2) v. K₂ is
  /// k2_/ξ; where noise ξ of the variance is small, that is large, and so what nearly cancels is left out by hand.
  struct Move {
    double variance, drift;
  };

  /// v' = a (b + Z)², with the mean m of v' and q = ψ/2: b² = B/q, B = 1 − q + √(1 − q), a = m q/(q + B). Then
  /// K₂ v' + K₀* + (K₁ + K₃/2) v = K₂ (v' − m) + K₂ a (1 − 2A m)/(1 − 2A a) − K₃/2 (m − a)/(1 − 2A a) + log(1 − 2A
  /// a)/2, A = K₂ + K₃/2.
  Move quadratic(double v, double mean, double noise, double spread, double u) const {
    const double xi = price_.variance.volatility;
    const double q = spread * spread / 2, root_q = std::sqrt(q);
    const double big = 1 - q + std::sqrt(1 - q), z = normal_quantile(u);
    const double root = std::sqrt(big) + root_q * z;
    const double next = mean * root * root / (q + big);
    const double a = noise * noise / (2 * mean * (q + big));  // over ξ²
    const double room = 1 - 2 * tilt_ * xi * a;
    if (room <= 0) return {next, without_correction(v, next)};
    const double moved = noise * std::numbers::sqrt2 * (std::sqrt(big) * z + root_q * (z * z - 1) / 2) / (q + big);
    const double drift = k2_ * moved + k2_ * a * (xi - 2 * tilt_ * mean) / room -
                         k3_ / 2 * (mean - xi * xi * a) / room + portable_log(room) / 2;
    return {next, drift};  // moved = (v' − m)/ξ
  }

  /// v' is 0 with probability 1 − share, else exponential.
  Move exponential_tail(double v, double mean, double spread, double u) const {
    const double xi = price_.variance.volatility;
    const double share = 2 / (spread * spread + 1), beta = share / mean, tilt = tilt_ / xi;
    const double next = 1 - u >= share ? 0 : portable_log(share / (1 - u)) / beta;
    if (tilt >= beta) return {next, without_correction(v, next)};
    return {next, k2_ / xi * next - portable_log(1 + share * tilt / (beta - tilt))};
  }

  /// With K₀ for K₀*, whose moment is infinite.
  double without_correction(double v, double next) const {
    const double kappa = price_.variance.mean_reversion, xi = price_.variance.volatility, rho = price_.correlation;
    const double k1 = h_ / 2 * (kappa * rho / xi - 0.5) - rho / xi;
    return k2_ / xi * next + (k1 + k3_ / 2) * v - rho * kappa * price_.variance.level * h_ / xi;
  }

  HestonPrice price_;
  double h_, decay_, gone_, lasting_;
  double k2_ = 0, k3_ = 0, tilt_ = 0;  ///< Andersen's K₂, K₃ and A = K₂ + K₃/2 of the variance, K₂ and A ξ-fold
};

}  // namespace

Process gbm_process() {
  using Model = Diffusion<GeometricBrownianMotion>;
  return sampled_process<Model>("gbm", "geometric Brownian motion, and options on it",
                                Model::keys({price_key(), drift_key(), volatility_key().fallback(0.2)}))
      .overflows_where(may_overflow);
}

Process merton_process() {
  using Model = Diffusion<Merton>;
  return process<Model>(
             "merton", "Merton's jump diffusion, and options on it",
             Model::keys({price_key(), drift_key(), volatility_key().fallback(0.2),
                          real("jump_rate").at_least(0).at_most(1e6).unit("1/time").says("jumps expected"),
                          real("jump_mean").between(-10, 10).fallback(0.0).says("mean of a jump's logarithm"),
                          real("jump_sd").between(0, 10).says("standard deviation of a jump's logarithm")}))
      .overflows_where(may_overflow);
}

Process heston_process() {
  using Model = Diffusion<Heston>;
  return process<Model>("heston", "Heston's stochastic volatility, by Andersen's scheme, and options on it",
                        Model::keys({price_key(), drift_key(), real("variance").above(0).says("variance at time 0"),
                                     reversion_key(), real("level").above(0).says("long-run variance"),
                                     volatility_key().says("of the variance"),
                                     real("correlation").between(-1, 1).says("of price and variance")}))
      .overflows_where(may_overflow)
      .redrawn(2);
}

}  // namespace ergodic::workloads::paths
