#include "workloads/paths/populations/birth_death.hpp"

#include "workloads/paths/path/paths_of.hpp"
#include "workloads/paths/populations/birth_death_law.hpp"
#include "workloads/paths/populations/population_lanes.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

namespace ergodic::workloads::paths {

namespace {

/// When a path ends: at a time, or after so many events.
struct Horizon {
  double time = std::numeric_limits<double>::infinity();
  std::int64_t events = std::numeric_limits<std::int64_t>::max();

  bool is_time() const { return std::isfinite(time); }
};

std::vector<Key> horizon_keys() {
  return {
      real("horizon").above(0).optional().says("the time at which a path ends"),
      integer("events").between(1, 100'000'000).optional().unit("events").says("or after so many events"),
  };
}

Horizon horizon_of(const Parameters& parameters) {
  if (parameters.has("horizon") == parameters.has("events")) {
    const bool has_both = parameters.has("events");
    parameters.reject(has_both ? "events" : "", has_both ? "plays no part" : "has no end",
                      has_both ? "horizon says when a path ends" : "neither horizon nor events is set",
                      has_both ? "remove one of them" : "set one of them");
  }
  Horizon horizon;
  if (parameters.has("horizon")) horizon.time = parameters.real("horizon");
  if (parameters.has("events")) horizon.events = parameters.integer("events");
  return horizon;
}

/// A standard exponential, as exponential() draws it, and a uniform number on the multiples of 2^−44 in [0, 1): those
/// 12 bits of the two words that the exponential leaves, below those of a third.
struct EventDraw {
  EventDraw() = default;
  explicit EventDraw(Stream& stream) {
    const std::uint64_t bits = stream.word64();
    exponential = -portable_log((static_cast<double>(bits >> 12) + 0.5) * 0x1p-52);
    uniform = static_cast<double>((std::uint64_t{stream.word()} << 12) | (bits & 0xFFFu)) * 0x1p-44;
  }

  double exponential = 0, uniform = 0;
};

/// Gillespie's direct method: "Exact stochastic simulation of coupled chemical reactions", J. Phys. Chem. 81, 1977.
/// Of a path's stream, per event: two words for the exponential time to it, and one for which it is, though it be
/// certain.
class Population {
 public:
  struct Record {
    std::int64_t terminal;
    std::int64_t maximum;
    double time_average;
    double empty_share;
    double clock;
    std::int64_t ups;
    std::int64_t downs;
    std::int64_t lost;
    std::uint8_t emptied;
    double emptied_at;
  };

  std::vector<std::string> heading() const { return {"time", "number", "event"}; }

  double horizon() const { return horizon_.time; }

  template <class Observe>
  Record path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const {
    Stream stream = streams.open(replicate);
    Record record{};
    std::int64_t n = start_;
    double clock = 0, area = 0, empty = 0;
    record.maximum = n;
    record.emptied = n == 0;
    observe(0.0, n, "start");
    for (std::int64_t event = 0; event < horizon_.events; ++event) {
      const double up = rates_.up(n), all = up + rates_.down(n);
      const EventDraw draw = all > 0 ? EventDraw(stream) : EventDraw();
      const double gap = draw.exponential * (1 / all), next = clock + gap;
      const bool is_over = all == 0 || next >= horizon_.time;
      const double passed = !is_over ? gap : horizon_.is_time() ? horizon_.time - clock : 0;
      area += static_cast<double>(n) * passed;
      if (n == 0) empty += passed;
      clock = !is_over ? next : horizon_.is_time() ? horizon_.time : clock;
      if (is_over) break;
      const bool goes_up = draw.uniform * all < up;
      if (goes_up && n == rates_.capacity) {
        ++record.lost;
        observe(clock, n, "turned away");
      } else if (goes_up) {
        ++n;
        ++record.ups;
        record.maximum = std::max(record.maximum, n);
        observe(clock, n, "up");
      } else {
        --n;
        ++record.downs;
        if (n == 0 && !record.emptied) {
          record.emptied = 1;
          record.emptied_at = clock;
        }
        observe(clock, n, "down");
      }
    }
    record.terminal = n;
    record.clock = clock;
    average(area, empty, record);
    return record;
  }

