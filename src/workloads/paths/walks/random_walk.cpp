#include "workloads/paths/walks/random_walk.hpp"

#include "workloads/paths/path/law_sum.hpp"
#include "workloads/paths/path/paths_of.hpp"
#include "workloads/paths/walks/jump_law.hpp"
#include "workloads/paths/walks/walk_lanes.hpp"
#include "workloads/paths/walks/walk_law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

namespace ergodic::workloads::paths {

namespace {

WalkRules::AtBounds at_bounds(const std::string& name) {
  if (name == "absorb") return WalkRules::AtBounds::absorb;
  return name == "turn" ? WalkRules::AtBounds::turn : WalkRules::AtBounds::stay;
}

// Sums of all places of the longest path fit 64 bits.
constexpr double largest_place = 1e9;
constexpr double largest_jump = 1000;
constexpr double most_steps = 1e7;

WalkRules walk_rules(const Parameters& parameters) {
  WalkRules rules;
  rules.start = parameters.integer("start");
  rules.steps = parameters.integer("steps");
  if (parameters.has("lower")) rules.lower = parameters.integer("lower");
  if (parameters.has("upper")) rules.upper = parameters.integer("upper");
  if (parameters.has("at_bounds")) {
    rules.at_bounds = at_bounds(parameters.text("at_bounds"));
    if (!rules.is_bounded()) {
      parameters.reject("at_bounds", "plays no part", "the walk has neither lower nor upper",
                        "set one of them or leave at_bounds out");
    }
  }
  if (rules.lower >= rules.upper)
    parameters.reject("upper", fmt::format("is {}", rules.upper),
                      fmt::format("it must be above lower, {}", rules.lower), "widen the bounds");
  if (rules.start < rules.lower || rules.start > rules.upper)
    parameters.reject("start", fmt::format("{} is out of bounds", rules.start), "paths begin between lower and upper",
                      "move the start or a bound");
  const auto jumps = parameters.items("jumps");
  if (jumps.empty()) {
    const double up = parameters.has("up") ? parameters.real("up") : 0.5;
    rules.jumps = {-1, 1};
    rules.probabilities = {1 - up, up};
    return rules;
  }
  if (parameters.has("up"))
    parameters.reject("up", "plays no part", "jumps say how the walk goes on", "remove one of them");
  double sum = 0;
  for (const Parameters& jump : jumps) {
    rules.jumps.push_back(jump.integer("by"));
    rules.probabilities.push_back(jump.real("probability"));
    sum += rules.probabilities.back();
  }
  if (!is_law(sum, parameters))
    parameters.reject("jumps", fmt::format("have probabilities that add up to {:.12g}", sum), "it must be 1",
                      "correct them, or set normalise: true");
  for (double& probability : rules.probabilities)
    probability /= sum;
  return rules;
}

class RandomWalk {
 public:
  struct Path {
    std::int64_t terminal;
    std::int64_t maximum;
    std::int64_t minimum;
    std::int64_t duration;
    double time_average;
    std::uint8_t end;
  };

  explicit RandomWalk(const Parameters& parameters)
      : rules_(walk_rules(parameters)), jump_(rules_.probabilities), plan_(walk_plan(rules_, jump_)) {}

  std::vector<Observable<Path>> observables() const {
    const std::string needs = rules_.absorbs() ? "" : "random_walk.at_bounds: absorb";
    return {
        {whole("terminal").says("place after the last step"), &Path::terminal},
        {whole("maximum").says("highest place, the start included"), &Path::maximum},
        {whole("minimum").says("lowest place, the start included"), &Path::minimum},
        {real_column("time_average").says("mean place at the times 0, …, steps"), &Path::time_average},
        {category("end", {"running", "lower", "upper"}).says("the bound that absorbed the path, or none"), &Path::end,
         needs},
        {whole("duration").in("steps").says("steps until absorption; steps where there was none"), &Path::duration,
         needs},
    };
  }

  std::vector<std::string> heading() const { return {"step", "place"}; }

  Column state() const { return whole("state").says("place at the times"); }
  double horizon() const { return static_cast<double>(rules_.steps); }
  double grid_step() const { return 1; }

  template <class Observe>
  Path path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const {
    JumpDraws draws(jump_, streams.open(replicate));
    std::int64_t place = rules_.start, maximum = place, minimum = place;
    std::int64_t sum = place, step = 0;
    observe(step, place);
    while (step < rules_.steps && !rules_.is_absorbed(place)) {
      const std::int64_t jump = rules_.jumps[draws.next()];
      place = rules_.turns(place) ? rules_.turned(place) : rules_.moved(place, jump);
      ++step;
      maximum = std::max(maximum, place);
      minimum = std::min(minimum, place);
      sum += place;
      observe(step, place);
    }
    return path_of(place, maximum, minimum, step, sum);
  }

  void paths(const Streams& streams, std::uint64_t first, std::span<Path> paths) const {
    std::array<WalkEnd, 64> ends;
    for (std::size_t done = 0; done < paths.size(); done += ends.size()) {
      const auto part = paths.subspan(done, std::min(ends.size(), paths.size() - done));
      if (plan_) simulate_in_lanes(*plan_, streams, first + done, std::span(ends).first(part.size()));
      for (std::size_t i = 0; i < part.size(); ++i) {
        part[i] = plan_ && ends[i].is_decided != 0 ? path_of(ends[i]) : path(streams, first + done + i, Unobserved{});
      }
    }
  }

  ExactResults exact() const { return walk_exact(rules_); }

 private:
  Path path_of(std::int64_t place, std::int64_t maximum, std::int64_t minimum, std::int64_t steps,
               std::int64_t sum) const {
    Path path{place, maximum, minimum, steps, 0, 0};
    path.time_average =
        (static_cast<double>(sum) + static_cast<double>(rules_.steps - steps) * static_cast<double>(place)) /
        static_cast<double>(rules_.steps + 1);
    if (rules_.absorbs()) path.end = place <= rules_.lower ? 1 : place >= rules_.upper ? 2 : 0;
    return path;
  }
  Path path_of(const WalkEnd& end) const {
    const std::int64_t start = rules_.start;
    return path_of(start + end.terminal, start + end.maximum, start + end.minimum, end.duration,
                   start * (end.duration + 1) + end.sum);
  }

  WalkRules rules_;
  JumpLaw jump_;
  std::optional<WalkPlan> plan_;
};

}  // namespace

Process random_walk_process() {
  return process<RandomWalk>(
      "random_walk", "random walk on the whole numbers: free, reflecting or absorbing",
      {
          integer("start").between(-largest_place, largest_place).fallback(0).says("place at time 0"),
          integer("steps").between(1, most_steps).fallback(100).unit("steps").says("length of a path"),
          real("up").between(0, 1).optional().says("probability of a step of +1, else it is −1; 0.5 unless set"),
          list("jumps", section("jump",
                                {
                                    integer("by").between(-largest_jump, largest_jump).says("length of a step"),
                                    real("probability").between(0, 1).says("its probability"),
                                }))
              .says("or the law of a step"),
          normalise_key(),
          integer("lower").between(-largest_place, largest_place).optional().says("lowest place; none unless set"),
          integer("upper").between(-largest_place, largest_place).optional().says("highest place; none unless set"),
          choice("at_bounds",
                 {{"stay", "a step that would lead beyond a bound is not made"},
                  {"turn", "from a bound the next step is certain: one back; beyond it none leads, it ends there"},
                  {"absorb", "a path ends at a bound; a step beyond it ends there"}})
              .optional()
              .says("what bounds do: stay unless set"),
      });
}

}  // namespace ergodic::workloads::paths
