#pragma once

#include "analysis/results.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::analysis {

/// One place of a kept column, over the sessions of one case: read piece by piece, as real numbers in stored units
/// (whole numbers beyond 2^53 are rounded; a category's codes).
class CaseColumn {
 public:
  /// `column`: of the file's layout. Lives as long as `results`.
  CaseColumn(const Results& results, std::uint64_t case_index, std::size_t column, std::size_t place);

  std::uint64_t sessions() const { return results_->description.layout().sessions_of(case_index_); }
  /// Whether the block of this replicate is done.
  bool is_done(std::uint64_t replicate) const;
  /// The first replicate of the next block.
  std::uint64_t end_of_block(std::uint64_t replicate) const;
  /// The values of replicates first, …, last − 1 of one block that is done. A session that failed has none: NaN.
  const std::vector<double>& read(std::uint64_t first, std::uint64_t last);

 private:
  const Results* results_;
  std::uint64_t case_index_;
  std::size_t column_;
  std::size_t place_;
  std::size_t length_;
  std::size_t failed_;  ///< the column of flags; the number of columns: there is none
  std::vector<std::byte> stored_;
  std::vector<std::uint8_t> flags_;
  std::vector<double> values_;
};

}  // namespace ergodic::analysis
