// Four factors of a player's game to come: section 12 of the rules.
#include "workloads/entities/features/day_rules.hpp"
#include "workloads/entities/features/factors.hpp"
#include "workloads/entities/features/todays_row.hpp"
#include "workloads/entities/features/window_columns.hpp"
#include "workloads/entities/numbers/rounding.hpp"
#include "workloads/entities/player_context/roster_of_day.hpp"
#include "workloads/entities/processors/processors.hpp"

#include <ergodic/record.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cmath>
#include <cstdint>
#include <optional>

namespace ergodic::workloads::entities {
namespace {

constexpr std::int64_t factors_window = 10;

struct Factors : WindowFigures {
  std::int32_t player = missing_value<std::int32_t>(), game = player, opponent = player, fatigue = player,
               present = player;
  double mismatch = missing_value<double>(), pace = mismatch, usage = mismatch, total = mismatch;
  std::uint8_t no_rest = 255, no_projection = 255, no_pace = 255, no_shot_zones = 255, no_defence_zones = 255;
  std::uint8_t worn_out = 255, great_mismatch = 255, great_total = 255, has_warnings = 255;
  std::uint8_t shots_ready = 255, defence_ready = 255, context_ready = 255, team_ready = 255, all_ready = 255;
  std::uint8_t own_ready = 255, is_ready = 255;
};

Column factor_column(const char* name) { return real_column(name).or_missing(); }

const Records<Factors>& factors_records() {
  using F = Factors;
  static const Records<Factors> records = [] {
    Records<Factors> list = {
        {count("player").says("whose row it is, by the place in the sorted list of players").or_missing(), &F::player},
        {count("game").says("the game, by its place in the sorted list of games").or_missing(), &F::game},
        {count("opponent").says("the other team, by its place in the sorted list of teams").or_missing(), &F::opponent},
        {count("fatigue_score").says("0 worn out, 100 fresh").or_missing(), &F::fatigue},
        {factor_column("shot_zone_mismatch_score")
             .says("where the player shoots against where the opponent is weak, -10 to 10"),
         &F::mismatch},
        {factor_column("pace_score").says("half of the difference of pace, -3 to 3"), &F::pace},
        {factor_column("usage_spike_score").says("of a greater part than lately, -3 to 3"), &F::usage},
        {factor_column("total_composite_adjustment").says("the sum of the four before they are rounded"), &F::total},
        {count("data_completeness_pct")
             .in("%")
             .says("20 for each of rest, projection, pace, and rows of psza and tdza")
             .or_missing(),
         &F::present},
        {yes_no_column("missing_days_rest").says("whether the rest is not known"), &F::no_rest},
        {yes_no_column("missing_projected_usage_rate").says("whether there is no projection"), &F::no_projection},
        {yes_no_column("missing_pace_differential").says("whether the pace of a side is not known"), &F::no_pace},
        {yes_no_column("missing_player_shot_zone").says("whether psza has no row of the player"), &F::no_shot_zones},
        {yes_no_column("missing_team_defense_zone").says("whether tdza has no row of the opponent"),
         &F::no_defence_zones},
        {yes_no_column("has_warnings").says("whether one of the next three is so"), &F::has_warnings},
        {yes_no_column("warns_of_fatigue").says("a fatigue score below 50"), &F::worn_out},
        {yes_no_column("warns_of_mismatch").says("a mismatch beyond 8"), &F::great_mismatch},
        {yes_no_column("warns_of_total").says("a total beyond 12"), &F::great_total},
        {yes_no_column("upstream_player_shot_ready").says("whether the row of psza is"), &F::shots_ready},
        {yes_no_column("upstream_team_defense_ready").says("whether the opponent's row of tdza is"), &F::defence_ready},
        {yes_no_column("upstream_player_context_ready").says("whether the row of upgc is"), &F::context_ready},
        {yes_no_column("upstream_team_context_ready").says("whether the row of utgc is"), &F::team_ready},
        {yes_no_column("all_upstreams_ready").says("whether all four are"), &F::all_ready},
        {yes_no_column("own_data_ready").says("whether the player's own games are"), &F::own_ready},
        {ready_column(), &F::is_ready},
    };
    add_window_columns(list);
    return list;
  }();
  return records;
}

/// What the factors are made of, as columns of earlier stages.
struct FactorInputs {
  explicit FactorInputs(const Past& past)
      : context(past.today("upgc")), team(past.today("utgc")), shots(past.today("psza")), defence(past.today("tdza")) {}

