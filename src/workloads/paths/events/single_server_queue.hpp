#pragma once

#include "workloads/paths/path/process.hpp"

namespace ergodic::workloads::paths {

/// The G/G/1 queue, customer by customer.
Process single_server_queue_process();

}  // namespace ergodic::workloads::paths
