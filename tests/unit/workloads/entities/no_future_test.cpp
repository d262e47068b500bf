// A processor of games to come that looks at what it must not know is caught: by what it is given, or by its rows.
#include "support/league_season.hpp"
#include "workloads/entities/league/league.hpp"
#include "workloads/entities/past/past.hpp"
#include "workloads/entities/processors/processors.hpp"

#include <ergodic/errors.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::workloads::entities {
namespace {

History no_rows() {
  return History({}, 0,
                 {[](std::size_t, std::string_view) { return std::vector<double>(); },
                  [](std::size_t, std::string_view) { return std::vector<std::int64_t>(); }});
}

TEST(ThePast, OfGamesToComeEndsBeforeTheDay) {
  const History rows({{10, {0}}, {11, {0}}, {12, {0}}}, 1,
                     {[](std::size_t, std::string_view) { return std::vector<double>{1}; },
                      [](std::size_t c, std::string_view) { return std::vector<std::int64_t>{std::int64_t(c)}; }});
  const auto history_of = [&](std::string_view) -> const History& { return rows; };
  const auto looks_ahead = [](std::string_view stage) { return stage == "utgc"; };
  const Past strict({11, true, false}, history_of, looks_ahead);
  EXPECT_EQ(strict.before("pgs").rows(0).size(), 1U);
  EXPECT_EQ(strict.up_to("pgs").rows(0).size(), 1U);
  EXPECT_EQ(strict.today("utgc").row(0).size(), 1U);
  EXPECT_THROW(strict.today("pgs"), InternalError);
  const Past of_2025({11, true, true}, history_of, looks_ahead);
  EXPECT_EQ(of_2025.before("pgs").rows(0).size(), 1U);
  EXPECT_EQ(of_2025.up_to("pgs").rows(0).size(), 2U);
  const Past of_played({11, false, false}, history_of, looks_ahead);
  EXPECT_EQ(of_played.today("pgs").row(0).size(), 1U);
}

TEST(ThePast, LooksPastRowsThatCameTooLate) {
  History rows({{10, {0, 1}}, {11, {0}}, {12, {0}}}, 2,
               {[](std::size_t, std::string_view) { return std::vector<double>(); },
                [](std::size_t c, std::string_view column) {
                  const std::int64_t day = static_cast<std::int64_t>(c) + 10;
                  if (column == "day") return std::vector<std::int64_t>(2, day);
                  return std::vector<std::int64_t>{c == 1 ? 500 : 100 * day, missing_whole};
                }});
  rows.tell_known_by("known_at");  // of subject 0: 1000, 500, 1200
  EXPECT_TRUE(rows.are_known(12, 1000));
  EXPECT_FALSE(rows.are_known(12, 999));
  EXPECT_TRUE(rows.are_known(10, 0));
  const std::unique_ptr<const History> known = rows.known(999);
  ASSERT_EQ(known->all(0).size(), 1U);
  EXPECT_EQ(known->wholes("day")[known->all(0).first], 11);
  EXPECT_EQ(known->all(1).size(), 1U);  // of which nobody says when it came
  const auto history_of = [&](std::string_view) -> const History& { return rows; };
  const auto looks_ahead = [](std::string_view) { return false; };
  const Past past({13, true, false, 1100}, history_of, looks_ahead);
  const Before before = past.before("pgs");
  ASSERT_EQ(before.rows(0).size(), 2U);
  EXPECT_EQ(before.history().sums("day")[before.rows(0).last] - before.history().sums("day")[before.rows(0).first], 21);
}

struct CheatsRow {
  std::int32_t score = missing_value<std::int32_t>();
};

const Records<CheatsRow>& cheats_records() {
  static const Records<CheatsRow> records = {{count("score").says("how it will end").or_missing(), &CheatsRow::score}};
  return records;
}

/// Looks up the score of the game that it is to know nothing of.
class CheatsDay final : public DailyOf<CheatsRow> {
 public:
  explicit CheatsDay(const DayRequest& request)
      : DailyOf(cheats_records(), request.entities), schedule_(*request.season.league.schedule) {}

 private:
  Verdict evaluate(std::size_t at, CheatsRow& row) const override {
    row.score = stored(schedule_.home_score[entities()[at].row]);
    return ok();
  }
  const Schedule& schedule_;
};

/// The rows of the entities of a day, as bytes.
std::string bytes_of(const Processor& processor, const Daily& day, std::size_t entities) {
  Rows rows(processor.columns(), {});
  rows.reset(entities);
  day.fill({0, entities}, rows);
  std::string bytes;
  for (std::size_t i = 0; i < rows.columns().size(); ++i) {
    const auto column = rows.bytes(i);
    bytes.append(reinterpret_cast<const char*>(column.data()), column.size());
  }
  return bytes;
}

struct OfDay {
  std::string honest;
  std::string cheat;
};

/// What two processors say of a day when its game ends so.
OfDay said_of(const std::string& status, const std::string& home, const std::string& away) {
  test::LeagueSeason season;
  season.table("schedule",
               "game_id,game_date,home_team_abbr,away_team_abbr,game_status,home_score,away_score\n"
               "20241218_CHI_IND,2024-12-18,IND,CHI,3,101,99\n"
               "20241220_CHI_IND,2024-12-20,IND,CHI," +
                   status + "," + home + "," + away + "\n");
  const Inputs inputs = season.inputs();
  const League league(inputs, usual_teams());
  const Settings settings;
  const Season seen{league, settings};
  const Date date = date_of(2024, 12, 20);
  const std::unique_ptr<const Processor> utgc = utgc_processor();
  const EntityList entities = utgc->entities(seen, date);
  const History none = no_rows();
  const Past past(
      {date, true, false}, [&](std::string_view) -> const History& { return none; },
      [](std::string_view) { return false; });
  const DayRequest request{seen, date, entities, past};
  const CheatsDay cheat(request);
  OfDay said;
  said.honest = bytes_of(*utgc, *utgc->day(request), entities.size());
  Rows rows(columns_of(cheats_records()), {});
  rows.reset(entities.size());
  cheat.fill({0, entities.size()}, rows);
  const auto column = rows.bytes(0);
  said.cheat.assign(reinterpret_cast<const char*>(column.data()), column.size());
  return said;
}

TEST(NoFuture, IsInTheRowsOfWhoIsHonestAndACheatIsCaught) {
  const OfDay scheduled = said_of("1", "", "");
  const OfDay played = said_of("3", "131", "120");
  EXPECT_EQ(scheduled.honest, played.honest);
  EXPECT_NE(scheduled.cheat, played.cheat);
}

}  // namespace
}  // namespace ergodic::workloads::entities
