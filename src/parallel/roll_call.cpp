#include "parallel/roll_call.hpp"

#include "parallel/handle.hpp"
#include "parallel/mpi.hpp"

#include <type_traits>

namespace ergodic::parallel {
namespace {

constexpr int tag = 1;
static_assert(std::is_trivially_copyable_v<RankState> && sizeof(RankState) == 4 * sizeof(std::uint64_t),
              "a rank's state travels as an array of 64-bit integers");
constexpr int words = sizeof(RankState) / sizeof(std::uint64_t);

}  // namespace

struct RollCall::Message {
  RankState state;
  MPI_Request request = MPI_REQUEST_NULL;
};

RollCall::RollCall(const Communicator& communicator, const Clock& clock, double interval)
    : communicator_(communicator),
      clock_(clock),
      interval_(interval),
      heard_(communicator.is_root() ? static_cast<std::size_t>(communicator.size()) : 0),
      message_(std::make_unique<Message>()) {}

RollCall::~RollCall() = default;  // a message is only left behind by an error, after which all ranks end

void RollCall::report(const RankState& mine) {
  const double now = clock_.now();
  if (communicator_.is_root()) heard_[0] = {mine, now};
  if (now - last_ < interval_) return;
  last_ = now;
  if (communicator_.is_root()) {
    receive();
  } else if (is_free()) {
    send(mine);
  }
}

/// Whether rank 0 has taken the last message.
bool RollCall::is_free() {
  int taken = 0;
  mpi<MPI_Test>("tell how this rank stands", &message_->request, &taken, MPI_STATUS_IGNORE);
  return taken != 0;
}

void RollCall::send(const RankState& mine) {
  message_->state = mine;
  // Synchronous, so that it ends when rank 0 has taken it: while rank 0 is in a long block, no second one joins it.
  mpi<MPI_Issend>("tell how this rank stands", &message_->state, words, MPI_UINT64_T, 0, tag,
                  communicator_.handle()->communicator, &message_->request);
}

void RollCall::receive() {
  const CommunicatorHandle* handle = communicator_.handle();
  if (handle == nullptr) return;
  for (;;) {
    int waiting = 0;
    MPI_Status status;
    mpi<MPI_Iprobe>("hear how the ranks stand", MPI_ANY_SOURCE, tag, handle->communicator, &waiting, &status);
    if (waiting == 0) return;
    RankState state;
    mpi<MPI_Recv>("hear how the ranks stand", &state, words, MPI_UINT64_T, status.MPI_SOURCE, tag, handle->communicator,
                  MPI_STATUS_IGNORE);
    heard_[static_cast<std::size_t>(status.MPI_SOURCE)] = {state, clock_.now()};
  }
}

void RollCall::close(const RankState& mine) {
  if (communicator_.is_root()) heard_[0] = {mine, clock_.now()};
  const CommunicatorHandle* handle = communicator_.handle();
  if (handle == nullptr) return;
  if (!communicator_.is_root()) {
    mpi<MPI_Wait>("tell how this rank stands", &message_->request, MPI_STATUS_IGNORE);
    send(mine);
    mpi<MPI_Wait>("tell how this rank stands", &message_->request, MPI_STATUS_IGNORE);
  }
  MPI_Request all_taken;
  mpi<MPI_Ibarrier>("end the roll call", handle->communicator, &all_taken);
  for (int over = 0; over == 0;) {
    if (communicator_.is_root()) receive();
    mpi<MPI_Test>("end the roll call", &all_taken, &over, MPI_STATUS_IGNORE);
  }
}

}  // namespace ergodic::parallel
