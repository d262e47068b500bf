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

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace ergodic::workloads::card_games {

namespace {

class CardGames final : public Workload {
 public:
  explicit CardGames(Settings settings)
      : settings_(std::move(settings)),
        machine_(compile(settings_.genome)),
        game_records_(game_records()),
        seat_records_(seat_records(settings_.seats.has_value())) {}

  Columns columns() const override {
    Columns columns = columns_of(game_records_);
    if (settings_.course) {
      for (Column& column : columns_of(course_records_))
        columns.push_back(std::move(column));
    }
    for (Column& column : columns_of(seat_records_))
      columns.push_back(std::move(column));
    return columns;
  }
  /// Of the way that a game takes, which costs.
  void write_course(const RowWriter<CourseResult>& rows, std::uint64_t row, const Streams& streams,
                    std::uint64_t replicate, GameResult& result) const {
    CourseWatch watch(machine_.program());
    result = play(streams, replicate, watch);
    rows.write(row, watch.end(result));
  }

  Axes axes() const override { return {seat_axis(settings_.axis_length())}; }

  Headlines headlines() const override {
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
    constexpr std::uint64_t between_pauses = 16;  // games, whose streams may be short
    for (std::uint64_t row = 0; row < replicates.count; ++row) {
      if (row % between_pauses == 0) streams.pause();
      GameResult result;
      if (course)
        write_course(*course, row, streams, replicates.first + row, result);
      else
        result = play(streams, replicates.first + row, Unobserved());
      games.write(row, result);
      for (std::size_t seat = 0; seat < settings_.axis_length(); ++seat)
        seats.write(row, seat < machine_.program().seats ? result.seats[seat] : nobody(), seat);
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
  template <class Observer>
  GameResult play(const Streams& streams, std::uint64_t replicate, Observer&& observer) const {
    if (settings_.all_random())
      return play_game(machine_, streams, replicate, RandomSeats(streams, replicate), observer);
    return play_game(machine_, streams, replicate, MixedSeats(machine_, settings_.players, streams, replicate),
                     observer);
  }

  /// Of a place at which no one sits.
  static SeatResult nobody() {
    return {missing_value<std::int32_t>(), missing_value<std::int16_t>(), missing_value<std::int16_t>(),
            missing_value<std::int32_t>()};
  }

  Settings settings_;
  Machine machine_;
  Records<GameResult> game_records_;
  Records<CourseResult> course_records_ = course_records();
  Records<SeatResult> seat_records_;
};

}  // namespace

const Schema& CardGamesKind::schema() const { return card_games::schema(); }

ImportedStudy CardGamesKind::import_study(std::string_view text, const std::string& origin) const {
  return import_genome(text, origin);
}

std::shared_ptr<const Workload> CardGamesKind::make(const Parameters& parameters) {
  return std::make_shared<const CardGames>(settings_of(parameters));
}

}  // namespace ergodic::workloads::card_games
