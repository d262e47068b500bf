// A team's game to come, section 8 of the rules.
#include "workloads/entities/numbers/rounding.hpp"
#include "workloads/entities/processors/completeness.hpp"
#include "workloads/entities/processors/knowledge.hpp"
#include "workloads/entities/processors/processors.hpp"
#include "workloads/entities/processors/quality.hpp"
#include "workloads/entities/processors/team_names.hpp"

#include <ergodic/record.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::entities {
namespace {

constexpr double not_known = missing_value<double>();
constexpr std::int32_t no_figure = missing_value<std::int32_t>();

/// How full a window is, as columns.
struct StoredWindow {
  std::int32_t expected = no_figure, actual = no_figure;
  double percent = not_known;
  std::uint8_t is_complete = 255;
};

StoredWindow stored(const Completeness& window) {
  return {static_cast<std::int32_t>(window.expected), static_cast<std::int32_t>(window.actual), window.stored_percent(),
          flag(window.is_complete())};
}

struct TeamContext {
  std::int32_t team = no_figure, opponent = no_figure, game = no_figure, season_year = no_figure;
  std::uint8_t home_game = 255;
  std::int32_t days_since_last_game = no_figure, days_rest = no_figure;
  std::uint8_t back_to_back = 255;
  std::int32_t games_7 = no_figure, games_14 = no_figure, game_number = no_figure;
  double spread = not_known, total = not_known;
  std::uint8_t spread_source = 255, total_source = 255;
  std::int64_t lines_updated_at = missing_value<std::int64_t>();
  std::int32_t out = no_figure, questionable = no_figure, win_streak = no_figure, loss_streak = no_figure,
               last_margin = no_figure;
  std::uint8_t last_result = 255;
  double travel_miles = not_known;
  StoredWindow l7d, l14d;
  std::uint8_t all_complete = 255;
  Tier tier = Tier{255};
  double score = not_known;
  std::uint8_t l7d_incomplete = 255, l14d_incomplete = 255, season_boundary = 255, bootstrap = 255, is_ready = 255;
};

const Records<TeamContext>& team_context_records() {
  using T = TeamContext;
  static const Records<TeamContext> records = {
      {count("team").says("whose row it is, by its place in the sorted list of teams").or_missing(), &T::team},
      {count("opponent").says("the other team, likewise").or_missing(), &T::opponent},
      {count("game").says("the game, by its place in the sorted list of games").or_missing(), &T::game},
      {count("season_year").says("the year in which the season began").or_missing(), &T::season_year},
      {yes_no_column("home_game").says("whether the team plays at home"), &T::home_game},
      {count("days_since_last_game").in("d").says("1: it played yesterday").or_missing(), &T::days_since_last_game},
      {count("team_days_rest").in("d").says("days without a game since").or_missing(), &T::days_rest},
      {yes_no_column("team_back_to_back").says("whether it played yesterday"), &T::back_to_back},
      {count("games_in_last_7_days").says("after the day a week before").or_missing(), &T::games_7},
      {count("games_in_last_14_days").says("after the day two weeks before").or_missing(), &T::games_14},
      {count("game_number_in_season").says("from 1").or_missing(), &T::game_number},
      {real_column("game_spread").in("points").says("the bookmaker's, of this team").or_missing(), &T::spread},
      {category("game_spread_source", {"draftkings", "fanduel"}).says("whose spread").or_missing(), &T::spread_source},
      {real_column("game_total").in("points").says("the bookmaker's, of both teams").or_missing(), &T::total},
      {category("game_total_source", {"draftkings", "fanduel"}).says("whose total").or_missing(), &T::total_source},
      {moment_column("betting_lines_updated_at").says("when the spread stood so, else the total"),
       &T::lines_updated_at},
      {count("starters_out_count").says("players listed as out").or_missing(), &T::out},
      {count("questionable_players_count").says("players listed as questionable or doubtful").or_missing(),
       &T::questionable},
      {count("team_win_streak_entering").says("games won in a row").or_missing(), &T::win_streak},
      {count("team_loss_streak_entering").says("games lost in a row").or_missing(), &T::loss_streak},
      {count("last_game_margin").in("points").says("of the last game, from this side").or_missing(), &T::last_margin},
      {category("last_game_result", {"L", "W"}).says("of the last game").or_missing(), &T::last_result},
      {real_column("travel_miles").in("mi").says("from the place of the game before; at home 0").or_missing(),
       &T::travel_miles},
      {count("l7d_expected_games").says("of the last week, by the schedule").or_missing(),
       [](const T& row) { return row.l7d.expected; }},
      {count("l7d_actual_games").says("of these that are there").or_missing(),
       [](const T& row) { return row.l7d.actual; }},
      {real_column("l7d_completeness_pct").in("%").says("the share").or_missing(),
       [](const T& row) { return row.l7d.percent; }},
      {yes_no_column("l7d_is_complete").says("whether all are there"),
       [](const T& row) { return row.l7d.is_complete; }},
      {count("l14d_expected_games").says("of the last two weeks, by the schedule").or_missing(),
       [](const T& row) { return row.l14d.expected; }},
      {count("l14d_actual_games").says("of these that are there").or_missing(),
       [](const T& row) { return row.l14d.actual; }},
      {real_column("l14d_completeness_pct").in("%").says("the share").or_missing(),
       [](const T& row) { return row.l14d.percent; }},
      {yes_no_column("l14d_is_complete").says("whether all are there"),
       [](const T& row) { return row.l14d.is_complete; }},
      {yes_no_column("all_windows_complete").says("whether both are"), &T::all_complete},
      {tier_column(), &T::tier},
      {score_column(), &T::score},
      {yes_no_column("l7d_incomplete").says("whether the week is not ready"), &T::l7d_incomplete},
      {yes_no_column("l14d_incomplete").says("whether the two weeks are not ready"), &T::l14d_incomplete},
      {yes_no_column("season_boundary_detected").says("whether it is October, November or April"), &T::season_boundary},
      {yes_no_column("backfill_bootstrap_mode").says("whether the season is younger than thirty days"), &T::bootstrap},
      {ready_column(), &T::is_ready},
  };
  return records;
}

enum class Result : std::uint8_t { lost, won, unknown };

/// How a game ended for one of its teams.
Result result_of(const Schedule& schedule, const TeamGame& game, Code team) {
  const Code winner = schedule.winner[game.row];
  if (winner != no_code) return winner == team ? Result::won : Result::lost;
  const std::int64_t home = schedule.home_score[game.row];
  const std::int64_t away = schedule.away_score[game.row];
  if (home == missing_whole || away == missing_whole || home == away) return Result::unknown;
  return (home > away) == game.is_home ? Result::won : Result::lost;
}

constexpr Date look_back = 30;

/// A team's finals before a day, the newest last.
struct TeamHistory {
  std::vector<TeamGame> games;            ///< of the last thirty days
  std::int64_t season_games = 0;          ///< since the season began, but for its preparation
  std::optional<TeamGame> previous = {};  ///< the last game before the day, final or not
};

TeamHistory history_of(const League& league, Code team, Date date) {
  const Schedule& schedule = *league.schedule;
  TeamHistory history;
  const Date begin = season_start(date);
  for (const TeamGame& game : schedule.games_of(team)) {
    if (game.date >= date) break;
    const bool is_final = schedule.is_final(game.row);
    if (is_final && game.date >= begin && schedule.is_regular[game.row] != 0) ++history.season_games;
    if (game.date < date - look_back) continue;
    if (is_final) history.games.push_back(game);
    if (is_final || schedule.status[game.row] == 1) history.previous = game;
  }
  return history;
}

/// A point of a bookmaker, and when it stood so.
struct Quote {
  double point = not_known;
  std::int64_t snapshot = missing_whole;
  bool is_there = false;
};

class TeamContexts final : public DailyOf<TeamContext> {
 public:
  explicit TeamContexts(const DayRequest& request)
      : DailyOf(team_context_records(), request.entities),
        season_(request.season),
        date_(request.date),
        schedule_(*season_.league.schedule),
        expected_(season_, date_),
        knowledge_(season_, date_) {
    count_injuries();
  }

