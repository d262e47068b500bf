// A player's game, section 5 of the rules.
#include "workloads/entities/numbers/rounding.hpp"
#include "workloads/entities/processors/player_day.hpp"
#include "workloads/entities/processors/processors.hpp"
#include "workloads/entities/processors/quality.hpp"

#include <ergodic/record.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::entities {
namespace {

constexpr double none = missing_value<double>();
constexpr std::int32_t no_count = missing_value<std::int32_t>();

enum class OverUnder : std::uint8_t { over, under };

struct PlayerGame {
  std::int32_t player = no_count, game = no_count, team = no_count, opponent = no_count, season_year = no_count;
  std::int32_t points = no_count, assists = no_count, offensive_rebounds = no_count, defensive_rebounds = no_count,
               steals = no_count, blocks = no_count, turnovers = no_count, personal_fouls = no_count,
               fg_attempts = no_count, fg_makes = no_count, three_pt_attempts = no_count, three_pt_makes = no_count,
               ft_attempts = no_count, ft_makes = no_count, plus_minus = no_count, minutes_played = no_count;
  double efg_pct = none, ts_pct = none, usage_rate = none, points_line = none, margin = none;
  std::uint8_t starter_flag = 255, win_flag = 255;
  OverUnder over_under = OverUnder{255};
  std::int32_t line_source = no_count;
  std::int32_t paint_attempts = no_count, paint_makes = no_count, mid_range_attempts = no_count,
               mid_range_makes = no_count, assisted = no_count, unassisted = no_count, and_ones = no_count,
               paint_blocks = no_count, mid_range_blocks = no_count, three_pt_blocks = no_count;
  std::uint8_t is_active = 255;
  Tier tier = Tier{255};
  double score = none;
  std::uint8_t is_ready = 255, backup = 255, contradictory = 255;
  std::int64_t known_at = missing_value<std::int64_t>();
};

/// Of the box score, and of the bookmakers' line.
Records<PlayerGame> box_records() {
  using P = PlayerGame;
  return {
      {count("player").says("whose row it is, by its place in the sorted list of players").or_missing(), &P::player},
      {count("game").says("the game, by its place in the sorted list of games").or_missing(), &P::game},
      {count("team").says("the player's team, by its place in the sorted list of teams").or_missing(), &P::team},
      {count("opponent").says("the other team, likewise").or_missing(), &P::opponent},
      {count("season_year").says("the year in which the season began").or_missing(), &P::season_year},
      {count("points").in("points").says("scored").or_missing(), &P::points},
      {count("assists").says("assists").or_missing(), &P::assists},
      {count("offensive_rebounds").says("offensive rebounds").or_missing(), &P::offensive_rebounds},
      {count("defensive_rebounds").says("defensive rebounds").or_missing(), &P::defensive_rebounds},
      {count("steals").says("steals").or_missing(), &P::steals},
      {count("blocks").says("shots blocked").or_missing(), &P::blocks},
      {count("turnovers").says("turnovers").or_missing(), &P::turnovers},
      {count("personal_fouls").says("fouls").or_missing(), &P::personal_fouls},
      {count("fg_attempts").says("field goals attempted").or_missing(), &P::fg_attempts},
      {count("fg_makes").says("field goals made").or_missing(), &P::fg_makes},
      {count("three_pt_attempts").says("of them three-pointers").or_missing(), &P::three_pt_attempts},
      {count("three_pt_makes").says("of them made").or_missing(), &P::three_pt_makes},
      {count("ft_attempts").says("free throws attempted").or_missing(), &P::ft_attempts},
      {count("ft_makes").says("free throws made").or_missing(), &P::ft_makes},
      {count("plus_minus").in("points").says("points scored less points allowed while on the court").or_missing(),
       &P::plus_minus},
      {count("minutes_played").in("min").says("to the nearest whole minute, of two the even one").or_missing(),
       &P::minutes_played},
      {real_column("efg_pct").says("(fgm + tpm / 2) / fga").or_missing(), &P::efg_pct},
      {real_column("ts_pct").says("points / (2 (fga + 0.44 fta))").or_missing(), &P::ts_pct},
      {real_column("usage_rate").in("%").says("share of the team's possessions while on the court").or_missing(),
       &P::usage_rate},
      {yes_no_column("starter_flag").says("more than 20 minutes: a proxy for being in the first five"),
       &P::starter_flag},
      {yes_no_column("win_flag").says("whether the team won"), &P::win_flag},
      {real_column("points_line").in("points").says("the bookmaker's line").or_missing(), &P::points_line},
      {count("points_line_source").says("whose line: 0 draftkings, 1 fanduel, then the others by name").or_missing(),
       &P::line_source},
      {category("over_under_result", {"over", "under"})
           .says("of the points against the line; equal is over")
           .or_missing(),
       &P::over_under},
      {real_column("margin").in("points").says("points less the line").or_missing(), &P::margin},
  };
}

/// Of the shots, and of where all is from.
Records<PlayerGame> shot_records() {
  using P = PlayerGame;
  return {
      {count("paint_attempts").says("shots from up to 8 feet").or_missing(), &P::paint_attempts},
      {count("paint_makes").says("of them made").or_missing(), &P::paint_makes},
      {count("mid_range_attempts").says("shots from beyond, but for threes").or_missing(), &P::mid_range_attempts},
      {count("mid_range_makes").says("of them made").or_missing(), &P::mid_range_makes},
      {count("assisted_fg_makes").says("makes with an assist").or_missing(), &P::assisted},
      {count("unassisted_fg_makes").says("makes with neither assist nor block").or_missing(), &P::unassisted},
      {count("and1_count").says("single free throws after a make").or_missing(), &P::and_ones},
      {count("paint_blocks").says("shots blocked from up to 8 feet").or_missing(), &P::paint_blocks},
      {count("mid_range_blocks").says("shots blocked from beyond, but for threes").or_missing(), &P::mid_range_blocks},
      {count("three_pt_blocks").says("threes blocked").or_missing(), &P::three_pt_blocks},
      {yes_no_column("is_active").says("whether the player played"), &P::is_active},
      {tier_column(), &P::tier},
      {score_column(), &P::score},
      {ready_column(), &P::is_ready},
      {yes_no_column("backup_source_used").says("whether the row is from the second feed"), &P::backup},
      {yes_no_column("contradictory_figures").says("whether more shots were made than tried"), &P::contradictory},
      {known_at_column(), &P::known_at},
  };
}

const Records<PlayerGame>& player_game_records() {
  static const Records<PlayerGame> records = [] {
    Records<PlayerGame> all = box_records();
    const Records<PlayerGame> more = shot_records();
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }();
  return records;
}

/// Under dec2025 a share of 0 is stored as missing.
double stored_share(const Season& season, double share) {
  return share == 0 && !season.settings.is_corrected() ? none : share;
}

class PlayerGames final : public DailyOf<PlayerGame> {
 public:
  explicit PlayerGames(const DayRequest& request)
      : DailyOf(player_game_records(), request.entities),
        season_(request.season),
        date_(request.date),
        box_(*season_.league.player_box),
        shots_(shots_of(season_.league, date_, entities())),
        lines_(lines_of(season_, date_, entities())) {
    if (season_.settings.is_corrected()) {
      const Today togs = request.past.today("togs");
      teams_ = {togs,
                togs.history().wholes("fg_attempts"),
                togs.history().wholes("ft_attempts"),
                togs.history().wholes("turnovers"),
                togs.history().wholes("win_flag"),
                togs.history().wholes("known_at")};
    } else {
      has_plus_minus_ = std::all_of(entities().begin(), entities().end(), [&](const Entity& one) {
        return box_.plus_minus.raw(one.row) != missing_whole && box_.feed[one.row] == Feed::primary;
      });
    }
  }

