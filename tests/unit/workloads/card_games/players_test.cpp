#include "workloads/card_games/players/seats.hpp"

#include "random/case_streams.hpp"
#include "small_games.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/machine/compile.hpp"
#include "workloads/card_games/play/game.hpp"
#include "workloads/card_games/players/move_traits.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

using namespace test::card_games;

const Streams streams = random::case_streams(20263, "card_games", "players");

PlayerRules scripted(const std::string& rating) {
  return {PlayerRules::Kind::scripted,
          expression::Expression::parse(rating, move_vocabulary(), expression::Type::number)};
}

/// By how many standard errors a player does better against random ones than they would, each seat in turn taken by it:
/// a win counts 1, all that is no win of a seat an equal share.
double lead_over_random(const Machine& machine, const PlayerRules& player, std::uint64_t games) {
  const unsigned seats = machine.program().seats;
  double sum = 0, squares = 0;
  for (std::uint64_t game = 0; game < games; ++game) {
    const auto seat = static_cast<unsigned>(game % seats);
    std::vector<PlayerRules> rules(seats);
    rules[seat] = player;
    const GameResult result =
        play_game(machine, streams, game, MixedSeats(machine, rules, streams, game), Unobserved());
    const bool is_shared = static_cast<unsigned>(result.outcome) >= Genome::most_seats;
    const double got = is_shared ? 1.0 / seats : result.outcome == Outcome{static_cast<std::uint8_t>(seat)} ? 1 : 0;
    sum += got - 1.0 / seats;
    squares += (got - 1.0 / seats) * (got - 1.0 / seats);
  }
  return sum / std::sqrt(squares);
}

struct NamedGame {
  std::string name, genome;
};
void PrintTo(const NamedGame& game, std::ostream* out) { *out << game.name; }

class GreedyPlayers : public testing::TestWithParam<NamedGame> {};

TEST_P(GreedyPlayers, BeatRandomOnes) {
  const Machine machine(compile(read_genome(GetParam().genome, GetParam().name)));
  EXPECT_GT(lead_over_random(machine, {PlayerRules::Kind::greedy}, 4000), 4.5) << GetParam().name;
}

INSTANTIATE_TEST_SUITE_P(Games, GreedyPlayers,
                         testing::Values(NamedGame{"whist", tricks({4, 13, 4, 13}, "trump: 3")},
                                         NamedGame{"hearts", hearts({4, 13, 4, 13})},
                                         NamedGame{"spades", bids({4, 13, 4, 13}, 3, 100)},
                                         NamedGame{"eights", wild_eights({3, 13, 4, 7}, 6)},
                                         NamedGame{"president", president({4, 13, 4, 13}, 4)},
                                         NamedGame{"scopa", scopa(10, 4, 3, 4)}, NamedGame{"fish", go_fish(13, 4, 7)},
                                         NamedGame{"cheat", cheat(5, 3, 5, 200)}),
                         [](const auto& game) { return game.param.name; });

TEST(Players, ThatAreScriptedMakeTheMoveWithTheHighestRating) {
  const Machine machine(compile(read_genome(poker(5, 1, 1, 2, 1), "poker")));
  struct CountFolds {
    void drawn(const State&, CardSet) {}
    void decided(const State& state, const Choices&, const Move& move) {
      folds += state.seat == 1 && BetMove{move.number} == BetMove::fold ? 1 : 0;
    }
    int folds = 0;
  } never, always;
  for (std::uint64_t game = 0; game < 200; ++game) {
    const std::vector<PlayerRules> stays = {{}, scripted("-1 if kind == 'fold' else 0")};
    play_game(machine, streams, game, MixedSeats(machine, stays, streams, game), never);
    const std::vector<PlayerRules> leaves = {scripted("1 if kind == 'bet' else 0"),
                                             scripted("1 if kind == 'fold' else 0")};
    play_game(machine, streams, game, MixedSeats(machine, leaves, streams, game), always);
  }
  EXPECT_EQ(never.folds, 0);
  EXPECT_EQ(always.folds, 200);
}

