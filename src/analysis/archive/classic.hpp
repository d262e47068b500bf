#pragma once

#include "store/file_layout.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace ergodic::analysis {

// netCDF's classic types have no unsigned bytes and no whole numbers of 64 bits, and many of the readers that know no
// others leave scale_factor to the user. So codes become int16, what is scaled or of 64 bits becomes doubles in its
// unit: exact up to 2^53, in cents, too; all else is as it was.

/// The same column, of a classic type.
Column classic(const Column& column);
/// Of all columns and variables.
store::FileLayout classic(store::FileLayout layout);

/// Stored values of `column` as those of classic(column).
std::vector<std::byte> classic_values(const Column& column, std::span<const std::byte> stored);

}  // namespace ergodic::analysis
