#include "workloads/card_games/settings/settings.hpp"

#include "workloads/card_games/genome/read.hpp"

#include <fmt/format.h>

namespace ergodic::workloads::card_games {

const Schema& schema() {
  static const Schema keys = {
      text("genome").required().says("the rules of the game: a document in YAML or JSON"),
      integer("seats")
          .between(2, Genome::most_seats)
          .optional()
          .silent_unless_set()
          .says("on the axis of seats, where tables of several sizes share it; unless set, the players of the game"),
      section("exact", {integer("states")
                            .between(1, 100'000'000)
                            .fallback(1'000'000)
                            .says("positions that are looked at for exact results, at most")}),
  };
  return keys;
}

Settings settings_of(const Parameters& parameters) {
  Settings settings = {.genome = read_genome(parameters.text("genome"), "genome"),
                       .seats = {},
                       .exact_states = static_cast<std::size_t>(parameters.integer("exact.states"))};
  if (parameters.has("seats")) settings.seats = static_cast<std::size_t>(parameters.integer("seats"));
  if (settings.axis_length() < static_cast<std::size_t>(settings.genome.players)) {
    parameters.reject("seats", fmt::format("is {}", *settings.seats),
                      fmt::format("the game has {} players", settings.genome.players), "set at least that many");
  }
  return settings;
}

}  // namespace ergodic::workloads::card_games
