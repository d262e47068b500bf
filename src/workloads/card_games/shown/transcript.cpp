#include "workloads/card_games/shown/transcript.hpp"

#include "workloads/card_games/play/game.hpp"
#include "workloads/card_games/play/game_records.hpp"
#include "workloads/card_games/shown/words.hpp"

#include <fmt/format.h>
#include <ergodic/record.hpp>

#include <span>

namespace ergodic::workloads::card_games {

namespace {

/// Writes a line for every event.
class Narrator {
 public:
  Narrator(const Words& words, std::ostream& out) : words_(words), out_(out) {}

  void drawn(const State& before, CardSet cards) { out_ << "         " << words_.drawn(before, cards) << '\n'; }

  void decided(const State& before, const Choices& choices, const Move& move) {
    out_ << fmt::format("turn {:>3}  seat {} {}", before.turns + 1, before.seat, words_.move(before, move));
    if (choices.total == 1)
      out_ << " (nothing else is legal)";
    else
      out_ << fmt::format(" (1 of {} moves)", choices.total);
    out_ << fmt::format("; had {}\n", words_.cards(before.hand[before.seat]));
  }

 private:
  const Words& words_;
  std::ostream& out_;
};

}  // namespace

void write_transcript(const Genome& genome, const Machine& machine, const Streams& streams, std::uint64_t replicate,
                      std::ostream& out) {
  const Words words(genome, machine.program());
  const GameResult result = play_game(machine, streams, replicate, Narrator(words, out));
  out << words.outcome(result.outcome) << "\n\n";
  write_values(game_records(), std::span(&result, 1), out);
  out << '\n';
  write_values(seat_records(false), std::span(result.seats).first(machine.program().seats), out);
}

}  // namespace ergodic::workloads::card_games
