// Team offence of a game, section 6 of the rules.
#include "workloads/entities/numbers/rounding.hpp"
#include "workloads/entities/processors/processors.hpp"
#include "workloads/entities/processors/quality.hpp"
#include "workloads/entities/processors/team_figures.hpp"

#include <ergodic/record.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cstdint>

namespace ergodic::workloads::entities {
namespace {

constexpr double no_real = missing_value<double>();
constexpr std::int32_t no_whole = missing_value<std::int32_t>();

struct Offence {
  std::int32_t team = no_whole, opponent = no_whole, game = no_whole, season_year = no_whole;
  std::int32_t points_scored = no_whole, fg_attempts = no_whole, fg_makes = no_whole, three_pt_attempts = no_whole,
               three_pt_makes = no_whole, ft_attempts = no_whole, ft_makes = no_whole, rebounds = no_whole,
               assists = no_whole, turnovers = no_whole, personal_fouls = no_whole;
  std::int32_t possessions = no_whole, overtime_periods = no_whole, margin_of_victory = no_whole;
  double offensive_rating = no_real, pace = no_real, ts_pct = no_real;
  std::uint8_t win_flag = 255, home_game = 255;
  std::int32_t paint_attempts = no_whole, paint_makes = no_whole, mid_range_attempts = no_whole,
               mid_range_makes = no_whole, points_in_paint = no_whole;
  Tier tier = Tier{255};
  double score = no_real;
  std::uint8_t is_ready = 255, with_issues = 255, backup = 255, no_zones = 255, mismatch = 255, unrealistic = 255;
  std::int64_t known_at = missing_value<std::int64_t>();
};

const Records<Offence>& offence_records() {
  static const Records<Offence> records = {
      {count("team").says("whose row it is, by its place in the sorted list of teams").or_missing(), &Offence::team},
      {count("opponent").says("the other team, likewise").or_missing(), &Offence::opponent},
      {count("game").says("the game, by its place in the sorted list of all games").or_missing(), &Offence::game},
      {count("season_year").says("the year in which the season began").or_missing(), &Offence::season_year},
      {count("points_scored").in("points").says("scored").or_missing(), &Offence::points_scored},
      {count("fg_attempts").says("field goals attempted").or_missing(), &Offence::fg_attempts},
      {count("fg_makes").says("field goals made").or_missing(), &Offence::fg_makes},
      {count("three_pt_attempts").says("of them three-pointers").or_missing(), &Offence::three_pt_attempts},
      {count("three_pt_makes").says("of them made").or_missing(), &Offence::three_pt_makes},
      {count("ft_attempts").says("free throws attempted").or_missing(), &Offence::ft_attempts},
      {count("ft_makes").says("free throws made").or_missing(), &Offence::ft_makes},
      {count("rebounds").says("rebounds").or_missing(), &Offence::rebounds},
      {count("assists").says("assists").or_missing(), &Offence::assists},
      {count("turnovers").says("turnovers").or_missing(), &Offence::turnovers},
      {count("personal_fouls").says("fouls").or_missing(), &Offence::personal_fouls},
      {count("possessions").says("fga + 0.44 fta + tov - oreb, cut to a whole number").or_missing(),
       &Offence::possessions},
      {real_column("offensive_rating").in("points").says("points in 100 possessions").or_missing(),
       &Offence::offensive_rating},
      {real_column("pace").says("possessions in 48 minutes").or_missing(), &Offence::pace},
      {real_column("ts_pct").says("points / (2 (fga + 0.44 fta))").or_missing(), &Offence::ts_pct},
      {count("overtime_periods").says("played").or_missing(), &Offence::overtime_periods},
      {yes_no_column("win_flag").says("whether it won"), &Offence::win_flag},
      {count("margin_of_victory").in("points").says("points less the opponent's").or_missing(),
       &Offence::margin_of_victory},
      {yes_no_column("home_game").says("whether it played at home"), &Offence::home_game},
      {count("team_paint_attempts").says("two-pointers from up to 8 feet").or_missing(), &Offence::paint_attempts},
      {count("team_paint_makes").says("of them made").or_missing(), &Offence::paint_makes},
      {count("team_mid_range_attempts").says("two-pointers from beyond 8 feet").or_missing(),
       &Offence::mid_range_attempts},
      {count("team_mid_range_makes").says("of them made").or_missing(), &Offence::mid_range_makes},
      {count("points_in_paint_scored").in("points").says("twice the makes in the paint").or_missing(),
       &Offence::points_in_paint},
      {tier_column(), &Offence::tier},
      {score_column(), &Offence::score},
      {ready_column(), &Offence::is_ready},
      {yes_no_column("processed_with_issues").says("whether the zones of shots are not available"),
       &Offence::with_issues},
      {yes_no_column("backup_source_used").says("whether it is summed over players"), &Offence::backup},
      {yes_no_column("shot_zones_unavailable").says("whether the team has no shots"), &Offence::no_zones},
      {yes_no_column("points_calculation_mismatch").says("whether field goals and free throws give other points"),
       &Offence::mismatch},
      {yes_no_column("unrealistic_team_score").says("whether it has below 50 or above 200 points"),
       &Offence::unrealistic},
      {known_at_column(), &Offence::known_at},
  };
  return records;
}

/// A team's shots in a game.
struct TeamZones {
  std::optional<BadCell> bad = {};  ///< one that cannot be read
  int shots = 0;
  int paint_attempts = 0, paint_makes = 0, mid_attempts = 0, mid_makes = 0;
};

constexpr double paint_feet = 8;

/// A three-pointer is none of the two, and neither is a shot of which the distance is not known.
std::vector<TeamZones> zones_of(const League& league, Date date, const EntityList& entities) {
  std::vector<TeamZones> zones(entities.size());
  if (!league.shots) return zones;
  const Shots& shots = *league.shots;
  for (const std::uint32_t row : shots.by_date[date]) {
    const std::size_t at = place_of(entities, shots.game[row], shots.team[row]);
    if (at == entities.size()) continue;
    TeamZones& of = zones[at];
    ++of.shots;
    const double feet = shots.distance.raw(row);
    if (shots.type[row] != ShotType::two || feet != feet) continue;
    if (const auto bad = unreadable(shots, row)) {
      of.bad = of.bad ? of.bad : bad;
      continue;
    }
    const int made = shots.made[row] == 1 ? 1 : 0;
    (feet <= paint_feet ? of.paint_attempts : of.mid_attempts) += 1;
    (feet <= paint_feet ? of.paint_makes : of.mid_makes) += made;
  }
  return zones;
}

class OffenceDay final : public DailyOf<Offence> {
 public:
  explicit OffenceDay(const DayRequest& request)
      : DailyOf(offence_records(), request.entities), season_(request.season), date_(request.date) {
    if (season_.settings.is_corrected()) zones_ = zones_of(season_.league, date_, entities());
  }

