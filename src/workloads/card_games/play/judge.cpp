#include "workloads/card_games/machine/standings.hpp"
#include "workloads/card_games/play/game.hpp"

#include <tuple>

namespace ergodic::workloads::card_games {

void judge(const Program& program, const State& end, GameResult& result) {
  result.outcome = end.outcome;
  const std::int32_t sign = fewest_points_win(program) ? -1 : 1;
  // The winner first, then by points, then by cards that are left: more is better.
  const auto standing = [&](unsigned seat) {
    return std::tuple(has_won(program, end, seat), sign * score_of(program, end, seat),
                      -static_cast<int>(size_of(end.hand[seat])));
  };
  for (unsigned seat = 0; seat < program.seats; ++seat) {
    SeatResult& its = result.seats[seat];
    its.share = share_of_win(program, end, seat);
    its.score = score_of(program, end, seat);
    its.hand_left = static_cast<std::int16_t>(size_of(end.hand[seat]));
    its.rank = 1;
    for (unsigned other = 0; other < program.seats; ++other)
      its.rank = static_cast<std::int16_t>(its.rank + (standing(other) > standing(seat) ? 1 : 0));
  }
}

}  // namespace ergodic::workloads::card_games
