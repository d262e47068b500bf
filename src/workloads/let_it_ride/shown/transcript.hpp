#pragma once

#include "workloads/let_it_ride/exact/game.hpp"
#include "workloads/let_it_ride/play/staking.hpp"
#include "workloads/let_it_ride/settings/settings.hpp"

#include <ergodic/stream.hpp>

#include <cstdint>
#include <ostream>
#include <string>

namespace ergodic::workloads::let_it_ride {

/// Writes a session hand by hand, its totals and why it ended.
void write_transcript(const Game& game, const Settings& settings, Stream stream, std::ostream& out);

// Its parts, of which other transcripts are made too.

/// "-$12.50", and with a sign always.
std::string plain(std::int64_t cents);
std::string with_sign(std::int64_t cents);

/// What is played for what, and when the player leaves.
void write_rules(const Settings& settings, std::ostream& out);
/// The heads above hand_text(). Stakes that vary are shown with every hand.
std::string hand_heads(const SessionRules& rules);
std::string hand_text(const DealtCards& cards, const SessionRules& rules, const PlayedHand& played);

}  // namespace ergodic::workloads::let_it_ride
