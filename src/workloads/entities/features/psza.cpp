// Where a player shoots from, by his last games: section 10 of the rules.
#include "workloads/entities/features/day_rules.hpp"
#include "workloads/entities/features/shot_zones.hpp"
#include "workloads/entities/features/window_columns.hpp"
#include "workloads/entities/numbers/rounding.hpp"
#include "workloads/entities/player_context/recent_games.hpp"
#include "workloads/entities/player_context/roster_of_day.hpp"
#include "workloads/entities/processors/processors.hpp"

#include <ergodic/record.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::workloads::entities {
namespace {

constexpr std::size_t short_window = 10;
constexpr std::size_t long_window = 20;
constexpr std::size_t least_of_long_window = 15;

struct PlayerZones : WindowFigures {
  std::int32_t player = missing_value<std::int32_t>();
  OfZones<double> rates = {missing_value<double>(), missing_value<double>(), missing_value<double>()};
  OfZones<double> shares = rates;
  OfZones<double> per_game = rates;
  std::int32_t shots = missing_value<std::int32_t>();
  double assisted = missing_value<double>(), unassisted = missing_value<double>();
  double paint_rate_20 = missing_value<double>(), paint_share_20 = missing_value<double>();
  std::int32_t games_10 = missing_value<std::int32_t>(), games_20 = missing_value<std::int32_t>();
  std::uint8_t quality_10 = 255, quality_20 = 255;
  ScoringZone primary = ScoringZone::unknown;
  std::uint8_t data_quality = 255, is_ready = 255;
};

Column zone_column(const char* zone, const char* figure) {
  return real_column(fmt::format("{}_{}", zone, figure)).or_missing();
}
Column sample_column(const char* name) {
  return category(name, {"excellent", "good", "limited", "insufficient"}).says("of the number of games").or_missing();
}

void add_zone_columns(Records<PlayerZones>& records) {
  constexpr const char* names[] = {"paint", "mid_range", "three_pt"};
  for (const Zone zone : zones) {
    const std::size_t i = at(zone);
    records.push_back(
        {zone_column(names[i], "rate_last_10").in("%").says("share of the shots by zone"), &PlayerZones::rates, i});
    records.push_back(
        {zone_column(names[i], "pct_last_10").says("makes of attempts, a fraction"), &PlayerZones::shares, i});
    records.push_back({zone_column(names[i], "attempts_per_game").says("attempts"), &PlayerZones::per_game, i});
  }
}

const Records<PlayerZones>& player_zones_records() {
  using Z = PlayerZones;
  static const Records<PlayerZones> records = [] {
    Records<PlayerZones> list = {
        {count("player").says("whose row it is, by the place in the sorted list of players").or_missing(), &Z::player}};
    add_zone_columns(list);
    list.insert(
        list.end(),
        {
            {count("total_shots_last_10").says("attempts of all zones").or_missing(), &Z::shots},
            {real_column("assisted_rate_last_10").in("%").says("makes with an assist").or_missing(), &Z::assisted},
            {real_column("unassisted_rate_last_10").in("%").says("makes with neither assist nor block").or_missing(),
             &Z::unassisted},
            {real_column("paint_rate_last_20").in("%").says("of 15 games at least").or_missing(), &Z::paint_rate_20},
            {real_column("paint_pct_last_20").says("of 15 games at least, a fraction").or_missing(),
             &Z::paint_share_20},
            {count("games_in_sample_10").in("games").says("of the last 10").or_missing(), &Z::games_10},
            {count("games_in_sample_20").in("games").says("of the last 20").or_missing(), &Z::games_20},
            {sample_column("sample_quality_10"), &Z::quality_10},
            {sample_column("sample_quality_20"), &Z::quality_20},
            {category("primary_scoring_zone", {"paint", "mid_range", "perimeter", "balanced"})
                 .says("where most shots are from")
                 .or_missing(),
             &Z::primary},
            {category("data_quality_tier", {"high", "medium", "low"}).says("of the number of games").or_missing(),
             &Z::data_quality},
            {ready_column(), &Z::is_ready},
        });
    add_window_columns(list);
    return list;
  }();
  return records;
}

/// The columns of PGS that count here.
struct PlayedColumns {
  explicit PlayedColumns(const History& pgs)
      : minutes(pgs.wholes("minutes_played")),
        fga(pgs.wholes("fg_attempts")),
        makes(pgs.wholes("fg_makes")),
        assisted(pgs.wholes("assisted_fg_makes")),
        unassisted(pgs.wholes("unassisted_fg_makes")),
        attempts_of{pgs.wholes("paint_attempts"), pgs.wholes("mid_range_attempts"), pgs.wholes("three_pt_attempts")},
        makes_of{pgs.wholes("paint_makes"), pgs.wholes("mid_range_makes"), pgs.wholes("three_pt_makes")} {}

