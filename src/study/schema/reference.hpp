#pragma once

#include <ergodic/schema.hpp>

#include <string>

namespace ergodic::study {

/// A reference table of keys for a terminal: path, type, unit, range, default, meaning.
std::string reference(const Schema& schema);

}  // namespace ergodic::study
