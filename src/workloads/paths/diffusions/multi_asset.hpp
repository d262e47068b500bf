#pragma once

#include "workloads/paths/path/process.hpp"

namespace ergodic::workloads::paths {

Process multi_asset_gbm_process();

}  // namespace ergodic::workloads::paths