  Load load(std::size_t row) const {
    const auto flag_of = [](std::optional<std::int64_t> code) {
      return code ? std::optional(*code == 1) : std::nullopt;
    };
    return {flag_of(back_to_back.get(row)),
            days_rest.get(row),
            games_7.get(row),
            minutes_7.get(row),
            average.get(row),
            pairs.get(row),
            age.get(row)};
  }
  Mismatch mismatch(std::size_t of_player, std::size_t of_opponent) const {
    Mismatch found;
    const auto zone = primary.get(of_player);
    if (zone) found.zone = static_cast<ScoringZone>(*zone);
    found.rates = {paint_rate[of_player], mid_rate[of_player], three_rate[of_player]};
    found.against = {paint_against[of_opponent], mid_against[of_opponent], three_against[of_opponent]};
    return found;
  }

  Today context, team, shots, defence;
  Wholes own_team{context.history(), "team"}, game{context.history(), "game"}, opponent{context.history(), "opponent"};
  Wholes back_to_back{context.history(), "back_to_back"}, days_rest{context.history(), "days_rest"};
  Wholes games_7{context.history(), "games_in_last_7_days"}, minutes_7{context.history(), "minutes_in_last_7_days"};
  Reals average{context.history(), "avg_minutes_per_game_last_7"};
  Wholes pairs{context.history(), "back_to_backs_last_14_days"}, age{context.history(), "player_age"};
  Reals pace{context.history(), "pace_differential"}, usual_usage{context.history(), "avg_usage_rate_last_7_games"};
  Reals projected_usage{context.history(), "projected_usage_rate"};
  Wholes stars_out{context.history(), "star_teammates_out"}, context_ready{context.history(), "is_production_ready"};
  Wholes team_ready{team.history(), "is_production_ready"};
  Wholes primary{shots.history(), "primary_scoring_zone"}, shots_ready{shots.history(), "is_production_ready"};
  Reals paint_rate{shots.history(), "paint_rate_last_10"}, mid_rate{shots.history(), "mid_range_rate_last_10"};
  Reals three_rate{shots.history(), "three_pt_rate_last_10"};
  Reals paint_against{defence.history(), "paint_defense_vs_league_avg"};
  Reals mid_against{defence.history(), "mid_range_defense_vs_league_avg"};
  Reals three_against{defence.history(), "three_pt_defense_vs_league_avg"};
  Wholes defence_ready{defence.history(), "is_production_ready"};
};

class FactorsDay final : public DailyOf<Factors> {
 public:
  explicit FactorsDay(const DayRequest& request)
      : DailyOf(factors_records(), request.entities),
        season_(request.season),
        date_(request.date),
        days_{opening_night(season_, date_), season_.settings.is_corrected() ? date_ : date_ + 1},
        is_early_(is_early(season_, date_)),
        is_backfill_(is_backfill(season_, date_)),
        expected_(season_, date_),
        pgs_(request.past.before("pgs")),
        team_of_pgs_(pgs_.history().wholes("team")),
        in_(request.past) {}

 private:
  /// The rows of earlier stages that one is made from.
  struct Sources {
    std::size_t context = 0;
    std::optional<std::size_t> team = {}, shots = {}, defence = {};
  };
  struct Adjustments {
    std::int64_t fatigue = 0;
    double of_fatigue = 0, mismatch = 0, pace = 0, usage = 0;
  };

  std::optional<Sources> sources_of(const Entity& entity) const {
    const auto context = only_row(in_.context, entity.subject);
    if (!context) return std::nullopt;
    return Sources{*context, only_row(in_.team, in_.own_team[*context]), only_row(in_.shots, entity.subject),
                   only_row(in_.defence, in_.opponent[*context])};
  }

  Adjustments adjustments(const Sources& from) const {
    Adjustments made;
    made.fatigue = fatigue_score(in_.load(from.context));
    made.of_fatigue = fatigue_adjustment(made.fatigue);
    if (from.shots && from.defence) made.mismatch = mismatch_adjustment(in_.mismatch(*from.shots, *from.defence));
    made.pace = pace_adjustment(in_.pace[from.context]);
    made.usage = usage_adjustment(in_.usual_usage[from.context], in_.projected_usage[from.context],
                                  in_.stars_out.or_zero(from.context));
    return made;
  }

