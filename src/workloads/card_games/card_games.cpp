#include "workloads/card_games/card_games.hpp"

#include "workloads/card_games/exact/game_figures.hpp"
#include "workloads/card_games/import/import.hpp"
#include "workloads/card_games/machine/compile.hpp"
#include "workloads/card_games/machine/machine.hpp"
#include "workloads/card_games/play/course_columns.hpp"
#include "workloads/card_games/play/game.hpp"
#include "workloads/card_games/play/game_records.hpp"
#include "workloads/card_games/settings/settings.hpp"
#include "workloads/card_games/shown/transcript.hpp"

#include <ergodic/missing.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

class CardGames final : public Workload {
 public:
  explicit CardGames(Settings settings)
      : settings_(std::move(settings)),
        machine_(compile(settings_.genome)),
        seatings_(seatings_of(settings_)),
        game_records_(game_records(settings_.rotate)),
        seat_records_(seat_records(settings_.seats.has_value())),
        player_records_(player_records(settings_.seats.has_value())) {}

  Columns columns() const override {
    Columns columns = columns_of(game_records_);
    if (settings_.course) {
      for (Column& column : columns_of(course_records_))
        columns.push_back(std::move(column));
    }
    for (Column& column : columns_of(seat_records_))
      columns.push_back(std::move(column));
    if (!settings_.rotate) return columns;
    for (Column& column : columns_of(player_records_))
      columns.push_back(std::move(column));
    return columns;
  }
  Axes axes() const override {
    Axes axes = {seat_axis(settings_.axis_length())};
    if (settings_.rotate) axes.push_back(player_axis(settings_.axis_length()));
    return axes;
  }

  Headlines headlines() const override {
    if (settings_.rotate) return {{"strength of player 0", "first_strength", ""}, {"mean moves", "moves", ""}};
    return {{"seat 0 wins", "outcome", "seat_0"},
            {"seat 1 wins", "outcome", "seat_1"},
            {"tied", "outcome", "tie"},
            {"mean moves", "moves", ""}};
  }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    const RowWriter<GameResult> games(game_records_, rows);
    const RowWriter<SeatResult> seats(seat_records_, rows);
    std::optional<RowWriter<CourseResult>> course;
    if (settings_.course) course.emplace(course_records_, rows);
    std::optional<RowWriter<SeatResult>> players;
    if (settings_.rotate) players.emplace(player_records_, rows);
    std::optional<Search> search;  // its memory serves one game after the other
    if (settings_.any_searches()) search.emplace();
    constexpr std::uint64_t between_pauses = 16;  // games, whose streams may be short
    for (std::uint64_t row = 0; row < replicates.count; ++row) {
      if (row % between_pauses == 0) streams.pause();
      const std::uint64_t replicate = replicates.first + row;
      GameResult result;
      if (course)
        write_course(*course, row, streams, replicate, result, search ? &*search : nullptr);
      else
        result = play(streams, replicate, Unobserved(), search ? &*search : nullptr);
      games.write(row, result);
      const std::size_t seated = machine_.program().seats;
      for (std::size_t seat = 0; seat < settings_.axis_length(); ++seat) {
        seats.write(row, seat < seated ? result.seats[seat] : nobody(), seat);
        if (!players) continue;
        const std::size_t its = seat < seated ? (seat + static_cast<std::size_t>(result.seating)) % seated : seat;
        players->write(row, seat < seated ? result.seats[its] : nobody(), seat);
      }
    }
  }

  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    Narrator narrator(settings_.genome, machine_, out);
    narrator.end(play(streams, replicate, narrator));
  }

  std::optional<ExactResults> exact() const override {
    if (!settings_.all_random()) {
      ExactResults unknown;
      unknown.notes.push_back("only games of random players are enumerated");
      return unknown;
    }
    return exact_results(machine_, settings_.exact_states, settings_.axis_length());
  }

 private:
  /// Of the way that a game takes, which costs.
  void write_course(const RowWriter<CourseResult>& rows, std::uint64_t row, const Streams& streams,
                    std::uint64_t replicate, GameResult& result, Search* search) const {
    CourseWatch watch(machine_.program());
    result = play(streams, replicate, watch, search);
    rows.write(row, watch.end(result));
  }

  template <class Observer>
  GameResult play(const Streams& streams, std::uint64_t replicate, Observer&& observer,
                  Search* search = nullptr) const {
    const std::uint64_t seating = replicate % seatings_.size(), deal = replicate / seatings_.size();
    GameResult result = settings_.all_random()
                            ? play_game(machine_, streams, deal, RandomSeats(streams, replicate), observer)
                            : play_game(machine_, streams, deal,
                                        MixedSeats(machine_, seatings_[seating], streams, replicate, search), observer);
    result.seating = static_cast<std::int32_t>(seating);
    result.first_strength = result.seats[seating].share;
    return result;
  }

  /// The players in each seating, by seat: player i sits at seat (i + seating) mod seats.
  static std::vector<std::vector<PlayerRules>> seatings_of(const Settings& settings) {
    std::vector<std::vector<PlayerRules>> seatings = {settings.players};
    while (settings.rotate && seatings.size() < settings.players.size()) {
      seatings.push_back(seatings.back());
      std::rotate(seatings.back().rbegin(), seatings.back().rbegin() + 1, seatings.back().rend());
    }
    return seatings;
  }

  /// Of a place at which no one sits.
  static SeatResult nobody() {
    return {missing_value<double>(), missing_value<std::int32_t>(), missing_value<std::int16_t>(),
            missing_value<std::int16_t>(), missing_value<std::int32_t>()};
  }

  Settings settings_;
  Machine machine_;
  std::vector<std::vector<PlayerRules>> seatings_;
  Records<GameResult> game_records_;
  Records<CourseResult> course_records_ = course_records();
  Records<SeatResult> seat_records_, player_records_;
};

}  // namespace

const Schema& CardGamesKind::schema() const { return card_games::schema(); }

/// Of games without search nothing is said: they are short, and in blocks as the kind has them.
std::optional<double> CardGamesKind::seconds_of(const Parameters& parameters, const Inputs&) const {
  constexpr double of_iteration = 3e-6;
  const double iterations = iterations_of_game(parameters);
  return iterations > 0 ? std::optional(of_iteration * iterations) : std::nullopt;
}

bool CardGamesKind::has_uneven_costs(const Parameters& parameters) const { return iterations_of_game(parameters) > 0; }

ImportedStudy CardGamesKind::import_study(std::string_view text, const std::string& origin) const {
  return import_genome(text, origin);
}

std::shared_ptr<const Workload> CardGamesKind::make(const Parameters& parameters) {
  return std::make_shared<const CardGames>(settings_of(parameters));
}

}  // namespace ergodic::workloads::card_games