 private:
  struct Injured {
    std::int32_t out = 0, questionable = 0;
  };

  /// A game is one piece of work: where one side cannot be computed, neither has a row.
  Verdict evaluate(std::size_t at, TeamContext& row) const override {
    const std::uint32_t game = entities()[at].row;
    for (const bool is_home : {true, false}) {
      if ((is_home ? schedule_.home[game] : schedule_.away[game]) == no_code)
        return failed(Category::unknown_team, cell_label("schedule", is_home ? "home_team_abbr" : "away_team_abbr"),
                      game);
    }
    const Code team = entities()[at].subject;
    describe(game, team, row);
    TeamContext other;
    describe(game, team == schedule_.home[game] ? schedule_.away[game] : schedule_.home[game], other);
    return ok();
  }

  void explain(std::size_t at, std::ostream& out) const override {
    const Code team = entities()[at].subject;
    for (const TeamGame& game : history_of(season_.league, team, date_).games)
      fmt::print(out, "schedule, row {} by key: {}, {}\n", game.row, date_text(game.date),
                 result_of(schedule_, game, team) == Result::won ? "won" : "lost");
  }

  void describe(std::uint32_t game, Code team, TeamContext& row) const {
    const bool is_home = team == schedule_.home[game];
    row.team = team;
    row.opponent = is_home ? schedule_.away[game] : schedule_.home[game];
    row.game = schedule_.game[game];
    row.season_year = season_year(date_);
    row.home_game = flag(is_home);
    const TeamHistory history = history_of(season_.league, team, date_);
    fill_rest(history, row);
    fill_results(history, team, row);
    row.travel_miles = is_home ? 0 : travel(history, team, schedule_.home[game]);
    fill_lines(game, team, row);
    const Injured& injured = injured_[static_cast<std::size_t>(team)];
    row.out = injured.out;
    row.questionable = injured.questionable;
    fill_quality(team, row);
  }

