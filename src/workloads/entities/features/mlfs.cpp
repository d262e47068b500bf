// The features of a player's game to come, as models are fed them: section 14 of the rules.
#include "workloads/entities/features/day_rules.hpp"
#include "workloads/entities/features/feature_inputs.hpp"
#include "workloads/entities/features/features.hpp"
#include "workloads/entities/features/window_columns.hpp"
#include "workloads/entities/player_context/roster_of_day.hpp"
#include "workloads/entities/processors/processors.hpp"

#include <ergodic/record.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::workloads::entities {
namespace {

constexpr std::int64_t features_window = 10;
constexpr int recent_days = 60;

struct FeatureRow : WindowFigures {
  std::int32_t player = missing_value<std::int32_t>(), game = player, team = player, opponent = player,
               days_rest = player;
  std::array<double, feature_count> values = {};
  std::array<std::uint8_t, feature_count> sources = {};
  double score = missing_value<double>();
  Tier tier = Tier{255};
  std::uint8_t is_home = 255, label = 255, source = 255, early_season = 255;
  std::uint8_t cache_incomplete = 255, factors_incomplete = 255, shots_incomplete = 255, defence_incomplete = 255,
               is_ready = 255;

  FeatureRow() {
    values.fill(missing_value<double>());
    sources.fill(255);
  }
};

void add_features(Records<FeatureRow>& records) {
  for (std::size_t i = 0; i < feature_count; ++i) {
    const std::string name(feature_forms[i].name);
    records.push_back(
        {real_column(name).says(std::string(feature_forms[i].says)).or_missing(), &FeatureRow::values, i});
  }
  for (std::size_t i = 0; i < feature_count; ++i) {
    const std::string name(feature_forms[i].name);
    records.push_back({category(name + "_source", {"phase4", "phase3", "default", "calculated"})
                           .says("where it is from")
                           .or_missing(),
                       &FeatureRow::sources, i});
  }
}

const Records<FeatureRow>& feature_records() {
  using F = FeatureRow;
  static const Records<FeatureRow> records = [] {
    Records<FeatureRow> list = {
        {count("player").says("whose row it is, by the place in the sorted list of players").or_missing(), &F::player},
        {count("game").says("the game, by its place in the sorted list of games").or_missing(), &F::game},
        {count("team").says("the player's, by its place in the sorted list of teams").or_missing(), &F::team},
        {count("opponent").says("the other team, likewise").or_missing(), &F::opponent},
        {yes_no_column("is_home").says("whether the player's team is at home"), &F::is_home},
        {count("days_rest").in("d").says("since the game before").or_missing(), &F::days_rest},
    };
    add_features(list);
    list.insert(
        list.end(),
        {
            {real_column("feature_quality_score")
                 .says("mean weight of where features are from, 97 at best")
                 .or_missing(),
             &F::score},
            {tier_column(), &F::tier},
            {category("quality_label", {"high", "medium", "low"}).says("from 95, from 70, or below").or_missing(),
             &F::label},
            {category("data_source", {"phase4", "phase4_partial", "phase3", "mixed", "early_season"})
                 .says("what most features are from")
                 .or_missing(),
             &F::source},
            {yes_no_column("early_season_flag")
                 .says("whether the season is younger than two weeks: then there are no features"),
             &F::early_season},
            {yes_no_column("upstream_player_daily_cache_incomplete").says("whether the row of pdc is not ready"),
             &F::cache_incomplete},
            {yes_no_column("upstream_player_composite_factors_incomplete").says("whether the row of pcf is not ready"),
             &F::factors_incomplete},
            {yes_no_column("upstream_player_shot_zone_incomplete").says("whether the row of psza is not ready"),
             &F::shots_incomplete},
            {yes_no_column("upstream_team_defense_zone_incomplete")
                 .says("whether the opponent's row of tdza is not ready"),
             &F::defence_incomplete},
            {ready_column(), &F::is_ready},
        });
    add_window_columns(list);
    return list;
  }();
  return records;
}

class FeaturesDay final : public DailyOf<FeatureRow> {
 public:
  explicit FeaturesDay(const DayRequest& request)
      : DailyOf(feature_records(), request.entities),
        season_(request.season),
        date_(request.date),
        days_(season_days(season_.settings, date_)),
        is_early_(is_early(season_, date_)),
        is_backfill_(is_backfill(season_, date_)),
        expected_(season_, date_),
        played_(request.past),
        today_(request.past),
        team_of_pgs_(played_.pgs.history().wholes("team")) {}

 private:
  std::optional<FeatureSources> sources_of(Code player) const {
    const auto context = only_row(today_.context, player);
    if (!context) return std::nullopt;
    return FeatureSources{*context, only_row(today_.cache, player), only_row(today_.factors, player),
                          only_row(today_.shots, player), only_row(today_.defence, today_.opponent[*context])};
  }

