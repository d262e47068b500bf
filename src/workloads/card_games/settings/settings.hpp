#pragma once

#include "workloads/card_games/genome/genome.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <cstddef>
#include <optional>

namespace ergodic::workloads::card_games {

const Schema& schema();

/// What a case is.
struct Settings {
  Genome genome;
  std::optional<std::size_t> seats;  ///< on the axis of seats, where tables of several sizes share it
  std::size_t exact_states = 0;

  std::size_t axis_length() const { return seats.value_or(static_cast<std::size_t>(genome.players)); }
};

/// Throws StudyError.
Settings settings_of(const Parameters& parameters);

}  // namespace ergodic::workloads::card_games
