#pragma once

#include "workloads/let_it_ride/play/staking.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace ergodic::workloads::let_it_ride {

/// Any rule of staking, behind one type: what is shown to people need not be fast, and is compiled once and not for
/// every pair of a betting system and a bonus strategy. A copy goes on from where its original is.
class AnyStaking {
 public:
  static constexpr bool may_bet_bonus = true;
  static constexpr bool varies = true;
  static constexpr bool can_fail = true;

  template <class Staking>
  explicit AnyStaking(const Staking& staking) : rule_(std::make_unique<RuleOf<Staking>>(staking)) {}
  AnyStaking(const AnyStaking& other) : rule_(other.rule_->copy()) {}
  AnyStaking& operator=(const AnyStaking& other) {
    rule_ = other.rule_->copy();
    return *this;
  }
  ~AnyStaking() = default;

  std::int64_t least() const { return rule_->least(); }
  Stakes at(std::int64_t bankroll, std::int32_t hands) const { return rule_->at(bankroll, hands); }
  void record(const PlayedHand& hand) { rule_->record(hand); }

 private:
  struct Rule {
    virtual ~Rule() = default;
    virtual std::unique_ptr<Rule> copy() const = 0;
    virtual std::int64_t least() const = 0;
    virtual Stakes at(std::int64_t bankroll, std::int32_t hands) const = 0;
    virtual void record(const PlayedHand& hand) = 0;
  };

  template <class Staking>
  struct RuleOf final : Rule {
    explicit RuleOf(const Staking& rule) : staking(rule) {}

    std::unique_ptr<Rule> copy() const override { return std::make_unique<RuleOf>(staking); }
    std::int64_t least() const override { return staking.least(); }
    Stakes at(std::int64_t bankroll, std::int32_t hands) const override { return staking.at(bankroll, hands); }
    void record(const PlayedHand& hand) override {
      if constexpr (Staking::varies) staking.record(hand);
    }

    Staking staking;
  };

  std::unique_ptr<Rule> rule_;
};

/// Calls play(staking) with the rule of staking that the session rules ask for. It refers to the rules.
void with_any_staking(const SessionRules& rules, const std::function<void(const AnyStaking&)>& play);

}  // namespace ergodic::workloads::let_it_ride
