#include "workloads/card_games/players/search.hpp"

#include "random/case_streams.hpp"
#include "small_games.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/machine/compile.hpp"
#include "workloads/card_games/play/game.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

using namespace test::card_games;

const Streams of_search = random::case_streams(20265, "card_games", "search");

PlayerRules searching(std::uint32_t iterations) {
  PlayerRules player{PlayerRules::Kind::search};
  player.search.iterations = iterations;
  return player;
}

/// By how many standard errors one player's strength is above an equal share against others, each deal played in every
/// seat.
double lead_of(const std::string& genome, const PlayerRules& player, const PlayerRules& others, std::uint64_t deals) {
  const Machine machine(compile(read_genome(genome, "game")));
  const unsigned seats = machine.program().seats;
  Search search;
  double sum = 0, squares = 0;
  for (std::uint64_t deal = 0; deal < deals; ++deal) {
    double of_deal = 0;
    for (unsigned seat = 0; seat < seats; ++seat) {
      std::vector<PlayerRules> rules(seats, others);
      rules[seat] = player;
      const GameResult result = play_game(
          machine, of_search, deal, MixedSeats(machine, rules, of_search, deal * seats + seat, &search), Unobserved());
      of_deal += result.seats[seat].share - 1.0 / seats;
    }
    sum += of_deal;
    squares += of_deal * of_deal;
  }
  return sum / std::sqrt(squares);
}

TEST(Search, BeatsRandomPlayers) {
  EXPECT_GT(lead_of(tricks({4, 13, 4, 13}, "trump: 3"), searching(100), {}, 60), 4.5);
}

TEST(Search, BeatsGreedyPlayers) {
  EXPECT_GT(lead_of(tricks({2, 13, 4, 13}, "trump: 3"), searching(400), {PlayerRules::Kind::greedy}, 200), 4.5);
}

TEST(Search, GrowsStrongerWithItsIterations) {
  EXPECT_GT(lead_of(tricks({2, 13, 4, 13}, "trump: 3"), searching(300), searching(10), 60), 4.5);
}

/// The streams of searches are of purposes that nothing else has.
TEST(Search, LeavesTheOthersTheirRandomNumbers) {
  const Machine machine(compile(read_genome(poker(5, 1, 1, 2, 1), "poker")));
  struct Watch {
    std::vector<std::uint32_t> moves;
    void drawn(const State&, CardSet) {}
    void decided(const State& state, const Choices&, const Move& move) {
      if (state.seat == 1) moves.push_back(move.number);
    }
  };
  for (std::uint64_t game = 0; game < 200; ++game) {
    Watch few, many;
    const std::vector<PlayerRules> short_search = {searching(4), {}}, long_search = {searching(60), {}};
    play_game(machine, of_search, game, MixedSeats(machine, short_search, of_search, game), few);
    play_game(machine, of_search, game, MixedSeats(machine, long_search, of_search, game), many);
    if (few.moves.empty() || many.moves.empty()) continue;
    const bool same_question = (few.moves[0] < 2) == (many.moves[0] < 2);  // check or bet; else fold, call or raise
    if (same_question) {
      EXPECT_EQ(few.moves[0], many.moves[0]);
    }
  }
}

TEST(Tree, HasRoomForSoMuchAndNoMore) {
  Tree tree;
  for (int search = 0; search < 2; ++search) {
    tree.begin();
    std::uint64_t key = 1;
    for (std::uint32_t i = 0; i < Tree::most_edges; ++i) {
      key = mixed(key, i);
      Tree::Edge* edge = tree.find_or_add(key);
      ASSERT_NE(edge, nullptr);
      ASSERT_EQ(edge->visits, 0u);  // nothing is left of the search before
      edge->visits = 1;
    }
    EXPECT_EQ(tree.find_or_add(mixed(key, 99)), nullptr);
    EXPECT_NE(tree.find_or_add(key), nullptr);  // what is there is found
  }
}

/// What a seat takes from what others did.
TEST(Knowledge, DealsOnlyWorldsThatAgreeWithWhatWasShown) {
  const Machine machine(compile(read_genome(tricks({4, 13, 4, 13}, "trump: 3"), "whist")));
  const Voids voids(machine.program());
  int worlds = 0;
  for (std::uint64_t game = 0; game < 40; ++game) {
    Knowledge knowledge(machine, voids, 0);
    BySeat<CardSet> lacks{};
    ShuffledPack stock(52, of_search.open(game, 0));
    Stream stream = of_search.open(game, 500);
    State state = machine.start();
    Choices choices;
    for (Situation situation; (situation = machine.advance(state, choices)) != Situation::ended;) {
      const State before = state;
      if (situation == Situation::chance) {
        const CardSet cards = stock.draw(machine.chance(state).count);
        machine.resolve(state, cards);
        knowledge.drawn(before, cards, state);
        continue;
      }
      const auto below = [&](unsigned n) { return n <= 1 ? 0u : uniform_integer(stream, n); };
      if (state.seat == 0) {
        const State world = knowledge.world(state, below);
        ++worlds;
        CardSet all = world.stock;
        for (unsigned seat = 0; seat < 4; ++seat) {
          ASSERT_EQ(size_of(world.hand[seat]), size_of(state.hand[seat]));
          ASSERT_EQ(world.hand[seat] & all, 0u);
          all |= world.hand[seat];
          EXPECT_EQ(world.hand[seat] & lacks[seat], 0u) << "game " << game << " seat " << seat;
        }
        EXPECT_EQ(all, state.hand[0] | state.hand[1] | state.hand[2] | state.hand[3]);
        EXPECT_EQ(world.hand[0], state.hand[0]);
      }
      const Move move = machine.move(choices, below(choices.total));
      const unsigned suit = machine.program().suit[lowest(move.cards)];
      if (state.in_trick != 0 && suit != machine.program().suit[state.led])
        lacks[state.seat] |= machine.program().of_suit[machine.program().suit[state.led]];
      machine.apply(state, move);
      knowledge.moved(before, move, state);
    }
  }
  EXPECT_EQ(worlds, 40 * 13);
}

}  // namespace

}  // namespace ergodic::workloads::card_games