TEST(Players, ThatRateAllMovesAlikePlayAtRandom) {
  const Machine machine(compile(read_genome(wild_eights({3, 13, 4, 7}, 6), "eights")));
  const std::vector<PlayerRules> rules(3, scripted("0"));
  for (std::uint64_t game = 0; game < 100; ++game) {
    const GameResult random = play_game(machine, streams, game, RandomSeats(streams, game), Unobserved());
    const GameResult alike = play_game(machine, streams, game, MixedSeats(machine, rules, streams, game), Unobserved());
    EXPECT_EQ(alike.outcome, random.outcome);
    EXPECT_EQ(alike.legal, random.legal);
  }
}

TEST(Players, MakeWhatHasNoRatingOnlyForWantOfAnother) {
  const Machine machine(compile(read_genome(go_fish(13, 4, 7), "fish")));
  struct Watch {
    const Machine& machine;
    int rated = 0, unrated = 0;

    void drawn(const State&, CardSet) {}
    void decided(const State& state, const Choices& choices, const Move& move) {
      if (state.seat != 0 || choices.total == 1) return;
      bool any_has_rating = false;
      for (std::uint32_t k = 0; k < choices.total; ++k)
        any_has_rating = any_has_rating || traits_of(machine, state, machine.move(choices, k)).rank_left == 2;
      EXPECT_EQ(traits_of(machine, state, move).rank_left == 2, any_has_rating);
      ++(any_has_rating ? rated : unrated);
    }
  } watch{machine};
  const std::vector<PlayerRules> rules = {scripted("1 / (1 if rank_left == 2 else 0)"), {}};
  for (std::uint64_t game = 0; game < 20; ++game)
    play_game(machine, streams, game, MixedSeats(machine, rules, streams, game), watch);
  EXPECT_GT(watch.rated, 20);
  EXPECT_GT(watch.unrated, 20);
}

/// What a seat cannot see are the cards of other hands and which cards are left in the stock: exchanging them, number
/// for number, changes no trait of any move.
TEST(Players, AreToldNothingOfCardsThatTheyCannotSee) {
  for (const std::string& genome :
       {tricks({4, 13, 4, 13}, "trump: 3"), hearts({4, 13, 4, 13}), bids({4, 13, 4, 13}, 3, 100),
        wild_eights({3, 13, 4, 7}, 6), president({4, 13, 4, 13}, 4), scopa(10, 4, 3, 4), go_fish(13, 4, 7),
        cheat(5, 3, 5, 200), poker(5, 4, 1, 2, 1)}) {
    const Machine machine(compile(read_genome(genome, "game")));
    struct Exchange {
      const Machine& machine;
      Stream stream = streams.open(0, 99);
      int compared = 0;

      void drawn(const State&, CardSet) {}
      void decided(const State& state, const Choices& choices, const Move&) {
        const State other = exchanged(state);
        State same = other;
        Choices those;
        ASSERT_EQ(machine.advance(same, those), Situation::decision);
        ASSERT_EQ(those.total, choices.total);
        for (std::uint32_t k = 0; k < std::min(choices.total, 20u); ++k) {
          ASSERT_EQ(machine.move(those, k), machine.move(choices, k));
          EXPECT_EQ(values_of(traits_of(machine, state, machine.move(choices, k))),
                    values_of(traits_of(machine, other, machine.move(choices, k))));
          ++compared;
        }
      }
      /// Other cards of the same number in each place that the seat does not see.
      State exchanged(State state) {
        CardSet unseen = state.stock;
        for (unsigned seat = 0; seat < machine.program().seats; ++seat)
          unseen |= seat == state.seat ? 0 : state.hand[seat];
        const auto give = [&](CardSet& place) {
          CardSet cards = 0;
          for (unsigned left = size_of(place); left > 0; --left) {
            const unsigned card = element_at(unseen, uniform_integer(stream, size_of(unseen)));
            cards |= set_of(card);
            unseen &= ~set_of(card);
          }
          place = cards;
        };
        for (unsigned seat = 0; seat < machine.program().seats; ++seat) {
          if (seat != state.seat) give(state.hand[seat]);
        }
        state.stock = unseen;
        return state;
      }
    } exchange{machine};
    for (std::uint64_t game = 0; game < 20; ++game)
      play_game(machine, streams, game, RandomSeats(streams, game), exchange);
    EXPECT_GT(exchange.compared, 20);
  }
}

}  // namespace

}  // namespace ergodic::workloads::card_games
