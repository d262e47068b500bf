// What cards do, and who gets which pot, in positions set up by hand.
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/machine/compile.hpp"
#include "workloads/card_games/machine/machine.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

/// Three seats with three cards of four suits of three ranks each: seat 0 has 0, 1, 2, seat 1 has 3, 4, 5, seat 2 has
/// 6, 7, 8. What is played has the effect where its rank is 0: of cards 0, 3, 6 and 9.
class Table {
 public:
  explicit Table(const std::string& effect)
      : machine_(compile(read_genome("players: 3\ncards: {ranks: 3, suits: 4}\ndeal: {each: 3}\n"
                                     "rounds: [{turns: [{play: {}, otherwise: [pass]}]}]\n"
                                     "effects: [{on: \"rank == '0'\", " +
                                         effect + "}]\nends: [{when: empty_hand, wins: holder}]\n",
                                     "table.yaml"))),
        state_(machine_.start()) {
    advance();
    move(0);  // seat 0 plays card 0
  }

  /// Goes on to the next decision; of chance, what is lowest comes.
  void advance() {
    for (;;) {
      situation_ = machine_.advance(state_, choices_);
      if (situation_ != Situation::chance) return;
      const Chance chance = machine_.chance(state_);
      machine_.resolve(state_, subset_at(chance.from, chance.count, 0));
    }
  }
  void move(std::uint32_t k) {
    machine_.apply(state_, machine_.move(choices_, k));
    advance();
  }

  const State& state() const { return state_; }
  const Choices& choices() const { return choices_; }
  Op op() const { return machine_.program().nodes[choices_.options[0].node].op; }
  std::vector<unsigned> hand(unsigned seat) const { return cards(state_.hand[seat]); }
  static std::vector<unsigned> cards(CardSet set) {
    std::vector<unsigned> all;
    for_each_element(set, [&](unsigned card) { all.push_back(card); });
    return all;
  }

 private:
  Machine machine_;
  State state_;
  Choices choices_;
  Situation situation_ = Situation::ended;
};

using Cards = std::vector<unsigned>;

TEST(Effects, ChangeWhoseTurnItIs) {
  EXPECT_EQ(Table("does: skip").state().turn, 2);
  EXPECT_EQ(Table("does: reverse").state().turn, 2);
  EXPECT_EQ(Table("does: extra_turn").state().turn, 0);
  EXPECT_EQ(Table("does: peek").state().turn, 1);
}

TEST(Effects, MoveCardsBetweenHands) {
  const Table steal("does: steal"), from_previous("does: steal, seats: previous, count: 2"), give("does: give_card");
  EXPECT_EQ(steal.hand(0), (Cards{1, 2, 3}));
  EXPECT_EQ(steal.hand(1), (Cards{4, 5}));
  EXPECT_EQ(from_previous.hand(0), (Cards{1, 2, 6, 7}));
  EXPECT_EQ(from_previous.hand(2), (Cards{8}));
  EXPECT_EQ(give.hand(0), (Cards{2}));
  EXPECT_EQ(give.hand(1), (Cards{1, 3, 4, 5}));
  const Table swap("does: swap_hands");
  EXPECT_EQ(swap.hand(0), (Cards{3, 4, 5}));
  EXPECT_EQ(swap.hand(1), (Cards{1, 2}));
  EXPECT_EQ(swap.hand(2), (Cards{6, 7, 8}));
}

TEST(Effects, MakeOthersDrawAndDiscard) {
  const Table draw("does: draw, seats: others, count: 1"), previous("does: draw, seats: previous, count: 2");
  EXPECT_EQ(draw.hand(1), (Cards{3, 4, 5, 9}));
  EXPECT_EQ(draw.hand(2), (Cards{6, 7, 8, 10}));
  EXPECT_EQ(previous.hand(2), (Cards{6, 7, 8, 9, 10}));
  const Table lose("does: force_discard, seats: others, count: 2");
  EXPECT_EQ(lose.hand(1), (Cards{5}));
  EXPECT_EQ(lose.hand(2), (Cards{8}));
  EXPECT_EQ(lose.state().top_rank, 0);
}

TEST(Effects, LetASeatBeChosenOrDrawn) {
  Table chosen("does: steal, seats: chosen");
  ASSERT_EQ(chosen.op(), Op::pick_seat);
  EXPECT_EQ(chosen.choices().total, 2u);
  chosen.move(1);
  EXPECT_EQ(chosen.hand(0), (Cards{1, 2, 6}));
  EXPECT_EQ(Table("does: steal, seats: random").hand(0), (Cards{1, 2, 3}));  // of chance, seat 1 is lowest
}

TEST(Effects, BlockATurnAndShowAHand) {
  Table block("does: block");
  EXPECT_EQ(block.state().turn, 1);
  EXPECT_EQ(block.op(), Op::pass);
  block.move(0);
  EXPECT_EQ(block.op(), Op::play);
  for (int turns = 0; turns < 2; ++turns)
    block.move(1);  // not a card that blocks
  EXPECT_EQ(block.state().turn, 1);
  EXPECT_EQ(block.op(), Op::play);
  const Table peek("does: peek, seats: previous");
  EXPECT_EQ(Table::cards(peek.state().known[0]), (Cards{6, 7, 8}));
  EXPECT_EQ(peek.state().known[1], 0u);
}

/// Seat 0 has the best card and four chips, seats 1 and 2 have ten: it wins four of each, and of what the others have
/// staked beyond it the better one wins.
TEST(Pots, GoToWhoHasStakedForThem) {
  const Machine machine(
      compile(read_genome("players: 3\ncards: {ranks: 3, suits: 1}\ndeal: {each: 1}\nchips: 10\n"
                          "rounds: [{betting: {ante: 2, bet: 8, raises: 1, all_in: true}}]\n"
                          "ends: [{when: last_in, wins: last_in}, {when: over, wins: highest_card}]\n"
                          "match: {hands: 9}\n",
                          "pots.yaml")));
  State state = machine.start();
  state.totals = {-6, 3, 3};
  Choices choices;
  unsigned card = 2;  // seat 0 gets the highest, and so on
  std::vector<std::uint8_t> moves;
  while (state.hands_played == 0) {
    const Situation situation = machine.advance(state, choices);
    if (state.hands_played > 0) break;
    if (situation == Situation::chance) {
      machine.resolve(state, set_of(card--));
      continue;
    }
    const Move move = machine.move(choices, choices.total - 1);  // bets, raises, or calls
    moves.push_back(state.seat);
    machine.apply(state, move);
  }
  EXPECT_EQ(moves.front(), 0);
  // 4 each to seat 0; what seats 1 and 2 have staked beyond to seat 1.
  EXPECT_EQ(state.totals[0], -6 + 8);
  EXPECT_EQ(state.totals[1] + state.totals[2], 6 - 8);
  EXPECT_GT(state.totals[1], state.totals[2]);
  EXPECT_EQ(state.totals[2], 3 - 12);  // a bet of all that seat 0 had, 4, and a raise by 8
  EXPECT_EQ(state.totals[1], 3 + 12 - 8);
}

}  // namespace

}  // namespace ergodic::workloads::card_games
