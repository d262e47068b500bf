#pragma once

#include "workloads/paths/path/process.hpp"

namespace ergodic::workloads::paths {

/// A population whose members give birth and die, with immigration.
Process birth_death_process();

}  // namespace ergodic::workloads::paths
