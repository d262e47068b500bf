// A player's game to come, section 9 of the rules.
#include "workloads/entities/numbers/rounding.hpp"
#include "workloads/entities/player_context/betting_lines.hpp"
#include "workloads/entities/player_context/context_row.hpp"
#include "workloads/entities/player_context/recent_games.hpp"
#include "workloads/entities/player_context/roster_of_day.hpp"
#include "workloads/entities/player_context/surroundings.hpp"
#include "workloads/entities/player_context/teammates.hpp"
#include "workloads/entities/processors/completeness.hpp"
#include "workloads/entities/processors/knowledge.hpp"
#include "workloads/entities/processors/processors.hpp"

#include <ergodic/table.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <vector>

namespace ergodic::workloads::entities {
namespace {

constexpr int history_days = 30;

using Windows = std::array<Completeness, PlayerContext::windows>;

/// A player's game of a day as the schedule has it.
struct PlayersGame {
  Code team = no_code;
  Code opponent = no_code;
  std::optional<std::uint32_t> row = {};  ///< of the schedule
  bool is_home = false;
  std::int64_t known_until = 0;
};

class PlayerContexts final : public DailyOf<PlayerContext> {
 public:
  explicit PlayerContexts(const DayRequest& request)
      : DailyOf(player_context_records(), request.entities),
        season_(request.season),
        date_(request.date),
        is_backfill_(is_backfill(season_, date_)),
        knowledge_(season_, date_),
        expected_(season_, date_),
        pgs_(request.past.before("pgs")),
        team_of_row_(pgs_.history().wholes("team")),
        usage_(pgs_.history().reals("usage_rate")),
        roster_(season_, date_),
        games_(games_of_teams(season_, date_)),
        markets_(season_, date_),
        props_(season_, date_),
        surroundings_(request),
        logs_(season_.league.game_logs(season_.settings.is_corrected())) {
    if (season_.settings.is_corrected()) stars_.emplace(request, roster_);
  }

 private:
  Verdict evaluate(std::size_t at, PlayerContext& row) const override {
    const Entity& entity = entities()[at];
    const PlayersGame game = game_of(entity);
    const Windows windows = windows_of(entity.subject, game.known_until);
    const bool is_exempt = is_bootstrap(date_) || is_season_boundary(date_);
    const double threshold = season_.settings.completeness_threshold;
    const bool is_ready =
        std::all_of(windows.begin(), windows.end(), [&](const Completeness& one) { return one.is_ready(threshold); });
    if (!is_ready && !is_exempt) return failed(Category::incomplete_data_skipped, mean_percent(windows), threshold);
    if (!game.row) return failed(Category::calculation_error);
    const RecentGames recent = recent_games(entity.subject, game.known_until);
    fill_game(entity, game, row);
    fill_lines(entity, game, row);
    fill_recent(season_.settings, date_, recent, row.current_line, row);
    surroundings_.fill(game.team, game.opponent, row);
    fill_player(entity.subject, game.team, row);
    fill_quality(windows, recent, row);
    row.is_ready = flag(is_ready || is_exempt);
    return ok();
  }

  void explain(std::size_t at, std::ostream& out) const override {
    const Entity& entity = entities()[at];
    const PlayersGame game = game_of(entity);
    for (const LoggedGame& one : recent_games(entity.subject, game.known_until))
      fmt::print(out, "player_box, row {} by key: {}, {:.2f} minutes, {} points\n", one.row, date_text(one.date),
                 one.minutes, one.points);
    for (const Completeness& window : windows_of(entity.subject, game.known_until))
      fmt::print(out, "window: {} of {} expected games, {} %\n", window.actual, window.expected,
                 window.stored_percent());
  }

  PlayersGame game_of(const Entity& entity) const {
    PlayersGame game;
    game.team = is_backfill_ ? season_.league.player_box->team[entity.row] : season_.league.roster->team[entity.row];
    game.known_until = knowledge_.of_day();
    const std::uint32_t found = game.team == no_code ? 0 : games_[static_cast<std::size_t>(game.team)];
    if (found == 0) return game;
    const Schedule& schedule = *season_.league.schedule;
    game.row = found - 1;
    game.is_home = schedule.home[found - 1] == game.team;
    game.opponent = game.is_home ? schedule.away[found - 1] : schedule.home[found - 1];
    game.known_until = knowledge_.of_game(found - 1);
    return game;
  }

