#pragma once

#include "core/packed.hpp"
#include "parallel/stop.hpp"

#include <ergodic/errors.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace ergodic::parallel {

/// An error that every rank has: rank 0 prints it, once, and all leave in good order.
/// Any other exception that ends a run is one rank's own: that rank prints it, and ends the others.
class SharedError : public Error {
 public:
  using Error::Error;
};

/// The one of work that was ended before it was done, since a rank wanted all to stop.
class StoppedAtWork : public SharedError {
 public:
  StoppedAtWork(StopReason reason, const std::string& message)
      : SharedError(ExitCode::unfinished, message), reason_(reason) {}
  StopReason reason() const { return reason_; }

 private:
  StopReason reason_;
};

class Vigil;                // parallel/watch/vigil.hpp
struct CommunicatorHandle;  // for the sources of this room

/// The ranks of a run. `serial()` is one rank without MPI, so that serial and parallel are one path.
class Communicator {
 public:
  static Communicator serial();
  /// A duplicate of all ranks of the started MPI.
  static Communicator world();
  /// A duplicate of another communicator, given as MPI_Comm_c2f tells it.
  static Communicator of(int fortran_handle);

  int rank() const;
  int size() const;
  bool is_root() const { return rank() == 0; }
  /// Those of these ranks that share the memory of this machine. Collective.
  Communicator of_this_machine() const;
  /// The ranks that say so, in their order; alone, this rank where it does not. Collective.
  Communicator of_those(bool this_one) const;
  /// The name of the machine this rank runs on.
  static std::string host();
  /// Every rank's host, on rank 0; empty elsewhere.
  std::vector<std::string> hosts() const;

  /// Every rank's text, on rank 0; empty elsewhere.
  std::vector<std::string> gather(const std::string& text) const;

  /// Rank 0's text, everywhere, however long. `most_at_once` [bytes] is what one call of MPI is given.
  std::string broadcast(std::string text, std::size_t most_at_once = std::size_t{1} << 30) const;
  /// The same into memory of equal size that every rank has.
  void broadcast(std::span<std::byte> bytes, std::size_t most_at_once = std::size_t{1} << 30) const;
  /// Rank 0's value, everywhere: of an aggregate all members, so that none is forgotten.
  template <class Value>
  Value broadcast(const Value& value) const {
    return unpacked<Value>(broadcast(packed(value)));
  }

  /// Rank 0 does the work. When it throws, every rank throws the same SharedError; input, output and what is internal
  /// may fail on one machine alone, so that the message then names rank 0 and its host.
  void at_root(const std::function<void()>& work) const;
  /// The same of work that may take long: it tells the others now and then that rank 0 lives (Vigil::alive). With
  /// `stop`, by which each rank tells why it wants all to stop, it may be ended so: all throw StoppedAtWork then.
  void at_root(const std::function<void(Vigil&)>& work, const std::function<StopReason()>& stop = {}) const;
  /// Every rank does the work. When any throws, all throw a SharedError of the worst exit code; the message, of the
  /// lowest rank that failed, names that rank and its host.
  void together(const std::function<void()>& work) const;
  /// The same of work that may take long, as in at_root().
  void together(const std::function<void(Vigil&)>& work, const std::function<StopReason()>& stop = {}) const;
  void barrier() const;
  /// Whether it is so on every rank. Collective.
  bool all(bool mine) const;

  /// Ends all ranks with this exit code; with that of an internal error when it is none of 1 … 255, as 0, since the
  /// launcher would call that success. Does not return.
  [[noreturn]] void abort(ExitCode code) const;

  /// Null when serial.
  const CommunicatorHandle* handle() const { return handle_.get(); }

 private:
  explicit Communicator(std::shared_ptr<const CommunicatorHandle> handle) : handle_(std::move(handle)) {}
  std::shared_ptr<const CommunicatorHandle> handle_;
};

}  // namespace ergodic::parallel
