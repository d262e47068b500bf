#pragma once

#include "workloads/let_it_ride/paytables/paytable.hpp"
#include "workloads/let_it_ride/play/casino_session.hpp"
#include "workloads/let_it_ride/play/table_rules.hpp"
#include "workloads/let_it_ride/strategy/strategy.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <string>

namespace ergodic::workloads::let_it_ride {

/// What a study may set of this workload.
const Schema& schema();

/// How hands are made: drawn from the law of their outcomes, or dealt card by card.
enum class HandKernel { law, deal };

/// A case's parameters, as the game uses them.
struct Settings {
  Strategy strategy;
  MainPaytable main_paytable;
  BonusPaytable bonus_paytable;
  SessionRules rules;
  HandKernel kernel;
  std::string betting_system;  ///< their types, by name
  std::string bonus_strategy;
  TableRules table;

  Table table_with(const DealTable& compiled) const { return {compiled, main_paytable, bonus_paytable}; }
};

/// Throws StudyError for what the schema cannot say: a bankroll below the first hand's bets, a bonus bet that is
/// switched off, keys that contradict each other or play no part.
Settings settings_of(const Parameters& parameters);

}  // namespace ergodic::workloads::let_it_ride
