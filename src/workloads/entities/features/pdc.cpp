// A player's figures of a day, kept for those who look them up often: section 13 of the rules.
#include "workloads/entities/features/averages.hpp"
#include "workloads/entities/features/day_rules.hpp"
#include "workloads/entities/features/todays_row.hpp"
#include "workloads/entities/features/window_columns.hpp"
#include "workloads/entities/numbers/rounding.hpp"
#include "workloads/entities/processors/processors.hpp"

#include <ergodic/record.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace ergodic::workloads::entities {
namespace {

constexpr std::size_t most_games = 82;
constexpr std::size_t least_games = 5;
constexpr std::size_t not_early_games = 10;

/// The four windows that must be ready: games and days.
constexpr std::size_t cache_windows = 4;
constexpr std::array<const char*, cache_windows> cache_window_names = {"l5", "l10", "l7d", "l14d"};

constexpr double unknown_average = missing_value<double>();
constexpr std::int32_t unknown_number = missing_value<std::int32_t>();

struct Cache : WindowFigures {
  std::int32_t player = unknown_number, game = unknown_number, team = unknown_number;
  double points_5 = unknown_average, points_10 = unknown_average, points_season = unknown_average,
         points_deviation = unknown_average;
  double minutes_10 = unknown_average, usage_10 = unknown_average, ts_10 = unknown_average,
         usage_season = unknown_average;
  double team_pace = unknown_average, team_rating = unknown_average, assisted = unknown_average;
  std::int32_t games_season = unknown_number, games_7 = unknown_number, games_14 = unknown_number,
               minutes_7 = unknown_number, minutes_14 = unknown_number, pairs_14 = unknown_number, age = unknown_number;
  double average_minutes_7 = unknown_average;
  std::uint8_t zone = 255;
  double paint_rate = unknown_average, three_rate = unknown_average;
  std::uint8_t has_zones = 255, early_season = 255, all_complete = 255, is_ready = 255;
  std::array<double, cache_windows> complete_to = {unknown_average, unknown_average, unknown_average, unknown_average};
  std::array<std::uint8_t, cache_windows> is_complete = {255, 255, 255, 255};
  Tier tier = Tier{255};
  double score = unknown_average;
};

Column average_column(const char* name) { return real_column(name).or_missing(); }

Records<Cache> figures_of_games() {
  using C = Cache;
  return {
      {count("player").says("whose row it is, by the place in the sorted list of players").or_missing(), &C::player},
      {count("game").says("the game, by its place in the sorted list of games").or_missing(), &C::game},
      {count("team").says("the player's, by its place in the sorted list of teams").or_missing(), &C::team},
      {average_column("points_avg_last_5").in("points").says("a game"), &C::points_5},
      {average_column("points_avg_last_10").in("points").says("a game"), &C::points_10},
      {average_column("points_avg_season").in("points").says("a game, of 82 at most"), &C::points_season},
      {average_column("points_std_last_10").in("points").says("the sample's standard deviation"), &C::points_deviation},
      {average_column("minutes_avg_last_10").in("min").says("a game"), &C::minutes_10},
      {average_column("usage_rate_last_10").in("%").says("mean of the games that have one"), &C::usage_10},
      {average_column("ts_pct_last_10").says("mean of the games that have one"), &C::ts_10},
      {count("games_played_season").in("games").says("82 at most").or_missing(), &C::games_season},
      {average_column("player_usage_rate_season").in("%").says("mean of the games that have one"), &C::usage_season},
      {average_column("team_pace_last_10").says("possessions of the team in 48 minutes"), &C::team_pace},
      {average_column("team_off_rating_last_10").in("points").says("of the team in 100 possessions"), &C::team_rating},
      {average_column("assisted_rate_last_10").says("makes with an assist, a fraction"), &C::assisted},
  };
}

Records<Cache> figures_of_others() {
  using C = Cache;
  return {
      {count("games_in_last_7_days").in("games").says("of upgc").or_missing(), &C::games_7},
      {count("games_in_last_14_days").in("games").says("of upgc").or_missing(), &C::games_14},
      {count("minutes_in_last_7_days").in("min").says("of upgc").or_missing(), &C::minutes_7},
      {count("minutes_in_last_14_days").in("min").says("of upgc").or_missing(), &C::minutes_14},
      {count("back_to_backs_last_14_days").says("of upgc").or_missing(), &C::pairs_14},
      {average_column("avg_minutes_per_game_last_7").in("min").says("of upgc"), &C::average_minutes_7},
      {count("player_age").in("a").says("of upgc").or_missing(), &C::age},
      {category("primary_scoring_zone", {"paint", "mid_range", "perimeter", "balanced"}).says("of psza").or_missing(),
       &C::zone},
      {average_column("paint_rate_last_10").in("%").says("of psza"), &C::paint_rate},
      {average_column("three_pt_rate_last_10").in("%").says("of psza"), &C::three_rate},
      {yes_no_column("shot_zone_data_available").says("whether psza has a row"), &C::has_zones},
      {yes_no_column("early_season_flag").says("whether there are fewer than ten games"), &C::early_season},
      {yes_no_column("all_windows_complete").says("whether all four are ready"), &C::all_complete},
      {tier_column(), &C::tier},
      {real_column("cache_quality_score").in("%").says("how complete the window of five games is").or_missing(),
       &C::score},
      {ready_column(), &C::is_ready},
  };
}

const Records<Cache>& cache_records() {
  static const Records<Cache> records = [] {
    Records<Cache> list = figures_of_games();
    for (auto& record : figures_of_others())
      list.push_back(std::move(record));
    for (std::size_t i = 0; i < cache_windows; ++i) {
      const std::string name = cache_window_names[i];
      list.push_back(
          {real_column(name + "_completeness_pct").in("%").says("of the games that the window wants").or_missing(),
           &Cache::complete_to, i});
      list.push_back({yes_no_column(name + "_is_complete").says("whether all are there"), &Cache::is_complete, i});
    }
    add_window_columns(list);
    return list;
  }();
  return records;
}

/// What is read of earlier stages.
struct CacheInputs {
  explicit CacheInputs(const Past& past)
      : pgs(past.up_to("pgs")), togs(past.up_to("togs")), context(past.today("upgc")), zones(past.today("psza")) {}

