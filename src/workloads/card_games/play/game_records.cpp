#include "workloads/card_games/play/game_records.hpp"

#include <ergodic/missing.hpp>

#include <utility>

namespace ergodic::workloads::card_games {

Records<GameResult> game_records() {
  return {
      {category("outcome", {"seat_0", "seat_1", "seat_2", "seat_3", "seat_4", "seat_5", "tie", "blocked", "limit",
                            "team_0", "team_1", "team_2"})
           .says("the seat or team that won alone, or how else the game ended"),
       &GameResult::outcome},
      {count("turns").says("turns in which somebody moved").with_quantiles(), &GameResult::turns},
      {count("moves").says("moves of all seats").with_quantiles(), &GameResult::moves},
      {count("forced").says("moves that were the only legal one"), &GameResult::forced},
      {count("legal").says("legal moves of all decisions together"), &GameResult::legal},
  };
}

Records<SeatResult> seat_records(bool may_be_missing) {
  const auto column = [may_be_missing](Column of_seat) {
    of_seat.axis = "seat";
    of_seat.may_be_missing = may_be_missing;
    return of_seat;
  };
  const auto small = [](std::string name) { return Column{.name = std::move(name), .type = Type::int16}; };
  return {
      {column(count("score").says("points of the seat")), &SeatResult::score},
      {column(small("rank").says("1 and how many seats did better")), &SeatResult::rank},
      {column(small("hand_left").says("cards in its hand at the end")), &SeatResult::hand_left},
      {column(count("decisions").says("moves of the seat")), &SeatResult::decisions},
  };
}

Axis seat_axis(std::size_t seats) {
  Axis axis{.name = "seat", .long_name = "seat at the table, in the order of play"};
  for (std::size_t seat = 0; seat < seats; ++seat)
    axis.coordinates.push_back(static_cast<double>(seat));
  return axis;
}

}  // namespace ergodic::workloads::card_games
