#pragma once

#include "workloads/entities/processors/processor.hpp"

#include <cstddef>
#include <vector>

namespace ergodic::workloads::entities {

/// What keeps the entities of a day from being computed: a table with fewer rows of the day than the study requires,
/// and the breaker, which locks out who was tried too often.
class Guards {
 public:
  Guards(const Processor& processor, const Season& season, Date date, const EntityList& entities);

  Verdict of(std::size_t entity) const;
  /// Whether nothing is kept.
  bool are_open() const { return day_.is_ok() && locked_.empty(); }

 private:
  Verdict day_;
  std::vector<Verdict> locked_;  // of each entity; empty: of none
};

/// Rows that a table has of a day, for a processor: of one that looks ahead, box scores count over the thirty days
/// before.
std::int64_t rows_of_day(const Season& season, const std::string& table, Date date, bool looks_ahead);

}  // namespace ergodic::workloads::entities
