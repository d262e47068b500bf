/// How many nanoseconds a move of a card game takes, from a genome and in a plain program of the same rules,
/// interleaved in one run. Prints beside it how often seat 0 won and how many moves there were: both programs play the
/// same game.
///
///     card_games [rounds = 5] [games per round = 100000]
#include "naive_card_games.hpp"
#include "random/case_streams.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/machine/compile.hpp"
#include "workloads/card_games/play/game.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

namespace {

using namespace ergodic;
using namespace ergodic::workloads::card_games;

/// Of this thread, in seconds: what others do on the machine meanwhile does not count.
double processor_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// A program that plays, and what it has played.
struct Timing {
  std::vector<double> nanoseconds = {};  ///< a move, in each round
  std::int64_t games = 0, moves = 0, won = 0;

  template <class Play>
  void play(std::int64_t count, Play&& play_one) {
    const std::int64_t before = moves;
    const double start = processor_time();
    for (std::int64_t i = 0; i < count; ++i) {
      const naive::Game game = play_one(games++);
      moves += game.moves;
      won += game.winner == 0 ? 1 : 0;
    }
    nanoseconds.push_back((processor_time() - start) * 1e9 / static_cast<double>(moves - before));
  }

  double median() const {
    std::vector<double> sorted = nanoseconds;
    std::sort(sorted.begin(), sorted.end());
    return sorted[sorted.size() / 2];
  }
  double share() const { return static_cast<double>(won) / static_cast<double>(games); }
  double mean_moves() const { return static_cast<double>(moves) / static_cast<double>(games); }
};

template <class Plain>
void compare(const std::string& name, const std::string& genome, int rounds, std::int64_t games) {
  const Machine machine(compile(read_genome(genome, name)));
  const Streams streams = random::case_streams(1, "card_games", name);
  Plain plain(1);
  Timing ours, theirs;
  for (int round = 0; round < rounds; ++round) {
    ours.play(games, [&](std::int64_t game) {
      const auto replicate = static_cast<std::uint64_t>(game);
      const GameResult result = play_game(machine, streams, replicate, RandomSeats(streams, replicate), Unobserved());
      return naive::Game{result.outcome == Outcome{0} ? 0 : -1, result.moves};
    });
    theirs.play(games, [&](std::int64_t) { return plain.play(); });
  }
  fmt::print("{:<16} {:>8.1f} {:>8.1f} {:>7.2f} {:>10.4f} {:>7.4f} {:>9.3f} {:>8.3f}\n", name, ours.median(),
             theirs.median(), theirs.median() / ours.median(), ours.share(), theirs.share(), ours.mean_moves(),
             theirs.mean_moves());
}

const std::string pack = "cards: {ranks: 13, suits: 4}\n";

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const std::int64_t games = argc > 2 ? std::atoll(argv[2]) : 100'000;
  fmt::print("{:<16} {:>8} {:>8} {:>7} {:>10} {:>7} {:>9} {:>8}\n", "", "ns/move", "plain", "ratio", "seat 0", "plain",
             "moves", "plain");
  compare<naive::Eights>("crazy eights",
                         "players: 2\n" + pack +
                             "deal: {each: 7, up: 1}\n"
                             "rounds:\n"
                             "  - turns:\n"
                             "      - play: {cards: \"suit == suit_in_force or rank == top_rank or rank == '6'\"}\n"
                             "        otherwise: [{draw: {}, otherwise: [{pass: {all: blocked}}]}]\n"
                             "effects: [{on: \"rank == '6'\", does: name_suit}]\n"
                             "ends: [{when: empty_hand, wins: holder}]\n",
                         rounds, games);
  compare<naive::Whist>("whist",
                        "players: 4\n" + pack +
                            "deal: {each: 13}\n"
                            "rounds: [{turns: [{trick: {trump: 3}}]}]\n"
                            "scoring: [{at: trick}]\n"
                            "ends: [{when: empty_hands, wins: most_points}]\n",
                        rounds, games);
  compare<naive::President>("president",
                            "players: 4\n" + pack +
                                "deal: {each: 13}\n"
                                "rounds:\n"
                                "  - turns:\n"
                                "      - choose:\n"
                                "          - play: {cards: height > top_height, most: 4, same_number: true}\n"
                                "          - {pass: {others: clear}, if: not leading}\n"
                                "ends: [{when: empty_hand, wins: holder}]\n",
                            rounds, games);
}
