#pragma once

#include "core/partition.hpp"
#include "parallel/communicator.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace ergodic::parallel {

/// Hands this rank the runs of blocks that it shall simulate, as positions in the list of blocks still to do.
/// Whatever the schedule, each position is handed out once over all ranks.
class Schedule {
 public:
  virtual ~Schedule() = default;
  /// The next run; nullopt when there is none left.
  virtual std::optional<IndexRange> next() = 0;
  /// Gives back what the ranks hold together. Every rank calls it once, when all are done.
  virtual void close() {}
};

/// Every rank its contiguous share at once: for sessions of equal cost.
std::unique_ptr<Schedule> static_schedule(const Communicator& communicator, std::uint64_t total);
/// The same of stage after stage, each of so many positions.
std::unique_ptr<Schedule> static_schedule(const Communicator& communicator, const std::vector<std::uint64_t>& stages);

/// Ranks draw contiguous runs from a counter at rank 0, one-sidedly: for sessions of uneven cost. Collective.
std::unique_ptr<Schedule> dynamic_schedule(const Communicator& communicator, std::uint64_t total);
/// The same of stages: every rank has a part in each.
std::unique_ptr<Schedule> dynamic_schedule(const Communicator& communicator, const std::vector<std::uint64_t>& stages);

}  // namespace ergodic::parallel