  bool counts(std::size_t row) const { return minutes[row] > 0 || points[row] > 0; }

  Before pgs, togs;
  Today context, zones;
  Wholes points{pgs.history(), "points"}, minutes{pgs.history(), "minutes_played"}, makes{pgs.history(), "fg_makes"},
      assisted{pgs.history(), "assisted_fg_makes"};
  Reals usage{pgs.history(), "usage_rate"}, ts{pgs.history(), "ts_pct"};
  Reals pace{togs.history(), "pace"}, rating{togs.history(), "offensive_rating"};
  Wholes team{context.history(), "team"}, games_7{context.history(), "games_in_last_7_days"},
      games_14{context.history(), "games_in_last_14_days"}, minutes_7{context.history(), "minutes_in_last_7_days"},
      minutes_14{context.history(), "minutes_in_last_14_days"},
      pairs_14{context.history(), "back_to_backs_last_14_days"}, age{context.history(), "player_age"};
  Reals average_minutes_7{context.history(), "avg_minutes_per_game_last_7"};
  Wholes zone{zones.history(), "primary_scoring_zone"};
  Reals paint_rate{zones.history(), "paint_rate_last_10"}, three_rate{zones.history(), "three_pt_rate_last_10"};
};

class CacheDay final : public DailyOf<Cache> {
 public:
  explicit CacheDay(const DayRequest& request)
      : DailyOf(cache_records(), request.entities),
        season_(request.season),
        date_(request.date),
        days_(season_days(season_.settings, date_)),
        is_early_(is_early(season_, date_)),
        is_exempt_(is_bootstrap(date_) || is_season_boundary(date_)),
        expected_(season_, date_),
        before_(request.past.before("pgs")),
        team_of_pgs_(before_.history().wholes("team")),
        in_(request.past) {}

 private:
  using Windows = std::array<Completeness, cache_windows>;

  Windows windows_of(Code player) const {
    const auto games = [&](std::int64_t n) { return player_games(expected_, before_, team_of_pgs_, player, days_, n); };
    const auto last = [&](int n) {
      return player_days(expected_, before_, team_of_pgs_, player, last_days(season_.settings, date_, n, false),
                         last_days(season_.settings, date_, n, true));
    };
    return {games(5), games(10), last(7), last(14)};
  }

  Verdict evaluate(std::size_t place, Cache& row) const override {
    if (is_early_) return skipped_as_early(season_, date_);
    const Entity& entity = entities()[place];
    const double threshold = season_.settings.completeness_threshold;
    const Windows windows = windows_of(entity.subject);
    const auto worst =
        std::min_element(windows.begin(), windows.end(),
                         [](const Completeness& a, const Completeness& b) { return a.percent() < b.percent(); });
    const bool is_ready = worst->is_ready(threshold);
    if (!is_ready && !is_exempt_)
      return failed(Category::incomplete_data, static_cast<double>(worst->actual), static_cast<double>(worst->expected),
                    threshold);
    const auto context = only_row(in_.context, entity.subject);
    if (!context) return failed(Category::missing_data);
    row.player = entity.subject;
    row.game = entity.game;
    if (!fill_games(entity.subject, row)) return failed(Category::insufficient_data, row.games_season, least_games);
    fill_context(*context, row);
    fill_team(static_cast<Code>(in_.team[*context]), row);
    fill_zones(entity.subject, row);
    fill_windows(windows, is_ready, row);
    return ok();
  }

