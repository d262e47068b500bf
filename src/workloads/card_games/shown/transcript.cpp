#include "workloads/card_games/shown/transcript.hpp"

#include "workloads/card_games/play/game_records.hpp"

#include <fmt/format.h>
#include <ergodic/record.hpp>

#include <span>

namespace ergodic::workloads::card_games {

void Narrator::drawn(const State& before, CardSet cards) { out_ << "         " << words_.drawn(before, cards) << '\n'; }

void Narrator::decided(const State& before, const Choices& choices, const Move& move) {
  out_ << fmt::format("turn {:>3}  seat {} {}", before.turns + 1, before.seat, words_.move(before, move));
  if (choices.total == 1)
    out_ << " (nothing else is legal)";
  else
    out_ << fmt::format(" (1 of {} moves)", choices.total);
  out_ << fmt::format("; had {}\n", words_.cards(before.hand[before.seat]));
}

void Narrator::end(const GameResult& result) {
  out_ << words_.outcome(result.outcome) << "\n\n";
  write_values(game_records(), std::span(&result, 1), out_);
  out_ << '\n';
  write_values(seat_records(false), std::span(result.seats).first(seats_), out_);
}

}  // namespace ergodic::workloads::card_games