  void fill_rest(const TeamHistory& history, TeamContext& row) const {
    const auto after = [&](Date day) {
      return static_cast<std::int32_t>(std::count_if(history.games.begin(), history.games.end(),
                                                     [&](const TeamGame& game) { return game.date > day; }));
    };
    row.games_7 = after(date_ - 7);
    row.games_14 = after(date_ - 14);
    const std::int64_t played =
        season_.settings.is_corrected() ? history.season_games : static_cast<std::int64_t>(history.games.size());
    row.game_number = static_cast<std::int32_t>(played + 1);
    row.back_to_back = 0;
    if (history.games.empty()) return;
    row.days_since_last_game = date_ - history.games.back().date;
    row.days_rest = row.days_since_last_game - 1;
    row.back_to_back = flag(row.days_rest == 0);
  }

  void fill_results(const TeamHistory& history, Code team, TeamContext& row) const {
    row.win_streak = row.loss_streak = 0;
    Result run = Result::unknown;
    std::int32_t length = 0;
    for (auto game = history.games.rbegin(); game != history.games.rend(); ++game) {
      const Result result = result_of(schedule_, *game, team);
      if (length == 0 && result == Result::unknown) continue;
      if (length > 0 && result != run) break;
      run = result;
      ++length;
    }
    if (run == Result::won) row.win_streak = length;
    if (run == Result::lost) row.loss_streak = length;
    if (history.games.empty()) return;
    const TeamGame& last = history.games.back();
    const std::int64_t home = schedule_.home_score[last.row];
    const std::int64_t away = schedule_.away_score[last.row];
    if (home != missing_whole && away != missing_whole)
      row.last_margin = static_cast<std::int32_t>(last.is_home ? home - away : away - home);
    const Result result = result_of(schedule_, last, team);
    if (result != Result::unknown) row.last_result = static_cast<std::uint8_t>(result);
  }

  /// From where the team played last to the place of this game.
  double travel(const TeamHistory& history, Code team, Code to) const {
    if (!history.previous || !season_.league.travel) return 0;
    const Code from = history.previous->is_home ? team : schedule_.home[history.previous->row];
    const double miles = season_.league.travel->miles(from, to);
    return miles == miles ? miles : 0;
  }

  /// Of draftkings, else of fanduel: the newest that was known.
  void fill_lines(std::uint32_t game, Code team, TeamContext& row) const {
    if (!season_.league.game_lines) return;
    const TeamNaming names(season_.league.names.teams[team]);
    for (const std::uint8_t bookmaker : {std::uint8_t{0}, std::uint8_t{1}}) {
      const Quote spread = newest(game, bookmaker, Market::spreads,
                                  [&](const std::string& outcome) { return names.is_meant_by(outcome); });
      if (row.spread_source == 255 && spread.is_there) {
        row.spread = spread.point;
        row.spread_source = bookmaker;
        row.lines_updated_at = stored_moment(spread.snapshot);
      }
    }
    for (const std::uint8_t bookmaker : {std::uint8_t{0}, std::uint8_t{1}}) {
      const Quote total =
          newest(game, bookmaker, Market::totals, [](const std::string& outcome) { return outcome == "Over"; });
      if (row.total_source == 255 && total.is_there) {
        row.total = total.point;
        row.total_source = bookmaker;
        if (row.spread_source == 255) row.lines_updated_at = stored_moment(total.snapshot);
      }
    }
  }

