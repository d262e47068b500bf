#include "workloads/players/tables/box_scores.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace ergodic::workloads::players {
namespace {

/// The civil date of a number of days since 1970. Source: Hinnant, "chrono-compatible low-level date algorithms", 2013.
std::string date_text(std::int32_t days) {
  const std::int64_t z = std::int64_t{days} + 719468;
  const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const std::int64_t of_era = z - era * 146097;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * of_year + 2) / 153;
  const std::int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  return fmt::format("{:04}-{:02}-{:02}", year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
                     of_year - (153 * shifted + 2) / 5 + 1);
}

}  // namespace

TableForm box_scores_form() {
  TableForm form{.name = "box_scores",
                 .doc = "players' games, a row each",
                 .columns = {text_column("player")
                                 .aliases({"PLAYER", "PLAYER_NAME", "player_id", "Player"})
                                 .says("a name that no other player has"),
                             date("game_date").aliases({"GAME_DATE", "Date", "date"}).says("the day of the game"),
                             text_column("team")
                                 .aliases({"TEAM", "TEAM_ABBREVIATION", "team_id"})
                                 .optional()
                                 .says("the player's, at that game"),
                             text_column("opponent").aliases({"OPPONENT", "opponent_id"}).optional().says("the other"),
                             text_column("role").aliases({"ROLE"}).optional().says(
                                 "players of one role share a prior; empty: all do"),
                             yes_no("did_not_play")
                                 .aliases({"DNP"})
                                 .optional()
                                 .says("in the squad, and not on the court: minutes are 0 or missing then"),
                             real_number("minutes")
                                 .aliases({"MIN", "MP"})
                                 .between(0, 78)
                                 .unit("min")
                                 .may_be_missing()
                                 .outcome()
                                 .says("on the court, of 48 and 5 an overtime"),
                             real_number("pace").aliases({"PACE"}).between(50, 200).optional().outcome().says(
                                 "possessions of a team in 48 minutes of the game; else the study's pace.mean")},
                 .key = {"player", "game_date"}};
  for (const CountInfo& count : count_infos()) {
    std::vector<std::string> aliases{count.alias};
    if (std::string_view(count.name) == "rebounds") aliases.emplace_back("TRB");
    form.columns.push_back(
        whole(count.name).aliases(std::move(aliases)).between(0, 200).may_be_missing().outcome().says(count.says));
  }
  return form;
}

BoxScores::BoxScores(Table table) : table_(std::move(table)) {
  std::size_t broken = 0;
  std::string first;
  const auto flags = table_.flags("did_not_play");
  for (std::size_t row = 0; row < table_.rows(); ++row) {
    std::optional<std::string> fault;
    const bool is_out = flags[row] == 1;
    if (is_out && has_played(row)) fault = "minutes of one who did not play";
    for (const CountInfo& count : count_infos()) {
      if (has_played(row) && table_.wholes(count.name)[row] == missing_whole && !fault)
        fault = fmt::format("no {} of one who played", count.name);
    }
    if (!fault) fault = broken_identity(box(row));
    if (fault && broken++ == 0)
      first = fmt::format("{}, {}: {}", player(row), date_text(table_.dates("game_date")[row]), *fault);
  }
  if (broken > 0)
    throw StudyError(fmt::format(
        "inputs.box_scores: {} that {} not add up; the first, by player and date: {} (box scores are counted: what "
        "breaks an identity was not) correct or remove {}",
        broken == 1 ? "a row" : fmt::format("{} rows", broken), broken == 1 ? "does" : "do", first,
        broken == 1 ? "it" : "them"));
}

Table::Run BoxScores::games_of(std::string_view player, std::int32_t before) const {
  Table::Run run = table_.rows_of({player});
  const auto dates = table_.dates("game_date");
  while (run.last > run.first && dates[run.last - 1] >= before)
    --run.last;
  return run;
}

BoxScore BoxScores::box(std::size_t row) const {
  BoxScore box;
  box.minutes = has_played(row) ? table_.reals("minutes")[row] : 0;
  for (const CountInfo& count : count_infos()) {
    const std::int64_t value = table_.wholes(count.name)[row];
    box.*count.member = value == missing_whole ? 0 : static_cast<std::int32_t>(value);
  }
  return box;
}

double BoxScores::pace(std::size_t row, double usual) const {
  const double pace = table_.reals("pace")[row];
  return pace > 0 ? pace : usual;
}

}  // namespace ergodic::workloads::players
