#include "workloads/let_it_ride/exact/exact_figures.hpp"

#include "workloads/let_it_ride/strategy/alike_sets.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

/// A sum over all deals, as the mean that it is.
ExactFigure mean_figure(std::string name, std::int64_t sum, std::string unit, std::string long_name) {
  return {std::move(name), static_cast<double>(sum) / static_cast<double>(deals), fmt::format("{}/{}", sum, deals),
          std::move(unit), std::move(long_name)};
}

double dollars(Cents amount) { return static_cast<double>(amount.count) / 100; }

struct MainGame {
  std::int64_t net;      ///< Σ over all deals, in base bets
  std::int64_t squares;  ///< of the net
  std::int64_t bets;
  std::int64_t wins;
};

MainGame main_game(const HandLaw& law, const Table& table) {
  const auto net = [&](std::uint32_t bets, HandClass hand) -> std::int64_t {
    return table.main.net(hand) * static_cast<std::int64_t>(bets);
  };
  return {law.sum<std::int64_t>([&](BonusClass, std::uint32_t bets, HandClass hand) { return net(bets, hand); }),
          law.sum<std::int64_t>(
              [&](BonusClass, std::uint32_t bets, HandClass hand) { return net(bets, hand) * net(bets, hand); }),
          law.sum<std::int64_t>([](BonusClass, std::uint32_t bets, HandClass) { return bets; }),
          law.sum<std::int64_t>([&](BonusClass, std::uint32_t, HandClass hand) { return table.main.net(hand) > 0; })};
}

double standard_deviation(double mean, double mean_square) { return std::sqrt(mean_square - mean * mean); }

void add_main_game(const MainGame& game, ExactResults& results) {
  const auto n = static_cast<double>(deals);
  const double mean = static_cast<double>(game.net) / n;
  auto& figures = results.figures;
  figures.push_back(mean_figure("main_expectation", game.net, "base bets", "expected net of the main game per hand"));
  figures.push_back(mean_figure("house_edge", -game.net, "base bets", "expected loss in the main game per hand"));
  figures.push_back(mean_figure("mean_bets_at_risk", game.bets, "base bets", "mean bets left at risk per hand"));
  figures.push_back({"element_of_risk", -static_cast<double>(game.net) / static_cast<double>(game.bets),
                     fmt::format("{}/{}", -game.net, game.bets), "1",
                     "expected loss per amount at risk in the main game"});
  figures.push_back({"main_standard_deviation", standard_deviation(mean, static_cast<double>(game.squares) / n), "",
                     "base bets", "standard deviation of the main game's net per hand"});
  figures.push_back(
      mean_figure("main_win_probability", game.wins, "1", "probability that a hand is paid in the main game"));
}

/// The bonus depends on three cards alone: its fraction is over their 22 100 sets.
void add_bonus(const HandLaw& law, const Table& table, ExactResults& results) {
  const auto net =
      law.sum<std::int64_t>([&](BonusClass bonus, std::uint32_t, HandClass) { return table.bonus.net(bonus); });
  results.figures.push_back({"bonus_expectation", static_cast<double>(net) / static_cast<double>(deals),
                             fmt::format("{}/{}", net / (first_cards * second_cards), three_card_sets), "bonus bets",
                             "expected net of the bonus bet per hand"});
}

/// Of a hand's whole net at full stakes [dollars].
struct Profit {
  double mean;
  double standard_deviation;
};

Profit profit_of(const HandLaw& law, const Table& table, const SessionRules& rules) {
  const auto net = [&](BonusClass bonus, std::uint32_t bets, HandClass hand) {
    return dollars(table.main.net(hand) * static_cast<std::int64_t>(bets) * rules.base_bet +
                   table.bonus.net(bonus) * rules.bonus_bet);
  };
  const auto square = [&](BonusClass bonus, std::uint32_t bets, HandClass hand) {
    return net(bonus, bets, hand) * net(bonus, bets, hand);
  };
  const auto n = static_cast<double>(deals);
  const double mean = law.sum<double>(net) / n;
  return {mean, standard_deviation(mean, law.sum<double>(square) / n)};
}

