#include "parallel/watch/roll_call.hpp"

#include "parallel/handle.hpp"
#include "parallel/mpi.hpp"
#include "parallel/watch/silence.hpp"
#include "parallel/watch/waiting.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace ergodic::parallel {
namespace {

/// Tags are told apart for so many roll calls in a row: a rank may begin the next one while rank 0 ends this one.
constexpr int numbered_roll_calls = 1000;

int number_on(const Communicator& communicator) {
  const CommunicatorHandle* handle = communicator.handle();
  return handle == nullptr ? 0 : handle->roll_calls++ % numbered_roll_calls;
}
static_assert(std::is_trivially_copyable_v<RankState> &&
                  sizeof(RankState) == (5 + 2 * work_count) * sizeof(std::uint64_t),
              "a rank's state travels as an array of 64-bit words");
constexpr int words = sizeof(RankState) / sizeof(std::uint64_t);

}  // namespace

struct RollCall::Message {
  /// Which rank has been silent the longest, as rank 0 knows it, and what rank 0 is at.
  struct Answer {
    std::int64_t rank = 0;
    double seconds = 0;
    Activity activity;
  };
  static_assert(std::is_trivially_copyable_v<Answer>, "an answer travels as bytes");
  static constexpr int size_of_answer = sizeof(Answer);

  explicit Message(int number) : tag_of_reports(1 + 2 * number), tag_of_answers(2 + 2 * number) {}

  int tag_of_reports;
  int tag_of_answers;
  RankState state;
  Answer answer;
  std::array<MPI_Request, 2> requests{MPI_REQUEST_NULL, MPI_REQUEST_NULL};  ///< the report, its answer
  bool is_on_its_way = false;
  Answer longest;  ///< on rank 0: what it answers
};

RollCall::RollCall(const Communicator& communicator, const Clock& clock, double interval)
    : communicator_(communicator),
      clock_(clock),
      interval_(interval),
      begin_(clock.now()),
      heard_(communicator.is_root() ? static_cast<std::size_t>(communicator.size()) : 0),
      message_(std::make_unique<Message>(number_on(communicator))) {
  Silence::note(0, 0);
}

RollCall::~RollCall() { Silence::forget(); }  // a message is only left behind by an error, after which all ranks end

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

/// Whether rank 0 has answered the last message.
bool RollCall::is_free() {
  int answered = 0;
  mpi<MPI_Testall>("tell how this rank stands", 2, message_->requests.data(), &answered, MPI_STATUSES_IGNORE);
  if (answered == 0) return false;
  hear_answer();
  return true;
}

void RollCall::wait_for_answer() {
  mpi<MPI_Waitall>("tell how this rank stands", 2, message_->requests.data(), MPI_STATUSES_IGNORE);
  hear_answer();
}

/// Notes what rank 0 has answered, if there was something to answer.
void RollCall::hear_answer() {
  if (!std::exchange(message_->is_on_its_way, false)) return;
  const Message::Answer& answer = message_->answer;
  Silence::note(static_cast<int>(answer.rank), answer.seconds, answer.activity);
}

void RollCall::send(const RankState& mine) {
  message_->state = mine;
  message_->is_on_its_way = true;
  const MPI_Comm all = communicator_.handle()->communicator;
  mpi<MPI_Irecv>("hear of rank 0", &message_->answer, Message::size_of_answer, MPI_BYTE, 0, message_->tag_of_answers,
                 all, &message_->requests[1]);
  // The next one waits for the answer, so that while rank 0 is in a long block no second one joins it.
  mpi<MPI_Isend>("tell how this rank stands", &message_->state, words, MPI_UINT64_T, 0, message_->tag_of_reports, all,
                 &message_->requests[0]);
}

void RollCall::receive() {
  const CommunicatorHandle* handle = communicator_.handle();
  if (handle == nullptr) return;
  for (;;) {
    int waiting = 0;
    MPI_Status status;
    mpi<MPI_Iprobe>("hear how the ranks stand", MPI_ANY_SOURCE, message_->tag_of_reports, handle->communicator,
                    &waiting, &status);
    if (waiting == 0) break;
    RankState state;
    mpi<MPI_Recv>("hear how the ranks stand", &state, words, MPI_UINT64_T, status.MPI_SOURCE, message_->tag_of_reports,
                  handle->communicator, MPI_STATUS_IGNORE);
    heard_[static_cast<std::size_t>(status.MPI_SOURCE)] = {state, clock_.now()};
    message_->longest.activity = activity_;
    // Somebody waits for it: so short a message is on its way when this returns.
    mpi<MPI_Send>("answer a rank", &message_->longest, Message::size_of_answer, MPI_BYTE, status.MPI_SOURCE,
                  message_->tag_of_answers, handle->communicator);
  }
  const auto longest =
      std::min_element(heard_.begin() + 1, heard_.end(), [](const Heard& a, const Heard& b) { return a.at < b.at; });
  if (longest == heard_.end()) return;
  message_->longest.rank = longest - heard_.begin();
  message_->longest.seconds = clock_.now() - std::max(longest->at, begin_);
  Silence::note(static_cast<int>(message_->longest.rank), message_->longest.seconds);
}

void RollCall::close(const RankState& mine) {
  if (communicator_.is_root()) {
    heard_[0] = {mine, clock_.now()};
  } else {
    wait_for_answer();
    send(mine);
  }
  close();
}

void RollCall::close() {
  if (const CommunicatorHandle* handle = communicator_.handle()) {
    const Waiting for_others;  // all of it, not each look anew
    if (!communicator_.is_root()) wait_for_answer();
    Silence::forget();  // any rank may now be the one that is waited for
    MPI_Request all_answered;
    mpi<MPI_Ibarrier>("end the roll call", handle->communicator, &all_answered);
    for (int over = 0; over == 0;) {
      if (communicator_.is_root()) receive();
      mpi<MPI_Test>("end the roll call", &all_answered, &over, MPI_STATUS_IGNORE);
    }
  }
  Silence::forget();
}

}  // namespace ergodic::parallel
