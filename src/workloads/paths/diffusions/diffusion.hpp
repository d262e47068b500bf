#pragma once

#include "workloads/paths/diffusions/diffusion_lanes.hpp"
#include "workloads/paths/diffusions/first_passage.hpp"
#include "workloads/paths/path/sets_of.hpp"
#include "workloads/paths/path/sources.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace ergodic::workloads::paths {

/// The grid of a path in continuous time: 0, h, 2h, …, steps·h.
struct TimeGrid {
  explicit TimeGrid(const Parameters& parameters)
      : horizon(parameters.real("horizon")),
        steps(parameters.integer("steps")),
        step(horizon / static_cast<double>(steps)) {}

  static std::vector<Key> keys() {
    return {
        real("horizon").above(0).fallback(1.0).unit("time").says("the time at which a path ends"),
        integer("steps").between(1, 10'000'000).fallback(1).says("equal steps of a path"),
    };
  }

  double horizon;
  std::int64_t steps;
  double step;
};

/// What a path of a diffusion leaves; how much of it means something depends on the process.
struct DiffusionPath {
  double terminal;
  double maximum;
  double minimum;
  double time_average;
  double continuous_maximum;
  double terminal_variance;
  double discount_factor;
  double call;
  double put;
  double asian_call;
  double geometric_asian_call;
  double up_and_out_call;
  double first_hit;
  std::uint8_t reached;
};

/// A diffusion on its grid. Dynamics has
///
///     struct State { double value; … };
///     static constexpr bool is_price, is_rate;      which of the columns below make sense
///     State begin() const;
///     double step(State&, Stream&, Stream& second) const;   one step of the grid; returns ∫ value dt over it
///     ExactResults exact(const Settings&) const;
///
/// and, where paths are Brownian between grid points, `double highest(from, to, Stream&) const`, a draw of the highest
/// value in between; where State has the value's `log`, to the start's, extremes are sought among these, from and to
/// are such, and `double value_at(log) const` and `double log_of(value) const` turn the one to the other; where it is
/// known, `Passage passage_to(barrier, time) const`, at any moment until then; and, where lanes know its
/// steps, `lane_step() const`, its numbers. A path's normals come from its stream of purpose 0; what only some columns
/// need from purpose 1. Where a step takes one normal of the first stream at most, and one draw of the second, step and
/// highest take any source of sources.hpp.
template <class Dynamics>
class Diffusion {
 public:
  using Path = DiffusionPath;
  using State = typename Dynamics::State;

  static constexpr bool has_bridge = requires(const Dynamics& d, Stream& s) { d.highest(1.0, 1.0, s); };
  static constexpr bool is_driven = requires(const Dynamics& d, State& s, GivenNormals& first, GivenUniforms& second) {
    d.step(s, first, second);
  };
  static constexpr bool in_logs = requires(State s) { s.log; };
  static constexpr bool has_variance = requires(State s) { s.variance; };

  /// What a study may ask of any of them.
  struct Settings {
    explicit Settings(const Parameters& parameters) : grid(parameters) {
      if (parameters.has("barrier")) barrier = parameters.real("barrier");
      if constexpr (has_bridge) between_steps = parameters.boolean("between_steps");
      if constexpr (Dynamics::is_price) {
        if (parameters.has("strike")) strike = parameters.real("strike");
        discount_rate = parameters.real("discount_rate");
        if (!strike && discount_rate != 0)
          parameters.reject("discount_rate", "plays no part", "there is no strike", "set strike or leave it out");
      }
    }

    TimeGrid grid;
    std::optional<double> barrier;
    std::optional<double> strike;
    double discount_rate = 0;
    bool between_steps = false;

    double discount() const { return portable_exp(-discount_rate * grid.horizon); }
  };

