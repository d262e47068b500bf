#include "workloads/let_it_ride/betting/bet_formula.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

using expression::Type;

double dollars(std::int64_t cents) { return static_cast<double>(cents) / 100; }

const std::vector<std::string> results = {"none", "win", "loss", "push"};

double result_of(std::int64_t sign) { return sign > 0 ? 1 : sign < 0 ? 2 : 3; }

void go_on(double& streak, std::int64_t sign) {
  if (sign > 0) streak = std::max(streak, 0.0) + 1;
  if (sign < 0) streak = std::min(streak, 0.0) - 1;
}

std::vector<expression::Name> betting_names() {
  return {
      {"bankroll", Type::number, "before the hand"},
      {"starting_bankroll", Type::number, "bankroll.starting_amount"},
      {"session_profit", Type::number, "bankroll - starting_bankroll"},
      {"base_bet", Type::number, "bankroll.base_bet; for the bonus, the hand's bet on a circle"},
      {"min_bet", Type::number, "the least bet"},
      {"max_bet", Type::number, "the highest bet"},
      {"hands_played", Type::number, "hands before this one"},
      {"last_result", Type::text, "of the whole hand before", results},
      {"streak", Type::number, "hands won in a row; lost ones below 0"},
      {"last_bet", Type::number, "the bet on a circle of the hand before; 0 on the first"},
  };
}

const std::vector<expression::AbsentName>& absent() {
  static const std::vector<expression::AbsentName> names = {
      {"three_card_hand", "the bet is made before the cards are dealt"},
      {"has_pair", "the bet is made before the cards are dealt"},
      {"high_cards", "the bet is made before the cards are dealt"},
  };
  return names;
}

}  // namespace

const expression::Vocabulary& betting_vocabulary() {
  static const expression::Vocabulary vocabulary(betting_names(), absent());
  return vocabulary;
}

const expression::Vocabulary& bonus_vocabulary() {
  static const expression::Vocabulary vocabulary = [] {
    std::vector<expression::Name> names = betting_names();
    const std::vector<expression::Name> more = {
        {"last_main_result", Type::text, "of the main game in the hand before", {"none", "win", "loss"}},
        {"main_streak", Type::number, "the streak of the main game"},
        {"last_bonus_result", Type::text, "of the last bonus bet", {"none", "win", "loss"}},
        {"bonus_streak", Type::number, "the streak of bonus bets"},
        {"last_bonus_bet", Type::number, "the bonus bet of the hand before; 0 where there was none"},
    };
    names.insert(names.end(), more.begin(), more.end());
    return expression::Vocabulary(std::move(names), absent());
  }();
  return vocabulary;
}

UndefinedBet::UndefinedBet(std::string key, int hand)
    : std::runtime_error(fmt::format("{} has no value before hand {} ({})", key, hand, why)), path(std::move(key)) {}

double BetFormula::value(const BetValues& values) const {
  if (const std::optional<double> result = expression.number(values.of)) return *result;
  throw UndefinedBet(path, static_cast<int>(values.of[BetValues::hands_played]) + 1);
}

std::int64_t BetFormula::within_bounds(double dollars) const {
  return std::llround(
      std::clamp(100 * dollars, static_cast<double>(min_bet.count), static_cast<double>(max_bet.count)));
}

std::int64_t BetFormula::bet(const BetValues& values) const { return within_bounds(value(values)); }

std::int64_t BetFormula::bet_or_none(const BetValues& values) const {
  const double dollars = value(values);
  return dollars > 0 ? within_bounds(dollars) : 0;
}

HandsBefore::HandsBefore(const BetFormula& formula) {
  values_.of[BetValues::starting_bankroll] = dollars(formula.starting_amount.count);
  values_.of[BetValues::min_bet] = dollars(formula.min_bet.count);
  values_.of[BetValues::max_bet] = dollars(formula.max_bet.count);
}

void HandsBefore::set_base_bet(std::int64_t cents) { values_.of[BetValues::base_bet] = dollars(cents); }

BetValues HandsBefore::at(std::int64_t bankroll) const {
  BetValues values = values_;
  const std::int64_t start = std::llround(100 * values.of[BetValues::starting_bankroll]);
  values.of[BetValues::bankroll] = dollars(bankroll);
  values.of[BetValues::session_profit] = dollars(bankroll - start);
  return values;
}

void HandsBefore::record(std::int64_t net, std::int64_t bet) {
  ++values_.of[BetValues::hands_played];
  values_.of[BetValues::last_result] = result_of(net);
  go_on(values_.of[BetValues::streak], net);
  values_.of[BetValues::last_bet] = dollars(bet);
}

void HandsBefore::record_bonus(bool main_won, int bonus_sign, std::int64_t bet) {
  const int main_sign = main_won ? 1 : -1;
  values_.of[BetValues::last_main_result] = result_of(main_sign);
  go_on(values_.of[BetValues::main_streak], main_sign);
  if (bonus_sign != 0) values_.of[BetValues::last_bonus_result] = result_of(bonus_sign);
  go_on(values_.of[BetValues::bonus_streak], bonus_sign);
  values_.of[BetValues::last_bonus_bet] = dollars(bet);
}

}  // namespace ergodic::workloads::let_it_ride
