// What of a Communicator is work: of rank 0 alone, or of all ranks together, with one outcome for all.
#include "core/reason.hpp"
#include "parallel/communicator.hpp"
#include "parallel/handle.hpp"
#include "parallel/mpi.hpp"
#include "parallel/watch/vigil.hpp"

#include <fmt/format.h>
#include <boost/mpi/collectives.hpp>
#include <boost/mpi/operations.hpp>
#include <boost/serialization/string.hpp>

#include <string>
#include <utility>

namespace ergodic::parallel {
namespace {

struct Outcome {
  int code = 0;
  std::string message;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& code& message;
  }
};

Outcome attempt(const std::function<void()>& work) {
  try {
    work();
    return {};
  } catch (...) {
    const Reason reason = current_reason();
    return {static_cast<int>(reason.code), reason.message};
  }
}

/// With the name of the rank that it happened on.
Outcome named(Outcome outcome, const Communicator& ranks) {
  if (outcome.code != 0 && ranks.size() > 1) {
    outcome.message = fmt::format("rank {} of {} on {}: {}", ranks.rank(), ranks.size(), ranks.host(), outcome.message);
  }
  return outcome;
}

/// What could have been fine on another machine, unlike a wrong study.
bool is_of_this_machine(const Outcome& outcome) {
  const auto code = static_cast<ExitCode>(outcome.code);
  return code == ExitCode::input_output || code == ExitCode::internal;
}

/// `reason`: why all were to stop while they were at it.
void throw_if_failed(const Outcome& outcome, StopReason reason) {
  if (outcome.code == 0) return;
  const auto code = static_cast<ExitCode>(outcome.code);
  if (code == ExitCode::unfinished && reason != StopReason::none) throw StoppedAtWork(reason, outcome.message);
  throw SharedError(code, outcome.message);
}

template <class Value>
void broadcast_value(const CommunicatorHandle* handle, const Purpose& purpose, Value& value, int speaker) {
  if (handle == nullptr) return;
  boost_mpi("broadcast", purpose, [&] { boost::mpi::broadcast(handle->communicator, value, speaker); });
}

template <class Operation>
int reduced(const CommunicatorHandle& handle, int mine) {
  int all = 0;
  boost_mpi("all_reduce", "agree on how the ranks have fared",
            [&] { boost::mpi::all_reduce(handle.communicator, mine, all, Operation()); });
  return all;
}

}  // namespace

void Communicator::at_root(const std::function<void()>& work) const {
  at_root([&](Vigil&) { work(); });
}

void Communicator::at_root(const std::function<void(Vigil&)>& work, const std::function<StopReason()>& stop) const {
  Vigil vigil(*this, stop);
  Outcome outcome;
  if (is_root()) outcome = attempt([&] { work(vigil); });
  const StopReason reason = vigil.end();
  if (is_of_this_machine(outcome)) outcome = named(std::move(outcome), *this);
  broadcast_value(handle(), "tell how rank 0 has fared", outcome, 0);
  throw_if_failed(outcome, reason);
}

void Communicator::together(const std::function<void()>& work) const {
  together([&](Vigil&) { work(); });
}

void Communicator::together(const std::function<void(Vigil&)>& work, const std::function<StopReason()>& stop) const {
  Vigil vigil(*this, stop);
  Outcome mine = attempt([&] { work(vigil); });
  const StopReason reason = vigil.end();
  if (!handle_) return throw_if_failed(mine, reason);
  mine = named(std::move(mine), *this);
  const int worst = reduced<boost::mpi::maximum<int>>(*handle_, mine.code);
  if (worst == 0) return;
  const int speaker = reduced<boost::mpi::minimum<int>>(*handle_, mine.code == worst ? rank() : size());
  broadcast_value(handle(), "tell what went wrong", mine, speaker);
  throw_if_failed(mine, reason);
}

bool Communicator::all(bool mine) const {
  return handle_ ? reduced<boost::mpi::minimum<int>>(*handle_, mine ? 1 : 0) == 1 : mine;
}

}  // namespace ergodic::parallel