  explicit Diffusion(const Parameters& parameters) : settings_(parameters), dynamics_(parameters, settings_.grid) {
    const double start = dynamics_.begin().value;
    if (settings_.barrier && *settings_.barrier <= start) {
      parameters.reject("barrier", fmt::format("is {:g}", *settings_.barrier),
                        fmt::format("paths begin at {:g}, and it must be above that", start), "raise it");
    }
  }

  static std::vector<Key> keys(std::vector<Key> own) {
    for (Key& key : TimeGrid::keys())
      own.push_back(std::move(key));
    own.push_back(real("barrier").optional().says("a level above the start, to be reached"));
    if constexpr (has_bridge) {
      own.push_back(
          boolean("between_steps")
              .fallback(false)
              .says("whether the barrier counts between the grid's points, too: exactly, by a Brownian bridge"));
    }
    if constexpr (Dynamics::is_price) {
      own.push_back(real("strike").above(0).optional().says("of the options on the path; none unless set"));
      own.push_back(real("discount_rate").between(-10, 10).fallback(0.0).unit("1/time").says("of their payoffs"));
    }
    return own;
  }

  std::vector<Observable<Path>> observables() const {
    std::vector<Observable<Path>> all = {
        {real_column("terminal").says("value at the end"), &Path::terminal},
        {real_column("maximum").says("highest value on the grid"), &Path::maximum},
        {real_column("minimum").says("lowest value on the grid"), &Path::minimum},
        {real_column("time_average")
             .says(Dynamics::has_exact_integral ? "mean value over time, exact between the points"
                                                : "mean value over time, by the trapezoidal rule"),
         &Path::time_average},
        {yes_or_no("reached").says("whether the barrier was reached"), &Path::reached,
         settings_.barrier ? "" : "barrier"},
        {real_column("first_hit")
             .in("time")
             .says(settings_.between_steps ? "end of the step in which the barrier was first reached; that of the path "
                                             "where it was not"
                                           : "time of the first grid point at the barrier or above; the end of the "
                                             "path where there was none"),
         &Path::first_hit, settings_.barrier ? "" : "barrier"},
    };
    if constexpr (has_variance)
      all.push_back({real_column("terminal_variance").says("variance at the end"), &Path::terminal_variance});
    if constexpr (has_bridge) {
      all.push_back({real_column("continuous_maximum").says("highest value at any time"), &Path::continuous_maximum,
                     settings_.between_steps ? "" : "between_steps: true"});
    }
    if constexpr (Dynamics::is_rate)
      all.push_back({real_column("discount_factor").says("exp(−∫ value dt)"), &Path::discount_factor});
    if constexpr (Dynamics::is_price) {
      const std::string strike = settings_.strike ? "" : "strike";
      all.push_back({real_column("call").says("discounted payoff of a call"), &Path::call, strike});
      all.push_back({real_column("put").says("discounted payoff of a put"), &Path::put, strike});
      all.push_back({real_column("asian_call").says("of a call on the mean at the points after the start"),
                     &Path::asian_call, strike});
      all.push_back({real_column("geometric_asian_call").says("of a call on their geometric mean"),
                     &Path::geometric_asian_call, strike});
      all.push_back({real_column("up_and_out_call").says("of a call that is void when the barrier is reached"),
                     &Path::up_and_out_call, !settings_.barrier ? "barrier" : strike});
    }
    return all;
  }

  std::vector<std::string> heading() const {
    if constexpr (has_variance) return {"time", "value", "variance"};
    return {"time", "value"};
  }

  Column state() const { return real_column("state").says("value at the times"); }
  double horizon() const { return settings_.grid.horizon; }
  double grid_step() const { return settings_.grid.step; }

  std::optional<ExactMoments> moments_at(double time) const {
    if (time == 0) return ExactMoments{dynamics_.begin().value, 0.0};
    Settings until = settings_;
    until.grid.horizon = time;
    const ExactResults exact = dynamics_.exact(until);
    const auto known = exact.moments.find("terminal");
    return known == exact.moments.end() ? std::nullopt : std::optional(known->second);
  }

