// Team defence of a game: the opponent's offence as the defending team met it, section 7 of the rules.
#include "workloads/entities/numbers/rounding.hpp"
#include "workloads/entities/processors/processors.hpp"
#include "workloads/entities/processors/quality.hpp"
#include "workloads/entities/processors/team_figures.hpp"

#include <ergodic/record.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::entities {
namespace {

constexpr double unknown_real = missing_value<double>();
constexpr std::int32_t unknown_count = missing_value<std::int32_t>();

enum class ActionSource : std::uint8_t { neither, primary, backup };

struct Defence {
  std::int32_t team = unknown_count, opponent = unknown_count, game = unknown_count, season_year = unknown_count;
  std::int32_t points_allowed = unknown_count, opp_fg_attempts = unknown_count, opp_fg_makes = unknown_count,
               opp_three_pt_attempts = unknown_count, opp_three_pt_makes = unknown_count,
               opp_ft_attempts = unknown_count, opp_ft_makes = unknown_count, opp_rebounds = unknown_count,
               opp_assists = unknown_count, turnovers_forced = unknown_count, fouls_committed = unknown_count;
  double rating = unknown_real, pace = unknown_real, ts_pct = unknown_real;
  std::uint8_t win_flag = 255, home_game = 255;
  std::int32_t margin = unknown_count, steals = unknown_count, defensive_rebounds = unknown_count,
               overtime_periods = unknown_count;
  std::int32_t paint_attempts = unknown_count, paint_makes = unknown_count, mid_range_attempts = unknown_count,
               mid_range_makes = unknown_count, points_in_paint = unknown_count, mid_range_points = unknown_count,
               three_pt_points = unknown_count;
  std::int32_t blocks_paint = unknown_count, blocks_mid_range = unknown_count, blocks_three_pt = unknown_count;
  std::uint8_t source = 255;
  ActionSource actions = ActionSource{255};
  Tier tier = Tier{255};
  double score = unknown_real;
  std::uint8_t is_ready = 255, with_issues = 255, backup = 255, no_actions = 255;
  std::int64_t known_at = missing_value<std::int64_t>();
};

const Records<Defence>& defence_records() {
  using D = Defence;
  static const Records<Defence> records = {
      {count("team").says("who defended, by the place in the sorted list of teams").or_missing(), &D::team},
      {count("opponent").says("the other team, likewise").or_missing(), &D::opponent},
      {count("game").says("the game, by its place in the sorted list of games").or_missing(), &D::game},
      {count("season_year").says("the year in which the season began").or_missing(), &D::season_year},
      {count("points_allowed").in("points").says("the opponent's").or_missing(), &D::points_allowed},
      {count("opp_fg_attempts").says("the opponent's field goals attempted").or_missing(), &D::opp_fg_attempts},
      {count("opp_fg_makes").says("of them made").or_missing(), &D::opp_fg_makes},
      {count("opp_three_pt_attempts").says("of them three-pointers").or_missing(), &D::opp_three_pt_attempts},
      {count("opp_three_pt_makes").says("of them made").or_missing(), &D::opp_three_pt_makes},
      {count("opp_ft_attempts").says("the opponent's free throws attempted").or_missing(), &D::opp_ft_attempts},
      {count("opp_ft_makes").says("of them made").or_missing(), &D::opp_ft_makes},
      {count("opp_rebounds").says("the opponent's").or_missing(), &D::opp_rebounds},
      {count("opp_assists").says("the opponent's").or_missing(), &D::opp_assists},
      {count("turnovers_forced").says("the opponent's turnovers").or_missing(), &D::turnovers_forced},
      {count("fouls_committed").says("the team's own").or_missing(), &D::fouls_committed},
      {real_column("defensive_rating").in("points").says("points allowed in 100 possessions").or_missing(), &D::rating},
      {real_column("opponent_pace").says("the opponent's possessions in 48 minutes").or_missing(), &D::pace},
      {real_column("opponent_ts_pct").says("points / (2 (fga + 0.44 fta)) of the opponent").or_missing(), &D::ts_pct},
      {yes_no_column("win_flag").says("the sign of plus_minus"), &D::win_flag},
      {count("margin_of_victory").in("points").says("plus_minus").or_missing(), &D::margin},
      {count("steals").says("of the team's players").or_missing(), &D::steals},
      {count("defensive_rebounds").says("of the team's players").or_missing(), &D::defensive_rebounds},
      {count("overtime_periods").says("played").or_missing(), &D::overtime_periods},
      {yes_no_column("home_game").says("whether the team played at home"), &D::home_game},
      {count("opp_paint_attempts").says("the opponent's two-pointers from up to 8 feet").or_missing(),
       &D::paint_attempts},
      {count("opp_paint_makes").says("of them made").or_missing(), &D::paint_makes},
      {count("opp_mid_range_attempts").says("its two-pointers from beyond, or from where is not known").or_missing(),
       &D::mid_range_attempts},
      {count("opp_mid_range_makes").says("of them made").or_missing(), &D::mid_range_makes},
      {count("points_in_paint_allowed").in("points").says("twice the makes").or_missing(), &D::points_in_paint},
      {count("mid_range_points_allowed").in("points").says("twice the makes").or_missing(), &D::mid_range_points},
      {count("three_pt_points_allowed").in("points").says("of the box score").or_missing(), &D::three_pt_points},
      {count("blocks_paint").says("of the opponent's shots from up to 8 feet").or_missing(), &D::blocks_paint},
      {count("blocks_mid_range").says("of those from beyond").or_missing(), &D::blocks_mid_range},
      {count("blocks_three_pt").says("of its three-pointers").or_missing(), &D::blocks_three_pt},
      {category("primary_source_used", {"none", "team_box", "primary_players", "backup_players"})
           .says("where the figures are from")
           .or_missing(),
       &D::source},
      {category("defensive_actions_source", {"none", "primary", "backup"})
           .says("the feed of steals and rebounds")
           .or_missing(),
       &D::actions},
      {tier_column(), &D::tier},
      {score_column(), &D::score},
      {ready_column(), &D::is_ready},
      {yes_no_column("processed_with_issues").says("whether there are no steals and rebounds"), &D::with_issues},
      {yes_no_column("backup_source_used").says("whether a second source had to do"), &D::backup},
      {yes_no_column("missing_defensive_actions").says("whether no feed has five players of the team"), &D::no_actions},
      {known_at_column(), &D::known_at},
  };
  return records;
}

enum class TeamZone : std::uint8_t { paint, mid_range, three };

/// The zone rule of shots against a team: type first, unknown distances are mid-range. Source: section 7.
TeamZone zone_against(ShotType type, double feet) {
  constexpr double paint_reach = 8;
  if (type == ShotType::three) return TeamZone::three;
  return feet <= paint_reach ? TeamZone::paint : TeamZone::mid_range;
}

/// The shots of the opponents of a team on a day.
struct ShotsAgainst {
  std::optional<BadCell> bad = {};  ///< one that cannot be read
  int attempts[3] = {};
  int makes[3] = {};
  int blocks[3] = {};
  int shots = 0;
};

/// Of each team; a game's shots are found by day and team.
struct DayAgainst {
  std::vector<ShotsAgainst> of_team;
  std::vector<bool> has_shots;  ///< whether there are any of its game, its own too
};

DayAgainst shots_against(const League& league, Date date) {
  const std::size_t teams = league.names.teams.size();
  DayAgainst against{std::vector<ShotsAgainst>(teams), std::vector<bool>(teams, false)};
  if (!league.shots) return against;
  const Shots& shots = *league.shots;
  for (const std::uint32_t row : shots.by_date[date]) {
    const Code shooting = shots.team[row];
    const Code defending = shots.home[row] == shooting ? shots.away[row] : shots.home[row];
    if (shooting == no_code || defending == no_code) continue;
    against.has_shots[static_cast<std::size_t>(shooting)] = true;
    against.has_shots[static_cast<std::size_t>(defending)] = true;
    ShotsAgainst& of = against.of_team[static_cast<std::size_t>(defending)];
    if (const auto bad = unreadable(shots, row)) {
      of.bad = of.bad ? of.bad : bad;
      continue;
    }
    const double feet = shots.distance[row];
    const auto zone = static_cast<std::size_t>(zone_against(shots.type[row], feet));
    ++of.shots;
    ++of.attempts[zone];
    if (shots.made[row] == 1) ++of.makes[zone];
    if (shots.has_block[row] && feet == feet) ++of.blocks[zone];
  }
  return against;
}

/// What players did in defence, summed: of the first feed with five of the team.
struct DefensiveActions {
  ActionSource source = ActionSource::neither;
  std::int64_t steals = 0, rebounds = 0;
  std::int64_t known_at = missing_whole;
};

DefensiveActions actions_of(const PlayerBox& box, Date date, Code game, Code team) {
  constexpr int least_players = 5;
  for (const Feed feed : {Feed::primary, Feed::backup}) {
    DefensiveActions sum{feed == Feed::primary ? ActionSource::primary : ActionSource::backup};
    int players = 0;
    for (const std::uint32_t row : box.by_game[game]) {
      if (box.date[row] != date || box.team[row] != team || box.feed[row] != feed || !box.is_active[row]) continue;
      ++players;
      sum.steals += box.stl.or_zero(row);
      sum.rebounds += box.dreb.or_zero(row);
      sum.known_at = std::max(sum.known_at, box.processed_at[row]);
    }
    if (players >= least_players) return sum;
  }
  return {};
}

class DefenceDay final : public DailyOf<Defence> {
 public:
  explicit DefenceDay(const DayRequest& request)
      : DailyOf(defence_records(), request.entities),
        season_(request.season),
        date_(request.date),
        against_(shots_against(season_.league, date_)) {}

