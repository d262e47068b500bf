#pragma once

#include "workloads/card_games/genome/fields.hpp"
#include "workloads/card_games/genome/genome.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <variant>

namespace ergodic::workloads::card_games {

/// Calls visit(phase, its path, whether it is one of several) for the phases and all that are in them.
template <class Visit>
void for_each_phase(const Phases& phases, const std::string& path, bool is_choice, Visit&& visit) {
  for (std::size_t i = 0; i < phases.size(); ++i) {
    const Phase& phase = phases[i];
    const std::string here = fmt::format("{}[{}]", path, i);
    visit(phase, here, is_choice);
    if (const auto* choose = std::get_if<Choose>(&phase.what))
      for_each_phase(choose->of, here + ".choose", true, visit);
    for_each_phase(phase.then, here + ".then", false, visit);
    for_each_phase(phase.otherwise, here + ".otherwise", false, visit);
  }
}

/// Of all rounds of a genome.
template <class Visit>
void for_each_phase(const Genome& genome, Visit&& visit) {
  for (std::size_t i = 0; i < genome.rounds.size(); ++i) {
    const Round& round = genome.rounds[i];
    const std::string path = fmt::format("rounds[{}].{}", i, round_names[round.index()]);
    if (const auto* once = std::get_if<Once>(&round)) for_each_phase(once->turn, path, false, visit);
    if (const auto* turns = std::get_if<Turns>(&round)) for_each_phase(turns->turn, path, false, visit);
    if (const auto* starter = std::get_if<Starter>(&round)) for_each_phase(starter->turn, path, false, visit);
  }
}

/// Whether a phase of this kind is anywhere in the genome.
template <class Kind>
bool has_phase(const Genome& genome) {
  bool found = false;
  for_each_phase(genome, [&](const Phase& phase, const std::string&, bool) {
    found = found || std::holds_alternative<Kind>(phase.what);
  });
  return found;
}

template <class Kind>
bool has_round(const Genome& genome) {
  for (const Round& round : genome.rounds) {
    if (std::holds_alternative<Kind>(round)) return true;
  }
  return false;
}

}  // namespace ergodic::workloads::card_games
