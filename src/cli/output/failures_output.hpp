#pragma once

#include "analysis/failure_list.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::cli {

/// Which failures are shown.
struct FailuresChoice {
  std::vector<std::uint64_t> cases;
  std::vector<std::string> categories;     ///< empty: all
  std::optional<std::uint64_t> most;       ///< that are listed; nullopt: all of them
  std::vector<std::string> outcomes = {};  ///< failed, incomplete, expected_skip; empty: all

  bool takes(const analysis::Results& results, const std::string& category) const;
};

/// How many there are.
struct FailuresCounted {
  std::int64_t sessions = 0;                   ///< of the chosen cases that are done
  std::int64_t failures = 0;                   ///< of these, of all categories
  std::vector<analysis::FailureCount> counts;  ///< of the chosen categories that the file tells of, case after case

  std::int64_t told() const;  ///< in the counts
};

/// Throws UsageError for a category that there is not.
FailuresCounted count_failures(const analysis::Results& results, const FailuresChoice& choice);

/// For people: the counts, then the failures.
std::string failures_list_text(const analysis::Results& results, const FailuresChoice& choice,
                               const FailuresCounted& counted);
/// For programs: one JSON object, or a line a failure. They call write(text) piece by piece.
void write_failures_json(const analysis::Results& results, const FailuresChoice& choice, const FailuresCounted& counted,
                         const std::function<void(const std::string&)>& write);
void write_failures_csv(const analysis::Results& results, const FailuresChoice& choice,
                        const std::function<void(const std::string&)>& write);

}  // namespace ergodic::cli
