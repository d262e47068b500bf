#include "workloads/paths/populations/branching.hpp"

#include "workloads/paths/path/paths_of.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::paths {

namespace {

/// Z(t + 1) = sum of Z(t) offspring draws. Source: Harris, "The theory of branching processes", 1963, ch. I.
/// A generation is one draw: sums of Poisson numbers are Poisson, of geometric ones Poisson with a gamma mean.
class Branching {
 public:
  struct Path {
    std::int64_t terminal;
    std::int64_t maximum;
    std::int64_t total;
    std::int64_t extinct_at;
    std::uint8_t extinct;
  };

  explicit Branching(const Parameters& parameters)
      : is_geometric_(parameters.text("offspring") == "geometric"),
        mean_(parameters.real("mean")),
        start_(parameters.integer("start")),
        generations_(parameters.integer("generations")) {
    constexpr double most = 1e9;
    const double expected = static_cast<double>(start_) * std::pow(mean_, static_cast<double>(generations_));
    if (expected > most) {
      parameters.reject(
          "generations", fmt::format("{} are too many", generations_),
          fmt::format("{:.3g} individuals are expected in the last, and {:g} can be followed", expected, most),
          "simulate fewer");
    }
  }

  std::vector<Observable<Path>> observables() const {
    return {
        {whole("terminal").in("individuals").says("in the last generation"), &Path::terminal},
        {whole("maximum").in("individuals").says("in the largest generation"), &Path::maximum},
        {whole("total").in("individuals").says("in all generations, the first included"), &Path::total},
        {yes_or_no("extinct").says("whether the last generation is empty"), &Path::extinct},
        {whole("extinct_at").in("generations").says("the first empty generation; the last where there is none"),
         &Path::extinct_at},
    };
  }

  std::vector<std::string> heading() const { return {"generation", "individuals"}; }

  Column state() const { return whole("state").in("individuals").says("in the generations at the times"); }
  double horizon() const { return static_cast<double>(generations_); }
  double grid_step() const { return 1; }

  template <class Observe>
  Path path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const {
    Stream stream = streams.open(replicate);
    std::int64_t size = start_, generation = 0;
    Path path{0, size, size, generations_, 0};
    observe(generation, size);
    while (generation < generations_ && size > 0) {
      size = next(size, stream);
      ++generation;
      path.maximum = std::max(path.maximum, size);
      path.total += size;
      observe(generation, size);
    }
    path.terminal = size;
    path.extinct = size == 0;
    if (path.extinct) path.extinct_at = generation;
    return path;
  }

  ExactResults exact() const {
    ExactResults exact;
    const auto n = static_cast<double>(generations_), ancestors = static_cast<double>(start_);
    const double m = mean_, grown = std::pow(m, n);
    const double times = m == 1 ? n : std::pow(m, n - 1) * (grown - 1) / (m - 1);
    exact.moments["terminal"] = {ancestors * grown, std::sqrt(ancestors * offspring_variance() * times)};
    exact.moments["total"] = {ancestors * (m == 1 ? n + 1 : (grown * m - 1) / (m - 1)), std::nullopt};
    double by_now = 0;
    for (std::int64_t t = 0; t < generations_; ++t)
      by_now = generating_function(by_now);
    by_now = std::pow(by_now, ancestors);
    exact.category_laws["extinct"] = {1 - by_now, by_now};
    exact.figures.push_back(
        {"extinction_probability", std::pow(smallest_root(), ancestors), "", "1", "of ever dying out"});
    if (m >= 1) return exact;
    const double stay = 1 - m;
    exact.figures.push_back(
        {"expected_total_progeny", ancestors / stay, "", "individuals", "until extinction, ancestors included"});
    exact.figures.push_back(
        {"variance_of_total_progeny", ancestors * offspring_variance() / (stay * stay * stay), "", "1", "of it"});
    return exact;
  }

 private:
  std::int64_t next(std::int64_t parents, Stream& stream) const {
    constexpr double most = 1e15;  // with 1e9 expected, exceeded with a probability below 1e-6 (Markov)
    const double number = static_cast<double>(parents);
    return poisson_variate(stream, std::min(most, mean_ * (is_geometric_ ? gamma_variate(stream, number) : number)));
  }

  double offspring_variance() const { return is_geometric_ ? mean_ * (1 + mean_) : mean_; }

  double generating_function(double s) const {
    return is_geometric_ ? 1 / (1 + mean_ * (1 - s)) : std::exp(mean_ * (s - 1));
  }

  /// The smallest s with g(s) = s: g(s) > s below it, and above 0 it is less than 1 only where the mean exceeds 1.
  double smallest_root() const {
    if (mean_ <= 1) return 1;
    if (is_geometric_) return 1 / mean_;
    double low = 0, high = 1 - 1e-12;
    for (int i = 0; i < 200; ++i) {
      const double s = (low + high) / 2;
      (generating_function(s) > s ? low : high) = s;
    }
    return low;
  }

  bool is_geometric_;
  double mean_;
  std::int64_t start_, generations_;
};

}  // namespace

Process branching_process() {
  return process<Branching>(
      "branching", "Galton–Watson branching process",
      {
          choice("offspring", {{"poisson", "Poisson"}, {"geometric", "P(k) = p (1 − p)^k, p = 1/(1 + mean)"}})
              .fallback("poisson")
              .says("law of an individual's offspring"),
          real("mean").above(0).at_most(1000).unit("individuals").says("mean number of offspring"),
          integer("start").between(1, 1e9).fallback(1).unit("individuals").says("in generation 0"),
          integer("generations").between(1, 1'000'000).fallback(10).unit("generations").says("length of a path"),
      });
}

}  // namespace ergodic::workloads::paths
