#include "random_genomes.hpp"

#include "random/case_streams.hpp"
#include "workloads/card_games/genome/canonical.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/machine/compile.hpp"
#include "workloads/card_games/play/game.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

using test::card_games::RandomGenomes;

const Streams of_genomes = random::case_streams(20264, "card_games", "genomes");

/// Looks at every position of a game.
struct Inspector {
  const Machine& machine;
  std::set<std::uint16_t>& nodes;  ///< at which somebody has moved

  void drawn(const State& state, CardSet cards) {
    EXPECT_EQ(cards & ~machine.chance(state).from, 0u);
    EXPECT_EQ(size_of(cards), machine.chance(state).count);
    look(state);
  }
  void decided(const State& state, const Choices& choices, const Move& move) {
    nodes.insert(move.node);
    EXPECT_LT(state.seat, machine.program().seats);
    EXPECT_EQ(move.cards & ~state.hand[state.seat], 0u);
    std::uint64_t sum = 0;
    for (std::uint32_t i = 0; i < choices.size; ++i)
      sum += choices.options[i].count;
    EXPECT_EQ(sum, choices.total);
    look(state);
  }

  /// Each card is in one place at most, and those that are nowhere have been played.
  void look(const State& state) {
    CardSet seen = 0;
    const auto add = [&](CardSet cards) {
      EXPECT_EQ(seen & cards, 0u);
      seen |= cards;
    };
    for (unsigned seat = 0; seat < Genome::most_seats; ++seat) {
      add(state.hand[seat]);
      add(state.taken[seat]);
      if (seat >= machine.program().seats) {
        EXPECT_EQ(state.hand[seat], 0u);
      }
    }
    for (const CardSet cards : {state.stock, state.pile, state.table, state.trick, state.claimed_cards})
      add(cards);
    for (unsigned seat = 0; seat < Genome::most_seats; ++seat)
      EXPECT_EQ(state.marked[seat] & ~state.hand[seat], 0u);
    EXPECT_EQ(seen & ~machine.program().pack, 0u);
    if (state.hands_played != hand) gone = 0;  // all cards are dealt anew
    hand = state.hands_played;
    EXPECT_EQ(gone & seen, 0u) << "a card that was gone is back";
    gone |= machine.program().pack & ~seen;
  }

  CardSet gone = 0;
  std::uint16_t hand = 0;
};

TEST(RandomGenomes, ArePlayedToAnEndWithEveryCardInOnePlace) {
  RandomGenomes genomes(of_genomes.open(0));
  std::array<int, outcome_count> outcomes{};
  std::set<Op> ops;
  const char* many = std::getenv("ERGODIC_RANDOM_GENOMES");  // by hand
  const std::uint64_t count = many != nullptr ? std::stoull(many) : 1000;
  for (std::uint64_t number = 0; number < count; ++number) {
    const Genome genome = genomes.valid();
    const Machine machine(compile(genome));
    std::set<std::uint16_t> nodes;
    for (std::uint64_t game = 0; game < 3; ++game) {
      const std::uint64_t replicate = 3 * number + game;
      const GameResult result =
          play_game(machine, of_genomes, replicate, RandomSeats(of_genomes, replicate), Inspector{machine, nodes});
      ASSERT_LT(static_cast<std::size_t>(result.outcome), outcomes.size());
      ++outcomes[static_cast<std::size_t>(result.outcome)];
      EXPECT_LE(result.turns, genome.turn_limit + 200);
      std::int32_t chips = 0, decisions = 0;
      for (const SeatResult& seat : result.seats) {
        chips += seat.score;
        decisions += seat.decisions;
      }
      EXPECT_EQ(decisions, result.moves);
      EXPECT_GE(result.legal, result.moves);
      const bool only_chips = genome.scoring.empty() && !genome.contract && machine.program().has_betting;
      if (only_chips && result.outcome <= Outcome::tie) {
        EXPECT_EQ(chips, 0) << canonical_form(genome);
      }
    }
    for (const std::uint16_t node : nodes)
      ops.insert(machine.program().nodes[node].op);
    ASSERT_FALSE(testing::Test::HasFailure()) << canonical_form(genome);
  }
  for (std::size_t outcome = 0; outcome < outcomes.size(); ++outcome) {
    if (static_cast<Outcome>(outcome) != Outcome::team_2) {
      EXPECT_GT(outcomes[outcome], 0) << outcome;
    }
  }
  EXPECT_EQ(ops.size(), static_cast<std::size_t>(Op::bet) + 1) << "some kind of move was never made";
}

TEST(RandomGenomes, AreGivenBackByTheirCanonicalForms) {
  RandomGenomes genomes(of_genomes.open(1));
  for (int number = 0; number < 100; ++number) {
    const Genome genome = genomes.valid();
    const std::string text = canonical_form(genome);
    EXPECT_EQ(read_genome(text, "genome.json"), genome) << text;
  }
}

}  // namespace

}  // namespace ergodic::workloads::card_games
