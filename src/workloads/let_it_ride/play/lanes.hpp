#pragma once

#include "workloads/let_it_ride/deals/outcome_law.hpp"
#include "workloads/let_it_ride/deals/packed_deals.hpp"
#include "workloads/let_it_ride/play/hand_counts.hpp"
#include "workloads/let_it_ride/play/lane_rules.hpp"
#include "workloads/let_it_ride/play/lane_sessions.hpp"

#include <ergodic/session.hpp>
#include <ergodic/stream.hpp>

#include <cstdint>

/// Sessions played side by side in the lanes of vector registers, each lane taking another session when its own ends.
/// What they leave is, to the last bit, what play_session() leaves with the same stream.
namespace ergodic::workloads::let_it_ride {

/// The sets of instructions that lanes are compiled for and this machine has: bits of HWY_TARGETS.
std::int64_t lane_targets();

/// Plays the sessions of `replicates` with hands drawn from the law.
void play_in_lanes(const OutcomeLaw& law, const SessionRules& rules, const LaneRules& lanes, Replicates replicates,
                   const Streams& streams, HandCounts& counts, const SessionSink& sink);
/// The same with cards dealt.
void play_in_lanes(const PackedDeals& packed, const SessionRules& rules, const LaneRules& lanes, Replicates replicates,
                   const Streams& streams, HandCounts& counts, const SessionSink& sink);

}  // namespace ergodic::workloads::let_it_ride
