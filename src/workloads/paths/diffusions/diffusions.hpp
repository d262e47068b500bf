#pragma once

#include "workloads/paths/path/process.hpp"

namespace ergodic::workloads::paths {

Process brownian_motion_process();
Process brownian_bridge_process();
Process gbm_process();
Process ornstein_uhlenbeck_process();
Process cir_process();
Process merton_process();
Process heston_process();

}  // namespace ergodic::workloads::paths
