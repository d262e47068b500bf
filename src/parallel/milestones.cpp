#include "parallel/milestones.hpp"

#include "parallel/handle.hpp"
#include "parallel/mpi.hpp"

#include <algorithm>
#include <vector>

namespace ergodic::parallel {

/// Non-blocking barriers, begun by every rank in their order, on a communicator of their own: among those of the
/// progress they would have no common order.
struct Milestones::Barriers {
  MPI_Comm communicator = MPI_COMM_NULL;
  std::vector<MPI_Request> requests;
};

Milestones::Milestones(const Communicator& communicator, std::size_t count)
    : barriers_(std::make_unique<Barriers>()), count_(count) {
  if (communicator.handle() == nullptr || count == 0) return;
  mpi<MPI_Comm_dup>("make a communicator for milestones", communicator.handle()->communicator,
                    &barriers_->communicator);
  barriers_->requests.assign(count, MPI_REQUEST_NULL);
}

Milestones::~Milestones() = default;  // what is pending is only left behind by an error, after which all ranks end

void Milestones::pass_to(std::size_t end) {
  for (; passed_ < std::min(end, count_); ++passed_) {
    if (barriers_->requests.empty()) continue;
    mpi<MPI_Ibarrier>("pass a milestone", barriers_->communicator, &barriers_->requests[passed_]);
  }
}

bool Milestones::is_passed(std::size_t milestone) {
  if (milestone >= passed_) return false;
  if (barriers_->requests.empty()) return true;
  int done = 0;
  mpi<MPI_Test>("see whether all have passed a milestone", &barriers_->requests[milestone], &done, MPI_STATUS_IGNORE);
  return done != 0;
}

void Milestones::close() {
  if (barriers_->communicator == MPI_COMM_NULL) return;
  pass_to(count_);
  mpi<MPI_Waitall>("pass the last milestone", static_cast<int>(count_), barriers_->requests.data(),
                   MPI_STATUSES_IGNORE);
  mpi<MPI_Comm_free>("give back the milestones", &barriers_->communicator);
}

}  // namespace ergodic::parallel