 private:
  Verdict evaluate(std::size_t at, Defence& row) const override {
    const Entity& entity = entities()[at];
    const TeamSides sides = team_sides(season_.league, date_, entity.game, entity.subject);
    if (sides.source == FigureSource::none) return failed(Category::missing_dependency);
    need(season_.league, sides, sides.other,
         {&BoxFigures::points, &BoxFigures::fga, &BoxFigures::fta, &BoxFigures::oreb, &BoxFigures::tov});
    look_at(
        season_.league, sides, sides.other,
        {&BoxFigures::fgm, &BoxFigures::tpm, &BoxFigures::tpa, &BoxFigures::ftm, &BoxFigures::reb, &BoxFigures::ast});
    look_at(season_.league, sides, sides.own, {&BoxFigures::pf, &BoxFigures::plus_minus});
    const std::optional<BadCell>& bad = against_.of_team[static_cast<std::size_t>(entity.subject)].bad;
    if (bad) throw *bad;
    row.team = entity.subject;
    row.opponent = stored_code(sides.opponent);
    row.game = entity.game;
    row.season_year = season_year(date_);
    copy(sides, row);
    fill_rates(sides, row);
    fill_result(sides, row);
    fill_zones(entity.subject, row);
    fill_actions(entity, sides, row);
    return ok();
  }

