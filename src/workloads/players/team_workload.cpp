#include "workloads/players/team_workload.hpp"

#include "workloads/players/exact/team_law.hpp"

#include <ergodic/course.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::players {
namespace {

constexpr const char* axis = "team";

TeamRates team_rates_at(const Parameters& section) {
  TeamRates rates;
  for (const TeamRateInfo& info : team_rate_infos())
    rates.*info.member = section.real(info.name);
  return rates;
}

/// Whether one of the teams may come to have more points than the other.
bool can_score(const TeamRates& rates) {
  const double shots = (1 - rates.turnover) * (1 - rates.free_throw_trip);
  const double from_field = shots * (rates.three_point * rates.three_made + (1 - rates.three_point) * rates.two_made);
  return from_field + (1 - rates.turnover) * rates.free_throw_trip * rates.free_throw_made > 1e-3;
}

bool is_sure(double share) { return share == 0 || share == 1; }

/// Whether every play of a team gives as many points.
bool is_fixed(const TeamRates& rates) {
  return is_sure(rates.turnover) && is_sure(rates.free_throw_trip) && is_sure(rates.three_point) &&
         is_sure(rates.two_made) && is_sure(rates.three_made) && is_sure(rates.free_throw_made);
}

}  // namespace

TeamWorkload::TeamWorkload(const Parameters& parameters) {
  const Parameters teams = parameters.section("teams");
  rates_ = {team_rates_at(teams.section("home")), team_rates_at(teams.section("away"))};
  setting_ = {parameters.real("pace.mean"), parameters.real("pace.deviation"), teams.real("shared_deviation")};
  for (const char* key : {"availability", "minutes.mean", "minutes.deviation"}) {
    if (parameters.has(key))
      parameters.reject(key, "plays no part", "a game of teams has no single player", "leave it out");
  }
  if (is_fixed(rates_[0]) && is_fixed(rates_[1]))
    teams.reject("home", "leaves nothing to chance", "nor does away: a tie would never end",
                 "give rates between 0 and 1");
  if (!can_score(rates_[0]) && !can_score(rates_[1]))
    teams.reject("home", "hardly ever scores", "nor does away: a tie would hardly end", "raise what is made");
  for (const char* side : {"home", "away"}) {
    const std::string path = fmt::format("{}.offensive_rebound_rate", side);
    if (teams.real(path) > .9)
      teams.reject(path, fmt::format("{}", teams.real(path)), "possessions would hardly end", "at most 0.9");
  }
}

const Records<TeamGame>& TeamWorkload::game_records() {
  static const Records<TeamGame> records = {
      {category("winner", {"home", "away"}).says("who won"), &TeamGame::winner},
      {ergodic::count("margin").in("points").says("points of the team at home less the other's").with_quantiles(),
       &TeamGame::margin},
      {ergodic::count("points_together").in("points").says("of both teams").with_quantiles(),
       &TeamGame::points_together},
      {ergodic::count("overtimes").says("of five minutes, until one had won"), &TeamGame::overtimes},
      {real_column("minutes").in("min").says("48, and 5 an overtime"), &TeamGame::minutes},
      {ergodic::count("possessions").in("possessions").says("of each team"), &TeamGame::possessions}};
  return records;
}

const Records<TeamBox>& TeamWorkload::team_records() {
  static const Records<TeamBox> records = [] {
    const std::pair<const char*, std::int32_t TeamBox::*> counts[] = {
        {"field_goals_made", &TeamBox::field_goals_made},
        {"field_goals_attempted", &TeamBox::field_goals_attempted},
        {"three_point_field_goals_made", &TeamBox::three_point_field_goals_made},
        {"three_point_field_goals_attempted", &TeamBox::three_point_field_goals_attempted},
        {"free_throws_made", &TeamBox::free_throws_made},
        {"free_throws_attempted", &TeamBox::free_throws_attempted},
        {"offensive_rebounds", &TeamBox::offensive_rebounds},
        {"defensive_rebounds", &TeamBox::defensive_rebounds},
        {"rebounds", &TeamBox::rebounds},
        {"assists", &TeamBox::assists},
        {"steals", &TeamBox::steals},
        {"blocks", &TeamBox::blocks},
        {"turnovers", &TeamBox::turnovers},
        {"fouls", &TeamBox::fouls}};
    Records<TeamBox> all = {{ergodic::count("points").in("points").along(axis).says("of the team"), &TeamBox::points}};
    for (const auto& [name, member] : counts) {
      std::string says = name;
      for (char& letter : says)
        letter = letter == '_' ? ' ' : letter;
      all.emplace_back(ergodic::count(name).along(axis).says(std::move(says)), member);
    }
    return all;
  }();
  return records;
}

