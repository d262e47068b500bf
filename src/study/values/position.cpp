#include "study/values/position.hpp"

#include <fmt/format.h>

namespace ergodic::study {

std::string Position::text() const {
  if (line == 0) return *origin;
  return fmt::format("{}:{}:{}", *origin, line, column);
}

}  // namespace ergodic::study
