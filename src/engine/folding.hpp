#pragma once

#include "engine/description.hpp"
#include "statistics/summary.hpp"
#include "store/result_file.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::engine {

/// Which blocks of a file are done. Taken once and used throughout: a run may be adding to the file meanwhile.
using BlocksDone = std::vector<bool>;

/// The summary of the blocks of a case that are done, folded in block order.
statistics::Summary fold_case(const Description& description, const store::ResultFile& file, const BlocksDone& done,
                              std::uint64_t case_index);
/// The same of one of many cases: what is made shares its layout with `empty`, a summary of description's layout.
statistics::Summary fold_case(const Description& description, const store::ResultFile& file, const BlocksDone& done,
                              std::uint64_t case_index, const statistics::Summary& empty);

/// Quantiles of a column of the blocks of a case that are done, in its unit, place after place: exact from the rows
/// when the file keeps them, else from the summary's sketch. NaN when there are no sessions.
std::vector<double> case_quantiles(const Description& description, const store::ResultFile& file,
                                   const BlocksDone& done, std::uint64_t case_index, const statistics::Summary& summary,
                                   const Column& column, std::span<const double> probabilities);

}  // namespace ergodic::engine