 private:
  Verdict evaluate(std::size_t at, Offence& row) const override {
    const Entity& entity = entities()[at];
    const TeamSides sides = team_sides(season_.league, date_, entity.game, entity.subject);
    if (sides.source == FigureSource::none) return failed(Category::missing_dependency);
    need(season_.league, sides, sides.own,
         {&BoxFigures::points, &BoxFigures::fga, &BoxFigures::fta, &BoxFigures::oreb, &BoxFigures::tov});
    need(season_.league, sides, sides.other, {&BoxFigures::points});
    look_at(season_.league, sides, sides.own,
            {&BoxFigures::fgm, &BoxFigures::tpm, &BoxFigures::tpa, &BoxFigures::ftm, &BoxFigures::reb, &BoxFigures::ast,
             &BoxFigures::pf});
    if (!zones_.empty() && zones_[at].bad) throw *zones_[at].bad;
    row.team = entity.subject;
    row.opponent = stored_code(sides.opponent);
    row.game = entity.game;
    row.season_year = season_year(date_);
    copy(sides.own, row);
    compute(sides, row);
    fill_zones(zones_.empty() ? TeamZones{} : zones_[at], row);
    fill_quality(sides, row);
    row.known_at = sides.known_at;
    return ok();
  }

  void explain(std::size_t at, std::ostream& out) const override {
    const Entity& entity = entities()[at];
    const TeamSides sides = team_sides(season_.league, date_, entity.game, entity.subject);
    const TeamFigures& own = sides.own;
    if (sides.source == FigureSource::none) return;
    if (sides.source == FigureSource::team_box)
      fmt::print(out, "team_box, rows {} and {} by key\n", own.row, sides.other.row);
    fmt::print(out, "possessions: {} + 0.44 * {} + {} - {} = {:.1f}\n", own.fga, own.fta, own.tov, own.oreb,
               possessions(own));
  }

