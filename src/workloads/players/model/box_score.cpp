#include "workloads/players/model/box_score.hpp"

#include <fmt/format.h>

namespace ergodic::workloads::players {
namespace {

std::optional<std::string> more_than(const char* few, std::int32_t less, const char* many, std::int32_t more) {
  if (less <= more) return std::nullopt;
  return fmt::format("{} {} > {} {}", few, less, many, more);
}

}  // namespace

const std::array<CountInfo, 15>& count_infos() {
  static const std::array<CountInfo, 15> infos = {{
      {"field_goals_made", "FGM", "field goals made, threes among them", &BoxScore::field_goals_made},
      {"field_goals_attempted", "FGA", "field goals attempted", &BoxScore::field_goals_attempted},
      {"three_point_field_goals_made", "FG3M", "three-point field goals made", &BoxScore::three_point_field_goals_made},
      {"three_point_field_goals_attempted", "FG3A", "three-point field goals attempted",
       &BoxScore::three_point_field_goals_attempted},
      {"free_throws_made", "FTM", "free throws made", &BoxScore::free_throws_made},
      {"free_throws_attempted", "FTA", "free throws attempted", &BoxScore::free_throws_attempted},
      {"offensive_rebounds", "OREB", "offensive rebounds", &BoxScore::offensive_rebounds},
      {"defensive_rebounds", "DREB", "defensive rebounds", &BoxScore::defensive_rebounds},
      {"rebounds", "REB", "rebounds", &BoxScore::rebounds},
      {"assists", "AST", "assists", &BoxScore::assists},
      {"steals", "STL", "steals", &BoxScore::steals},
      {"blocks", "BLK", "shots blocked", &BoxScore::blocks},
      {"turnovers", "TOV", "possessions lost", &BoxScore::turnovers},
      {"fouls", "PF", "personal fouls", &BoxScore::fouls},
      {"points", "PTS", "points", &BoxScore::points},
  }};
  return infos;
}

std::optional<std::string> broken_identity(const BoxScore& box) {
  const std::int32_t scored = 2 * box.field_goals_made + box.three_point_field_goals_made + box.free_throws_made;
  if (box.points != scored)
    return fmt::format("points {}, but 2 × {} field goals + {} threes + {} free throws = {}", box.points,
                       box.field_goals_made, box.three_point_field_goals_made, box.free_throws_made, scored);
  const std::optional<std::string> exceeding[] = {
      more_than("field_goals_made", box.field_goals_made, "field_goals_attempted", box.field_goals_attempted),
      more_than("three_point_field_goals_made", box.three_point_field_goals_made, "three_point_field_goals_attempted",
                box.three_point_field_goals_attempted),
      more_than("free_throws_made", box.free_throws_made, "free_throws_attempted", box.free_throws_attempted),
      more_than("three_point_field_goals_made", box.three_point_field_goals_made, "field_goals_made",
                box.field_goals_made),
      more_than("three-point attempts missed", box.three_point_field_goals_attempted - box.three_point_field_goals_made,
                "field goals missed", box.field_goals_attempted - box.field_goals_made),
      more_than("fouls", box.fouls, "the limit", foul_limit)};
  for (const std::optional<std::string>& one : exceeding) {
    if (one) return one;
  }
  if (box.rebounds != box.offensive_rebounds + box.defensive_rebounds)
    return fmt::format("rebounds {}, but {} offensive + {} defensive", box.rebounds, box.offensive_rebounds,
                       box.defensive_rebounds);
  if (box.minutes > 0) return std::nullopt;
  for (const CountInfo& count : count_infos()) {
    if (box.*count.member != 0) return fmt::format("{} {} in 0 minutes", count.name, box.*count.member);
  }
  return std::nullopt;
}

}  // namespace ergodic::workloads::players