/// Of hands at full stakes. The error of profit/amount at risk is that of Σ(profit − ratio · amount)/Σ amount.
void add_ratios(const HandLaw& law, const Table& table, const SessionRules& rules, const Profit& profit,
                double mean_bets, ExactResults& results) {
  const double base_bet = dollars(rules.base_bet), mean_at_risk = mean_bets * base_bet;
  const double ratio = profit.mean / mean_at_risk;
  const auto squares = [&](auto&& value) {
    return law.sum<double>([&](BonusClass bonus, std::uint32_t bets, HandClass hand) {
      const double of_hand = value(bonus, bets, hand);
      return of_hand * of_hand;
    }) / static_cast<double>(deals);
  };
  const double at_risk_squared =
      squares([&](BonusClass, std::uint32_t bets, HandClass) { return static_cast<double>(bets) * base_bet; });
  const double beside_ratio = squares([&](BonusClass bonus, std::uint32_t bets, HandClass hand) {
    const double at_risk = static_cast<double>(bets) * base_bet;
    return table.main.net(hand) * at_risk + table.bonus.net(bonus) * dollars(rules.bonus_bet) - ratio * at_risk;
  });
  results.ratios["profit_per_hand"] = profit.mean;
  results.ratio_deviations["profit_per_hand"] = profit.standard_deviation;
  results.ratios["bet_at_risk_per_hand"] = mean_at_risk;
  results.ratio_deviations["bet_at_risk_per_hand"] = standard_deviation(mean_at_risk, at_risk_squared);
  results.ratios["profit_per_bet_at_risk"] = ratio;
  results.ratio_deviations["profit_per_bet_at_risk"] = std::sqrt(beside_ratio / mean_at_risk);
}

void add_profit(const Profit& profit, ExactResults& results) {
  results.figures.push_back(
      {"expected_profit_per_hand", profit.mean, "", "dollars", "expected profit of a hand at full stakes"});
  results.figures.push_back({"standard_deviation_per_hand", profit.standard_deviation, "", "dollars",
                             "standard deviation of the profit of a hand at full stakes"});
}

template <class Class, std::size_t classes>
std::vector<double> class_law(const HandLaw& law, auto&& class_of) {
  std::vector<double> probabilities;
  for (std::size_t i = 0; i < classes; ++i) {
    const auto count = law.sum<std::int64_t>([&](BonusClass bonus, std::uint32_t, HandClass hand) {
      return class_of(bonus, hand) == static_cast<Class>(i);
    });
    probabilities.push_back(static_cast<double>(count) / static_cast<double>(deals));
  }
  return probabilities;
}

void add_session_figures(const SessionLaw& law, const SessionRules& rules, ExactResults& results) {
  const auto add = [&](std::string name, double value, std::string unit, std::string long_name) {
    results.figures.push_back({std::move(name), value, "", std::move(unit), std::move(long_name)});
  };
  add("win_limit_probability", law.probability(StopReason::win_limit), "1", "probability to end at the win limit");
  add("loss_limit_probability", law.probability(StopReason::loss_limit), "1", "probability to end at the loss limit");
  add("max_hands_probability", law.probability(StopReason::max_hands), "1", "probability to play all the hands");
  if (rules.hands_in_time) {
    add("max_duration_probability", law.probability(StopReason::max_duration), "1",
        "probability to play until the time is up");
  }
  add("ruin_probability", law.probability(StopReason::insufficient_funds), "1",
      "probability to end with insufficient funds");
  add("session_win_probability", law.probability(Outcome::win), "1", "probability that a session wins money");
  add("session_push_probability", law.probability(Outcome::push), "1", "probability that it keeps its money");
  add("session_loss_probability", law.probability(Outcome::loss), "1", "probability that it loses money");
  const Moments hands = law.hands_moments();
  add("expected_hands", hands.mean, "hands", "mean hands of a session");
  add("standard_deviation_of_hands", hands.standard_deviation, "hands", "standard deviation of a session's hands");
  const Moments profit = law.profit_moments();
  add("expected_session_profit", profit.mean / 100, "dollars", "mean profit of a session");
  add("standard_deviation_of_session_profit", profit.standard_deviation / 100, "dollars",
      "standard deviation of a session's profit");
  for (const int percent : {1, 5, 25, 50, 75, 95, 99}) {
    add(fmt::format("session_profit_quantile_{}", percent), dollars(law.profit_quantile(percent / 100.0)), "dollars",
        fmt::format("{} % of sessions end with this profit or less", percent));
  }
}

// Of 200 hands without a win limit, half of the profits are so rare: they take several royal flushes. All of those
// together hold 4e-13.
constexpr double rarest = 1e-15;
constexpr std::size_t most_values = 30'000;

void add_value(double value, double probability, ExactLaw& law) {
  if (probability < rarest) return;
  law.values.push_back(value);
  law.probabilities.push_back(probability);
}

/// The laws of profit [dollars] and hands without values rarer than 10^-15, where no more than 30 000 are left.
void add_session_laws(const SessionLaw& law, ExactResults& results) {
  ExactLaw profits, hands;
  for (const auto& [profit, probability] : law.profits)
    add_value(dollars(profit), probability, profits);
  for (std::size_t played = 0; played < law.hands.size(); ++played)
    add_value(static_cast<double>(played), law.hands[played], hands);
  if (profits.values.size() <= most_values) results.laws["session_profit"] = std::move(profits);
  if (hands.values.size() <= most_values) results.laws["hands_played"] = std::move(hands);
}