  static double possessions(const TeamFigures& own) {
    return round_exact(static_cast<double>(own.fga) + 0.44 * static_cast<double>(own.fta) +
                           static_cast<double>(own.tov) - static_cast<double>(own.oreb),
                       1);
  }

  static void copy(const TeamFigures& own, Offence& row) {
    row.points_scored = stored(own.points);
    row.fg_attempts = stored(own.fga);
    row.fg_makes = stored(own.fgm);
    row.three_pt_attempts = stored(own.tpa);
    row.three_pt_makes = stored(own.tpm);
    row.ft_attempts = stored(own.fta);
    row.ft_makes = stored(own.ftm);
    row.rebounds = stored(own.reb);
    row.assists = stored(own.ast);
    row.turnovers = stored(own.tov);
    row.personal_fouls = stored(own.pf);
    row.home_game = flag(own.is_home);
  }

  void compute(const TeamSides& sides, Offence& row) const {
    const TeamFigures& own = sides.own;
    const auto points = static_cast<double>(own.points);
    const double poss = possessions(own);
    if (static_cast<std::int32_t>(poss) != 0) row.possessions = static_cast<std::int32_t>(poss);
    if (poss > 0) row.offensive_rating = round_exact(100 * points / poss, 2);
    const std::int64_t minutes = team_minutes(season_, own);
    if (minutes > 0) row.pace = round_exact(poss * 48 / (static_cast<double>(minutes) / 5), 1);
    const double chances = 2 * (static_cast<double>(own.fga) + 0.44 * static_cast<double>(own.fta));
    if (chances > 0) row.ts_pct = round_exact(points / chances, 3);
    row.overtime_periods = static_cast<std::int32_t>(overtimes(minutes));
    row.win_flag = flag(own.points > sides.other.points);
    row.margin_of_victory = stored(own.points - sides.other.points);
  }

  static void fill_zones(const TeamZones& zones, Offence& row) {
    row.no_zones = flag(zones.shots == 0);
    if (zones.shots == 0) return;
    row.paint_attempts = zones.paint_attempts;
    row.paint_makes = zones.paint_makes;
    row.mid_range_attempts = zones.mid_attempts;
    row.mid_range_makes = zones.mid_makes;
    row.points_in_paint = 2 * zones.paint_makes;
  }

  static void fill_quality(const TeamSides& sides, Offence& row) {
    const TeamFigures& own = sides.own;
    const bool is_box = sides.source == FigureSource::team_box;
    row.score = is_box ? 100 : 85;
    row.tier = is_box ? Tier::gold : Tier::silver;
    row.is_ready = 1;
    row.backup = flag(!is_box);
    row.with_issues = row.no_zones;
    const bool has_parts = own.fgm != missing_whole && own.tpm != missing_whole && own.ftm != missing_whole;
    row.mismatch = flag(has_parts && 2 * (own.fgm - own.tpm) + 3 * own.tpm + own.ftm != own.points);
    row.unrealistic = flag(own.points < 50 || own.points > 200);
  }

  Season season_;
  Date date_;
  std::vector<TeamZones> zones_;
};

class Togs final : public Processor {
 public:
  std::string name() const override { return "togs"; }
  std::string title() const override { return "team offence of a game"; }
  std::vector<std::string> tables() const override { return {"team_box", "schedule"}; }
  std::vector<std::string> uses() const override { return {"player_box", "shots"}; }
  std::vector<std::string> reads(const Settings&) const override { return {}; }
  bool is_about_players() const override { return false; }
  bool looks_ahead() const override { return false; }
  Columns columns() const override { return columns_of(offence_records()); }
  EntityList entities(const Season& season, Date date) const override { return team_entities(season, date); }
  std::unique_ptr<const Daily> day(const DayRequest& request) const override {
    return std::make_unique<OffenceDay>(request);
  }
};

}  // namespace

std::unique_ptr<const Processor> togs_processor() { return std::make_unique<Togs>(); }

}  // namespace ergodic::workloads::entities
