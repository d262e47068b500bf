#pragma once

#include <ergodic/columns.hpp>

#include <cstddef>
#include <span>
#include <string>

namespace ergodic::cli {

/// The stored values of a session, one or more, as a person reads them: scaled and with their unit, or a category's
/// labels. Of many the first and the last are shown.
std::string value_text(const Column& column, std::span<const std::byte> stored);

}  // namespace ergodic::cli
