#include "workloads/players/exact/team_law.hpp"

#include "workloads/players/model/rates.hpp"

#include <cmath>
#include <cstddef>

namespace ergodic::workloads::players {
namespace {

CountLaw points_of_a_play(const TeamRates& rates) {
  Rates play = usual_rates();
  play[usage] = 1;
  play[turnover_rate] = rates.turnover;
  play[free_throw_trip_rate] = rates.free_throw_trip;
  play[three_point_rate] = rates.three_point;
  play[two_point_percentage] = rates.two_made;
  play[three_point_percentage] = rates.three_made;
  play[free_throw_percentage] = rates.free_throw_made;
  return laws_on_a_possession(play).at("points");
}

/// ⌊possessions + U⌋.
CountLaw rounded(double possessions) {
  const double whole = std::floor(possessions);
  CountLaw law(static_cast<std::size_t>(whole) + 2);
  law[law.size() - 2] = 1 - (possessions - whole);
  law[law.size() - 1] = possessions - whole;
  return law;
}

struct Period {
  double home_ahead = 0, tie = 0;
};

/// Both teams have as many possessions.
Period period_of(const CountLaw& home, const CountLaw& away, const CountLaw& possessions) {
  Period period;
  for (std::size_t n = 0; n < possessions.size(); ++n) {
    if (possessions[n] == 0) continue;
    CountLaw number(n + 1);
    number[n] = 1;
    const CountLaw a = sum_law(home, number);
    const CountLaw b = sum_law(away, number);
    double below = 0;  // P(away < k)
    for (std::size_t k = 0; k < a.size(); ++k) {
      period.home_ahead += possessions[n] * a[k] * below;
      period.tie += possessions[n] * a[k] * b[k];
      below += b[k];
    }
  }
  return period;
}

}  // namespace

TeamLaw team_law(const GameSetting& setting, const std::array<TeamRates, 2>& rates) {
  const CountLaw home = points_of_a_play(rates[0]);
  const CountLaw away = points_of_a_play(rates[1]);
  const double in_overtime = setting.pace * 5 / 48;
  const Period time = period_of(home, away, rounded(setting.pace));
  const Period overtime = period_of(home, away, rounded(in_overtime));
  TeamLaw law;
  law.tie = time.tie;
  law.tie_after_overtime = overtime.tie;
  law.overtimes = time.tie / (1 - overtime.tie);
  law.home_wins = time.home_ahead + time.tie * overtime.home_ahead / (1 - overtime.tie);
  for (std::size_t team = 0; team < 2; ++team) {
    const CountLaw& play = team == 0 ? home : away;
    const CountLaw in_time = sum_law(play, rounded(setting.pace));
    law.mean_points_in_time[team] = mean_of(in_time);
    law.deviation_in_time[team] = deviation_of(in_time);
    // Whether there is another overtime hangs on those before it alone (Wald).
    law.mean_points[team] = law.mean_points_in_time[team] + law.overtimes * in_overtime * mean_of(play);
  }
  return law;
}

}  // namespace ergodic::workloads::players
