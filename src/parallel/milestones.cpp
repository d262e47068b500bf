#include "parallel/milestones.hpp"

#include "parallel/handle.hpp"
#include "parallel/mpi.hpp"

#include <algorithm>
#include <vector>

namespace ergodic::parallel {

/// Non-blocking reductions, begun by every rank in their order, on a communicator of their own: among those of the
/// progress they would have no common order.
struct Milestones::Rounds {
  MPI_Comm communicator = MPI_COMM_NULL;
  std::vector<MPI_Request> requests;
  std::vector<int> mine, all;  ///< 1: passed
};

Milestones::Milestones(const Communicator& communicator, std::size_t count)
    : rounds_(std::make_unique<Rounds>()), count_(count) {
  rounds_->mine.assign(count, 0);
  rounds_->all.assign(count, 0);
  if (communicator.handle() == nullptr || count == 0) return;
  mpi<MPI_Comm_dup>("make a communicator for milestones", communicator.handle()->communicator, &rounds_->communicator);
  rounds_->requests.assign(count, MPI_REQUEST_NULL);
}

Milestones::~Milestones() = default;  // what is pending is only left behind by an error, after which all ranks end

void Milestones::tell(std::size_t end, bool passed) {
  for (; told_ < std::min(end, count_); ++told_) {
    rounds_->mine[told_] = passed ? 1 : 0;
    if (rounds_->requests.empty()) {
      rounds_->all[told_] = rounds_->mine[told_];
      continue;
    }
    mpi<MPI_Iallreduce>("pass a milestone", &rounds_->mine[told_], &rounds_->all[told_], 1, MPI_INT, MPI_MIN,
                        rounds_->communicator, &rounds_->requests[told_]);
  }
}

Milestones::State Milestones::state(std::size_t milestone) {
  if (milestone >= told_) return State::ahead;
  if (!rounds_->requests.empty()) {
    int done = 0;
    mpi<MPI_Test>("see whether all have passed a milestone", &rounds_->requests[milestone], &done, MPI_STATUS_IGNORE);
    if (done == 0) return State::ahead;
  }
  return rounds_->all[milestone] == 1 ? State::passed : State::given_up;
}

void Milestones::close() {
  if (rounds_->communicator == MPI_COMM_NULL) return;
  give_up();  // what is not told yet
  mpi<MPI_Waitall>("pass the last milestone", static_cast<int>(count_), rounds_->requests.data(), MPI_STATUSES_IGNORE);
  mpi<MPI_Comm_free>("give back the milestones", &rounds_->communicator);
}

}  // namespace ergodic::parallel
