#pragma once

#include "parallel/communicator.hpp"

#include <ergodic/table.hpp>

namespace ergodic::engine {

/// Rank 0's tables on every rank, in memory that each machine has once, however many ranks it has. Collective; throws
/// on every rank what any meets. `forms`: those of the study's kind; `tables`: rank 0's, which no other rank gives.
Inputs share_tables(const parallel::Communicator& ranks, const TableForms& forms, const Inputs& tables);

}  // namespace ergodic::engine
