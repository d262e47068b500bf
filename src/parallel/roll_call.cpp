#include "parallel/roll_call.hpp"

#include "parallel/handle.hpp"

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
  check(MPI_Test(&message_->request, &taken, MPI_STATUS_IGNORE), "MPI_Test");
  return taken != 0;
}

void RollCall::send(const RankState& mine) {
  message_->state = mine;
  // Synchronous, so that it ends when rank 0 has taken it: while rank 0 is in a long block, no second one joins it.
  check(MPI_Issend(&message_->state, words, MPI_UINT64_T, 0, tag, communicator_.handle()->communicator,
                   &message_->request),
        "MPI_Issend");
}

void RollCall::receive() {
  const Communicator::Handle* handle = communicator_.handle();
  if (handle == nullptr) return;
  for (;;) {
    int waiting = 0;
    MPI_Status status;
    check(MPI_Iprobe(MPI_ANY_SOURCE, tag, handle->communicator, &waiting, &status), "MPI_Iprobe");
    if (waiting == 0) return;
    RankState state;
    check(MPI_Recv(&state, words, MPI_UINT64_T, status.MPI_SOURCE, tag, handle->communicator, MPI_STATUS_IGNORE),
          "MPI_Recv");
    heard_[static_cast<std::size_t>(status.MPI_SOURCE)] = {state, clock_.now()};
  }
}

void RollCall::close(const RankState& mine) {
  if (communicator_.is_root()) heard_[0] = {mine, clock_.now()};
  const Communicator::Handle* handle = communicator_.handle();
  if (handle == nullptr) return;
  if (!communicator_.is_root()) {
    check(MPI_Wait(&message_->request, MPI_STATUS_IGNORE), "MPI_Wait");
    send(mine);
    check(MPI_Wait(&message_->request, MPI_STATUS_IGNORE), "MPI_Wait");
  }
  MPI_Request all_taken;
  check(MPI_Ibarrier(handle->communicator, &all_taken), "MPI_Ibarrier");
  for (int over = 0; over == 0;) {
    if (communicator_.is_root()) receive();
    check(MPI_Test(&all_taken, &over, MPI_STATUS_IGNORE), "MPI_Test");
  }
}

}  // namespace ergodic::parallel
