// Games whose figures are known from elsewhere: enumerations of arrangements, walks and hands in closed form.
#include "random/case_streams.hpp"
#include "workloads/card_games/exact/game_law.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/machine/compile.hpp"
#include "workloads/card_games/machine/hand_worth.hpp"
#include "workloads/card_games/play/game.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

std::string war(int ranks, int suits, const std::string& battle, int limit) {
  return fmt::format(
      "players: 2\ncards: {{ranks: {}, suits: {}}}\ndeal: {{all: true}}\nrounds: [{{turns: [{{battle: {{{}}}}}]}}]\n"
      "ends: [{{when: one_left, wins: most_cards}}]\nturn_limit: {}\n",
      ranks, suits, battle, limit);
}

GameLaw law(const std::string& genome) {
  return law_of(Machine(compile(read_genome(genome, "game.yaml"))), 3'000'000).value();
}

/// Wins of seat 0 and 1, ties, games without end.
std::vector<std::string> outcomes(const GameLaw& of) {
  return {of.wins[0].fraction, of.wins[1].fraction, of.tie.fraction, of.limit.fraction};
}

TEST(War, OfAllArrangementsIsKnown) {
  const GameLaw four = law(war(4, 1, "under: winner", 1000));
  EXPECT_EQ(outcomes(four), (std::vector<std::string>{"1/2", "1/2", "0", "0"}));
  EXPECT_EQ(four.moves.mean.fraction, "10/3");    // 80 of 24
  EXPECT_EQ(four.moves.square.fraction, "40/3");  // 320 of 24
  const GameLaw six = law(war(6, 1, "under: winner", 1000));
  EXPECT_EQ(six.moves.mean.fraction, "97/15");     // 4656 of 720
  EXPECT_EQ(six.moves.square.fraction, "763/15");  // 36624 of 720
  EXPECT_EQ(outcomes(law(war(3, 2, "down: 1", 1000))), (std::vector<std::string>{"2/5", "2/5", "1/5", "0"}));
  EXPECT_EQ(outcomes(law(war(4, 2, "down: 1", 300))),
            (std::vector<std::string>{"1069/2520", "1069/2520", "13/105", "1/36"}));
}

/// A card more or less with the same chance: a symmetric random walk on 2m cards lasts m² battles on average, with
/// variance ⅔ m²(m² − 1).
TEST(War, WithShuffledPacketsIsARandomWalk) {
  const Machine machine(compile(read_genome(war(8, 1, "under: shuffled", 60000), "game.yaml")));
  const Streams streams = random::case_streams(20268, "card_games", "walk");
  constexpr int games = 20'000, m = 4;
  double sum = 0, squares = 0, wins = 0;
  for (std::uint64_t game = 0; game < games; ++game) {
    const GameResult result = play_game(machine, streams, game, RandomSeats(streams, game), Unobserved());
    sum += result.moves;
    squares += static_cast<double>(result.moves) * result.moves;
    wins += result.outcome == Outcome{0} ? 1 : 0;
  }
  const double variance = 2.0 / 3 * m * m * (m * m - 1);
  EXPECT_NEAR(sum / games, m * m, 5 * std::sqrt(variance / games));
  EXPECT_NEAR(squares / games - sum / games * (sum / games), variance, 0.08 * variance);
  EXPECT_NEAR(wins / games, 0.5, 5 * std::sqrt(0.25 / games));
}

/// Two seats, one card of rank 0 missing: how often seat 0, who gets the odd card and draws first, keeps the last one,
/// and how many cards are drawn: of 5 cards 3/5 and 2, of 11 cards 43/77 and 106/33.
TEST(OldMaid, IsKeptByWhoBeginsAsOftenAsIsKnown) {
  const Streams streams = random::case_streams(20269, "card_games", "maid");
  for (const auto& [ranks, kept, drawn] : {std::tuple(3, 3.0 / 5, 2.0), std::tuple(6, 43.0 / 77, 106.0 / 33)}) {
    const std::string genome = fmt::format(
        "players: 2\ncards: {{ranks: {}, suits: 2, without: \"rank == '0' and suit == '0'\"}}\ndeal: {{all: true}}\n"
        "pairs: true\nrounds: [{{turns: [{{draw: {{from: next}}, if: hand > 0}}]}}]\n"
        "ends: [{{when: one_left, wins: fewest_cards}}]\n",
        ranks);
    const Machine machine(compile(read_genome(genome, "game.yaml")));
    constexpr int games = 100'000;
    double keeps = 0, moves = 0, squares = 0;
    for (std::uint64_t game = 0; game < games; ++game) {
      const GameResult result = play_game(machine, streams, game, RandomSeats(streams, game), Unobserved());
      keeps += result.outcome == Outcome{1} ? 1 : 0;
      moves += result.moves;
      squares += static_cast<double>(result.moves) * result.moves;
    }
    const double mean = moves / games;
    EXPECT_NEAR(keeps / games, kept, 5 * std::sqrt(kept * (1 - kept) / games)) << ranks;
    EXPECT_NEAR(mean, drawn, 5 * std::sqrt((squares / games - mean * mean) / games)) << ranks;
  }
}

/// 13 cards: an ace, 2 to 9, four that count 10. Both draw below 17.
TEST(Blackjack, OfThirteenCardsIsKnown) {
  const GameLaw of =
      law("players: 2\n"
          "cards:\n"
          "  ranks: [2, 3, 4, 5, 6, 7, 8, 9, T, A]\n"
          "  suits: 4\n"
          "  without: \"suit != '0' and rank != 'T'\"\n"
          "  values: [2, 3, 4, 5, 6, 7, 8, 9, 10, 1]\n"
          "deal: {each: 2}\n"
          "total: {soft: A}\n"
          "rounds: [{once: [{draw: {}, if: total < 17, repeat: true}]}]\n"
          "ends: [{when: over, wins: best_total}]\n");
  EXPECT_EQ(of.wins[0].fraction, "51101/124740");
  // Equal, or both beyond 21.
  EXPECT_NEAR(of.tie.value, 62827.0 / 648648 + 271853.0 / 3243240, 1e-12);
}