  /// What of the records of paths() counts: everything, unless it is said.
  void watch(const std::vector<Observable<Record>>& wanted) {
    using Value = decltype(Observable<Record>::value);
    wants_averages_ = std::any_of(wanted.begin(), wanted.end(), [](const Observable<Record>& one) {
      return one.value == Value(&Record::time_average) || one.value == Value(&Record::empty_share);
    });
  }

  void paths(const Streams& streams, std::uint64_t first, std::span<Record> records) const {
    // Those that may die out end each in its own time: lanes would wait for the last.
    const bool in_lanes = rates_.immigration > 0;
    const PopulationPlan plan{rates_, start_, horizon_.time, horizon_.events, watches_emptying_, wants_averages_};
    std::array<PopulationEnd, 64> ends;
    for (std::size_t done = 0; done < records.size(); done += ends.size()) {
      const auto part = records.subspan(done, std::min(ends.size(), records.size() - done));
      if (in_lanes) simulate_in_lanes(plan, streams, first + done, std::span(ends).first(part.size()));
      for (std::size_t i = 0; i < part.size(); ++i) {
        part[i] = in_lanes && ends[i].is_over != 0 ? record_of(ends[i]) : path(streams, first + done + i, Unobserved{});
      }
    }
  }

 protected:
  /// `watches_emptying`: whether the columns of emptying are offered.
  Population(const Parameters& parameters, BirthDeathRates rates, bool watches_emptying)
      : rates_(rates),
        horizon_(horizon_of(parameters)),
        start_(parameters.integer("start")),
        watches_emptying_(watches_emptying) {}

  BirthDeathRates rates_;
  Horizon horizon_;
  std::int64_t start_;

 private:
  bool watches_emptying_;
  bool wants_averages_ = true;

  /// The averages of a path whose end is known.
  static void average(double area, double empty_time, Record& record) {
    const bool takes_time = record.clock > 0;
    record.time_average = takes_time ? area / record.clock : static_cast<double>(record.terminal);
    record.empty_share = takes_time ? empty_time / record.clock : record.terminal == 0 ? 1 : 0;
    if (!record.emptied) record.emptied_at = record.clock;
  }

  static Record record_of(const PopulationEnd& end) {
    const auto whole = [](double number) { return static_cast<std::int64_t>(number); };
    Record record{.terminal = whole(end.terminal),
                  .maximum = whole(end.maximum),
                  .time_average = 0,
                  .empty_share = 0,
                  .clock = end.clock,
                  .ups = whole(end.ups),
                  .downs = whole(end.downs),
                  .lost = whole(end.lost),
                  .emptied = end.emptied != 0,
                  .emptied_at = end.emptied_at};
    average(end.area, end.empty_time, record);
    return record;
  }
};

class MarkovQueue : public Population {
 public:
  explicit MarkovQueue(const Parameters& parameters) : Population(parameters, rates_of(parameters), false) {
    if (start_ > rates_.capacity) {
      parameters.reject("start", fmt::format("is {}", start_), fmt::format("capacity is {}", rates_.capacity),
                        "begin with fewer");
    }
  }

  std::vector<Observable<Record>> observables() const {
    return {
        {whole("terminal").in("customers").says("in the system at the end"), &Record::terminal},
        {whole("maximum").in("customers").says("most in the system"), &Record::maximum},
        {real_column("time_average").in("customers").says("in the system, averaged over the clock"),
         &Record::time_average},
        {real_column("idle_share").says("share of the time without a customer"), &Record::empty_share},
        {whole("arrivals").in("customers").says("let in"), &Record::ups},
        {whole("departures").in("customers").says("served"), &Record::downs},
        {whole("lost").in("customers").says("turned away"), &Record::lost},
        {real_column("clock").in("time").says("time at the end"), &Record::clock},
    };
  }

  Column state() const { return whole("state").in("customers").says("in the system at the times"); }

  std::optional<ExactMoments> moments_at(double time) const {
    const std::vector<double> law = law_at_time(rates_, start_, time);
    if (law.empty()) return std::nullopt;
    return ExactMoments{mean_of(law), std::sqrt(variance_of(law))};
  }

  ExactResults exact() const {
    ExactResults exact;
    add_transient(exact);
    add_steady_state(exact);
    return exact;
  }

