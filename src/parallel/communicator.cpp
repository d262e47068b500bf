#include "parallel/communicator.hpp"

#include "core/reason.hpp"
#include "parallel/handle.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <boost/mpi/collectives.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/vector.hpp>

#include <algorithm>
#include <cstdlib>

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

void throw_if_failed(const Outcome& outcome) {
  if (outcome.code != 0) throw SharedError(static_cast<ExitCode>(outcome.code), outcome.message);
}

}  // namespace

Communicator Communicator::serial() { return Communicator(nullptr); }

Communicator Communicator::world() {
  // A duplicate, never the world itself nor a derived topology: another library in the process may use the world.
  const boost::mpi::communicator world;
  return Communicator(std::make_shared<Handle>(Handle{boost::mpi::communicator(world, boost::mpi::comm_duplicate)}));
}

int Communicator::rank() const { return handle_ ? handle_->communicator.rank() : 0; }
int Communicator::size() const { return handle_ ? handle_->communicator.size() : 1; }

std::string Communicator::host() {
  char name[256] = {};
  gethostname(name, sizeof name - 1);
  return name;
}

std::vector<std::string> Communicator::hosts() const {
  if (!handle_) return {host()};
  std::vector<std::string> all;
  boost::mpi::gather(handle_->communicator, host(), all, 0);
  return all;
}

std::string Communicator::broadcast(std::string text) const {
  if (handle_) boost::mpi::broadcast(handle_->communicator, text, 0);
  return text;
}

std::vector<std::uint64_t> Communicator::broadcast(std::vector<std::uint64_t> numbers) const {
  if (handle_) boost::mpi::broadcast(handle_->communicator, numbers, 0);
  return numbers;
}

void Communicator::at_root(const std::function<void()>& work) const {
  Outcome outcome;
  if (is_root()) outcome = attempt(work);
  if (handle_) boost::mpi::broadcast(handle_->communicator, outcome, 0);
  throw_if_failed(outcome);
}

void Communicator::together(const std::function<void()>& work) const {
  Outcome mine = attempt(work);
  if (!handle_) return throw_if_failed(mine);
  if (mine.code != 0 && size() > 1)
    mine.message = fmt::format("rank {} of {} on {}: {}", rank(), size(), host(), mine.message);

  const int worst = boost::mpi::all_reduce(handle_->communicator, mine.code, boost::mpi::maximum<int>());
  if (worst == 0) return;
  const int speaker =
      boost::mpi::all_reduce(handle_->communicator, mine.code == worst ? rank() : size(), boost::mpi::minimum<int>());
  boost::mpi::broadcast(handle_->communicator, mine, speaker);
  throw_if_failed(mine);
}

void Communicator::barrier() const {
  if (handle_) handle_->communicator.barrier();
}

void Communicator::abort(ExitCode code) const {
  if (handle_) handle_->communicator.abort(static_cast<int>(code));
  std::_Exit(static_cast<int>(code));
}

}  // namespace ergodic::parallel