  /// Minutes or a shot. A missing number is less than any.
  bool counts(std::size_t row) const { return minutes[row] > 0 || fga[row] > 0; }
  void add(std::size_t row, ShotTotals& totals) const {
    for (const Zone zone : zones) {
      totals.zones[at(zone)].attempts += or_zero(attempts_of[at(zone)][row]);
      totals.zones[at(zone)].makes += or_zero(makes_of[at(zone)][row]);
    }
    totals.fg_makes += or_zero(makes[row]);
    totals.assisted += or_zero(assisted[row]);
    totals.unassisted += or_zero(unassisted[row]);
  }
  static std::int64_t or_zero(std::int64_t value) { return value == missing_whole ? 0 : value; }

  std::span<const std::int64_t> minutes, fga, makes, assisted, unassisted;
  OfZones<std::span<const std::int64_t>> attempts_of, makes_of;
};

/// A player's last ten games, and his last twenty.
struct Sample {
  std::size_t games = 0;
  ShotTotals ten = {}, twenty = {};
};

class PlayerZonesDay final : public DailyOf<PlayerZones> {
 public:
  explicit PlayerZonesDay(const DayRequest& request)
      : DailyOf(player_zones_records(), request.entities),
        season_(request.season),
        date_(request.date),
        days_(season_days(season_.settings, date_)),
        is_backfill_(is_backfill(season_, date_)),
        is_exempt_(is_backfill_ || is_bootstrap(date_) || is_season_boundary(date_)),
        is_early_(is_early(season_, date_)),
        expected_(season_, date_),
        before_(request.past.before("pgs")),
        seen_(request.past.up_to("pgs")),
        team_(seen_.history().wholes("team")),
        played_(seen_.history()) {}

 private:
  Verdict evaluate(std::size_t place, PlayerZones& row) const override {
    if (is_early_) return skipped_as_early(season_, date_);
    const Code player = entities()[place].subject;
    const Sample sample = sample_of(player);
    const Completeness window = window_of(player);
    const double threshold = season_.settings.completeness_threshold;
    if (!is_exempt_ && !window.is_ready(threshold))
      return failed(Category::incomplete_data, static_cast<double>(window.actual), static_cast<double>(window.expected),
                    threshold);
    if (sample.games == 0) return failed(Category::insufficient_data, 0, 1);
    if (sample.games < short_window) return too_few(sample, window);
    row.player = player;
    fill(sample, row);
    row.set(window);
    row.is_ready = flag(window.is_ready(threshold));
    return ok();
  }

  void explain(std::size_t place, std::ostream& out) const override {
    const Code player = entities()[place].subject;
    const Sample sample = sample_of(player);
    const Completeness window = window_of(player);
    fmt::print(out, "{} games of the season before the day; {} of {} are there\n", sample.games, window.actual,
               window.expected);
    fmt::print(out, "the last 10: paint {}/{}, mid-range {}/{}, three-pointers {}/{}, {} makes, {} assisted\n",
               sample.ten.zones[0].makes, sample.ten.zones[0].attempts, sample.ten.zones[1].makes,
               sample.ten.zones[1].attempts, sample.ten.zones[2].makes, sample.ten.zones[2].attempts,
               sample.ten.fg_makes, sample.ten.assisted);
  }