 private:
  static BirthDeathRates rates_of(const Parameters& parameters) {
    BirthDeathRates rates;
    rates.immigration = parameters.real("arrival_rate");
    rates.death = parameters.real("service_rate");
    rates.servers = parameters.integer("servers");
    if (parameters.has("capacity")) rates.capacity = parameters.integer("capacity");
    if (rates.capacity < rates.servers) {
      parameters.reject("capacity", fmt::format("is {}", rates.capacity),
                        fmt::format("there are {} servers, and customers in service count", rates.servers),
                        "let in as many as there are servers, or more");
    }
    return rates;
  }

  void add_transient(ExactResults& exact) const {
    std::vector<double> law;
    if (horizon_.is_time()) {
      law = law_at_time(rates_, start_, horizon_.time);
    } else {
      AfterEvents after = law_after_events(rates_, start_, horizon_.events);
      law = std::move(after.law);
      if (!law.empty()) exact.moments["clock"] = {after.clock, std::nullopt};
    }
    if (law.empty()) return;
    exact.moments["terminal"] = {mean_of(law), std::sqrt(variance_of(law))};
    exact.figures.push_back({"probability_of_empty", law[0], "", "1", "of no customer at the end"});
  }

  /// Erlang's formulae come out of detailed balance. Source: Kleinrock, "Queueing systems" 1, 1975, ch. 3.
  void add_steady_state(ExactResults& exact) const {
    const double load = rates_.immigration / (rates_.death * static_cast<double>(rates_.servers));
    const bool has_room_for_all = rates_.capacity == BirthDeathRates::unlimited;
    exact.figures.push_back({"load", load, "", "1",
                             load >= 1 && has_room_for_all
                                 ? "arrivals over what all servers can serve: the queue grows without end, there is no "
                                   "steady state"
                                 : "arrivals over what all servers can serve"});
    const std::vector<double> law = balanced_law(rates_);
    if (law.empty()) return;
    const double blocked = rates_.capacity < static_cast<std::int64_t>(law.size()) ? law.back() : 0;
    double all_busy = 0, queue = 0;
    for (std::size_t n = 0; n < law.size(); ++n) {
      const std::int64_t waiting =
          static_cast<std::int64_t>(n) - std::min(rates_.servers, static_cast<std::int64_t>(n));
      queue += law[n] * static_cast<double>(waiting);
      if (static_cast<std::int64_t>(n) >= rates_.servers) all_busy += law[n];
    }
    const double let_in = rates_.immigration * (1 - blocked);
    const auto add = [&](const char* name, double value, const char* unit, const char* says) {
      exact.figures.push_back({name, value, "", unit, says});
    };
    add("stationary_empty", law[0], "1", "long-run probability of no customer");
    add("stationary_mean", mean_of(law), "customers", "long-run mean number in the system, L");
    add("stationary_variance", variance_of(law), "1", "long-run variance of the number in the system");
    add("stationary_queue", queue, "customers", "long-run mean number that wait, Lq");
    add("stationary_sojourn", mean_of(law) / let_in, "time", "long-run mean time in the system of who is let in, W");
    add("stationary_wait", queue / let_in, "time", "long-run mean wait of who is let in, Wq");
    add("stationary_all_busy", all_busy, "1", "long-run probability that all servers are busy");
    if (!has_room_for_all) add("stationary_blocked", blocked, "1", "long-run share of customers turned away");
  }
};

class BirthDeath : public Population {
 public:
  explicit BirthDeath(const Parameters& parameters) : Population(parameters, rates_of(parameters), true) {
    constexpr double most = 1e7;
    if (horizon_.is_time() && mean_at(horizon_.time) > most) {
      parameters.reject("horizon", fmt::format("{:g} is too far", horizon_.time),
                        fmt::format("{:.3g} individuals are expected by then, and {:g} can be followed",
                                    mean_at(horizon_.time), most),
                        "end paths earlier, or after a number of events");
    }
  }

  std::vector<Observable<Record>> observables() const {
    return {
        {whole("terminal").in("individuals").says("alive at the end"), &Record::terminal},
        {whole("maximum").in("individuals").says("most alive"), &Record::maximum},
        {real_column("time_average").in("individuals").says("alive, averaged over the clock"), &Record::time_average},
        {whole("births").in("individuals").says("births and immigrants"), &Record::ups},
        {whole("deaths").in("individuals").says("deaths"), &Record::downs},
        {yes_or_no("died_out").says("whether nobody was alive at some time"), &Record::emptied},
        {real_column("died_out_at")
             .in("time")
             .says("the first time when nobody was alive; the end where there was none"),
         &Record::emptied_at},
        {real_column("clock").in("time").says("time at the end"), &Record::clock},
    };
  }