 private:
  /// The team offence of the day.
  struct Teams {
    std::optional<Today> today = {};
    std::span<const std::int64_t> fga = {}, fta = {}, tov = {}, won = {}, known_at = {};
  };

  Verdict evaluate(std::size_t at, PlayerGame& row) const override {
    const Entity& entity = entities()[at];
    if (!season_.league.registry->has(entity.subject)) return failed(Category::registry_lookup_failed);
    if (shots_[at].bad) throw *shots_[at].bad;
    const std::uint32_t box = entity.row;
    if (box_.team[box] == no_code) return failed(Category::unknown_team, cell_label("player_box", "team_abbr"), box);
    const bool is_backup = box_.feed[box] == Feed::backup;
    name(entity, row);
    copy(box, is_backup, row);
    const double minutes = minutes_of(box);
    if (minutes == minutes && minutes != 0) row.minutes_played = static_cast<std::int32_t>(round_exact(minutes, 0));
    row.starter_flag = flag(minutes > 20);
    fill_shares(box, is_backup, row);
    fill_team(entity, minutes, row);
    fill_line(lines_[at], row);
    fill_zones(shots_[at], row);
    row.is_active = 1;
    row.score = is_backup ? 85 : 100;
    row.tier = is_backup ? Tier::silver : Tier::gold;
    row.is_ready = 1;
    row.backup = flag(is_backup);
    row.contradictory =
        flag(is_more(row.fg_makes, row.fg_attempts) || is_more(row.three_pt_makes, row.three_pt_attempts) ||
             is_more(row.ft_makes, row.ft_attempts));
    return ok();
  }

