// The genomes that ship.
#include "random/case_streams.hpp"
#include "workloads/card_games/genome/canonical.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/machine/compile.hpp"
#include "workloads/card_games/play/game.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

const std::filesystem::path folder = std::filesystem::path(ERGODIC_SOURCE_DIR) / "jobs/studies/card_games/genomes";

Genome shipped(const std::string& name) {
  std::ifstream file(folder / (name + ".yaml"));
  return read_genome(std::string(std::istreambuf_iterator<char>(file), {}), name);
}

std::vector<std::string> all_shipped() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().stem().string());
  return names;
}

/// Which nodes somebody has moved at.
struct Visits {
  std::set<std::uint16_t>& nodes;
  void drawn(const State&, CardSet) {}
  void decided(const State&, const Choices&, const Move& move) { nodes.insert(move.node); }
};

TEST(ShippedGames, AreAllThere) {
  const std::vector<std::string> names = all_shipped();
  for (const char* name : {"war", "betting_war", "hearts", "scotch_whist", "knockout_whist", "spades",
                           "partnership_spades", "crazy_eights", "old_maid", "president", "fan_tan", "uno_style",
                           "gin_rummy", "go_fish", "simple_poker", "cheat", "scopa", "draw_poker", "blackjack"})
    EXPECT_NE(std::find(names.begin(), names.end(), name), names.end()) << name;
}

/// Every phase that a genome has is played, and its canonical form gives it back.
TEST(ShippedGames, ArePlayedWithAllThatTheySay) {
  const Streams streams = random::case_streams(20271, "card_games", "shipped");
  for (const std::string& name : all_shipped()) {
    const Genome genome = shipped(name);
    Genome again = read_genome(canonical_form(genome), name);
    again.name = genome.name;
    EXPECT_EQ(again, genome) << name;
    const Machine machine(compile(genome));
    std::set<std::uint16_t> visited;
    for (std::uint64_t game = 0; game < 60; ++game)
      play_game(machine, streams, game, RandomSeats(streams, game), Visits{visited});
    const std::vector<Node>& nodes = machine.program().nodes;
    for (std::uint16_t place = 0; place < nodes.size(); ++place) {
      if (nodes[place].op <= Op::bet) {
        EXPECT_TRUE(visited.count(place) == 1 || nodes[place].op == Op::pass) << name << " at node " << place;
      }
    }
  }
}

/// Two programs' figures agree within 4.5 standard errors of both.
void expect_near(double ours, double theirs, double deviation, double games, double their_games, const char* what) {
  EXPECT_LE(std::abs(ours - theirs), 4.5 * deviation * std::sqrt(1 / games + 1 / their_games)) << what;
}

/// OpenSpiel 2.0.1 with random players, 4·10⁵ games each: decisions, legal moves and forced moves in all, points, ties.
TEST(ShippedGames, OfOpenSpielHaveItsFigures) {
  const Streams streams = random::case_streams(20272, "card_games", "openspiel");
  constexpr std::uint64_t count = 40'000;
  constexpr double games = count, theirs = 400'000;
  const auto means = [&](const std::string& name) {
    const Machine machine(compile(shipped(name)));
    std::array<double, 5> sums{};
    for (std::uint64_t game = 0; game < count; ++game) {
      const GameResult result = play_game(machine, streams, game, RandomSeats(streams, game), Unobserved());
      sums[0] += result.moves;
      sums[1] += result.legal;
      sums[2] += result.forced;
      sums[3] += result.seats[0].score;
      sums[4] += result.outcome == Outcome::tie ? 1 : 0;
    }
    for (double& sum : sums)
      sum /= games;
    return sums;
  };
  const auto eights = means("openspiel_crazy_eights");
  expect_near(eights[0], 86.0095, 12.354, games, theirs, "decisions");
  expect_near(eights[1], 2.7078 * 86.0095, 38.3, games, theirs, "legal");
  expect_near(eights[2], .20976 * 86.0095, 5.9, games, theirs, "forced");
  const auto hearts = means("openspiel_hearts");
  expect_near(hearts[0], 61.0013, 5.19, games, theirs, "decisions");
  expect_near(hearts[1], 4.7325 * 61.0013, 64.2, games, theirs, "legal");
  expect_near(hearts[2], .20732 * 61.0013, 1.5, games, theirs, "forced");
  expect_near(hearts[3], 26 - 19.356, 6.93, games, theirs, "points");
  expect_near(hearts[4], .2477, .4317, games, theirs, "ties");
}

/// Taken up in rounds, seat 0's card always first, 11.3 % of all deals never end (20,000 games of a plain program of
/// the same rules); with the winner's own or the loser's first, none of 200,000 did.
TEST(ShippedGames, OfWarEndOrDoNotAsIsKnown) {
  const Streams streams = random::case_streams(20273, "card_games", "war");
  const auto endless = [&](const std::string& name, std::uint64_t games) {
    Genome genome = shipped(name);
    genome.turn_limit = 12'000;
    const Machine machine(compile(genome));
    double count = 0;
    for (std::uint64_t game = 0; game < games; ++game) {
      const GameResult result = play_game(machine, streams, game, RandomSeats(streams, game), Unobserved());
      count += result.outcome == Outcome::limit ? 1 : 0;
    }
    return count / static_cast<double>(games);
  };
  EXPECT_EQ(endless("war", 5000), 0);
  EXPECT_NEAR(endless("war_seat_0_first", 1500), .113, 4.5 * std::sqrt(.113 * .887 / 1500));
}

}  // namespace

}  // namespace ergodic::workloads::card_games