  template <class Observe>
  Path path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const {
    Stream stream = streams.open(replicate);
    Stream second = streams.open(replicate, 1);
    return path_from(stream, second, observe);
  }

  PathDraws draws() const requires is_driven {
    const auto steps = static_cast<std::size_t>(settings_.grid.steps);
    return {steps, 1, Dynamics::has_exact_integral || settings_.between_steps ? steps : 0};
  }

  /// The path that these sources drive.
  template <class Source, class Second, class Observe>
  Path path_from(Source& stream, Second& second, Observe&& observe) const {
    State state = dynamics_.begin();
    const double start = place(state);
    const double barrier = place_of_barrier();
    PathSums sums{start, start, start, start, 0, 0, 0, 1};
    tell(observe, 0, state);
    for (std::int64_t step = 1; step <= settings_.grid.steps; ++step) {
      const double from = place(state);
      sums.integral += dynamics_.step(state, stream, second);
      const double to = place(state);
      sums.maximum = std::max(sums.maximum, to);
      sums.minimum = std::min(sums.minimum, to);
      if constexpr (has_bridge) {
        if (settings_.between_steps)
          sums.continuous_maximum = std::max(sums.continuous_maximum, dynamics_.highest(from, to, second));
      }
      sums.before += highest(sums) < barrier ? 1 : 0;
      if constexpr (Dynamics::is_price) {
        if (settings_.strike) {
          sums.sum += state.value;
          sums.log_sum += in_logs ? to : portable_log(state.value);
        }
      }
      tell(observe, step, state);
    }
    sums.terminal = state.value;
    if constexpr (in_logs) {
      for (double* extreme : {&sums.maximum, &sums.minimum, &sums.continuous_maximum})
        *extreme = dynamics_.value_at(*extreme);
    }
    Path path = path_of(sums);
    if constexpr (has_variance) path.terminal_variance = state.variance;
    return path;
  }

  /// What of paths() counts: everything, unless it is said.
  void watch(const std::vector<Observable<Path>>& wanted) {
    wants_values_ = std::any_of(wanted.begin(), wanted.end(), [](const Observable<Path>& one) {
      return one.is_of(&Path::time_average) || one.is_of(&Path::asian_call) || one.is_of(&Path::geometric_asian_call);
    });
  }

  /// Those of the replicates first, first + 1, …: as path() has them, of what counts.
  void paths(const Streams& streams, std::uint64_t first, std::span<Path> paths) const requires
      requires(const Dynamics& d) {
    d.lane_step();
  }
  {
    const DiffusionPlan plan{dynamics_.begin().value, settings_.grid.steps, settings_.between_steps, wants_values_,
                             place_of_barrier()};
    std::array<PathSums, 64> sums;
    for (std::size_t done = 0; done < paths.size(); done += sums.size()) {
      const auto part = paths.subspan(done, std::min(sums.size(), paths.size() - done));
      simulate_in_lanes(dynamics_.lane_step(), plan, streams, first + done, std::span(sums).first(part.size()));
      for (std::size_t i = 0; i < part.size(); ++i)
        part[i] = path_of(sums[i]);
    }
  }

  ExactResults exact() const {
    ExactResults exact = dynamics_.exact(settings_);
    if constexpr (requires { dynamics_.passage_to(1.0, 1.0); }) {
      if (settings_.between_steps && exact.distributions.count("terminal") > 0) {  // else it is certain
        exact.distributions["continuous_maximum"] = [dynamics = dynamics_, horizon = settings_.grid.horizon](double x) {
          return x > dynamics.begin().value ? dynamics.passage_to(x, horizon).miss : 0;
        };
      }
      constexpr std::int64_t most_terms = 1'000'000;
      if (settings_.barrier && settings_.between_steps) {
        const Passage at_end = dynamics_.passage_to(*settings_.barrier, settings_.grid.horizon);
        exact.category_laws["reached"] = {at_end.miss, at_end.hit};
        if (settings_.grid.steps <= most_terms) exact.moments["first_hit"] = moments_of_first_hit();
      }
    }
    return exact;
  }

