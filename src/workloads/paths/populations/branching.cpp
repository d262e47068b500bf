#include "workloads/paths/populations/branching.hpp"

#include "workloads/paths/path/paths_of.hpp"
#include "workloads/paths/populations/bernoulli.hpp"
#include "workloads/paths/populations/extinction.hpp"

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
    const double m = mean_;
    exact.moments["terminal"] = {
        ancestors * std::pow(m, n),
        std::sqrt(ancestors * offspring_variance() * summed_powers(n)) * std::pow(m, (n - 1) / 2)};
    exact.moments["total"] = {ancestors * summed_powers(n + 1), std::nullopt};
    const Extinction by_now = extinct_by_the_end().of_lines(start_), ever = extinct_ever().of_lines(start_);
    exact.category_laws["extinct"] = {by_now.survival, by_now.probability};
    exact.figures.push_back({"extinction_probability", ever.probability, "", "1", "of ever dying out"});
    exact.figures.push_back({"survival_probability", ever.survival, "", "1", "of never dying out"});
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

  /// 1 + m + … + m^(n − 1) = (mⁿ − 1)/(m − 1).
  double summed_powers(double n) const { return mean_ == 1 ? n : std::expm1(n * std::log1p(mean_ - 1)) / (mean_ - 1); }

  /// g(s), and 1 − g(1 − s): whichever of an extinction's two is small stays right.
  Extinction next(const Extinction& line) const {
    if (line.probability < 0.5) {
      const double q = line.probability,
                   extinct = is_geometric_ ? 1 / (1 + mean_ * (1 - q)) : std::exp(mean_ * (q - 1));
      return {extinct, 1 - extinct};
    }
    const double s = line.survival, survives = is_geometric_ ? mean_ * s / (1 + mean_ * s) : -std::expm1(-mean_ * s);
    return {1 - survives, survives};
  }

  Extinction extinct_by_the_end() const {
    Extinction line{0, 1};
    for (std::int64_t t = 0; t < generations_; ++t)
      line = next(line);
    return line;
  }

  /// The smallest root of g(s) = s. Of Poisson numbers it is e^−u, where u/(1 − e^−u) = m: u/2 + u²/12 − … = m − 1,
  /// so that u is between m − 1 and twice that.
  Extinction extinct_ever() const {
    const double above = mean_ - 1;
    if (above <= 0) return {1, 0};
    if (is_geometric_) return {1 / mean_, above / mean_};
    double low = above, high = 2 * above;
    for (int i = 0; i < 60; ++i) {
      const double u = (low + high) / 2;
      (u * (1 + bernoulli_rest(u)) < above ? low : high) = u;
    }
    return {std::exp(-high), -std::expm1(-high)};
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