  static bool is_hidden(const LoggedGame& game, std::int64_t until) {
    return game.processed_at != missing_whole && game.processed_at > until;
  }

  /// `corrected`: games that the player played. Feeds differ in what they call a game, and a team has one a day: of
  /// the rows of a day that had come by then the first counts, that of the first feed if it is among them.
  RecentGames recent_games(Code player, std::int64_t until) const {
    const auto all = logs_.of(player);
    const bool is_corrected = season_.settings.is_corrected();
    RecentGames recent;
    const Date first = last_days(season_.settings, date_, history_days, false).first;
    auto end =
        std::lower_bound(all.begin(), all.end(), date_, [](const LoggedGame& one, Date day) { return one.date < day; });
    while (end != all.begin() && std::prev(end)->date >= first) {
      auto begin = std::prev(end);
      while (is_corrected && begin != all.begin() && std::prev(begin)->date == begin->date)
        --begin;
      const auto game = std::find_if(begin, end, [&](const LoggedGame& one) { return !is_hidden(one, until); });
      if (game != end && may_be_read(*game)) recent.push_back(*game);
      end = begin;
    }
    return recent;
  }

  /// Whether a game counts. Throws BadCell for one that cannot be read.
  bool may_be_read(const LoggedGame& game) const {
    if (game.points == unreadable_whole) throw BadCell{cell_label("player_box", "points"), game.row, false};
    if (!season_.settings.is_corrected()) return true;
    if (game.is_unreadable) throw BadCell{cell_label("player_box", "minutes"), game.row, false};
    return game.has_played;
  }

  /// Distinct days with a row of the player.
  std::int64_t actual(Code player, const DayRange& days, std::int64_t until) const {
    const auto all = logs_.of(player);
    std::int64_t count = 0;
    Date last = std::numeric_limits<Date>::min();
    for (auto game = std::lower_bound(all.begin(), all.end(), days.first,
                                      [](const LoggedGame&one, Date day) { return one.date < day; });
         game != all.end() && game->date < days.end; ++game) {
      if (is_hidden(*game, until) || game->date == last) continue;
      last = game->date;
      ++count;
    }
    return count;
  }

  Windows windows_of(Code player, std::int64_t until) const {
    const Code team = current_team(pgs_, team_of_row_, player);
    const DayRange season{season_start(date_), season_.settings.is_corrected() ? date_ : date_ + 1};
    const std::int64_t all = actual(player, season, until);
    Windows windows;
    windows[0] = {expected_.of_player(team, 5), all};
    windows[1] = {expected_.of_player(team, 10), all};
    std::size_t i = 2;
    for (const int days : {7, 14, 30}) {
      windows[i] = {expected_.of_player(team, last_days(season_.settings, date_, days, false)),
                    actual(player, last_days(season_.settings, date_, days, true), until)};
      ++i;
    }
    return windows;
  }

  /// Of the five as they are stored.
  static double mean_percent(const Windows& windows) {
    double sum = 0;
    for (const Completeness& one : windows)
      sum += one.stored_percent();
    return round_exact(sum / PlayerContext::windows, 1);
  }

  void fill_game(const Entity& entity, const PlayersGame& game, PlayerContext& row) const {
    row.player = entity.subject;
    row.team = stored_code(game.team);
    row.opponent = stored_code(game.opponent);
    row.game = season_.league.schedule->game[*game.row];
    row.season_year = season_year(date_);
    row.home_game = flag(game.is_home);
    row.season_phase = season_phase();
  }

  std::uint8_t season_phase() const {
    switch (month_of(date_)) {
      case 10:
      case 11: return 0;
      case 12:
      case 1:
      case 2: return 1;
      case 3:
      case 4: return 2;
      default: return 3;
    }
  }