  void explain(std::size_t at, std::ostream& out) const override {
    const Entity& entity = entities()[at];
    const TeamSides sides = team_sides(season_.league, date_, entity.game, entity.subject);
    if (sides.source == FigureSource::none) return;
    const TeamFigures& other = sides.other;
    if (sides.source == FigureSource::team_box)
      fmt::print(out, "team_box, rows {} and {} by key\n", sides.own.row, other.row);
    fmt::print(out, "the opponent's possessions: {} + 0.44 * {} - {} + {} = {:.2f}\n", other.fga, other.fta, other.oreb,
               other.tov, static_cast<double>(hundredths(other)) / 100);
  }

  /// Possessions in hundredths: a whole number.
  static std::int64_t hundredths(const TeamFigures& of) { return 100 * (of.fga - of.oreb + of.tov) + 44 * of.fta; }

  static void copy(const TeamSides& sides, Defence& row) {
    const TeamFigures& other = sides.other;
    row.points_allowed = stored(other.points);
    row.opp_fg_attempts = stored(other.fga);
    row.opp_fg_makes = stored(other.fgm);
    row.opp_three_pt_attempts = stored(other.tpa);
    row.opp_three_pt_makes = stored(other.tpm);
    row.opp_ft_attempts = stored(other.fta);
    row.opp_ft_makes = stored(other.ftm);
    row.opp_rebounds = stored(other.reb);
    row.opp_assists = stored(other.ast);
    row.turnovers_forced = stored(other.tov);
    row.fouls_committed = stored(sides.own.pf);
    row.home_game = flag(sides.own.is_home);
    if (other.tpm != missing_whole) row.three_pt_points = stored(3 * other.tpm);
    row.source = static_cast<std::uint8_t>(sides.source);
  }