 private:
  static double place(const State& state) {
    if constexpr (in_logs) return state.log;
    return state.value;
  }

  double place_of_barrier() const {
    if (!settings_.barrier) return std::numeric_limits<double>::infinity();
    if constexpr (in_logs) return dynamics_.log_of(*settings_.barrier);
    return *settings_.barrier;
  }

  /// Of what has been watched, for the barrier.
  double highest(const PathSums& sums) const {
    return settings_.between_steps ? sums.continuous_maximum : sums.maximum;
  }

  /// Of N, the step in which the barrier is reached, or the last one: E N = Σ P(N > k); and about a whole number c next
  /// to that, so that nothing cancels, E (N − c)² = Σ (2 (k − c) + 1) P(N > k) over k ≥ c, and Σ (2 (c − k) − 1) P(N ≤
  /// k) over k < c.
  ExactMoments moments_of_first_hit() const {
    const auto last = static_cast<std::size_t>(settings_.grid.steps);
    std::vector<Passage> until = {{0, 1}};  // the steps 0, 1, …
    double mean = 1;
    for (std::size_t k = 1; k < last; ++k) {
      until.push_back(dynamics_.passage_to(*settings_.barrier, static_cast<double>(k) * settings_.grid.step));
      mean += until.back().miss;
    }
    const double middle = std::round(mean);
    double off = 0, square = 0;  // E (N − c), E (N − c)²
    for (std::size_t k = 0; k < last; ++k) {
      const double beyond = static_cast<double>(k) - middle;
      off += beyond >= 0 ? until[k].miss : -until[k].hit;
      square += beyond >= 0 ? (2 * beyond + 1) * until[k].miss : (-2 * beyond - 1) * until[k].hit;
    }
    return {settings_.grid.step * mean, settings_.grid.step * std::sqrt(std::max(0.0, square - off * off))};
  }

  template <class Observe>
  void tell(Observe&& observe, std::int64_t step, const State& state) const {
    const double time = static_cast<double>(step) * settings_.grid.step;
    if constexpr (has_variance) {
      observe(time, state.value, state.variance);
    } else {
      observe(time, state.value);
    }
  }

  Path path_of(const PathSums& sums) const {
    Path path{};
    path.terminal = sums.terminal;
    path.maximum = sums.maximum;
    path.minimum = sums.minimum;
    path.continuous_maximum = sums.continuous_maximum;
    path.time_average = sums.integral / settings_.grid.horizon;
    path.reached = sums.before <= static_cast<double>(settings_.grid.steps);
    path.first_hit = path.reached ? sums.before * settings_.grid.step : settings_.grid.horizon;
    if constexpr (Dynamics::is_rate) path.discount_factor = portable_exp(-sums.integral);
    if constexpr (Dynamics::is_price) set_payoffs(sums, path);
    return path;
  }

  void set_payoffs(const PathSums& sums, Path& path) const {
    if (!settings_.strike) return;
    const auto n = static_cast<double>(settings_.grid.steps);
    const double discount = settings_.discount(), strike = *settings_.strike;
    const auto call_on = [&](double value) { return discount * std::max(0.0, value - strike); };
    path.call = call_on(path.terminal);
    path.put = discount * std::max(0.0, strike - path.terminal);
    path.asian_call = call_on(sums.sum / n);
    path.geometric_asian_call = call_on(geometric_mean(sums.log_sum / n));
    path.up_and_out_call = path.reached ? 0 : path.call;
  }

  double geometric_mean(double mean_log) const {
    if constexpr (in_logs) return dynamics_.value_at(mean_log);
    return portable_exp(mean_log);
  }

  Settings settings_;
  Dynamics dynamics_;
  bool wants_values_ = true;  ///< between start and end
};

}  // namespace ergodic::workloads::paths
