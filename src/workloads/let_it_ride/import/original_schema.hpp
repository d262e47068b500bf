#pragma once

#include <ergodic/schema.hpp>

namespace ergodic::workloads::let_it_ride::import {

/// The configuration files of the Python simulator: every key that it knows, with its range and its own default.
const Schema& original_schema();

}  // namespace ergodic::workloads::let_it_ride::import
