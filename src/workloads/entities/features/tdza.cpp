// Where a team's defence is weak, by its last games: section 11 of the rules.
#include "workloads/entities/features/day_rules.hpp"
#include "workloads/entities/features/defence_zones.hpp"
#include "workloads/entities/features/window_columns.hpp"
#include "workloads/entities/player_context/surroundings.hpp"
#include "workloads/entities/processors/processors.hpp"

#include <ergodic/record.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::workloads::entities {
namespace {

constexpr std::size_t defence_window = 15;
constexpr int league_days = 30;
constexpr std::size_t least_games_for_league = 10;

constexpr double no_zone_figure = missing_value<double>();

struct DefenceZones : WindowFigures {
  std::int32_t team = missing_value<std::int32_t>();
  OfZones<double> shares = {no_zone_figure, no_zone_figure, no_zone_figure};
  OfZones<double> attempts = shares, blocks = shares, against = shares;
  double paint_points = no_zone_figure, rating = no_zone_figure, pace = no_zone_figure, points = no_zone_figure;
  std::int32_t games = missing_value<std::int32_t>();
  Zone strongest = Zone{255}, weakest = Zone{255};
  std::uint8_t data_quality = 255, no_paint = 255, no_mid_range = 255, no_three_pt = 255, is_ready = 255;
};

Column extreme_column(const char* name) { return category(name, {"paint", "mid_range", "perimeter"}).or_missing(); }

void add_zone_columns(Records<DefenceZones>& records) {
  constexpr const char* names[] = {"paint", "mid_range", "three_pt"};
  using D = DefenceZones;
  const auto column = [&](std::size_t i, const char* figure) {
    return real_column(fmt::format("{}_{}", names[i], figure)).or_missing();
  };
  for (const Zone zone : zones) {
    const std::size_t i = at(zone);
    records.push_back({column(i, "pct_allowed_last_15").says("makes of attempts, a fraction"), &D::shares, i});
    records.push_back({column(i, "attempts_allowed_per_game").says("attempts"), &D::attempts, i});
    records.push_back({column(i, "blocks_per_game").says("shots blocked"), &D::blocks, i});
    records.push_back(
        {column(i, "defense_vs_league_avg").in("%").says("more allowed than by the league's teams"), &D::against, i});
  }
}

const Records<DefenceZones>& defence_zones_records() {
  using D = DefenceZones;
  static const Records<DefenceZones> records = [] {
    Records<DefenceZones> list = {
        {count("team").says("whose row it is, by the place in the sorted list of teams").or_missing(), &D::team}};
    add_zone_columns(list);
    list.insert(
        list.end(),
        {
            {real_column("paint_points_allowed_per_game").in("points").says("in the paint").or_missing(),
             &D::paint_points},
            {real_column("defensive_rating_last_15").in("points").says("allowed in 100 possessions").or_missing(),
             &D::rating},
            {real_column("opponent_pace").says("possessions of opponents in 48 minutes").or_missing(), &D::pace},
            {real_column("opponent_points_per_game").in("points").says("allowed").or_missing(), &D::points},
            {count("games_in_sample").in("games").says("that count").or_missing(), &D::games},
            {extreme_column("strongest_zone").says("least allowed against the league"), &D::strongest},
            {extreme_column("weakest_zone").says("most allowed against the league"), &D::weakest},
            {category("data_quality_tier", {"high", "medium", "low"}).says("of the number of games").or_missing(),
             &D::data_quality},
            {yes_no_column("no_paint_attempts").says("whether none was seen"), &D::no_paint},
            {yes_no_column("no_mid_range_attempts").says("whether none was seen"), &D::no_mid_range},
            {yes_no_column("no_three_point_attempts").says("whether none was seen"), &D::no_three_pt},
            {ready_column(), &D::is_ready},
        });
    add_window_columns(list);
    return list;
  }();
  return records;
}

/// The columns of TDGS that count here.
struct AllowedColumns {
  explicit AllowedColumns(const History& tdgs)
      : attempts{tdgs.sums("opp_paint_attempts"), tdgs.sums("opp_mid_range_attempts"),
                 tdgs.sums("opp_three_pt_attempts")},
        makes{tdgs.sums("opp_paint_makes"), tdgs.sums("opp_mid_range_makes"), tdgs.sums("opp_three_pt_makes")},
        blocks{tdgs.sums("blocks_paint"), tdgs.sums("blocks_mid_range"), tdgs.sums("blocks_three_pt")},
        paint_points(tdgs.sums("points_in_paint_allowed")),
        points(tdgs.sums("points_allowed")),
        rating(tdgs.reals("defensive_rating")),
        pace(tdgs.reals("opponent_pace")) {}

  using Sums = std::span<const std::int64_t>;
  static std::int64_t of(const Sums& sums, const Window& rows) { return sums[rows.last] - sums[rows.first]; }
  Tries tries(Zone zone, const Window& rows) const { return {of(attempts[at(zone)], rows), of(makes[at(zone)], rows)}; }
  OfZones<double> shares(const Window& rows) const {
    return {share_of(tries(Zone::paint, rows)), share_of(tries(Zone::mid_range, rows)),
            share_of(tries(Zone::perimeter, rows))};
  }