  void fill_lines(const Entity& entity, const PlayersGame& game, PlayerContext& row) const {
    const Moved line = props_.of_player(entity.subject, game.known_until);
    row.has_prop_line = flag(line.is_there());
    if (line.is_there()) {
      row.opening_line = line.first;
      row.current_line = line.last;
      row.line_movement = line.movement();
      row.opening_line_source = line.first_bookmaker;
      row.current_line_source = line.last_bookmaker;
    }
    const GameMarkets markets = markets_.of_game(season_.league.schedule->game[*game.row], game.known_until);
    if (markets.spread.is_there()) {
      row.opening_spread = markets.spread.first;
      row.game_spread = markets.spread.last;
      row.spread_movement = markets.spread.movement();
    }
    if (markets.total.is_there()) {
      row.opening_total = markets.total.first;
      row.game_total = markets.total.last;
      row.total_movement = markets.total.movement();
    }
  }

  /// What dec2025 left empty.
  void fill_player(Code player, Code team, PlayerContext& row) const {
    if (!season_.settings.is_corrected()) return;
    const double usage = mean_of(usage_, pgs_.rows(player, date_ - 6));
    if (usage == usage) row.usage_7 = round_scaled(usage, 1);
    row.stars_out = stars_->beside(team, player);
    if (const auto age = roster_.age(player)) row.age = *age;
    if (const RosterOfDay::Listed* listed = roster_.of(player); listed && listed->status != InjuryStatus::none)
      row.status = static_cast<std::uint8_t>(static_cast<std::uint8_t>(listed->status) - 1);
  }

  void fill_quality(const Windows& windows, const RecentGames& recent, PlayerContext& row) const {
    row.all_complete = 1;
    for (std::size_t i = 0; i < windows.size(); ++i) {
      row.percent[i] = windows[i].stored_percent();
      row.complete[i] = flag(windows[i].is_complete());
      row.all_complete = std::min(row.all_complete, row.complete[i]);
    }
    const Completeness& month = windows.back();
    row.expected = static_cast<std::int32_t>(month.expected);
    row.actual = static_cast<std::int32_t>(month.actual);
    row.completeness = month.stored_percent();
    row.score = recent.size() >= 10 ? 95 : recent.size() >= 5 ? 75 : 50;
    row.tier = tier_of(row.score);
    row.no_spread = flag(row.game_spread != row.game_spread);
    row.no_total = flag(row.game_total != row.game_total);
    row.thin = flag(recent.size() < 3);
    row.with_issues = std::max({row.no_spread, row.no_total, row.thin});
    row.boundary = flag(is_season_boundary(date_));
    row.bootstrap = flag(is_bootstrap(date_));
  }

  Season season_;
  Date date_;
  bool is_backfill_;
  Knowledge knowledge_;
  ExpectedGames expected_;
  Before pgs_;
  std::span<const std::int64_t> team_of_row_;
  std::span<const double> usage_;
  RosterOfDay roster_;
  std::vector<std::uint32_t> games_;
  MarketsOfDay markets_;
  PropsOfDay props_;
  Surroundings surroundings_;
  std::optional<StarsOut> stars_;
  const GameLogs& logs_;
};

class Upgc final : public Processor {
 public:
  std::string name() const override { return "upgc"; }
  std::string title() const override { return "a player's game to come"; }
  std::vector<std::string> tables() const override { return {"player_box", "roster", "schedule"}; }
  std::vector<std::string> uses() const override { return {"injuries", "prop_lines", "game_lines"}; }
  Breaker breaker() const override { return Breaker::always; }
  std::vector<std::string> reads(const Settings& settings) const override {
    return settings.is_corrected() ? std::vector<std::string>{"togs", "tdgs", "pgs"} : std::vector<std::string>{"pgs"};
  }
  bool is_about_players() const override { return true; }
  bool looks_ahead() const override { return true; }
  Columns columns() const override { return columns_of(player_context_records()); }
  EntityList entities(const Season& season, Date date) const override { return players_of_day(season, date); }
  std::unique_ptr<const Daily> day(const DayRequest& request) const override {
    return std::make_unique<PlayerContexts>(request);
  }
};

}  // namespace

std::unique_ptr<const Processor> upgc_processor() { return std::make_unique<Upgc>(); }

}  // namespace ergodic::workloads::entities