  /// All three are quotients of whole numbers: of possessions and chances in hundredths.
  void fill_rates(const TeamSides& sides, Defence& row) const {
    const TeamFigures& other = sides.other;
    const std::int64_t poss = hundredths(other);
    const std::int64_t minutes = team_minutes(season_, sides.own);
    if (poss > 0) row.rating = round_quotient_away(10'000 * other.points, poss, 2);
    if (!season_.settings.is_corrected()) {
      row.pace = round_quotient_away(poss, 100, 1);
      row.overtime_periods = 0;
    } else {
      if (minutes > 0) row.pace = round_quotient_away(240 * poss, 100 * minutes, 1);
      row.overtime_periods = static_cast<std::int32_t>(overtimes(minutes));
    }
    const std::int64_t chances = 2 * (100 * other.fga + 44 * other.fta);
    if (chances > 0) row.ts_pct = round_quotient_away(100 * other.points, chances, 3);
  }

  static void fill_result(const TeamSides& sides, Defence& row) {
    const bool is_box = sides.source == FigureSource::team_box;
    const std::int64_t margin = is_box ? sides.own.plus_minus : sides.own.points - sides.other.points;
    if (margin == missing_whole) return;
    row.margin = stored(margin);
    if (margin != 0) row.win_flag = flag(margin > 0);
  }

  void fill_zones(Code team, Defence& row) const {
    const auto at = static_cast<std::size_t>(team);
    const ShotsAgainst& against = against_.of_team[at];
    if (against.shots > 0) {
      row.paint_attempts = against.attempts[0];
      row.paint_makes = against.makes[0];
      row.mid_range_attempts = against.attempts[1];
      row.mid_range_makes = against.makes[1];
      row.points_in_paint = 2 * against.makes[0];
      row.mid_range_points = 2 * against.makes[1];
    }
    if (!against_.has_shots[at]) return;
    row.blocks_paint = against.blocks[0];
    row.blocks_mid_range = against.blocks[1];
    row.blocks_three_pt = against.blocks[2];
  }

  void fill_actions(const Entity& entity, const TeamSides& sides, Defence& row) const {
    const bool is_box = sides.source == FigureSource::team_box;
    DefensiveActions actions;
    if (season_.league.player_box) actions = actions_of(*season_.league.player_box, date_, entity.game, entity.subject);
    row.actions = actions.source;
    row.known_at = std::max(sides.known_at, actions.known_at);
    row.steals = stored(actions.steals);
    row.defensive_rebounds = stored(actions.rebounds);
    row.no_actions = flag(actions.source == ActionSource::neither);
    row.with_issues = row.no_actions;
    row.backup = flag(!is_box || actions.source == ActionSource::backup);
    row.score = is_box ? 100 : 85;
    row.tier = tier_of(row.score);
    row.is_ready = 1;
  }

  Season season_;
  Date date_;
  DayAgainst against_;
};

class Tdgs final : public Processor {
 public:
  std::string name() const override { return "tdgs"; }
  std::string title() const override { return "team defence of a game"; }
  std::vector<std::string> tables() const override { return {"team_box", "schedule"}; }
  std::vector<std::string> uses() const override { return {"player_box", "shots"}; }
  std::vector<std::string> reads(const Settings&) const override { return {}; }
  bool is_about_players() const override { return false; }
  bool looks_ahead() const override { return false; }
  Columns columns() const override { return columns_of(defence_records()); }
  EntityList entities(const Season& season, Date date) const override { return team_entities(season, date); }
  std::unique_ptr<const Daily> day(const DayRequest& request) const override {
    return std::make_unique<DefenceDay>(request);
  }
};

}  // namespace

std::unique_ptr<const Processor> tdgs_processor() { return std::make_unique<Tdgs>(); }

}  // namespace ergodic::workloads::entities
