#include "workloads/card_games/settings/settings.hpp"

#include "study/study_expression.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/players/move_traits.hpp"

#include <fmt/format.h>

#include <string>

namespace ergodic::workloads::card_games {

const Schema& schema() {
  static const Schema keys = {
      document("genome").required().says("the rules of the game: written here, or {file: NAME}"),
      list("players",
           section(
               "player",
               {variant("type", {{"random", "any legal move"},
                                 {"greedy", "the move that brings most now, by the game's own scoring and end"},
                                 {"scripted",
                                  "the move with the highest rating",
                                  {text("rating").required().says("a number, as an expression over what the move is")},
                                  true}})
                    .fallback("random")
                    .says("how it picks a move")}))
          .says("one for all seats, or one a seat; unless set, all are random"),
      integer("seats")
          .between(2, Genome::most_seats)
          .optional()
          .silent_unless_set()
          .says("on the axis of seats, where tables of several sizes share it; unless set, the players of the game"),
      boolean("course").optional().silent_unless_set().says(
          "columns of the way that a game takes: interactions, changes of the lead; they cost"),
      section("exact", {integer("states")
                            .between(1, 100'000'000)
                            .fallback(1'000'000)
                            .says("positions that are looked at for exact results, at most")}),
  };
  return keys;
}

namespace {

PlayerRules player_of(const Parameters& parameters) {
  const std::string type = parameters.text("type");
  if (type == "greedy") return {PlayerRules::Kind::greedy};
  if (type == "random") return {PlayerRules::Kind::random};
  return {PlayerRules::Kind::scripted,
          expression_at(parameters, "scripted.rating", move_vocabulary(), expression::Type::number)};
}

std::vector<PlayerRules> players_of(const Parameters& parameters, std::size_t seats) {
  std::vector<PlayerRules> players;
  for (const Parameters& one : parameters.items("players"))
    players.push_back(player_of(one));
  if (players.empty()) players.emplace_back();
  if (players.size() == 1) players.resize(seats, players.front());
  if (players.size() != seats) {
    parameters.reject("players", fmt::format("has {} players", players.size()),
                      fmt::format("the game has {} seats", seats), "name one for each seat, or one for all");
  }
  return players;
}

}  // namespace

Settings settings_of(const Parameters& parameters) {
  Settings settings = {.genome = read_genome(parameters.document("genome")),
                       .players = {},
                       .seats = {},
                       .exact_states = static_cast<std::size_t>(parameters.integer("exact.states"))};
  settings.course = parameters.has("course") && parameters.boolean("course");
  settings.players = players_of(parameters, static_cast<std::size_t>(settings.genome.players));
  if (parameters.has("seats")) settings.seats = static_cast<std::size_t>(parameters.integer("seats"));
  if (settings.axis_length() < static_cast<std::size_t>(settings.genome.players)) {
    parameters.reject("seats", fmt::format("is {}", *settings.seats),
                      fmt::format("the game has {} players", settings.genome.players), "set at least that many");
  }
  return settings;
}

}  // namespace ergodic::workloads::card_games
