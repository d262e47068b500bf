#pragma once

#include "analysis/results.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ergodic::analysis {

/// A session that failed, as its file tells of it.
struct FailedSession {
  std::uint64_t id;
  std::size_t case_index;
  std::uint64_t replicate;
  std::string category;
  bool can_retry;
  std::string reason;           ///< one sentence
  std::vector<double> numbers;  ///< that it is made of, missing where there is none; empty where the file has no such
};

/// Those of a case that failed in one way.
struct FailureCount {
  std::size_t case_index;
  std::string category;
  bool can_retry;
  std::int64_t sessions;
};

/// What a category asks of people: of one that is not declared, a look.
Failing meaning_of(const Results& results, const std::string& category);

/// Whether the file tells of each session that failed, and not of some of each block.
bool tells_all_failures(const Results& results);

/// Calls use(failure) for each that the file tells of in these cases' blocks that are done, in the order of their IDs,
/// until it returns false: in memory that does not depend on their number.
void for_each_failure(const Results& results, const std::vector<std::uint64_t>& cases,
                      const std::function<bool(const FailedSession&)>& use);

/// How many there are of each category in a case: of a file whose kind declares them all, else of those that it tells
/// of. In the order of the declaration, or of their names. `sums`: of the case.
std::vector<FailureCount> count_failures(const Results& results, std::uint64_t case_index,
                                         const statistics::Summary& sums);

}  // namespace ergodic::analysis
