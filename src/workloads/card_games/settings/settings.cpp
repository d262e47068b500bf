#include "workloads/card_games/settings/settings.hpp"

#include "study/study_expression.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/players/move_traits.hpp"

#include <fmt/format.h>

#include <string>

namespace ergodic::workloads::card_games {

namespace {

Schema search_keys() {
  return {
      integer("iterations").between(1, 1'000'000).fallback(1000).says("games played in its mind for each decision"),
      real("exploration")
          .at_least(0)
          .fallback(0.7)
          .says("weight of what was seldom tried, in units of what there is to win"),
      choice("model",
             {{"self", "they search as it does"}, {"greedy", "they are greedy"}, {"random", "they play at random"}})
          .fallback("self")
          .says("what it takes the others for"),
      choice("rollout", {{"random", "any legal move"}, {"greedy", "what the greedy player would"}})
          .fallback("random")
          .says("what it plays on with where its tree ends"),
      choice("aim", {{"win", "to win alone, else to share"}, {"score", "its points, as many as win"}})
          .fallback("win")
          .says("what an end is worth to it"),
  };
}

}  // namespace

const Schema& schema() {
  static const Schema keys = {
      document("genome").required().says("the rules of the game: written here, or {file: NAME}"),
      list("players",
           section(
               "player",
               {variant("type",
                        {{"random", "any legal move"},
                         {"greedy", "the move that brings most now, by the game's own scoring and end"},
                         {"scripted",
                          "the move with the highest rating",
                          {text("rating").required().says("a number, as an expression over what the move is")},
                          true},
                         {"search", "the move that a tree search over what it knows makes most often", search_keys()}})
                    .fallback("random")
                    .says("how it picks a move")}))
          .says("one for all seats, or one a seat; unless set, all are random"),
      boolean("rotate").fallback(false).silent_unless_set().says(
          "each deal is played once with every seating of the players, who move on by one seat each time"),
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

SearchRules search_of(const Parameters& parameters) {
  const auto policy = [&](const char* key) {
    const std::string name = parameters.text(key);
    return name == "self"     ? SearchRules::Policy::self
           : name == "greedy" ? SearchRules::Policy::greedy
                              : SearchRules::Policy::random;
  };
  return {.iterations = static_cast<std::uint32_t>(parameters.integer("search.iterations")),
          .exploration = parameters.real("search.exploration"),
          .model = policy("search.model"),
          .playout = policy("search.rollout"),
          .aim = parameters.text("search.aim") == "score" ? SearchRules::Aim::score : SearchRules::Aim::win};
}

PlayerRules player_of(const Parameters& parameters) {
  const std::string type = parameters.text("type");
  if (type == "search") return {.kind = PlayerRules::Kind::search, .rating = {}, .search = search_of(parameters)};
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
                       .rotate = parameters.boolean("rotate"),
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

double iterations_of_game(const Parameters& parameters) {
  constexpr double decisions = 20;  // of a seat, in a game
  double sum = 0;
  const std::vector<Parameters> players = parameters.items("players");
  for (const Parameters& one : players) {
    if (one.text("type") != "search") continue;
    const double all = players.size() == 1 ? 3 : 1;  // one for all seats
    sum += all * decisions * static_cast<double>(one.integer("search.iterations"));
  }
  return sum;
}

}  // namespace ergodic::workloads::card_games