  Verdict evaluate(std::size_t place, Factors& row) const override {
    if (is_early_) return skipped_as_early(season_, date_);
    const Entity& entity = entities()[place];
    const auto from = sources_of(entity);
    if (!from) return failed(Category::missing_data);
    row.player = entity.subject;
    row.game = entity.game;
    row.opponent = static_cast<std::int32_t>(in_.opponent.get(from->context).value_or(missing_value<std::int32_t>()));
    fill_scores(adjustments(*from), row);
    fill_presence(*from, row);
    fill_readiness(*from, window_of(entity.subject), row);
    return ok();
  }

  void explain(std::size_t place, std::ostream& out) const override {
    const auto from = sources_of(entities()[place]);
    if (!from) return;
    const Adjustments made = adjustments(*from);
    fmt::print(out, "fatigue {}: {}; mismatch {}; pace {}; usage {}\n", made.fatigue, made.of_fatigue, made.mismatch,
               made.pace, made.usage);
  }

  Completeness window_of(Code player) const {
    if (!is_backfill_) return player_games(expected_, pgs_, team_of_pgs_, player, days_, factors_window);
    const std::int64_t found = actual_days(pgs_.history(), player, days_);
    return {found, found};
  }

  static void fill_scores(const Adjustments& made, Factors& row) {
    row.fatigue = static_cast<std::int32_t>(made.fatigue);
    row.mismatch = round_exact(made.mismatch, 1);
    row.pace = round_exact(made.pace, 1);
    row.usage = round_exact(made.usage, 1);
    row.total = round_exact(made.of_fatigue + made.mismatch + made.pace + made.usage, 2);
    row.worn_out = flag(made.fatigue < 50);
    row.great_mismatch = flag(std::fabs(made.mismatch) > 8);
    row.great_total = flag(std::fabs(row.total) > 12);
    row.has_warnings = flag(row.worn_out == 1 || row.great_mismatch == 1 || row.great_total == 1);
  }

  void fill_presence(const Sources& from, Factors& row) const {
    row.no_rest = flag(!in_.days_rest.get(from.context));
    row.no_projection = flag(!in_.projected_usage.get(from.context));
    row.no_pace = flag(!in_.pace.get(from.context));
    row.no_shot_zones = flag(!from.shots);
    row.no_defence_zones = flag(!from.defence);
    const int missing = row.no_rest + row.no_projection + row.no_pace + row.no_shot_zones + row.no_defence_zones;
    row.present = 20 * (5 - missing);
  }

  void fill_readiness(const Sources& from, const Completeness& window, Factors& row) const {
    row.set(window);
    row.shots_ready = flag(is_backfill_ || (from.shots && in_.shots_ready[*from.shots] == 1));
    row.defence_ready = flag(is_backfill_ || (from.defence && in_.defence_ready[*from.defence] == 1));
    row.context_ready = flag(is_backfill_ || in_.context_ready[from.context] == 1);
    row.team_ready = flag(is_backfill_ || (from.team && in_.team_ready[*from.team] == 1));
    row.all_ready = row.shots_ready & row.defence_ready & row.context_ready & row.team_ready;
    row.own_ready = flag(window.is_ready(season_.settings.completeness_threshold));
    row.is_ready = row.own_ready & row.all_ready;
  }

  Season season_;
  Date date_;
  DayRange days_;
  bool is_early_;
  bool is_backfill_;
  ExpectedGames expected_;
  Before pgs_;
  std::span<const std::int64_t> team_of_pgs_;
  FactorInputs in_;
};

class Pcf final : public Processor {
 public:
  std::string name() const override { return "pcf"; }
  std::string title() const override { return "four factors of a player's game to come"; }
  std::vector<std::string> tables() const override { return {"schedule"}; }
  Breaker breaker() const override { return Breaker::unless_backfill; }
  std::vector<std::string> reads(const Settings&) const override { return {"pgs", "upgc", "utgc", "psza", "tdza"}; }
  bool is_about_players() const override { return true; }
  bool looks_ahead() const override { return true; }
  Columns columns() const override { return columns_of(factors_records()); }
  EntityList entities(const Season& season, Date date) const override {
    return find_processor("upgc")->entities(season, date);
  }
  std::unique_ptr<const Daily> day(const DayRequest& request) const override {
    return std::make_unique<FactorsDay>(request);
  }
};

}  // namespace

std::unique_ptr<const Processor> pcf_processor() { return std::make_unique<Pcf>(); }

}  // namespace ergodic::workloads::entities
