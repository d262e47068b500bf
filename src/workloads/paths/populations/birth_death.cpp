#include "workloads/paths/populations/birth_death.hpp"

#include "workloads/paths/path/paths_of.hpp"
#include "workloads/paths/populations/extinction.hpp"
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

  double expected_events() const {
    if (!horizon_.is_time()) return static_cast<double>(horizon_.events);
    return rates_.immigration * horizon_.time + (rates_.birth + rates_.death) * summed_mean(horizon_.time);
  }

  std::optional<ExactMoments> moments_at(double time) const {
    return ExactMoments{mean_at(time), std::sqrt(variance_at(time))};
  }

  /// Source: Bailey, "The elements of stochastic processes", 1964, ch. 8.
  ExactResults exact() const {
    ExactResults exact;
    if (horizon_.is_time()) exact.moments["terminal"] = {mean_at(horizon_.time), std::sqrt(variance_at(horizon_.time))};
    if (rates_.immigration > 0) return exact;
    const Extinction ever = extinction_ever();
    exact.figures.push_back({"extinction_probability", ever.probability, "", "1", "of ever dying out"});
    exact.figures.push_back({"survival_probability", ever.survival, "", "1", "of never dying out"});
    if (!horizon_.is_time()) return exact;
    const Extinction by_now = extinction_at(horizon_.time);
    exact.category_laws["died_out"] = {by_now.survival, by_now.probability};
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

  /// (e^rt − 1)/r, of the growth rate r: t where it is 0.
  double grown(double t) const {
    const double r = growth_rate();
    return r == 0 ? t : std::expm1(r * t) / r;
  }

  double mean_at(double t) const {
    const double offspring = start_ == 0 ? 0 : static_cast<double>(start_) * std::exp(growth_rate() * t);
    return offspring + (rates_.immigration == 0 ? 0 : rates_.immigration * grown(t));
  }

  /// Not less than the integral of the mean until t, and that where nobody immigrates.
  double summed_mean(double t) const {
    const double g = grown(t);
    return static_cast<double>(start_) * g + rates_.immigration * t * g;
  }

  /// With g = (e^rt − 1)/r, b·e^rt − d is r·(1 + b·g): nothing cancels where births and deaths are nearly as many.
  double variance_at(double t) const {
    const double b = rates_.birth, d = rates_.death, g = grown(t);
    const double offspring = start_ == 0 ? 0 : static_cast<double>(start_) * (b + d) * std::exp(growth_rate() * t) * g;
    return offspring + (rates_.immigration == 0 ? 0 : rates_.immigration * g * (1 + b * g));
  }

  Extinction extinction_ever() const {
    const double b = rates_.birth, d = rates_.death;
    if (b > d) return Extinction::of_line(d / b, (b - d) / b).of_lines(start_);
    return Extinction::of_line(d > 0 ? 1 : 0, d > 0 ? 0 : 1).of_lines(start_);
  }

  Extinction extinction_at(double t) const {
    const double b = rates_.birth, d = rates_.death, g = grown(t);
    return Extinction::of_line(d * g / (1 + b * g), std::exp(growth_rate() * t) / (1 + b * g)).of_lines(start_);
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
