#include "workloads/let_it_ride/betting/bonus_strategy.hpp"

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::let_it_ride {

namespace {

double cents(Cents amount) { return static_cast<double>(amount.count); }

bool happened(HandEvent event, const BonusResult& result) {
  switch (event) {
    case HandEvent::main_win: return result.main_won;
    case HandEvent::main_loss: return !result.main_won;
    case HandEvent::bonus_win: return result.bonus_won;
    case HandEvent::bonus_loss: return result.bonus_lost;
    case HandEvent::any_win: return result.main_won || result.bonus_won;
    case HandEvent::any_loss: return !result.main_won || result.bonus_lost;
  }
  return false;
}

}  // namespace

std::int64_t BonusLimits::bet(double amount) const {
  const std::int64_t whole = std::llround(std::clamp(amount, 0.0, cents(max_bet)));
  const std::int64_t bet = whole - whole % increment.count;
  return bet >= min_bet.count ? bet : 0;
}

BonusBets::BonusBets(const BonusStrategy& strategy) : strategy_(&strategy) {
  const auto* streak = std::get_if<StreakBased>(&strategy.rule);
  memory_.betting = streak == nullptr || streak->action != StreakBased::Action::start;
  if (const auto* custom = std::get_if<CustomBonus>(&strategy.rule)) memory_.before = HandsBefore(custom->formula);
}

std::int64_t BonusBets::next(const BonusSituation& situation) const {
  return strategy_->limits.bet(
      std::visit([&](const auto& rule) { return amount(rule, situation, memory_); }, strategy_->rule));
}

double BonusBets::amount(const ConstantBonus& rule, const BonusSituation&, const Memory&) { return cents(rule.amount); }

double BonusBets::amount(const BonusPerBaseBet& rule, const BonusSituation& situation, const Memory&) {
  return rule.ratio * static_cast<double>(situation.base_bet);
}

double BonusBets::amount(const BankrollConditional& rule, const BonusSituation& situation, const Memory&) {
  const std::int64_t start = situation.bankroll - situation.profit;
  const auto profit = static_cast<double>(situation.profit);
  const auto share = [start](std::int64_t amount) { return static_cast<double>(amount) / static_cast<double>(start); };
  if (rule.min_session_profit && situation.profit < rule.min_session_profit->count) return 0;
  if (rule.min_bankroll_ratio && share(situation.bankroll) < *rule.min_bankroll_ratio) return 0;
  if (rule.max_drawdown && share(-situation.profit) > *rule.max_drawdown) return 0;
  if (rule.profit_percentage && situation.profit > 0) return *rule.profit_percentage * profit;
  const auto tier = std::find_if(rule.tiers.begin(), rule.tiers.end(), [&](const BankrollConditional::Tier& each) {
    return situation.profit >= each.min_profit.count && (!each.max_profit || situation.profit < each.max_profit->count);
  });
  return cents(tier == rule.tiers.end() ? rule.base_amount : tier->bet_amount);
}

double BonusBets::amount(const StreakBased& rule, const BonusSituation&, const Memory& memory) {
  if (!memory.betting) return 0;
  const double base = cents(rule.base_amount);
  const auto streaks = static_cast<double>(memory.events / rule.streak_length);
  const double most = base * rule.max_multiplier.value_or(std::numeric_limits<double>::infinity());
  switch (rule.action) {
    case StreakBased::Action::multiply: return std::min(base * std::pow(rule.value, streaks), most);
    case StreakBased::Action::increase: return std::min(base + 100 * rule.value * streaks, most);
    case StreakBased::Action::decrease: return base - 100 * rule.value * streaks;
    case StreakBased::Action::stop:
    case StreakBased::Action::start: break;
  }
  return base;
}

double BonusBets::amount(const SessionConditional& rule, const BonusSituation& situation, const Memory&) {
  if (rule.near_loss_limit && situation.profit <= rule.near_loss_limit->profit.count)
    return cents(rule.near_loss_limit->amount);
  if (rule.near_win_limit && situation.profit >= rule.near_win_limit->profit.count)
    return cents(rule.near_win_limit->amount);
  if (rule.early_session && situation.hands_played < rule.early_session->hands)
    return cents(rule.early_session->amount);
  return cents(rule.default_amount);
}

double BonusBets::amount(const Combined& rule, const BonusSituation&, const Memory& memory) {
  return cents(rule.base_amount) * memory.multiplier;
}

double BonusBets::amount(const CustomBonus& rule, const BonusSituation& situation, const Memory& memory) {
  HandsBefore before = memory.before;
  before.set_base_bet(situation.base_bet);
  return static_cast<double>(rule.formula.bet_or_none(before.at(situation.bankroll)));
}

void BonusBets::record(const BonusResult& result) {
  if (const auto* streak = std::get_if<StreakBased>(&strategy_->rule)) {
    using Action = StreakBased::Action;
    if (streak->reset_on && happened(*streak->reset_on, result)) {
      memory_.events = 0;
      memory_.betting = streak->action != Action::start;
    } else if (happened(streak->trigger, result)) {
      ++memory_.events;
      if (memory_.events >= streak->streak_length && streak->action == Action::stop) memory_.betting = false;
      if (memory_.events >= streak->streak_length && streak->action == Action::start) memory_.betting = true;
    }
  } else if (std::holds_alternative<CustomBonus>(strategy_->rule)) {
    memory_.before.record(result.net, result.base_bet);
    memory_.before.record_bonus(result.main_won, result.bonus_won - result.bonus_lost, result.bonus_bet);
  } else if (const auto* combined = std::get_if<Combined>(&strategy_->rule)) {
    memory_.multiplier = 1;
    if (const auto& ride = combined->ride_correlation) {
      memory_.multiplier *= result.rides == 2   ? ride->both_ride_multiplier
                            : result.rides == 1 ? ride->one_ride_multiplier
                                                : ride->both_pull_multiplier;
    }
    if (const auto& quality = combined->hand_quality_adjustment) {
      memory_.multiplier *= result.main_won ? quality->strong_hand_multiplier : quality->weak_hand_multiplier;
    }
  }
}

}  // namespace ergodic::workloads::let_it_ride
