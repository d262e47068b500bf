#include "workloads/paths/populations/markov_queue.hpp"

#include "workloads/paths/path/paths_of.hpp"
#include "workloads/paths/populations/population.hpp"
#include "workloads/paths/populations/queue_steady_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

class MarkovQueue : public Population {
 public:
  explicit MarkovQueue(const Parameters& parameters) : Population(parameters, rates_of(parameters), false) {
    if (start_ > rates_.capacity) {
      parameters.reject("start", fmt::format("is {}", start_), fmt::format("capacity is {}", rates_.capacity),
                        "begin with fewer");
    }
  }

  std::vector<Observable<Path>> observables() const {
    return {
        {whole("terminal").in("customers").says("in the system at the end"), &Path::terminal},
        {whole("maximum").in("customers").says("most in the system"), &Path::maximum},
        {real_column("time_average").in("customers").says("in the system, averaged over the clock"),
         &Path::time_average},
        {real_column("idle_share").says("share of the time without a customer"), &Path::empty_share},
        {whole("arrivals").in("customers").says("let in"), &Path::ups},
        {whole("departures").in("customers").says("served"), &Path::downs},
        {whole("lost").in("customers").says("turned away"), &Path::lost},
        {real_column("clock").in("time").says("time at the end"), &Path::clock},
    };
  }

  Column state() const { return whole("state").in("customers").says("in the system at the times"); }

  /// Arrivals, and departures of as many, or as many as can be served.
  double expected_events() const {
    if (!horizon_.is_time()) return static_cast<double>(horizon_.events);
    const double arrivals = rates_.immigration * horizon_.time;
    const double served = rates_.death * static_cast<double>(rates_.servers) * horizon_.time;
    return arrivals + std::min(static_cast<double>(start_) + arrivals, served);
  }

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
    if (law.empty()) {
      exact.notes.push_back("the law at the end is not known: so many events among so many customers take too long");
      return;
    }
    exact.moments["terminal"] = {mean_of(law), std::sqrt(variance_of(law))};
    exact.figures.push_back({"probability_of_empty", law[0], "", "1", "of no customer at the end"});
  }

  /// Erlang's formulae come out of detailed balance. Source: Kleinrock, "Queueing systems" 1, 1975, ch. 3.
  void add_steady_state(ExactResults& exact) const {
    const double load = rates_.immigration / (rates_.death * static_cast<double>(rates_.servers));
    const bool has_room_for_all = rates_.capacity == BirthDeathRates::unlimited;
    exact.figures.push_back({"load", load, "", "1",
                             spare_capacity(rates_) <= 0 && has_room_for_all
                                 ? "arrivals over what all servers can serve: the queue grows without end, there is no "
                                   "steady state"
                                 : "arrivals over what all servers can serve"});
    const auto steady = queue_steady_state(rates_);
    if (!steady) return;
    const double let_in = has_room_for_all ? rates_.immigration : rates_.death * steady->busy;
    const auto add = [&](const char* name, double value, const char* unit, const char* says) {
      exact.figures.push_back({name, value, "", unit, says});
    };
    add("stationary_empty", steady->empty, "1", "long-run probability of no customer");
    add("stationary_mean", steady->mean, "customers", "long-run mean number in the system, L");
    add("stationary_variance", steady->variance, "1", "long-run variance of the number in the system");
    add("stationary_queue", steady->queue, "customers", "long-run mean number that wait, Lq");
    add("stationary_sojourn", steady->mean / let_in, "time", "long-run mean time in the system of who is let in, W");
    add("stationary_wait", steady->queue / let_in, "time", "long-run mean wait of who is let in, Wq");
    add("stationary_all_busy", steady->all_busy, "1", "long-run probability that all servers are busy");
    if (!has_room_for_all) add("stationary_blocked", steady->blocked, "1", "long-run share of customers turned away");
  }
};

}  // namespace

Process markov_queue_process() {
  return process<MarkovQueue>(
      "markov_queue", "M/M/c/K queue: the number in the system, in clock time or event by event",
      with_horizon({
          real("arrival_rate").above(0).unit("1/time").says("of the Poisson arrivals"),
          real("service_rate").above(0).unit("1/time").says("of a busy server"),
          integer("servers").between(1, 1e9).fallback(1).says(
              "servers, c; a thousand million are as good as unlimited"),
          integer("capacity").at_least(1).optional().says("most customers in the system, K; no limit unless set"),
          integer("start").between(0, 1e9).fallback(0).unit("customers").says("in the system at time 0"),
      }));
}

}  // namespace ergodic::workloads::paths
