#pragma once

#include <ergodic/schema.hpp>

namespace ergodic::workloads::players {

/// What a study of players may set.
const Schema& players_schema();

}  // namespace ergodic::workloads::players
