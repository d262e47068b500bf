#pragma once

#include <ergodic/columns.hpp>

#include <cstddef>
#include <span>
#include <string>

namespace ergodic::cli {

/// A stored value as a person reads it: scaled and with its unit, or a category's label.
std::string value_text(const Column& column, std::span<const std::byte> stored);

}  // namespace ergodic::cli
