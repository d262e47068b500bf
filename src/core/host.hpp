#pragma once

#include <string>

namespace ergodic {

/// The name of the machine that this process runs on.
std::string host_name();

}  // namespace ergodic
