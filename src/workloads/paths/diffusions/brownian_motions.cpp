#include "workloads/paths/diffusions/diffusion_parts.hpp"
#include "workloads/paths/diffusions/diffusions.hpp"
#include "workloads/paths/diffusions/distributions.hpp"
#include "workloads/paths/diffusions/first_passage.hpp"

#include <numbers>

namespace ergodic::workloads::paths {

namespace {

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
    const double sd = volatility_ * std::sqrt(t);
    exact.moments["terminal"] = {start_ + drift_ * t, sd};
    if (sd > 0) exact.distributions["terminal"] = normal_distribution(exact.moments["terminal"]);
    if (settings.between_steps && drift_ == 0) {
      const double share = 2 / std::numbers::pi;  // the law is that of |W|
      exact.moments["continuous_maximum"] = {start_ + sd * std::sqrt(share), sd * std::sqrt(1 - share)};
    }
    return exact;
  }

  Passage passage_to(double barrier, double time) const {
    return passage(static_cast<long double>(barrier) - start_, drift_, volatility_, time);
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
    const double t = settings.grid.horizon, whole = grid_.horizon, sd = volatility_ * std::sqrt(whole);
    const auto n = static_cast<double>(grid_.steps);
    ExactResults exact;
    exact.moments["terminal"] = {start_ + (end_ - start_) * t / whole, sd * std::sqrt(t / whole * (1 - t / whole))};
    exact.moments["time_average"] = {(start_ + end_) / 2, sd * std::sqrt((1 - 1 / (n * n)) / 12)};
    if (!settings.between_steps) return exact;
    const auto [mean, deviation] = excess_of_bridge(std::abs(end_ - start_), sd);
    exact.moments["continuous_maximum"] = {std::max(start_, end_) + mean, deviation};
    if (settings.barrier) {
      const double above = std::max(0.0, *settings.barrier - end_);
      const double exponent = above == 0 ? 0 : 2 * ((*settings.barrier - start_) / sd) * (above / sd);
      exact.category_laws["reached"] = {-std::expm1(-exponent), std::exp(-exponent)};
    }
    return exact;
  }

 private:
  double start_, end_, volatility_;
  TimeGrid grid_;
  double spread_;
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

}  // namespace ergodic::workloads::paths