  Verdict evaluate(std::size_t place, FeatureRow& row) const override {
    const Entity& entity = entities()[place];
    const auto from = sources_of(entity.subject);
    if (!from) return failed(Category::missing_data);
    name(entity, *from, row);
    if (is_early_) return placeholder(row);
    const Completeness window = window_of(entity.subject);
    const double threshold = season_.settings.completeness_threshold;
    const bool is_exempt = is_backfill_ || is_bootstrap(date_);
    if (!is_exempt && !window.is_ready(threshold))
      return failed(Category::incomplete_data_skipped, window.stored_percent(), threshold);
    const int not_ready = fill_readiness(*from, row);
    if (!is_exempt && not_ready > 0) return failed(Category::upstream_incomplete, not_ready);
    store(features_of(entity.subject, *from), row);
    row.set(window);
    row.early_season = 0;
    row.is_ready = flag(window.is_ready(threshold) && not_ready == 0);
    return ok();
  }

  void explain(std::size_t place, std::ostream& out) const override {
    const Code player = entities()[place].subject;
    const auto from = sources_of(player);
    if (!from || is_early_) return;
    const Features features = features_of(player, *from);
    constexpr std::array<const char*, 4> sources = {"phase 4", "phase 3", "default", "calculated"};
    for (std::size_t i = 0; i < feature_count; ++i)
      fmt::print(out, "{:2} {}: {} ({})\n", i, feature_forms[i].name, features[i].value,
                 sources[static_cast<std::size_t>(features[i].source)]);
  }

  static Verdict placeholder(FeatureRow& row) {
    row.score = 0;
    row.tier = Tier::unusable;
    row.label = 2;
    row.source = static_cast<std::uint8_t>(DataSource::early_season);
    row.early_season = 1;
    row.is_ready = 0;
    return ok();
  }

  void name(const Entity& entity, const FeatureSources& from, FeatureRow& row) const {
    const auto copy = [&](const Wholes& column) {
      return static_cast<std::int32_t>(column.get(from.context).value_or(missing_value<std::int32_t>()));
    };
    row.player = entity.subject;
    row.game = entity.game;
    row.team = copy(today_.team);
    row.opponent = copy(today_.opponent);
    row.days_rest = copy(today_.rest);
    row.is_home = flag(today_.home[from.context] == 1);
  }

  Completeness window_of(Code player) const {
    if (!is_backfill_) return player_games(expected_, played_.pgs, team_of_pgs_, player, days_, features_window);
    const std::int64_t found = actual_days(played_.pgs.history(), player, {days_.first, date_});
    return {found, found};
  }

  /// How many of the four are not ready.
  int fill_readiness(const FeatureSources& from, FeatureRow& row) const {
    const auto lacks = [](const Wholes& ready, const std::optional<std::size_t>& at) {
      return flag(!at || ready[*at] != 1);
    };
    row.cache_incomplete = lacks(today_.cache_ready, from.cache);
    row.factors_incomplete = lacks(today_.factors_ready, from.factors);
    row.shots_incomplete = lacks(today_.shots_ready, from.shots);
    row.defence_incomplete = lacks(today_.defence_ready, from.defence);
    return row.cache_incomplete + row.factors_incomplete + row.shots_incomplete + row.defence_incomplete;
  }

  static void store(const Features& features, FeatureRow& row) {
    for (std::size_t i = 0; i < feature_count; ++i) {
      row.values[i] = features[i].value;
      row.sources[i] = static_cast<std::uint8_t>(features[i].source);
    }
    row.score = quality_score(features);
    row.tier = tier_of(row.score);
    row.label = row.score >= 95 ? 0 : row.score >= 70 ? 1 : 2;
    row.source = static_cast<std::uint8_t>(data_source(features));
  }

  NewestGames recent_games(Code player) const {
    const DayRange days = last_days(season_.settings, date_, recent_days, false);
    const Window rows = played_.pgs.rows(player, days.first).newest(10);
    NewestGames games;
    for (std::size_t i = rows.last; i > rows.first; --i) {
      games.points.push_back(played_.points.or_zero(i - 1));
      games.point_sum += games.points.back();
      games.free_throws += played_.free_throws.or_zero(i - 1);
      games.minutes += played_.minutes.or_zero(i - 1);
    }
    return games;
  }

  /// Of the season's games that have one, before the day.
  double season_mean(Code player, std::string_view column) const {
    const History& history = played_.pgs.history();
    const Window rows = played_.pgs.rows(player, days_.first);
    const auto sums = history.sums(column);
    const auto counts = history.counts(column);
    const std::int64_t count = counts[rows.last] - counts[rows.first];
    return count == 0 ? missing_value<double>()
                      : static_cast<double>(sums[rows.last] - sums[rows.first]) / static_cast<double>(count);
  }

  /// A rate of psza, which goes before that of pdc, as a fraction.
  double zone_part(const FeatureSources& from, std::size_t zone) const {
    double rate = or_missing(today_.rates[zone], from.shots);
    if (rate != rate && zone == 0) rate = or_missing(today_.cached_paint, from.cache);
    if (rate != rate && zone == 2) rate = or_missing(today_.cached_three, from.cache);
    return rate / 100;
  }

