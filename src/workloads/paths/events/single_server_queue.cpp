#include "workloads/paths/events/single_server_queue.hpp"

#include "workloads/paths/events/positive_law.hpp"
#include "workloads/paths/path/paths_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace ergodic::workloads::paths {

namespace {

/// Customers 0, 1, … of an empty queue; customer 0 comes at time 0. Of a path's stream, customer by customer: the
/// service time, then the time to the next arrival.
class SingleServerQueue {
 public:
  struct Path {
    double wait;
    double mean_wait;
    double maximum_wait;
    double busy_period;
    std::int64_t served_in_busy_period;
    std::uint8_t waited;
    std::uint8_t busy_period_is_over;
  };

  explicit SingleServerQueue(const Parameters& parameters)
      : arrival_(parameters, "interarrival"),
        service_(parameters, "service"),
        customers_(parameters.integer("customers")),
        warm_up_(parameters.integer("warm_up")) {
    if (warm_up_ >= customers_)
      parameters.reject("warm_up", fmt::format("is {}", warm_up_), fmt::format("there are {} customers", customers_),
                        "make it less");
    if (parameters.boolean("must_be_stable") && waits_grow()) {
      parameters.reject("service", fmt::format("takes {} times as long as customers are apart", load_text()),
                        "waits grow without end: there is no steady state",
                        "serve faster, or set must_be_stable: false to watch them grow");
    }
  }

  std::vector<Observable<Path>> observables() const {
    return {
        {real_column("wait").in("time").says("wait of the last customer, before service"), &Path::wait},
        {yes_or_no("waited").says("whether the last customer had to wait"), &Path::waited},
        {real_column("mean_wait").in("time").says("wait, averaged over the customers after the warm-up"),
         &Path::mean_wait},
        {real_column("maximum_wait").in("time").says("longest wait"), &Path::maximum_wait},
        {real_column("busy_period")
             .in("time")
             .says("from customer 0 until the server is first idle, or the last arrival"),
         &Path::busy_period},
        {whole("served_in_busy_period").in("customers").says("customers of that time"), &Path::served_in_busy_period},
        {yes_or_no("busy_period_is_over").says("whether the server was idle before the last customer came"),
         &Path::busy_period_is_over},
    };
  }

  std::vector<std::string> heading() const { return {"customer", "wait", "arrival"}; }

  /// Along the customers' numbers.
  Column state() const { return real_column("state").in("time").says("wait of the customers of these numbers"); }
  double horizon() const { return static_cast<double>(customers_ - 1); }
  double grid_step() const { return 1; }

  /// Source of the recursion: Lindley, "The theory of queues with a single server", Proc. Camb. Phil. Soc. 48, 1952.
  template <class Observe>
  Path path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const {
    Stream stream = streams.open(replicate);
    Path path{};
    double wait = 0, clock = 0, sum = 0, work = 0;
    observe(std::int64_t{0}, wait, clock);
    for (std::int64_t customer = 0;; ++customer) {
      if (customer >= warm_up_) sum += wait;
      path.maximum_wait = std::max(path.maximum_wait, wait);
      if (customer + 1 == customers_) break;
      const double service = service_.draw(stream);
      const double gap = arrival_.draw(stream);
      const double left = wait + service - gap;
      if (!path.busy_period_is_over) {
        work += service;
        ++path.served_in_busy_period;
        path.busy_period_is_over = left <= 0;
      }
      wait = std::max(0.0, left);
      clock += gap;
      observe(customer + 1, wait, clock);
    }
    path.wait = wait;
    path.waited = wait > 0;
    path.mean_wait = sum / static_cast<double>(customers_ - warm_up_);
    path.busy_period = path.busy_period_is_over ? work : clock;
    return path;
  }

  ExactResults exact() const {
    ExactResults exact;
    exact.figures.push_back({"load", load(), "", "1", "mean service time over mean time between arrivals"});
    const bool poisson = arrival_.kind() == PositiveLaw::Kind::exponential;
    const bool memoryless = service_.kind() == PositiveLaw::Kind::exponential;
    if (poisson && memoryless) add_wait_of_last(exact);
    if (spare_time() <= 0) return exact;
    if (poisson) add_pollaczek_khinchine(exact);
    if (memoryless) add_embedded_chain(exact);
    return exact;
  }

 private:
  double load() const { return service_.mean() / arrival_.mean(); }
  /// Of a customer's on average: how much longer than a service the time until the next arrival is.
  double spare_time() const { return static_cast<double>(arrival_.precise_mean() - service_.precise_mean()); }

  /// They do at load 1, too, unless everything comes and goes on time.
  bool waits_grow() const {
    const bool is_on_time = arrival_.variance() == 0 && service_.variance() == 0;
    return is_on_time ? spare_time() < 0 : spare_time() <= 0;
  }

  /// With as many digits as tell it from 1.
  std::string load_text() const {
    const std::string text = fmt::format("{:g}", load());
    return text == "1" && load() != 1 ? fmt::format("{}", load()) : text;
  }

