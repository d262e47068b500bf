#pragma once

#include "analysis/results.hpp"
#include "store/archive/selection.hpp"

#include <functional>
#include <string>

namespace ergodic::cli {

/// Calls write(text) with the rows as CSV, piece by piece, in memory that does not depend on their number: a header,
/// then a line a session of each block that is done, case after case. Case label and replicate come first; money has
/// two decimals, a real a point or an exponent, a category its label, a column along an axis a field for each place,
/// name[place].
void write_row_csv(const analysis::Results& results, const store::Selection& choice,
                   const std::function<void(const std::string&)>& write);

}  // namespace ergodic::cli
