#pragma once

#include "engine/block_list.hpp"
#include "engine/chain.hpp"

namespace ergodic::engine {

/// The same blocks, stage after stage, in each of them those of the costliest cases first, as far as their kind says
/// what cases cost: ranks that draw them as they become free then end together. Of equal cases as they were.
BlockList dearest_first(const Chain& chain, const BlockList& blocks);

}  // namespace ergodic::engine