  void explain(std::size_t at, std::ostream& out) const override {
    const std::uint32_t box = entities()[at].row;
    fmt::print(out, "player_box, row {} by key: minutes {}, {} shots of known distance and outcome\n", box,
               minutes_of(box), shots_[at].attempts);
    if (lines_[at].bookmaker >= 0)
      fmt::print(out, "line {} of bookmaker {}\n", lines_[at].points, lines_[at].bookmaker);
  }

  static bool is_more(std::int32_t makes, std::int32_t attempts) {
    return makes != no_count && attempts != no_count && makes > attempts;
  }

  void name(const Entity& entity, PlayerGame& row) const {
    row.player = entity.subject;
    row.game = entity.game;
    row.season_year = season_year(date_);
    row.known_at = box_.processed_at[entity.row];
    const Code team = box_.team[entity.row];
    row.team = stored_code(team);
    const Code home = box_.home[entity.row] != no_code ? box_.home[entity.row] : season_.league.home_of(entity.game);
    const Code away = box_.away[entity.row] != no_code ? box_.away[entity.row] : season_.league.away_of(entity.game);
    if (team != no_code) row.opponent = stored_code(team == home ? away : home);
  }

  /// Of the second feed some figures are not to be relied on, and count as missing.
  void copy(std::uint32_t box, bool is_backup, PlayerGame& row) const {
    row.points = stored(box_.points[box]);
    row.assists = stored(box_.ast[box]);
    row.steals = stored(box_.stl[box]);
    row.blocks = stored(box_.blk[box]);
    row.turnovers = stored(box_.tov[box]);
    row.personal_fouls = stored(box_.pf[box]);
    row.fg_makes = stored(box_.fgm[box]);
    row.three_pt_makes = stored(box_.tpm[box]);
    row.ft_makes = stored(box_.ftm[box]);
    if (is_backup) return;
    row.offensive_rebounds = stored(box_.oreb[box]);
    row.defensive_rebounds = stored(box_.dreb[box]);
    row.fg_attempts = stored(box_.fga[box]);
    row.three_pt_attempts = stored(box_.tpa[box]);
    row.ft_attempts = stored(box_.fta[box]);
    if (has_plus_minus_) row.plus_minus = stored(box_.plus_minus[box]);
  }

  /// Under dec2025 the batch took a time for no number.
  double minutes_of(std::uint32_t box) const {
    const MinutesText& text = box_.minutes[box];
    if (season_.settings.is_corrected()) {
      if (text.kind == MinutesText::Kind::unreadable) throw BadCell{box_.minutes.label(), box, false};
      return rounded_minutes(text);
    }
    return text.kind == MinutesText::Kind::number ? text.value : none;
  }

  void fill_shares(std::uint32_t box, bool is_backup, PlayerGame& row) const {
    const std::int64_t fga = is_backup ? missing_whole : box_.fga[box];
    const std::int64_t fta = is_backup ? missing_whole : box_.fta[box];
    if (fga == missing_whole || fga == 0) return;
    const auto attempts = static_cast<double>(fga);
    if (box_.fgm[box] != missing_whole) {
      const double makes = static_cast<double>(box_.fgm[box]) + 0.5 * static_cast<double>(box_.tpm.or_zero(box));
      row.efg_pct = stored_share(season_, round_exact(makes / attempts, 3));
    }
    if (fta != missing_whole && box_.points[box] != missing_whole) {
      const double chances = 2 * (attempts + 0.44 * static_cast<double>(fta));
      row.ts_pct = stored_share(season_, round_exact(static_cast<double>(box_.points[box]) / chances, 3));
    }
  }