  /// Source: Kleinrock, "Queueing systems" 1, 1975, ch. 5.
  void add_pollaczek_khinchine(ExactResults& exact) const {
    const double rate = 1 / arrival_.mean(), idle = spare_time() * rate;
    const double wait = rate * service_.moment(2) / (2 * idle);
    const auto add = [&](const char* name, double value, const char* unit, const char* says) {
      exact.figures.push_back({name, value, "", unit, says});
    };
    add("stationary_wait", wait, "time", "long-run mean wait, Wq: Pollaczek and Khinchine");
    add("stationary_variance_of_wait", wait * wait + rate * service_.moment(3) / (3 * idle), "time²",
        "long-run variance of the wait");
    add("stationary_mean", rate * (wait + service_.mean()), "customers", "long-run mean number in the system, L");
    add("stationary_delay_probability", load(), "1", "long-run share of customers that wait");
    add("mean_busy_period", service_.mean() / idle, "time", "mean length of a busy period");
    add("variance_of_busy_period",
        service_.variance() / std::pow(idle, 3) + rate * std::pow(service_.mean(), 3) / std::pow(idle, 3), "time²",
        "variance of the length of a busy period");
    add("customers_per_busy_period", 1 / idle, "customers", "mean number served in a busy period");
  }

  /// GI/M/1: arrivals see a geometric law, whose ratio σ solves σ = E e^−sA, s = µ(1 − σ). It is s that is found, from
  /// E A − E(1 − e^−sA)/s = E A − 1/µ: next to saturation σ has no digits left to tell it from 1. Source: Kleinrock,
  /// ch. 6.
  void add_embedded_chain(ExactResults& exact) const {
    double low = 0, high = 1 / service_.mean();
    if (!arrival_.transform_lack(high)) return;
    const double spare = spare_time();
    for (int i = 0; i < 200; ++i) {
      const double s = (low + high) / 2;
      (*arrival_.transform_lack(s) < spare ? low : high) = s;
    }
    double sigma = *arrival_.transform(high);
    // Where σ is next to 0, E A is far more than 1/µ, and leaves s few digits; there σ comes of itself.
    for (int i = 0; sigma < 0.1 && i < 40; ++i) {
      high = (1 - sigma) / service_.mean();
      sigma = *arrival_.transform(high);
    }
    exact.figures.push_back(
        {"delay_probability", sigma, "", "1", "long-run share of customers that wait, σ of GI/M/1"});
    exact.figures.push_back({"mean_delay", sigma / high, "", "time", "long-run mean wait of GI/M/1"});
  }

  /// M/M/1: customers find a number N in the system, a chain of its own: before the next arrival a geometric number of
  /// the N + 1 leave. The wait is Erlang of N stages.
  void add_wait_of_last(ExactResults& exact) const {
    if (customers_ > 5000) return;
    const double both = arrival_.mean() + service_.mean();
    const double leave = arrival_.mean() / both, stay = service_.mean() / both;  // before the next arrival
    std::vector<double> law = {1};
    for (std::int64_t customer = 1; customer < customers_; ++customer) {
      std::vector<double> next(law.size() + 1);
      double above = 0;  // probability, weighted by the departures, that comes down from larger numbers
      for (std::size_t n = law.size(); n-- > 0;) {
        above = above * leave + law[n];
        next[n + 1] = above * stay;
      }
      next[0] = above * leave;
      law = std::move(next);
    }
    double mean = 0, variance = 0, waits = 0;
    for (std::size_t n = law.size(); n-- > 1;) {
      mean += law[n] * static_cast<double>(n);
      waits += law[n];
    }
    for (std::size_t n = law.size(); n-- > 0;) {
      const auto stages = static_cast<double>(n);
      variance += law[n] * (stages + (stages - mean) * (stages - mean));
    }
    exact.moments["wait"] = {mean * service_.mean(), service_.mean() * std::sqrt(variance)};
    exact.category_laws["waited"] = {law[0], waits};
  }

  PositiveLaw arrival_;
  PositiveLaw service_;
  std::int64_t customers_;
  std::int64_t warm_up_;
};

}  // namespace

Process single_server_queue_process() {
  return process<SingleServerQueue>(
      "single_server_queue", "G/G/1 queue: waits, customer by customer, by Lindley's recursion",
      {
          section("interarrival", PositiveLaw::keys()).says("law of the times between arrivals"),
          section("service", PositiveLaw::keys()).says("law of the service times"),
          integer("customers")
              .between(1, 100'000'000)
              .fallback(1000)
              .unit("customers")
              .says("length of a path; the queue is empty before the first comes"),
          integer("warm_up")
              .at_least(0)
              .fallback(0)
              .unit("customers")
              .says("first customers that mean_wait leaves out"),
          boolean("must_be_stable").fallback(true).says("whether a queue that has no steady state is refused"),
      });
}

}  // namespace ergodic::workloads::paths