  Features features_of(Code player, const FeatureSources& from) const {
    const NewestGames games = recent_games(player);
    Features made;
    fill_looked_up(player, from, games, made);
    fill_calculated(player, from, games, made);
    made[15] = {today_.home[from.context] == 1 ? 1.0 : 0.0, FeatureSource::phase3};
    made[16] = {today_.back_to_back[from.context] == 1 ? 1.0 : 0.0, FeatureSource::phase3};
    made[17] = {today_.phase[from.context] == playoffs ? 1.0 : 0.0, FeatureSource::phase3};
    return made;
  }

  void fill_looked_up(Code player, const FeatureSources& from, const NewestGames& games, Features& made) const {
    constexpr double no_phase3 = missing_value<double>();
    const std::optional<std::size_t> context = from.context;
    const std::array<double, 4> of_phase3 = {games.mean_points(5), games.mean_points(0), season_mean(player, "points"),
                                             no_phase3};
    for (std::size_t i = 0; i < of_phase3.size(); ++i)
      made[i] = first_known(i, or_missing(today_.points[i], from.cache), of_phase3[i]);
    made[4] = first_known(4, or_missing(today_.cached_games_7, from.cache), or_missing(today_.games_7, context));
    made[5] = first_known(5, or_missing(today_.fatigue, from.factors), no_phase3);
    for (std::size_t i = 0; i < today_.scores.size(); ++i)
      made[6 + i] = first_known(6 + i, or_missing(today_.scores[i], from.factors), no_phase3);
    made[13] = first_known(13, or_missing(today_.defence_rating, from.defence), or_missing(today_.def_rating, context));
    made[14] = first_known(14, or_missing(today_.defence_pace, from.defence), or_missing(today_.pace, context));
    for (std::size_t zone = 0; zone < today_.rates.size(); ++zone)
      made[18 + zone] = first_known(18 + zone, zone_part(from, zone), no_phase3);
    made[22] = first_known(22, or_missing(today_.team_pace, from.cache), no_phase3);
    made[23] = first_known(23, or_missing(today_.team_rating, from.cache), no_phase3);
  }

  void fill_calculated(Code player, const FeatureSources& from, const NewestGames& games, Features& made) const {
    const auto set = [&](std::size_t i, double value) { made[i] = {value, FeatureSource::calculated}; };
    double recent = or_missing(today_.cached_minutes, from.cache);
    if (recent != recent) recent = games.mean_minutes();
    const double usual = season_mean(player, "minutes_played");
    set(9, static_cast<double>(rest_advantage(today_.rest[from.context], today_.others_rest[from.context])));
    set(10, injury_risk(today_.status[from.context]));
    set(11, static_cast<double>(recent_trend(games.points, season_.settings.is_corrected())));
    set(12, static_cast<double>(minutes_change(recent, usual == usual ? usual : 0)));
    set(21, free_throw_share(static_cast<std::int64_t>(games.points.size()), games.free_throws, games.point_sum));
    set(24, team_wins(today_.team[from.context]));
  }

  /// By the codes of the column player_status of upgc.
  static double injury_risk(std::int64_t status) {
    constexpr std::array<double, 5> risks = {3, 3, 2, 1, 0};  // out, doubtful, questionable, probable, available
    return status >= 0 && status < static_cast<std::int64_t>(risks.size()) ? risks[static_cast<std::size_t>(status)]
                                                                           : 0;
  }

  /// By dec2025 no team was ever found.
  double team_wins(std::int64_t team) const {
    if (!season_.settings.is_corrected() || team == missing_whole) return win_share(0, 0);
    const Window rows = played_.togs.rows(static_cast<Code>(team), days_.first);
    std::int64_t games = 0, wins = 0;
    for (std::size_t i = rows.first; i < rows.last; ++i) {
      games += played_.won[i] == missing_whole ? 0 : 1;
      wins += played_.won[i] == 1 ? 1 : 0;
    }
    return win_share(games, wins);
  }

  static constexpr std::int64_t playoffs = 3;  ///< of the codes of season_phase: early, mid, late, playoffs

  Season season_;
  Date date_;
  DayRange days_;
  bool is_early_;
  bool is_backfill_;
  ExpectedGames expected_;
  PlayedInputs played_;
  TodaysInputs today_;
  std::span<const std::int64_t> team_of_pgs_;
};

class Mlfs final : public Processor {
 public:
  std::string name() const override { return "mlfs"; }
  std::string title() const override { return "the features of a player's game to come"; }
  std::vector<std::string> tables() const override { return {"schedule"}; }
  Breaker breaker() const override { return Breaker::unless_backfill; }
  std::vector<std::string> reads(const Settings&) const override {
    return {"pgs", "togs", "upgc", "psza", "tdza", "pcf", "pdc"};
  }
  bool is_about_players() const override { return true; }
  bool looks_ahead() const override { return true; }
  Columns columns() const override { return columns_of(feature_records()); }
  EntityList entities(const Season& season, Date date) const override {
    return find_processor("upgc")->entities(season, date);
  }
  std::unique_ptr<const Daily> day(const DayRequest& request) const override {
    return std::make_unique<FeaturesDay>(request);
  }
};

}  // namespace

std::unique_ptr<const Processor> mlfs_processor() { return std::make_unique<Mlfs>(); }

}  // namespace ergodic::workloads::entities