/// Stakes are chosen before the cards: the bets at risk are on average a hand's times their sum. Of the bonus bets all
/// is known where they do not vary.
void add_session_columns(const SessionLaw& law, double mean_bets, const SessionRules& rules, ExactResults& results) {
  const Moments hands = law.hands_moments(), profit = law.profit_moments();
  const double wagered = law.base_bets / 100 * mean_bets;
  results.moments["hands_played"] = {hands.mean, hands.standard_deviation};
  results.moments["session_profit"] = {profit.mean / 100, profit.standard_deviation / 100};
  results.moments["final_bankroll"] = {dollars(rules.starting_amount) + profit.mean / 100,
                                       profit.standard_deviation / 100};
  results.moments["total_wagered"] = {wagered, std::nullopt};
  results.moments["total_bonus_wagered"] = {law.bonus_bets / 100, std::nullopt};
  if (law.has_full_stakes)
    results.moments["total_bonus_wagered"].standard_deviation = hands.standard_deviation * dollars(rules.bonus_bet);
  for (const Outcome outcome : {Outcome::loss, Outcome::push, Outcome::win})
    results.category_laws["outcome"].push_back(law.probability(outcome));
  auto& reasons = results.category_laws["stop_reason"];
  reasons = {law.by_reason.begin(), law.by_reason.end()};
  reasons.resize(stop_reason_names(rules).size());
  results.ratios.try_emplace("profit_per_hand", profit.mean / 100 / hands.mean);
  results.ratios.try_emplace("bet_at_risk_per_hand", wagered / hands.mean);
  results.ratios.try_emplace("profit_per_bet_at_risk", profit.mean / 100 / wagered);
}

}  // namespace

HandLaw::HandLaw(const DealTable& table) {
  std::vector<std::int64_t> alike(three_card_sets);  // at the first of sets alike, how many they are
  for (const std::uint32_t first : first_alike())
    ++alike[first];
  for (std::uint32_t player = 0; player < three_card_sets; ++player) {
    if (alike[player] == 0) continue;
    for_each_deal_of(player, [&](const Deal& deal) {
      const Hand hand = table.play(deal);
      counts_[code(hand.bonus_class)][hand.bets - 1][code(hand.hand_class)] += alike[player];
    });
  }
}

OutcomeCounts HandLaw::outcome_counts() const {
  OutcomeCounts counts{};
  for (std::uint32_t outcome = 0; outcome < outcomes; ++outcome) {
    const Hand hand = hand_of(outcome);
    counts[outcome] = counts_[code(hand.bonus_class)][hand.bets - 1][code(hand.hand_class)];
  }
  return counts;
}

NetLaw HandLaw::nets(const Table& table) const {
  NetLaw nets;
  for (std::size_t bonus = 0; bonus < bonus_classes; ++bonus) {
    for (std::uint32_t bets = 1; bets <= 3; ++bets) {
      for (std::size_t hand = 0; hand < hand_classes; ++hand) {
        const std::int64_t count = counts_[bonus][bets - 1][hand];
        const std::int64_t main = table.main.net(static_cast<HandClass>(hand)) * static_cast<std::int64_t>(bets);
        if (count > 0) nets[{main, table.bonus.net(static_cast<BonusClass>(bonus))}] += count;
      }
    }
  }
  return nets;
}

ExactResults exact_results(const HandLaw& law, const Table& table, const SessionRules& rules) {
  ExactResults results;
  const MainGame game = main_game(law, table);
  add_main_game(game, results);
  if (rules.may_bet_bonus()) add_bonus(law, table, results);

  results.tally_laws["hand_frequency"] =
      class_law<HandClass, hand_classes>(law, [](BonusClass, HandClass hand) { return hand; });
  if (rules.may_bet_bonus()) {
    results.tally_laws["bonus_frequency"] =
        class_law<BonusClass, bonus_classes>(law, [](BonusClass bonus, HandClass) { return bonus; });
  }

  // Wald's identity: hands of one law, ended by a rule that does not look ahead, bring their mean times their number on
  // average; or, with stakes chosen before the cards, times the sum of the stakes. Both the profit and the bets at risk
  // are such sums.
  if (!rules.may_bet_bonus()) {
    results.ratios["profit_per_bet_at_risk"] = static_cast<double>(game.net) / static_cast<double>(game.bets);
  }
  const double mean_bets = static_cast<double>(game.bets) / static_cast<double>(deals);
  if (rules.has_constant_bets()) {
    const Profit profit = profit_of(law, table, rules);
    add_profit(profit, results);
    if (rules.has_constant_stakes()) add_ratios(law, table, rules, profit, mean_bets, results);
  }
  const std::variant<SessionLaw, Unknown> session = session_law(law.nets(table), rules);
  if (const auto* unknown = std::get_if<Unknown>(&session)) {
    results.notes.push_back(fmt::format("the law of a session is not known here ({})", unknown->why));
    return results;
  }
  add_session_figures(std::get<SessionLaw>(session), rules, results);
  add_session_columns(std::get<SessionLaw>(session), mean_bets, rules, results);
  add_session_laws(std::get<SessionLaw>(session), results);
  return results;
}

}  // namespace ergodic::workloads::let_it_ride
