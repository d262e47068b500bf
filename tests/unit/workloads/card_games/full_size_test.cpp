#include "random/case_streams.hpp"
#include "small_games.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/machine/compile.hpp"
#include "workloads/card_games/play/game.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

using namespace test::card_games;

/// Figures of a million games of another program, written from the rules in words: the shares of each seat and, last,
/// of all else; the mean number of moves and its standard deviation, 0 where it is always the same.
struct FullSize {
  std::string name, genome;
  std::vector<double> shares;
  double moves, deviation;
};
void PrintTo(const FullSize& game, std::ostream* out) { *out << game.name; }

const std::string four_effects =
    "  - {on: \"rank == '0'\", does: draw, count: 2}\n"
    "  - {on: \"rank == '9'\", does: skip}\n"
    "  - {on: \"rank == '10'\", does: reverse}\n"
    "  - {on: \"rank == '11'\", does: extra_turn}\n";

class FullSizeGames : public testing::TestWithParam<FullSize> {};

/// 4.5 standard errors of both programs' games together, of each figure; the seed is fixed.
TEST_P(FullSizeGames, HaveTheFiguresOfAnotherProgram) {
  const FullSize& known = GetParam();
  constexpr std::uint64_t games = 20'000;
  constexpr double either = 1.0 / games + 1e-6;
  const Machine machine(compile(read_genome(known.genome, known.name)));
  const Streams streams = random::case_streams(20265, "card_games", known.name);
  std::vector<std::uint64_t> outcomes(known.shares.size());
  double moves = 0;
  for (std::uint64_t game = 0; game < games; ++game) {
    const GameResult result = play_game(machine, streams, game, RandomSeats(streams, game), Unobserved());
    const std::size_t else_ = outcomes.size() - 1;
    const bool is_seat = static_cast<std::size_t>(result.outcome) < machine.program().seats;
    ++outcomes[is_seat ? static_cast<std::size_t>(result.outcome) : else_];
    moves += result.moves;
  }
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const double share = static_cast<double>(outcomes[i]) / games, p = known.shares[i];
    EXPECT_LE(std::abs(share - p), 4.5 * std::sqrt(p * (1 - p) * either)) << i;
  }
  EXPECT_LE(std::abs(moves / games - known.moves), 4.5 * known.deviation * std::sqrt(either));
}

INSTANTIATE_TEST_SUITE_P(
    Games, FullSizeGames,
    testing::Values(
        FullSize{"eights", wild_eights({2, 13, 4, 7}, 6), {.49624, .44741, .05635}, 40.335, 22.473},
        FullSize{"effects", eights({3, 13, 4, 7}, four_effects), {.30930, .29298, .28511, .11261}, 45.429, 18.352},
        FullSize{"whist", tricks({4, 13, 4, 13}, "trump: 3"), {.20268, .19966, .19987, .20036, .19743}, 52, 0},
        FullSize{"bids", bids({2, 13, 4, 13}, 3, 100), {.48409, .47799, .03792}, 28, 0},
        FullSize{"president", president({4, 13, 4, 13}, 4), {.26860, .24028, .24261, .24851, 0}, 89.146, 13.439},
        FullSize{"scopa", scopa(10, 4, 3, 4), {.37048, .46911, .16041}, 36, 0},
        FullSize{"fish", go_fish(13, 4, 7), {.50283, .49717, 0}, 57.148, 2.931},
        FullSize{"cheat", cheat(13, 4, 13, 500), {.47284, .46020, .06696}, 404.616, 269.405}),
    [](const auto& game) { return game.param.name; });

}  // namespace

}  // namespace ergodic::workloads::card_games
