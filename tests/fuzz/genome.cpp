// Any text as the rules of a card game: they are some, which their canonical form says as well and which are played to
// an end; or they are refused.
#include "fuzz/entry.hpp"
#include "random/case_streams.hpp"
#include "workloads/card_games/genome/canonical.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/machine/compile.hpp"
#include "workloads/card_games/play/game.hpp"

#include <algorithm>

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ergodic;
  using namespace ergodic::workloads::card_games;
  fuzz::take_or_refuse([&] {
    Genome genome = read_genome(fuzz::text_of(data, size), "genome.yaml");
    Genome again = read_genome(canonical_form(genome), "genome.json");
    again.name = genome.name;
    fuzz::require(again == genome, "a canonical form says the same");
    genome.turn_limit = std::min(genome.turn_limit, 500);
    const Machine machine(compile(genome));
    const Streams streams = random::case_streams(1, "card_games", "fuzz");
    const GameResult result = play_game(machine, streams, 0, RandomSeats(streams, 0), Unobserved());
    fuzz::require(result.outcome != Outcome::open, "a game ends");
  });
  return 0;
}
