#pragma once

#include "workloads/let_it_ride/exact/game.hpp"
#include "workloads/let_it_ride/play/hand_totals.hpp"
#include "workloads/let_it_ride/settings/settings.hpp"

#include <ergodic/course.hpp>
#include <ergodic/stream.hpp>

namespace ergodic::workloads::let_it_ride {

/// Tells a session hand by hand: cards, bets, class, stakes and nets, the bankroll after the hand. A session that fails
/// ends before the hand that it fails at.
void tell_session(const Game& game, const Table& table, const Settings& settings, Stream stream, Course& out);

/// Tells what happens at a table, seat by seat: a hand is played, one is dealt to a seat that is `away`, or a player
/// `leaves`.
void tell_table(const Table& table, const Settings& settings, Stream stream, Course& out);
/// The same of a table at which whoever leaves is replaced.
void tell_replacements(const Table& table, const Settings& settings, Stream stream, Course& out);

}  // namespace ergodic::workloads::let_it_ride