  OfZones<Sums> attempts, makes, blocks;
  Sums paint_points, points;
  std::span<const double> rating, pace;
};

class DefenceZonesDay final : public DailyOf<DefenceZones> {
 public:
  explicit DefenceZonesDay(const DayRequest& request)
      : DailyOf(defence_zones_records(), request.entities),
        season_(request.season),
        date_(request.date),
        days_(season_days(season_.settings, date_)),
        is_early_(is_early(season_, date_)),
        expected_(season_, date_),
        seen_(request.past.up_to("tdgs")),
        allowed_(seen_.history()),
        league_(league_of_day()) {}

 private:
  Verdict evaluate(std::size_t place, DefenceZones& row) const override {
    if (is_early_) return skipped_as_early(season_, date_);
    const Code team = entities()[place].subject;
    const Completeness window = window_of(team);
    const double threshold = season_.settings.completeness_threshold;
    if (!is_bootstrap(date_) && !window.is_ready(threshold))
      return failed(Category::incomplete_data, static_cast<double>(window.actual), static_cast<double>(window.expected),
                    threshold);
    const Window rows = rows_of(team);
    if (rows.size() < defence_window)
      return failed(Category::insufficient_data, static_cast<double>(rows.size()), defence_window);
    row.team = team;
    measure(rows, row);
    row.set(window);
    row.is_ready = flag(window.is_ready(threshold));
    return ok();
  }

  void explain(std::size_t place, std::ostream& out) const override {
    const Code team = entities()[place].subject;
    const Window rows = rows_of(team);
    const Completeness window = window_of(team);
    fmt::print(out, "{} games of the season count; {} of {} are there\n", rows.size(), window.actual, window.expected);
    for (const Zone zone : zones) {
      const Tries tries = allowed_.tries(zone, rows);
      fmt::print(out, "zone {}: {} of {}, the league's teams {}\n", at(zone), tries.makes, tries.attempts,
                 league_[at(zone)]);
    }
  }

  Window rows_of(Code team) const { return seen_.rows(team, days_.first).newest(defence_window); }
  Completeness window_of(Code team) const {
    return {expected_.of_team(team, days_), actual_days(seen_.history(), team, days_)};
  }

  OfZones<double> league_of_day() const {
    const DayRange days = last_days(season_.settings, date_, league_days, true);
    std::vector<OfZones<double>> of_teams;
    for (std::size_t team = 0; team < seen_.history().subjects(); ++team) {
      const Window rows = seen_.history().between(static_cast<Code>(team), days.first, days.end);
      if (rows.size() >= least_games_for_league) of_teams.push_back(allowed_.shares(rows));
    }
    return league_shares(of_teams);
  }

  void measure(const Window& rows, DefenceZones& row) const {
    const auto games = static_cast<double>(rows.size());
    row.shares = allowed_.shares(rows);
    row.against = against_league(row.shares, league_);
    for (const Zone zone : zones) {
      row.attempts[at(zone)] = static_cast<double>(allowed_.tries(zone, rows).attempts) / games;
      row.blocks[at(zone)] = static_cast<double>(AllowedColumns::of(allowed_.blocks[at(zone)], rows)) / games;
    }
    row.paint_points = static_cast<double>(AllowedColumns::of(allowed_.paint_points, rows)) / games;
    row.points = static_cast<double>(AllowedColumns::of(allowed_.points, rows)) / games;
    row.rating = mean_of(allowed_.rating, rows);
    row.pace = mean_of(allowed_.pace, rows);
    row.games = static_cast<std::int32_t>(rows.size());
    const Extremes found = extremes(row.against);
    if (found.strongest) row.strongest = *found.strongest;
    if (found.weakest) row.weakest = *found.weakest;
    row.data_quality = 0;  // of fewer than fifteen games there is no row
    row.no_paint = flag(allowed_.tries(Zone::paint, rows).attempts == 0);
    row.no_mid_range = flag(allowed_.tries(Zone::mid_range, rows).attempts == 0);
    row.no_three_pt = flag(allowed_.tries(Zone::perimeter, rows).attempts == 0);
  }

  Season season_;
  Date date_;
  DayRange days_;
  bool is_early_;
  ExpectedGames expected_;
  Before seen_;
  AllowedColumns allowed_;
  OfZones<double> league_;
};

/// Teams with a game in the season, before the day.
EntityList teams_of_season(const Season& season, Date date) {
  EntityList teams;
  const DayRange days = season_days(season.settings, date);
  for (std::size_t i = 0; i < season.league.names.teams.size(); ++i) {
    const auto team = static_cast<Code>(i);
    for (const TeamGame& game : season.league.schedule->games_of(team)) {
      if (game.date < days.first || game.date >= days.end) continue;
      teams.push_back({no_code, team});
      break;
    }
  }
  sort_entities(teams);
  return teams;
}

class Tdza final : public Processor {
 public:
  std::string name() const override { return "tdza"; }
  std::string title() const override { return "where a team's defence is weak"; }
  std::vector<std::string> tables() const override { return {"schedule"}; }
  Breaker breaker() const override { return Breaker::unless_backfill; }
  std::vector<std::string> reads(const Settings&) const override { return {"tdgs"}; }
  bool is_about_players() const override { return false; }
  bool looks_ahead() const override { return true; }
  Columns columns() const override { return columns_of(defence_zones_records()); }
  EntityList entities(const Season& season, Date date) const override { return teams_of_season(season, date); }
  std::unique_ptr<const Daily> day(const DayRequest& request) const override {
    return std::make_unique<DefenceZonesDay>(request);
  }
};

}  // namespace

std::unique_ptr<const Processor> tdza_processor() { return std::make_unique<Tdza>(); }

}  // namespace ergodic::workloads::entities
