#include "workloads/card_games/play/game_records.hpp"

#include <ergodic/missing.hpp>

#include <utility>

namespace ergodic::workloads::card_games {

namespace {

Axis numbered(std::string name, std::string long_name, std::size_t count) {
  Axis axis{.name = std::move(name), .long_name = std::move(long_name)};
  for (std::size_t number = 0; number < count; ++number)
    axis.coordinates.push_back(static_cast<double>(number));
  return axis;
}

Column along(Column column, const char* axis, bool may_be_missing) {
  column.axis = axis;
  column.may_be_missing = may_be_missing;
  return column;
}

}  // namespace

Records<GameResult> game_records(bool rotates) {
  Records<GameResult> records = {
      {category("outcome", {"seat_0", "seat_1", "seat_2", "seat_3", "seat_4", "seat_5", "tie", "blocked", "limit",
                            "team_0", "team_1", "team_2"})
           .says("the seat or team that won alone, or how else the game ended"),
       &GameResult::outcome},
      {count("turns").says("turns in which somebody moved").with_quantiles(), &GameResult::turns},
      {count("moves").says("moves of all seats").with_quantiles(), &GameResult::moves},
      {count("forced").says("moves that were the only legal one"), &GameResult::forced},
      {count("legal").says("legal moves of all decisions together"), &GameResult::legal},
  };
  if (rotates) {
    records.push_back({count("seating").says("seats by which the players have moved on"), &GameResult::seating});
    records.push_back({real_column("first_strength").says("strength of player 0"), &GameResult::first_strength});
  }
  return records;
}

Records<SeatResult> seat_records(bool may_be_missing) {
  const auto column = [may_be_missing](Column of_seat) { return along(std::move(of_seat), "seat", may_be_missing); };
  const auto small = [](std::string name) { return Column{.name = std::move(name), .type = Type::int16}; };
  return {
      {column(count("score").says("points of the seat")), &SeatResult::score},
      {column(small("rank").says("1 and how many seats did better")), &SeatResult::rank},
      {column(small("hand_left").says("cards in its hand at the end")), &SeatResult::hand_left},
      {column(count("decisions").says("moves of the seat")), &SeatResult::decisions},
  };
}

Records<SeatResult> player_records(bool may_be_missing) {
  const auto column = [may_be_missing](Column of_player) {
    return along(std::move(of_player), "player", may_be_missing);
  };
  return {
      {column(real_column("strength")
                  .says("1 where the player or its team won alone, 0 where another did, else an equal "
                        "share")),
       &SeatResult::share},
      {column(count("player_score").says("points of the player")), &SeatResult::score},
  };
}

Axis seat_axis(std::size_t seats) { return numbered("seat", "seat at the table, in the order of play", seats); }

Axis player_axis(std::size_t players) {
  return numbered("player", "player, as they are listed; they change seats from game to game", players);
}

}  // namespace ergodic::workloads::card_games
