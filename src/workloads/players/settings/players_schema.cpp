#include "workloads/players/settings/players_schema.hpp"

#include "workloads/players/model/rates.hpp"
#include "workloads/players/model/team_rates.hpp"

#include <utility>

namespace ergodic::workloads::players {
namespace {

Schema rate_keys() {
  Schema keys;
  for (const RateInfo& rate : rate_infos())
    keys.push_back(real(rate.name).between(0, 1).fallback(rate.usual).says(rate.says));
  return keys;
}

Key credibility() {
  return real("credibility")
      .above(0)
      .below(1)
      .optional()
      .says(
          "the share of the law that its ellipsoid holds, outside of which nothing is drawn; unless set, there is "
          "none");
}

Key bounds() {
  return list("bounds",
              section("bound",
                      {text("of").required().says("a sum of rates by their names, as usage + 2 * turnover_rate"),
                       real("at_least").optional().says("no less is drawn"),
                       real("at_most").optional().says("no more is drawn")}))
      .says("halfspaces that the rates lie in");
}

Schema law_keys() {
  return {list("rates", text("rate")).says("which rates the law is of, in its order"),
          list("centre", real("number")).says("a number for each of them"),
          list("covariance", list("row", real("number"))).says("a row for each; of Student's t the scale matrix"),
          choice("law", {{"uniform", "uniform on the region; needs a credibility"},
                         {"normal", "normal, cut to the region"},
                         {"student", "Student's t, cut to the region; needs its degrees"}})
              .fallback("normal")
              .says("how the rates are spread"),
          real("degrees").above(0).at_most(1e6).optional().says("of freedom of Student's t"),
          choice("scale", {{"plain", "the rates themselves, cut to lie between 0 and 1"},
                           {"logit", "log(p/(1 − p)) of each rate"}})
              .fallback("plain")
              .says("what centre and covariance are of"),
          credibility(),
          bounds(),
          section("others", rate_keys()).says("the rates that the law is not of: fixed")};
}

Schema games_keys() {
  return {text("player").required().says("a name in the table box_scores"),
          text("before").optional().says("only games before that day count, 2025-01-31; unless set, all"),
          real("half_life").above(0).at_most(1e6).fallback(20).unit("games").says("after so many, a game counts half"),
          credibility(), bounds()};
}

Schema team_keys() {
  Schema rates;
  for (const TeamRateInfo& rate : team_rate_infos())
    rates.push_back(real(rate.name).between(0, 1).fallback(rate.usual).says(rate.says));
  return {section("home", rates).says("the team at home"), section("away", rates).says("the other"),
          real("shared_deviation")
              .between(0, 2)
              .fallback(0)
              .says("of a normal number that a game adds to the logits of what both teams make from the field")};
}

}  // namespace

const Schema& players_schema() {
  static const Schema schema = {
      variant("form", {{"given", "rates that are known", rate_keys()},
                       {"law", "rates of a law that the study gives", law_keys(), true},
                       {"games", "what the player's games so far, and those of others, say", games_keys(), true},
                       {"teams", "a game of two teams instead, whose rates are known", team_keys(), true}})
          .required()
          .says("a player's game, and where the rates come from; or a game of two teams"),
      real("availability").between(0, 1).optional().says("the probability to play; unless set, of games, else 1"),
      section("minutes",
              {real("mean").between(0, 48).optional().unit("min").says("of who plays; unless set, of games, else 30"),
               real("deviation")
                   .between(0, 48)
                   .optional()
                   .unit("min")
                   .says("of a normal law between 0 and 48; unless set, of games, else 0")})
          .says("on the court"),
      section("pace", {real("mean").between(50, 200).fallback(100).unit("possessions").says("of a team in 48 minutes"),
                       real("deviation").between(0, 30).fallback(0).unit("possessions").says("from game to game")})
          .says("how fast the game is"),
  };
  return schema;
}

}  // namespace ergodic::workloads::players
