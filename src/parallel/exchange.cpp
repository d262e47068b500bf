#include "parallel/exchange.hpp"

#include "parallel/handle.hpp"
#include "parallel/mpi.hpp"

#include <chrono>
#include <thread>

namespace ergodic::parallel {

static_assert(sizeof(Pulse) == (5 + stop_reason_count) * sizeof(std::int64_t),
              "a pulse is reduced as an array of 64-bit integers");

struct Exchange::Round {
  Pulse mine;
  Pulse total;
  MPI_Request request = MPI_REQUEST_NULL;
  bool pending = false;
};

Exchange::Exchange(const Communicator& communicator, const Clock& clock, double interval)
    : communicator_(communicator),
      clock_(clock),
      interval_(interval),
      last_(clock.now()),
      round_(std::make_unique<Round>()) {}

Exchange::~Exchange() = default;  // a pending round is only left behind by an error, after which all ranks end

std::optional<Pulse> Exchange::poll(const Pulse& mine) {
  const bool due = mine.working == 0 || clock_.now() - last_ >= interval_;
  if (!round_->pending && due) post(mine);
  if (!round_->pending) serve_others();
  return completed();
}

void Exchange::post(const Pulse& mine) {
  round_->mine = mine;
  round_->pending = true;
  last_ = clock_.now();
  if (const CommunicatorHandle* handle = communicator_.handle()) {
    constexpr int words = sizeof(Pulse) / sizeof(std::int64_t);
    mpi<MPI_Iallreduce>("exchange the progress", &round_->mine, &round_->total, words, MPI_INT64_T, MPI_SUM,
                        handle->communicator, &round_->request);
  } else {
    round_->total = mine;
  }
}

std::optional<Pulse> Exchange::completed() {
  if (!round_->pending) return std::nullopt;
  if (communicator_.handle() != nullptr) {
    int done = 0;
    mpi<MPI_Test>("see whether the progress is exchanged", &round_->request, &done, MPI_STATUS_IGNORE);
    if (done == 0) return std::nullopt;
  }
  round_->pending = false;
  return round_->total;
}

void Exchange::serve_others() {
  // Without shared memory, Open MPI answers the one-sided calls of other ranks only while this one is in a call of its
  // own.
  if (const CommunicatorHandle* handle = communicator_.handle()) {
    int waiting = 0;
    mpi<MPI_Iprobe>("answer the other ranks", MPI_ANY_SOURCE, MPI_ANY_TAG, handle->communicator, &waiting,
                    MPI_STATUS_IGNORE);
  }
}

void Exchange::rest() {
  // An idle rank leaves its core to those that work; 2 ms at the end of a run is not noticed.
  std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

}  // namespace ergodic::parallel
