#pragma once

#include "workloads/players/model/playing_time.hpp"
#include "workloads/players/model/rates.hpp"

#include <ergodic/exact.hpp>

#include <map>
#include <string>
#include <vector>

namespace ergodic::workloads::players {

/// Probabilities of 0, 1, 2, …
using CountLaw = std::vector<double>;

double mean_of(const CountLaw& law);
double deviation_of(const CountLaw& law);
/// The smallest k with P(X ≤ k) ≥ share.
double quantile_of(const CountLaw& law, double share);
/// The mean of the lowest `share` of outcomes; of the highest. Of a value on the border as much as is needed counts.
/// Source: Acerbi & Tasche, "On the coherence of expected shortfall", J. Bank. Finance 26, 2002.
double lower_shortfall(const CountLaw& law, double share);
double upper_shortfall(const CountLaw& law, double share);

/// The law of a sum of n independent numbers of the law `each`, n itself of the law `number`.
CountLaw sum_law(const CountLaw& each, const CountLaw& number);

/// The law of the possessions on the court of one who plays, if nobody left for fouls: of floor(pace · minutes / 48 +
/// U). The pace has no deviation.
CountLaw possessions_law(const PlayingTime& time);
/// The same with the limit of fouls, and the law of fouls: one by one they come with the probability `foul_rate` on a
/// possession, and the sixth is the last possession.
struct CutLaw {
  CountLaw possessions;
  CountLaw fouls;
};
CutLaw cut_by_fouls(const CountLaw& possessions, double foul_rate);

/// What one possession gives of a count, from the rates: points, say.
std::map<std::string, CountLaw> laws_on_a_possession(const Rates& rates);

/// The laws of all counts of a game, by the names of their columns, of one who may not play too.
std::map<std::string, CountLaw> laws_of_game(const Rates& rates, const PlayingTime& time);

}  // namespace ergodic::workloads::players