  /// In a backfill what is there is what is expected.
  Completeness window_of(Code player) const {
    if (is_backfill_) {
      const auto found = static_cast<std::int64_t>(games_of(player));
      return {found, found};
    }
    return player_games(expected_, before_, team_, player, days_, short_window);
  }

  std::size_t games_of(Code player) const {
    const Window rows = seen_.rows(player, days_.first);
    std::size_t games = 0;
    for (std::size_t i = rows.first; i < rows.last; ++i)
      games += played_.counts(i) ? 1 : 0;
    return games;
  }

  Sample sample_of(Code player) const {
    const Window rows = seen_.rows(player, days_.first);
    Sample sample;
    for (std::size_t i = rows.last; i > rows.first && sample.games < long_window; --i) {
      if (!played_.counts(i - 1)) continue;
      played_.add(i - 1, sample.twenty);
      if (++sample.games == short_window) sample.ten = sample.twenty;
    }
    return sample;
  }

  static Verdict too_few(const Sample& sample, const Completeness& window) {
    const bool is_expected = window.expected < static_cast<std::int64_t>(short_window);
    return failed(is_expected ? Category::expected_incomplete : Category::incomplete_upstream,
                  static_cast<double>(sample.games), static_cast<double>(window.expected), short_window);
  }

  static void fill(const Sample& sample, PlayerZones& row) {
    const ShotTotals& ten = sample.ten;
    row.rates = zone_rates(ten);
    for (const Zone zone : zones) {
      row.shares[at(zone)] = zone_share(ten.zones[at(zone)]);
      row.per_game[at(zone)] = attempts_per_game(ten.zones[at(zone)], short_window);
    }
    if (ten.attempts() != 0) row.shots = static_cast<std::int32_t>(ten.attempts());
    row.assisted = makes_rate(ten.assisted, ten);
    row.unassisted = makes_rate(ten.unassisted, ten);
    if (sample.games >= least_of_long_window) {
      row.paint_rate_20 = zone_rates(sample.twenty)[at(Zone::paint)];
      row.paint_share_20 = zone_share(sample.twenty.zones[at(Zone::paint)]);
    }
    row.games_10 = short_window;
    row.games_20 = static_cast<std::int32_t>(sample.games);
    row.quality_10 = sample_quality(short_window, short_window);
    row.quality_20 = sample_quality(sample.games, long_window);
    row.primary = scoring_zone(row.rates);
    row.data_quality = 0;
  }

  Season season_;
  Date date_;
  DayRange days_;
  bool is_backfill_;
  bool is_exempt_;
  bool is_early_;
  ExpectedGames expected_;
  Before before_;
  Before seen_;
  std::span<const std::int64_t> team_;
  PlayedColumns played_;
};

/// Players who played in the season, before the day.
EntityList players_of_season(const Season& season, Date date) {
  EntityList players;
  if (!season.league.player_box) return players;
  const DayRange days = season_days(season.settings, date);
  for (const Code player : season.league.season_players(season.settings.is_corrected()).between(days.first, days.end))
    players.push_back({no_code, player});
  return players;
}

class Psza final : public Processor {
 public:
  std::string name() const override { return "psza"; }
  std::string title() const override { return "where a player shoots from"; }
  std::vector<std::string> tables() const override { return {"player_box", "schedule"}; }
  Breaker breaker() const override { return Breaker::unless_backfill; }
  std::vector<std::string> reads(const Settings&) const override { return {"pgs"}; }
  bool is_about_players() const override { return true; }
  bool looks_ahead() const override { return true; }
  Columns columns() const override { return columns_of(player_zones_records()); }
  EntityList entities(const Season& season, Date date) const override { return players_of_season(season, date); }
  std::unique_ptr<const Daily> day(const DayRequest& request) const override {
    return std::make_unique<PlayerZonesDay>(request);
  }
};

}  // namespace

std::unique_ptr<const Processor> psza_processor() { return std::make_unique<Psza>(); }

}  // namespace ergodic::workloads::entities