Pack pack_of(const std::string& cards) {
  return compile(read_genome("players: 2\ncards: " + cards +
                                 "\ndeal: {each: 1}\nrounds: [{once: [{draw: {}}]}]\n"
                                 "ends: [{when: over, wins: highest_card}]\n",
                             "pack.yaml"));
}

const std::vector<HandPattern> poker_kinds = {{{2}},      {{2, 2}}, {{3}}, {{}, 5, 0},
                                              {{}, 0, 5}, {{3, 2}}, {{4}}, {{}, 5, 5}};

/// How many of the 2,598,960 hands are of each kind is in every book.
TEST(Poker, HasAsManyHandsOfEachKindAsThereAre) {
  const Pack pack = pack_of("{ranks: 13, suits: 4}");
  std::array<int, 9> counts{};
  const auto kind = [&](CardSet cards) {
    return static_cast<std::size_t>(standing_of(pack, poker_kinds, true, cards) >> 48);
  };
  for (std::uint64_t number = 0; number < 2'598'960; ++number)
    ++counts[kind(subset_at(pack.pack, 5, number))];
  EXPECT_EQ(counts, (std::array{1'302'540, 1'098'240, 123'552, 54'912, 10'200, 5'108, 3'744, 624, 40}));
}

/// Cards by their names: rank · suit, "23456789TJQKA" and "cdhs".
CardSet five_cards(const std::string& cards) {
  CardSet set = 0;
  for (std::size_t i = 0; i + 1 < cards.size(); i += 3)
    set |= set_of(static_cast<unsigned>(std::string("cdhs").find(cards[i + 1]) * 13 +
                                        std::string("23456789TJQKA").find(cards[i])));
  return set;
}

TEST(Poker, OrdersHandsAsPlayersDo) {
  const Pack pack = pack_of("{ranks: 13, suits: 4}");
  const std::vector<std::string> ascending = {
      "7c 5d 4h 3s 2c", "Kc Qd Jh 9s 8c", "2c 2d Ah Ks Qc", "Kc Kd 4h 3s 2c", "Kc Kd 5h 3s 2c", "3c 3d 2h 2s Ac",
      "Qc Qd Jh Js 2c", "Qc Qd Jh Js 3c", "2c 2d 2h As Kc", "Ac 2d 3h 4s 5c", "2c 3d 4h 5s 6c", "Tc Jd Qh Ks Ac",
      "7c 5c 4c 3c 2c", "2c 2d 2h Ac Ad", "3c 3d 3h 2c 2d", "2c 2d 2h 2s 3c", "Ac 2c 3c 4c 5c", "Tc Jc Qc Kc Ac"};
  for (std::size_t i = 0; i + 1 < ascending.size(); ++i) {
    EXPECT_LT(standing_of(pack, poker_kinds, true, five_cards(ascending[i])),
              standing_of(pack, poker_kinds, true, five_cards(ascending[i + 1])))
        << ascending[i];
  }
  EXPECT_EQ(standing_of(pack, poker_kinds, true, five_cards("Ac Kd Qh Js 9c")),
            standing_of(pack, poker_kinds, true, five_cards("Ad Kh Qs Jc 9d")));
}

/// What is left over, by trying every choice of sets and runs that share no card.
unsigned least_left(const Pack& pack, CardSet cards, const std::vector<CardSet>& melds, std::size_t from = 0) {
  unsigned least = 0;
  for_each_element(cards, [&](unsigned card) { least += pack.value[card]; });
  for (std::size_t i = from; i < melds.size(); ++i) {
    if ((melds[i] & ~cards) == 0) least = std::min(least, least_left(pack, cards & ~melds[i], melds, i + 1));
  }
  return least;
}

TEST(GinRummy, LeavesWhatNoChoiceOfSetsAndRunsTakesOff) {
  const Pack pack = pack_of("{ranks: 13, suits: 4, values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10]}");
  std::vector<CardSet> melds;
  for (unsigned rank = 0; rank < 13; ++rank) {
    melds.push_back(pack.of_rank[rank]);
    for (unsigned suit = 0; suit < 4; ++suit)
      melds.push_back(pack.of_rank[rank] & ~pack.of_suit[suit]);
  }
  for (unsigned suit = 0; suit < 4; ++suit) {
    for (unsigned first = 0; first < 13; ++first) {
      for (unsigned length = 3; first + length <= 13; ++length)
        melds.push_back(first_elements(length) << (suit * 13 + first));
    }
  }
  Stream stream = random::case_streams(20270, "card_games", "gin").open(0);
  // Of six ranks, so that much can be melded in several ways.
  const CardSet low = pack.pack & ~(pack.of_rank[12] | pack.of_rank[11] | pack.of_rank[10] | pack.of_rank[9] |
                                    pack.of_rank[8] | pack.of_rank[7] | pack.of_rank[6]);
  for (int i = 0; i < 3000; ++i) {
    const CardSet from = i % 2 == 0 ? low : pack.pack;
    CardSet cards = 0;
    while (size_of(cards) < 10)
      cards |= set_of(element_at(from, uniform_integer(stream, size_of(from))));
    EXPECT_EQ(left_over(pack, cards), least_left(pack, cards, melds)) << cards;
  }
}

}  // namespace

}  // namespace ergodic::workloads::card_games