  void fill_team(const Entity& entity, double minutes, PlayerGame& row) const {
    if (!teams_.today) {
      row.win_flag = 0;  // dec2025
      return;
    }
    const Window found = teams_.today->row(box_.team[entity.row]);
    if (found.empty()) return;
    const std::size_t team = found.first;
    row.known_at = std::max(row.known_at, teams_.known_at[team]);
    if (teams_.won[team] != missing_whole) row.win_flag = static_cast<std::uint8_t>(teams_.won[team]);
    const bool is_known = row.fg_attempts != no_count && row.ft_attempts != no_count && row.turnovers != no_count &&
                          minutes > 0 && teams_.fga[team] != missing_whole && teams_.fta[team] != missing_whole &&
                          teams_.tov[team] != missing_whole;
    if (!is_known) return;
    const double own = row.fg_attempts + 0.44 * row.ft_attempts + row.turnovers;
    const double all = static_cast<double>(teams_.fga[team]) + 0.44 * static_cast<double>(teams_.fta[team]) +
                       static_cast<double>(teams_.tov[team]);
    if (all <= 0) return;
    const double usage = round_exact(100 * own * 48 / (minutes * all), 1);
    if (usage <= 100) row.usage_rate = usage;
  }

  static void fill_line(const Line& line, PlayerGame& row) {
    if (line.bookmaker < 0) return;
    row.points_line = line.points;
    row.line_source = line.bookmaker;
    if (row.points == no_count) return;
    row.over_under = row.points >= line.points ? OverUnder::over : OverUnder::under;
    row.margin = round_exact(row.points - line.points, 2);
  }

  void fill_zones(const PlayerShots& shots, PlayerGame& row) const {
    if (shots.attempts > 0) {
      row.paint_attempts = shots.zone_attempts[0];
      row.paint_makes = shots.zone_makes[0];
      row.mid_range_attempts = shots.zone_attempts[1];
      row.mid_range_makes = shots.zone_makes[1];
      row.assisted = shots.assisted;
      row.unassisted = shots.unassisted;
      row.and_ones = shots.and_ones;
    }
    const bool counts = shots.attempts > 0 || season_.settings.is_corrected();
    if (shots.blocked == 0 || !counts) return;
    row.paint_blocks = shots.zone_blocks[0];
    row.mid_range_blocks = shots.zone_blocks[1];
    row.three_pt_blocks = shots.zone_blocks[2];
  }

  Season season_;
  Date date_;
  const PlayerBox& box_;
  std::vector<PlayerShots> shots_;
  std::vector<Line> lines_;
  Teams teams_ = {};
  bool has_plus_minus_ = true;
};

class Pgs final : public Processor {
 public:
  std::string name() const override { return "pgs"; }
  std::string title() const override { return "a player's game"; }
  std::vector<std::string> tables() const override { return {"player_box", "registry", "schedule"}; }
  std::vector<std::string> uses() const override { return {"shots", "prop_lines"}; }
  std::vector<std::string> reads(const Settings& settings) const override {
    return settings.is_corrected() ? std::vector<std::string>{"togs"} : std::vector<std::string>{};
  }
  bool is_about_players() const override { return true; }
  bool looks_ahead() const override { return false; }
  Columns columns() const override { return columns_of(player_game_records()); }

  /// Active players of the first feed, and all of the second feed in games that the first has not.
  EntityList entities(const Season& season, Date date) const override {
    const PlayerBox& box = *season.league.player_box;
    const auto is_in_first = [&](Code game) {
      const auto rows = box.by_game[game];
      return std::any_of(rows.begin(), rows.end(),
                         [&](std::uint32_t row) { return box.feed[row] == Feed::primary && box.date[row] == date; });
    };
    EntityList entities;
    Code game = no_code;
    bool has_first = false;
    for (const std::uint32_t row : box.by_date[date]) {
      if (box.game[row] != game) {
        game = box.game[row];
        has_first = is_in_first(game);
      }
      const bool is_wanted = box.feed[row] == Feed::primary ? box.is_active[row] : !has_first;
      if (is_wanted) entities.push_back({game, box.player[row], row});
    }
    sort_entities(entities);
    return entities;
  }

  std::unique_ptr<const Daily> day(const DayRequest& request) const override {
    return std::make_unique<PlayerGames>(request);
  }
};

}  // namespace

std::unique_ptr<const Processor> pgs_processor() { return std::make_unique<Pgs>(); }

}  // namespace ergodic::workloads::entities
