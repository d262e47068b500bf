#pragma once

#include "workloads/card_games/play/game.hpp"

#include <ergodic/record.hpp>

#include <cstdint>

namespace ergodic::workloads::card_games {

/// How a game went on the way: what a column of it takes every seat's position for, after every move.
struct CourseResult {
  std::int32_t interactions = 0;  ///< moves after which another seat held other cards, or had other points or chips
  std::int32_t lead_changes = 0;
  double decisive = 1;              ///< of the moves, those before the winner took the lead for good
  std::int32_t closest_margin = 0;  ///< the least between the first and the second, once somebody has led
};

Records<CourseResult> course_records();

/// Watches a game: an observer of play_game(). Who leads has the best points, where points or chips decide; else the
/// most or the fewest cards, as the game's ends have it. Nobody leads where two are equal.
class CourseWatch {
 public:
  explicit CourseWatch(const Program& program);

  void drawn(const State&, CardSet) {}
  void decided(const State& before, const Choices&, const Move&) { see(before); }
  CourseResult end(const GameResult& game);

 private:
  static constexpr unsigned nobody = 0xFF;
  enum class By : std::uint8_t { points, fewest_points, most_cards, fewest_cards };

  void see(const State& now);
  std::int64_t standing(const State& now, unsigned seat) const;
  void see_end(const GameResult& game);
  void see_lead(const State& now);

  const Program& program_;
  By by_;
  State last_ = {};
  std::int32_t moves_ = 0;      // that have been made
  unsigned leader_ = nobody;    // the last one, by its lowest seat
  std::int32_t since_[6] = {};  // moves before each seat's side last came to lead; -1: it does not
  bool leads_[6] = {};
  bool has_led_ = false;
  CourseResult result_;
};

}  // namespace ergodic::workloads::card_games
