#pragma once

#include "workloads/let_it_ride/betting/custom_betting.hpp"
#include "workloads/let_it_ride/betting/dalembert.hpp"
#include "workloads/let_it_ride/betting/flat.hpp"
#include "workloads/let_it_ride/betting/ladder.hpp"
#include "workloads/let_it_ride/betting/progression.hpp"
#include "workloads/let_it_ride/betting/proportional.hpp"

#include <ergodic/money.hpp>

#include <optional>
#include <variant>

/// Betting systems: the bet on each circle, as a function of what the hands before brought. A hand is won or lost by
/// its whole net, the bonus included; one that brings nothing changes nothing. Bets are whole cents, before what the
/// bankroll allows.
///
/// A system has a file of its own, with a struct of what may be set and these functions of it and the base bet:
///
///     bets_of(system, base_bet)         plays it through one session: next(bankroll) is the bet that it asks for
///                                       [cents], record(net, bet) takes a hand's net and what was bet on each circle.
///                                       It begins afresh, and refers to the system, which must outlive it. It says
///                                       whether it begins_with_base_bet, and whether it can_fail (UndefinedBet)
///     highest_bet_of(system, base_bet)  no bet is higher
///     states_of(system, base_bet)       the states that it can reach from its first bet; nullopt where bets depend on
///                                       more than the hands won and lost, or for more than Progression::most_states
namespace ergodic::workloads::let_it_ride {

/// Every system that there is, by its code; betting_parameters.cpp has their names and keys.
using BettingSystem = std::variant<Flat, Ladder, DAlembert, Proportional, CustomBetting>;

/// No bet of the system is higher: what it asks for, whatever the bankroll allows.
Cents highest_bet(const BettingSystem& system, Cents base_bet);

/// Whether the first bet is the base bet.
bool begins_with_base_bet(const BettingSystem& system);

/// The states that the system can reach from its first bet. nullopt where its bets depend on more than the hands won
/// and lost, and where there are more than most_states of them.
std::optional<Progression> progression_of(const BettingSystem& system, Cents base_bet);

}  // namespace ergodic::workloads::let_it_ride
