#include "workloads/paths/populations/birth_death.hpp"

#include "workloads/paths/path/paths_of.hpp"
#include "workloads/paths/populations/population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

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

  std::vector<Observable<Path>> observables() const {
    return {
        {whole("terminal").in("individuals").says("alive at the end"), &Path::terminal},
        {whole("maximum").in("individuals").says("most alive"), &Path::maximum},
        {real_column("time_average").in("individuals").says("alive, averaged over the clock"), &Path::time_average},
        {whole("births").in("individuals").says("births and immigrants"), &Path::ups},
        {whole("deaths").in("individuals").says("deaths"), &Path::downs},
        {yes_or_no("died_out").says("whether nobody was alive at some time"), &Path::emptied},
        {real_column("died_out_at")
             .in("time")
             .says("the first time when nobody was alive; the end where there was none"),
         &Path::emptied_at},
        {real_column("clock").in("time").says("time at the end"), &Path::clock},
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

}  // namespace

Process birth_death_process() {
  return process<BirthDeath>(
      "birth_death", "linear birth and death with immigration, in continuous time",
      with_horizon({
          real("birth_rate").at_least(0).fallback(0.0).unit("1/time").says("of each individual"),
          real("death_rate").at_least(0).fallback(0.0).unit("1/time").says("of each individual"),
          real("immigration_rate").at_least(0).fallback(0.0).unit("1/time").says("of newcomers"),
          integer("start").between(0, 1e9).fallback(1).unit("individuals").says("alive at time 0"),
      }));
}

}  // namespace ergodic::workloads::paths