  Column state() const { return whole("state").in("individuals").says("alive at the times"); }

  std::optional<ExactMoments> moments_at(double time) const {
    return ExactMoments{mean_at(time), std::sqrt(variance_at(time))};
  }

  /// Source: Bailey, "The elements of stochastic processes", 1964, ch. 8.
  ExactResults exact() const {
    ExactResults exact;
    if (horizon_.is_time()) exact.moments["terminal"] = {mean_at(horizon_.time), std::sqrt(variance_at(horizon_.time))};
    if (rates_.immigration > 0) return exact;
    const double b = rates_.birth, d = rates_.death, x = static_cast<double>(start_);
    const double ever = b > d ? std::pow(d / b, x) : 1;
    exact.figures.push_back({"extinction_probability", d > 0 || start_ == 0 ? ever : 0, "", "1", "of ever dying out"});
    if (!horizon_.is_time()) return exact;
    const double growth = std::expm1((b - d) * horizon_.time);
    const double one = b == d ? b * horizon_.time / (1 + b * horizon_.time) : d * growth / (b * (growth + 1) - d);
    const double by_now = std::pow(one, x);
    exact.category_laws["died_out"] = {1 - by_now, by_now};
    return exact;
  }

 private:
  static BirthDeathRates rates_of(const Parameters& parameters) {
    BirthDeathRates rates;
    rates.immigration = parameters.real("immigration_rate");
    rates.birth = parameters.real("birth_rate");
    rates.death = parameters.real("death_rate");
    if (rates.immigration + rates.birth + rates.death == 0)
      parameters.reject("birth_rate", "is 0", "all rates are, and nothing would happen", "set one of them");
    return rates;
  }

  double growth_rate() const { return rates_.birth - rates_.death; }

  double mean_at(double t) const {
    const double r = growth_rate();
    const double newcomers = r == 0 ? t : std::expm1(r * t) / r;
    return static_cast<double>(start_) * std::exp(r * t) + rates_.immigration * newcomers;
  }

  double variance_at(double t) const {
    const double r = growth_rate(), b = rates_.birth, d = rates_.death, x = static_cast<double>(start_);
    if (r == 0) return 2 * b * x * t + rates_.immigration * t * (1 + b * t);
    const double e = std::exp(r * t), grown = std::expm1(r * t);
    return x * (b + d) / r * e * grown + rates_.immigration / (r * r) * grown * (b * e - d);
  }
};

std::vector<Key> with(std::vector<Key> keys, std::vector<Key> more) {
  std::move(more.begin(), more.end(), std::back_inserter(keys));
  return keys;
}

}  // namespace

Process markov_queue_process() {
  return process<MarkovQueue>(
      "markov_queue", "M/M/c/K queue: the number in the system, in clock time or event by event",
      with(
          {
              real("arrival_rate").above(0).unit("1/time").says("of the Poisson arrivals"),
              real("service_rate").above(0).unit("1/time").says("of a busy server"),
              integer("servers").between(1, 1e9).fallback(1).says(
                  "servers, c; a thousand million are as good as unlimited"),
              integer("capacity").at_least(1).optional().says("most customers in the system, K; no limit unless set"),
              integer("start").between(0, 1e9).fallback(0).unit("customers").says("in the system at time 0"),
          },
          horizon_keys()));
}

Process birth_death_process() {
  return process<BirthDeath>(
      "birth_death", "linear birth and death with immigration, in continuous time",
      with(
          {
              real("birth_rate").at_least(0).fallback(0.0).unit("1/time").says("of each individual"),
              real("death_rate").at_least(0).fallback(0.0).unit("1/time").says("of each individual"),
              real("immigration_rate").at_least(0).fallback(0.0).unit("1/time").says("of newcomers"),
              integer("start").between(0, 1e9).fallback(1).unit("individuals").says("alive at time 0"),
          },
          horizon_keys()));
}

}  // namespace ergodic::workloads::paths
