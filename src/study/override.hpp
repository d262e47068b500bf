#pragma once

#include <string>
#include <vector>

namespace ergodic::study {

/// What the command line and the environment set over the file: dotted key, YAML value, and who says so ("--set",
/// "ERGODIC_SEED").
struct Override {
  std::string key;
  std::string value;
  std::string origin;
};
using Overrides = std::vector<Override>;

}  // namespace ergodic::study
