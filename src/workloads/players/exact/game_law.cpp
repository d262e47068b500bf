#include "workloads/players/exact/game_law.hpp"

#include "workloads/players/model/box_score.hpp"
#include "workloads/players/numbers/special_functions.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace ergodic::workloads::players {
namespace {

constexpr double root_of_two_pi = 2.50662827463100050242;

CountLaw convolved(const CountLaw& a, const CountLaw& b) {
  CountLaw sum(a.size() + b.size() - 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j)
      sum[i + j] += a[i] * b[j];
  }
  return sum;
}

CountLaw rare(double p) { return {1 - p, p}; }

/// E (R − t)⁺ of R = c M, M normal between 0 and 48.
double excess(const PlayingTime& time, double t) {
  const double c = time.pace / regulation;
  if (!(time.deviation > 0)) return std::max(0.0, c * time.minutes - t);
  const double low = -time.minutes / time.deviation;
  const double high = (regulation - time.minutes) / time.deviation;
  const double from = std::min(std::max((t / c - time.minutes) / time.deviation, low), high);
  const auto density = [](double x) { return std::exp(-x * x / 2) / root_of_two_pi; };
  const double whole = normal_share(high) - normal_share(low);
  const double above = (normal_share(high) - normal_share(from)) / whole;
  const double first = (density(from) - density(high)) / whole;
  return (c * time.minutes - t) * above + c * time.deviation * first;
}

}  // namespace

double mean_of(const CountLaw& law) {
  double mean = 0;
  for (std::size_t k = 0; k < law.size(); ++k)
    mean += static_cast<double>(k) * law[k];
  return mean;
}

double deviation_of(const CountLaw& law) {
  const double mean = mean_of(law);
  double variance = 0;
  for (std::size_t k = 0; k < law.size(); ++k)
    variance += (static_cast<double>(k) - mean) * (static_cast<double>(k) - mean) * law[k];
  return std::sqrt(variance);
}

double quantile_of(const CountLaw& law, double share) {
  double below = 0;
  for (std::size_t k = 0; k < law.size(); ++k) {
    below += law[k];
    if (below >= share) return static_cast<double>(k);
  }
  return static_cast<double>(law.size() - 1);
}

double lower_shortfall(const CountLaw& law, double share) {
  double left = share;
  double sum = 0;
  for (std::size_t k = 0; k < law.size() && left > 0; ++k) {
    const double taken = std::min(left, law[k]);
    sum += taken * static_cast<double>(k);
    left -= taken;
  }
  return sum / share;
}

double upper_shortfall(const CountLaw& law, double share) {
  const CountLaw reversed(law.rbegin(), law.rend());
  return static_cast<double>(law.size() - 1) - lower_shortfall(reversed, share);
}

CountLaw sum_law(const CountLaw& each, const CountLaw& number) {
  CountLaw law((each.size() - 1) * (number.size() - 1) + 1);
  CountLaw power = {1};
  for (std::size_t n = 0; n < number.size(); ++n) {
    if (n > 0) power = convolved(power, each);
    for (std::size_t k = 0; k < power.size(); ++k)
      law[k] += number[n] * power[k];
  }
  return law;
}

CountLaw possessions_law(const PlayingTime& time) {
  const double most = time.pace * (time.deviation > 0 ? 1 : time.minutes / regulation);
  CountLaw law(static_cast<std::size_t>(most) + 2);
  // floor(R + U) = m with the probability 1 − |R − m| where that is above 0.
  for (std::size_t m = 0; m < law.size(); ++m) {
    const auto at = static_cast<double>(m);
    const double below = m == 0 ? excess(time, 0) + 1 : excess(time, at - 1);
    law[m] = std::max(0.0, below - 2 * excess(time, at) + excess(time, at + 1));
  }
  return law;
}

CutLaw cut_by_fouls(const CountLaw& possessions, double foul_rate) {
  CutLaw cut{CountLaw(possessions.size()), CountLaw(foul_limit + 1)};
  CountLaw fouls(foul_limit);  // after m possessions, below the limit
  fouls[0] = 1;
  double at_least = 0;  // P(n ≥ m)
  for (const double probability : possessions)
    at_least += probability;
  for (std::size_t m = 0; m < possessions.size(); ++m) {
    if (m > 0) {
      const double sixth = fouls[foul_limit - 1] * foul_rate;
      for (std::size_t j = foul_limit - 1; j > 0; --j)
        fouls[j] = fouls[j] * (1 - foul_rate) + fouls[j - 1] * foul_rate;
      fouls[0] *= 1 - foul_rate;
      cut.possessions[m] += sixth * at_least;
      cut.fouls[foul_limit] += sixth * at_least;
    }
    for (std::size_t j = 0; j < foul_limit; ++j) {
      cut.possessions[m] += possessions[m] * fouls[j];
      cut.fouls[j] += possessions[m] * fouls[j];
    }
    at_least -= possessions[m];
  }
  return cut;
}

std::map<std::string, CountLaw> laws_on_a_possession(const Rates& r) {
  const double lost = r[usage] * r[turnover_rate];
  const double trip = r[usage] * (1 - r[turnover_rate]) * r[free_throw_trip_rate];
  const double shot = r[usage] * (1 - r[turnover_rate]) * (1 - r[free_throw_trip_rate]);
  const double three = shot * r[three_point_rate];
  const double three_made = three * r[three_point_percentage];
  const double two_made = (shot - three) * r[two_point_percentage];
  const double free = r[free_throw_percentage];
  const double one_of_two = trip * 2 * free * (1 - free);
  const double both = trip * free * free;
  return {{"turnovers", rare(lost)},
          {"possessions_used", rare(r[usage])},
          {"field_goals_attempted", rare(shot)},
          {"three_point_field_goals_attempted", rare(three)},
          {"three_point_field_goals_made", rare(three_made)},
          {"field_goals_made", rare(two_made + three_made)},
          {"free_throws_attempted", {1 - trip, 0, trip}},
          {"free_throws_made", {1 - one_of_two - both, one_of_two, both}},
          {"points", {1 - one_of_two - both - two_made - three_made, one_of_two, both + two_made, three_made}},
          {"assists", rare((1 - r[usage]) * r[assist_rate])},
          {"offensive_rebounds", rare(r[offensive_rebound_rate])},
          {"defensive_rebounds", rare(r[defensive_rebound_rate])},
          {"rebounds", convolved(rare(r[offensive_rebound_rate]), rare(r[defensive_rebound_rate]))},
          {"steals", rare(r[steal_rate])},
          {"blocks", rare(r[block_rate])}};
}

std::map<std::string, CountLaw> laws_of_game(const Rates& rates, const PlayingTime& time) {
  const CutLaw cut = cut_by_fouls(possessions_law(time), rates[foul_rate]);
  std::map<std::string, CountLaw> laws;
  for (const auto& [name, each] : laws_on_a_possession(rates))
    laws[name] = sum_law(each, cut.possessions);
  laws["fouls"] = cut.fouls;
  laws["possessions"] = cut.possessions;
  for (auto& [name, law] : laws) {
    for (double& probability : law)
      probability *= time.availability;
    law[0] += 1 - time.availability;
  }
  return laws;
}

}  // namespace ergodic::workloads::players