Columns TeamWorkload::columns() const {
  Columns columns = columns_of(game_records());
  for (Column& column : columns_of(team_records()))
    columns.push_back(std::move(column));
  return columns;
}

Axes TeamWorkload::axes() const { return {{.name = axis, .long_name = "the two teams", .labels = {"home", "away"}}}; }

Headlines TeamWorkload::headlines() const {
  return {{"home wins", "winner", "home"},
          {"margin", "margin"},
          {"points together", "points_together"},
          {"overtimes", "overtimes"}};
}

std::optional<ExpectedWork> TeamWorkload::expected_work() const {
  return ExpectedWork{2 * setting_.pace, "possessions"};
}

void TeamWorkload::simulate(Replicates replicates, const Streams& streams, Rows& rows) const {
  const RowWriter<TeamGame> games(game_records(), rows);
  const RowWriter<TeamBox> teams(team_records(), rows);
  for (std::uint64_t i = 0; i < replicates.count; ++i) {
    const TeamGame one = game(streams, replicates.first + i);
    games.write(i, one);
    for (std::size_t place = 0; place < 2; ++place)
      teams.write(i, one.teams[place], place);
  }
}

void TeamWorkload::transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const {
  const TeamGame one = game(streams, replicate);
  for (std::size_t i = 0; i < one.points_by_period.size(); ++i)
    fmt::print(out, "{}: home {}, away {}\n", i == 0 ? std::string("48 minutes") : fmt::format("overtime {}", i),
               one.points_by_period[i][0], one.points_by_period[i][1]);
  out << "home and away:\n";
  write_values(team_records(), one.teams, out);
  write_values(game_records(), {&one, 1}, out);
}

void TeamWorkload::course(std::uint64_t replicate, const Streams& streams, Course& out) const {
  const std::vector<CourseField> fields = {
      {"overtime", "1"}, {"points_home", "points"}, {"points_away", "points"}, {"lead_home", "points"}};
  out.begin(fields);
  std::int64_t number = 0;
  std::int64_t lead = 0;
  for (const auto& [home, away] : game(streams, replicate).points_by_period) {
    lead += home - away;
    const std::array<CourseValue, 4> values = {number++, std::int64_t{home}, std::int64_t{away}, lead};
    out.step(values);
  }
}

bool TeamWorkload::is_known() const {
  return setting_.pace_deviation == 0 && setting_.effect_deviation == 0 && rates_[0].offensive_rebound == 0 &&
         rates_[1].offensive_rebound == 0;
}

std::optional<ExactResults> TeamWorkload::exact() const {
  ExactResults results;
  if (!is_known()) {
    results.notes.emplace_back(
        "known where the pace has no deviation, the teams share no effect and rebound none of their misses");
    return results;
  }
  const TeamLaw law = team_law(setting_, rates_);
  results.category_laws["winner"] = {law.home_wins, 1 - law.home_wins};
  // P(k) = tie · t^(k−1) (1 − t).
  const double t = law.tie_after_overtime;
  const double square = law.tie * (1 + t) / ((1 - t) * (1 - t));
  const double deviation = std::sqrt(square - law.overtimes * law.overtimes);
  results.moments["overtimes"] = {law.overtimes, deviation};
  results.moments["minutes"] = {48 + 5 * law.overtimes, 5 * deviation};
  results.moments["margin"] = {law.mean_points[0] - law.mean_points[1], std::nullopt};
  results.moments["points_together"] = {law.mean_points[0] + law.mean_points[1], std::nullopt};
  results.moments_along["points"] = {{law.mean_points[0], std::nullopt}, {law.mean_points[1], std::nullopt}};
  results.figures.push_back({"tie", law.tie, "", "1", "the probability of a tie after 48 minutes"});
  results.figures.push_back({"tie_after_overtime", t, "", "1", "the probability of a tie after an overtime"});
  return results;
}

}  // namespace ergodic::workloads::players