  static std::int64_t stored_moment(std::int64_t moment) {
    return moment == missing_whole ? missing_value<std::int64_t>() : moment;
  }

  template <class IsWanted>
  Quote newest(std::uint32_t game, int bookmaker, Market market, const IsWanted& is_wanted) const {
    const GameLines& lines = *season_.league.game_lines;
    const std::int64_t until = knowledge_.of_game(game);
    Quote quote;
    for (const std::uint32_t row : lines.by_date[date_]) {
      const bool is_one = lines.game[row] == schedule_.game[game] && lines.market[row] == market &&
                          lines.bookmaker[row] == bookmaker && lines.point[row] == lines.point[row] &&
                          is_wanted(lines.outcome[row]) && Knowledge::is_known(lines.snapshot[row], until);
      if (is_one && (!quote.is_there || lines.snapshot[row] >= quote.snapshot))
        quote = {lines.point[row], lines.snapshot[row], true};
    }
    return quote;
  }

  /// The newest report of each player that was known; then those that are sure.
  void count_injuries() {
    constexpr double least_confidence = 0.8;
    injured_.assign(season_.league.names.teams.size(), {});
    if (!season_.league.injuries) return;
    const Injuries& injuries = *season_.league.injuries;
    for (const std::uint32_t row : newest_reports(season_, date_, knowledge_)) {
      const Code team = injuries.team[row];
      if (team == no_code || !(injuries.confidence[row] >= least_confidence)) continue;
      Injured& of = injured_[static_cast<std::size_t>(team)];
      const InjuryStatus status = injuries.status[row];
      if (status == InjuryStatus::out) ++of.out;
      if (status == InjuryStatus::questionable || status == InjuryStatus::doubtful) ++of.questionable;
    }
  }

  void fill_quality(Code team, TeamContext& row) const {
    const double threshold = season_.settings.completeness_threshold;
    const std::int64_t week = expected_.of_team(team, last_days(season_.settings, date_, 7, true));
    const std::int64_t two_weeks = expected_.of_team(team, last_days(season_.settings, date_, 14, true));
    const Completeness l7d{week, week};  // the schedule is both what is expected and what is there
    const Completeness l14d{two_weeks, two_weeks};
    row.l7d = stored(l7d);
    row.l14d = stored(l14d);
    row.all_complete = flag(l7d.is_complete() && l14d.is_complete());
    row.l7d_incomplete = flag(!l7d.is_ready(threshold));
    row.l14d_incomplete = flag(!l14d.is_ready(threshold));
    row.season_boundary = flag(is_season_boundary(date_));
    row.bootstrap = flag(is_bootstrap(date_));
    const double percent = l14d.percent();
    row.score = percent >= 95 ? 95 : percent >= 75 ? 75 : percent >= 50 ? 50 : 25;
    row.tier = tier_of(row.score);
    row.is_ready = flag(l7d.is_ready(threshold) && l14d.is_ready(threshold));
  }

  Season season_;
  Date date_;
  const Schedule& schedule_;
  ExpectedGames expected_;
  Knowledge knowledge_;
  std::vector<Injured> injured_;
};

class Utgc final : public Processor {
 public:
  std::string name() const override { return "utgc"; }
  std::string title() const override { return "a team's game to come"; }
  std::vector<std::string> tables() const override { return {"schedule"}; }
  std::vector<std::string> uses() const override { return {"game_lines", "injuries"}; }
  std::vector<std::string> reads(const Settings&) const override { return {}; }
  bool is_about_players() const override { return false; }
  bool looks_ahead() const override { return true; }
  Columns columns() const override { return columns_of(team_context_records()); }

  /// Both teams of each game of the schedule; by dec2025 of those that are scheduled or final, which tells how they
  /// went.
  EntityList entities(const Season& season, Date date) const override {
    const Schedule& schedule = *season.league.schedule;
    EntityList entities;
    for (const std::uint32_t row : schedule.by_date[date]) {
      const bool counts = season.settings.is_corrected() || schedule.status[row] == 1 || schedule.is_final(row);
      if (!counts) continue;
      for (const Code team : {schedule.home[row], schedule.away[row]}) {
        if (team != no_code) entities.push_back({schedule.game[row], team, row});
      }
    }
    sort_entities(entities);
    return entities;
  }

  std::unique_ptr<const Daily> day(const DayRequest& request) const override {
    return std::make_unique<TeamContexts>(request);
  }
};

}  // namespace

std::unique_ptr<const Processor> utgc_processor() { return std::make_unique<Utgc>(); }

}  // namespace ergodic::workloads::entities
