#include "workloads/paths/events/point_processes.hpp"

#include "workloads/paths/events/hawkes_moments.hpp"
#include "workloads/paths/events/positive_law.hpp"
#include "workloads/paths/path/paths_of.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace ergodic::workloads::paths {

namespace {

Key horizon_key() { return real("horizon").above(0).fallback(1.0).unit("time").says("the time at which a path ends"); }

/// Renewals with jumps. Of a path's stream, event by event: the time since the last one, then the jump.
class Renewals {
 public:
  struct Path {
    std::int64_t events;
    double total;
    double last_event;
  };

  std::vector<Observable<Path>> observables() const {
    return {
        {whole("events").in("events").says("events until the end"), &Path::events},
        {real_column("total").says("sum of their jumps"), &Path::total, jump_ ? "" : "jump"},
        {real_column("last_event").in("time").says("time of the last one; 0 where there was none"), &Path::last_event},
    };
  }

  std::vector<std::string> heading() const { return {"time", "event", "total"}; }
  Column state() const { return whole("state").in("events").says("events until the times"); }
  double horizon() const { return horizon_; }
  double expected_events() const { return 1 / gap_.share_of(horizon_); }

  template <class Observe>
  Path path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const {
    Stream stream = streams.open(replicate);
    Path path{};
    for (double clock = gap_.draw(stream); clock <= horizon_; clock += gap_.draw(stream)) {
      ++path.events;
      if (jump_) path.total += jump_->draw(stream);
      path.last_event = clock;
      observe(clock, path.events, path.total);
    }
    return path;
  }

  ExactResults exact() const {
    ExactResults exact;
    exact.figures.push_back({"event_rate", 1 / gap_.mean(), "", "1/time", "long-run events per unit of time"});
    if (gap_.kind() != PositiveLaw::Kind::exponential) return exact;
    const double expected = horizon_ / gap_.mean();
    exact.moments["events"] = {expected, std::sqrt(expected)};
    if (jump_)
      exact.moments["total"] = {expected * jump_->mean(),
                                std::sqrt(expected) * std::hypot(jump_->mean(), jump_->deviation())};
    return exact;
  }

 protected:
  Renewals(const Parameters& parameters, PositiveLaw gap) : gap_(gap), horizon_(parameters.real("horizon")) {
    if (parameters.has("jump")) jump_.emplace(parameters, "jump");
  }

 private:
  PositiveLaw gap_;
  std::optional<PositiveLaw> jump_;
  double horizon_;
};

class Poisson : public Renewals {
 public:
  explicit Poisson(const Parameters& parameters)
      : Renewals(parameters, PositiveLaw::exponential(1 / parameters.real("rate"))) {}
};

class Renewal : public Renewals {
 public:
  explicit Renewal(const Parameters& parameters) : Renewals(parameters, PositiveLaw(parameters, "gap")) {}
};

/// Intensity λ(t) = rate + Σ excitation·e^−decay(t − tᵢ), by thinning: between events it falls, so that its value after
/// the last event bounds it. Of a path's stream, candidate by candidate: an exponential, then a uniform.
/// Source: Ogata, "On Lewis' simulation method for point processes", IEEE Trans. Inf. Theory 27, 1981.
class Hawkes {
 public:
  struct Path {
    std::int64_t events;
    double intensity;
  };

  explicit Hawkes(const Parameters& parameters)
      : rate_(parameters.real("rate")),
        excitation_(parameters.real("excitation")),
        decay_(parameters.real("decay")),
        horizon_(parameters.real("horizon")) {
    if (parameters.boolean("must_be_stable") && excitation_ >= decay_) {
      parameters.reject("excitation", fmt::format("is {:g}", excitation_),
                        fmt::format("an event brings excitation/decay = {:g} others: their number grows without end",
                                    excitation_ / decay_),
                        "make it less than decay, or set must_be_stable: false to watch it grow");
    }
  }

  std::vector<Observable<Path>> observables() const {
    return {
        {whole("events").in("events").says("events until the end"), &Path::events},
        {real_column("intensity").in("1/time").says("intensity at the end"), &Path::intensity},
    };
  }

  std::vector<std::string> heading() const { return {"time", "event", "intensity"}; }
  Column state() const { return whole("state").in("events").says("events until the times"); }
  double horizon() const { return horizon_; }
  double expected_events() const { return moments().events; }

  template <class Observe>
  Path path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const {
    Stream stream = streams.open(replicate);
    Path path{};
    double clock = 0, excess = 0;  // of the intensity over its base rate
    for (;;) {
      const double bound = rate_ + excess;
      const double gap = exponential(stream) / bound;
      if (clock + gap > horizon_) break;
      clock += gap;
      excess *= portable_exp(-decay_ * gap);
      if (uniform01(stream) * bound >= rate_ + excess) continue;
      ++path.events;
      excess += excitation_;
      observe(clock, path.events, rate_ + excess);
    }
    path.intensity = rate_ + excess * portable_exp(-decay_ * (horizon_ - clock));
    return path;
  }

  ExactResults exact() const {
    ExactResults exact;
    const HawkesMoments at_end = moments();
    exact.moments["events"] = {at_end.events, at_end.deviation_of_events};
    exact.moments["intensity"] = {at_end.intensity, at_end.deviation_of_intensity};
    if (excitation_ >= decay_) return exact;
    const double stay = (decay_ - excitation_) / decay_;
    exact.figures.push_back({"stationary_intensity", rate_ / stay, "", "1/time", "long-run events per unit of time"});
    exact.figures.push_back({"variance_per_time", rate_ / (stay * stay * stay), "", "1/time",
                             "limit of the variance of the events over time"});
    return exact;
  }

 private:
  HawkesMoments moments() const { return hawkes_moments(rate_, excitation_, decay_, horizon_); }

  double rate_, excitation_, decay_, horizon_;
};

}  // namespace

Process poisson_process() {
  return process<Poisson>("poisson", "Poisson process, compound where it has jumps",
                          {
                              real("rate").above(0).unit("1/time").says("events per unit of time"),
                              section("jump", PositiveLaw::keys()).optional().says("law of the jump of an event"),
                              horizon_key(),
                          });
}

Process renewal_process() {
  return process<Renewal>("renewal", "renewal process: independent times between events",
                          {
                              section("gap", PositiveLaw::keys()).says("law of the time from event to event"),
                              section("jump", PositiveLaw::keys()).optional().says("law of the jump of an event"),
                              horizon_key(),
                          });
}

Process hawkes_process() {
  return process<Hawkes>(
      "hawkes", "Hawkes process with an exponential kernel: events that excite others",
      {
          real("rate").above(0).unit("1/time").says("intensity without excitement"),
          real("excitation").at_least(0).unit("1/time").says("by which an event raises the intensity"),
          real("decay").above(0).unit("1/time").says("speed at which that dies away"),
          horizon_key(),
          boolean("must_be_stable").fallback(true).says("whether one whose events multiply without end is refused"),
      });
}

}  // namespace ergodic::workloads::paths
