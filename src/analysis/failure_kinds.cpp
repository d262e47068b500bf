#include "analysis/failure_kinds.hpp"

#include "analysis/failure_list.hpp"
#include "engine/summary/failure_columns.hpp"

#include <algorithm>

namespace ergodic::analysis {
namespace {

FailureKind& kind_of(std::vector<FailureKind>& kinds, const std::string& category) {
  const auto kind =
      std::find_if(kinds.begin(), kinds.end(), [&](const FailureKind& known) { return known.category == category; });
  return kind != kinds.end() ? *kind : kinds.emplace_back(FailureKind{category, 0, {}, {}});
}

void take_as_example(FailureKind& kind, const FailedSession& failed) {
  if (kind.first_session) return;
  kind.first_session = failed.id;
  kind.reason = failed.reason;
}

/// Counted by the sums; the rows are read until each has an example.
std::vector<FailureKind> declared_kinds(const Results& results, std::uint64_t case_index,
                                        const statistics::Summary& sums) {
  std::vector<FailureKind> kinds;
  for (const FailureCount& count : count_failures(results, case_index, sums))
    kinds.push_back({count.category, count.sessions, {}, {}});
  for_each_failure(results, {case_index}, [&](const FailedSession& failed) {
    take_as_example(kind_of(kinds, failed.category), failed);
    return std::any_of(kinds.begin(), kinds.end(), [](const FailureKind& kind) { return !kind.first_session; });
  });
  for (FailureKind& kind : kinds) {
    for (const FailureCategory& category : results.description.failures()) {
      if (!kind.first_session && category.name == kind.category)
        kind.reason = engine::failure_sentence(category, {}, results.description.columns());
    }
  }
  return kinds;
}

std::vector<FailureKind> described_kinds(const Results& results, std::uint64_t case_index) {
  std::vector<FailureKind> kinds;
  for_each_failure(results, {case_index}, [&](const FailedSession& failed) {
    FailureKind& kind = kind_of(kinds, failed.category);
    take_as_example(kind, failed);
    ++kind.described;
    return true;
  });
  return kinds;
}

}  // namespace

std::vector<FailureKind> failure_kinds(const Results& results, std::uint64_t case_index,
                                       const statistics::Summary& sums) {
  std::vector<FailureKind> kinds = results.description.failures().empty() ? described_kinds(results, case_index)
                                                                          : declared_kinds(results, case_index, sums);
  std::stable_sort(kinds.begin(), kinds.end(),
                   [](const FailureKind& a, const FailureKind& b) { return a.described > b.described; });
  return kinds;
}

}  // namespace ergodic::analysis
