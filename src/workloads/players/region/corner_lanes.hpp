#pragma once

#include "workloads/players/region/corner.hpp"

#include <ergodic/session.hpp>
#include <ergodic/stream.hpp>

#include <cstdint>

namespace ergodic::workloads::players {

/// Draws of consecutive replicates side by side in the lanes of vector registers, each in its own stream of that
/// purpose: the same bits as one by one. A lane whose attempt is accepted goes on to the next replicate. Replicate i
/// of the run leaves its point at x[i · dimension], in the attributes' units. Only where Corner::numbers() is not 0.
void draw_in_lanes(const Corner& corner, const Streams& streams, std::uint32_t purpose, Replicates replicates,
                   double* x);

}  // namespace ergodic::workloads::players