  void explain(std::size_t place, std::ostream& out) const override {
    const Code player = entities()[place].subject;
    const Window rows = in_.pgs.rows(player, days_.first);
    fmt::print(out, "{} rows of pgs in the season; points, newest first:", rows.size());
    for (std::size_t i = rows.last; i > rows.first; --i) {
      if (in_.counts(i - 1)) fmt::print(out, " {}", in_.points.or_zero(i - 1));
    }
    const Windows windows = windows_of(player);
    for (std::size_t i = 0; i < cache_windows; ++i)
      fmt::print(out, "\n{}: {} of {}", cache_window_names[i], windows[i].actual, windows[i].expected);
    out << '\n';
  }

  /// False where there are too few games.
  bool fill_games(Code player, Cache& row) const {
    const Window rows = in_.pgs.rows(player, days_.first);
    RunningCount points, minutes, makes, assisted;
    RunningMean usage, ts;
    std::size_t games = 0;
    for (std::size_t i = rows.last; i > rows.first && games < most_games; --i) {
      const std::size_t game = i - 1;
      if (!in_.counts(game)) continue;
      points.add(in_.points[game]);
      usage.add(in_.usage[game]);
      if (games < 10) {
        minutes.add(in_.minutes[game]);
        makes.add(in_.makes[game]);
        assisted.add(in_.assisted[game]);
        ts.add(in_.ts[game]);
      }
      ++games;
      if (games == 5) row.points_5 = points.rounded();
      if (games <= 10) {
        row.points_10 = points.rounded();
        row.points_deviation = points.deviation();
        row.usage_10 = usage.rounded();
      }
    }
    row.games_season = static_cast<std::int32_t>(games);
    if (games < least_games) return false;
    row.points_season = points.rounded();
    row.minutes_10 = minutes.rounded();
    row.ts_10 = ts.rounded();
    row.usage_season = usage.rounded();
    if (makes.sum() != 0)
      row.assisted = round_exact(static_cast<double>(assisted.sum()) / static_cast<double>(makes.sum()), 9);
    row.early_season = flag(games < not_early_games);
    return true;
  }

  void fill_context(std::size_t context, Cache& row) const {
    const auto copy = [&](const Wholes& column) {
      return static_cast<std::int32_t>(column.get(context).value_or(unknown_number));
    };
    row.team = copy(in_.team);
    row.games_7 = copy(in_.games_7);
    row.games_14 = copy(in_.games_14);
    row.minutes_7 = copy(in_.minutes_7);
    row.minutes_14 = copy(in_.minutes_14);
    row.pairs_14 = copy(in_.pairs_14);
    row.age = copy(in_.age);
    row.average_minutes_7 = in_.average_minutes_7[context];
  }

  void fill_team(Code team, Cache& row) const {
    const Window rows = in_.togs.rows(team).newest(10);
    RunningMean pace, rating;
    for (std::size_t i = rows.last; i > rows.first; --i) {
      pace.add(in_.pace[i - 1]);
      rating.add(in_.rating[i - 1]);
    }
    row.team_pace = pace.rounded();
    row.team_rating = rating.rounded();
  }

  void fill_zones(Code player, Cache& row) const {
    const auto found = only_row(in_.zones, player);
    row.has_zones = flag(found.has_value());
    if (!found) return;
    row.zone = static_cast<std::uint8_t>(in_.zone.get(*found).value_or(255));
    row.paint_rate = in_.paint_rate[*found];
    row.three_rate = in_.three_rate[*found];
  }

  static void fill_windows(const Windows& windows, bool is_ready, Cache& row) {
    for (std::size_t i = 0; i < cache_windows; ++i) {
      row.complete_to[i] = windows[i].stored_percent();
      row.is_complete[i] = flag(windows[i].is_complete());
    }
    row.set(windows[0]);
    row.score = windows[0].stored_percent();
    row.tier = tier_of(windows[0].percent());
    row.all_complete = flag(is_ready);
    row.is_ready = flag(is_ready);
  }

  Season season_;
  Date date_;
  DayRange days_;
  bool is_early_;
  bool is_exempt_;
  ExpectedGames expected_;
  Before before_;
  std::span<const std::int64_t> team_of_pgs_;
  CacheInputs in_;
};

class Pdc final : public Processor {
 public:
  std::string name() const override { return "pdc"; }
  std::string title() const override { return "a player's figures of a day"; }
  std::vector<std::string> tables() const override { return {"schedule"}; }
  Breaker breaker() const override { return Breaker::unless_backfill; }
  std::vector<std::string> reads(const Settings&) const override { return {"pgs", "togs", "upgc", "psza"}; }
  bool is_about_players() const override { return true; }
  bool looks_ahead() const override { return true; }
  Columns columns() const override { return columns_of(cache_records()); }
  EntityList entities(const Season& season, Date date) const override {
    return find_processor("upgc")->entities(season, date);
  }
  std::unique_ptr<const Daily> day(const DayRequest& request) const override {
    return std::make_unique<CacheDay>(request);
  }
};

}  // namespace

std::unique_ptr<const Processor> pdc_processor() { return std::make_unique<Pdc>(); }

}  // namespace ergodic::workloads::entities
