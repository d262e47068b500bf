#include "parallel/schedule.hpp"

#include "parallel/handle.hpp"
#include "parallel/mpi.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace ergodic::parallel {
namespace {

class StaticSchedule final : public Schedule {
 public:
  /// In the order in which they are to be handed out.
  explicit StaticSchedule(std::vector<IndexRange> shares) : shares_(std::move(shares)) {}

  std::optional<IndexRange> next() override {
    while (next_ < shares_.size() && shares_[next_].empty())
      ++next_;
    if (next_ == shares_.size()) return std::nullopt;
    return shares_[next_++];
  }

 private:
  std::vector<IndexRange> shares_;
  std::size_t next_ = 0;
};

class DynamicSchedule final : public Schedule {
 public:
  DynamicSchedule(const Communicator& ranks, std::uint64_t total, std::uint64_t run) : total_(total), run_(run) {
    const MPI_Comm communicator = ranks.handle()->communicator;
    const MPI_Aint bytes = ranks.is_root() ? sizeof(std::uint64_t) : 0;
    mpi<MPI_Win_allocate>("share the counter of blocks", bytes, static_cast<int>(sizeof(std::uint64_t)), MPI_INFO_NULL,
                          communicator, &counter_, &window_);
    mpi<MPI_Win_set_errhandler>("have errors reported", window_, MPI_ERRORS_RETURN);
    if (ranks.is_root()) {
      mpi<MPI_Win_lock>("set the counter of blocks", MPI_LOCK_EXCLUSIVE, 0, 0, window_);
      *counter_ = 0;
      mpi<MPI_Win_unlock>("set the counter of blocks", 0, window_);
    }
    ranks.barrier();
    mpi<MPI_Win_lock_all>("open the counter of blocks", MPI_MODE_NOCHECK, window_);
  }

  std::optional<IndexRange> next() override {
    std::uint64_t first = 0;
    mpi<MPI_Fetch_and_op>("draw the next blocks", &run_, &first, MPI_UINT64_T, 0, 0, MPI_SUM, window_);
    mpi<MPI_Win_flush>("draw the next blocks", 0, window_);
    if (first >= total_) return std::nullopt;
    return IndexRange{first, std::min(first + run_, total_)};
  }

  void close() override {
    mpi<MPI_Win_unlock_all>("close the counter of blocks", window_);
    mpi<MPI_Win_free>("give back the counter of blocks", &window_);
  }

 private:
  std::uint64_t total_;
  std::uint64_t run_;
  std::uint64_t* counter_ = nullptr;
  MPI_Win window_ = MPI_WIN_NULL;
};

}  // namespace

std::unique_ptr<Schedule> static_schedule(const Communicator& communicator, std::uint64_t total) {
  return static_schedule(communicator, std::vector{total});
}

std::unique_ptr<Schedule> static_schedule(const Communicator& communicator, const std::vector<std::uint64_t>& stages) {
  const auto rank = static_cast<std::uint64_t>(communicator.rank());
  const auto size = static_cast<std::uint64_t>(communicator.size());
  std::vector<IndexRange> shares;
  std::uint64_t before = 0;
  for (const std::uint64_t positions : stages) {
    const IndexRange mine = share(positions, rank, size);
    shares.push_back({before + mine.first, before + mine.last});
    before += positions;
  }
  return std::make_unique<StaticSchedule>(std::move(shares));
}

std::unique_ptr<Schedule> dynamic_schedule(const Communicator& communicator, std::uint64_t total) {
  return dynamic_schedule(communicator, std::vector{total});
}

std::unique_ptr<Schedule> dynamic_schedule(const Communicator& communicator, const std::vector<std::uint64_t>& stages) {
  if (communicator.handle() == nullptr) return static_schedule(communicator, stages);
  // Some 64 draws a rank and stage: the last ones to finish differ by under 2 % of a rank's work, and the counter stays
  // idle.
  std::uint64_t total = 0, least = std::numeric_limits<std::uint64_t>::max();
  for (const std::uint64_t positions : stages) {
    total += positions;
    if (positions > 0) least = std::min(least, positions);
  }
  const std::uint64_t draws = 64 * static_cast<std::uint64_t>(communicator.size());
  return std::make_unique<DynamicSchedule>(communicator, total,
                                           std::max<std::uint64_t>(1, std::min(least, total) / draws));
}

}  // namespace ergodic::parallel
