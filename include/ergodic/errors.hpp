#pragma once

#include <stdexcept>
#include <string>

namespace ergodic {

/// What the program tells the shell; the same through mpirun. Documented in README.md.
enum class ExitCode : int {
  complete = 0,
  running = 1,   ///< `status` alone: work is left, and a run is at it
  usage = 2,     ///< the command line or the study is wrong
  mismatch = 3,  ///< the existing file does not belong to this study, or is not what it should be
  /// Reading or writing failed: disk full, permission, a file that is cut off or damaged, an output that was replaced
  /// or removed while it was written.
  input_output = 4,
  sessions_failed = 5,  ///< sessions failed and the study says that this is fatal
  internal = 70,        ///< a mistake of ours, or MPI failed
  unfinished = 75,      ///< checkpointed with work left, or other ranks are lost: run the same command again
};

/// An error with its exit code. `what()` is one sentence in the grammar
/// "what is wrong (why it is wrong) what to do".
class Error : public std::runtime_error {
 public:
  Error(ExitCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ExitCode code() const noexcept { return code_; }

 private:
  ExitCode code_;
};

/// The command line is wrong.
struct UsageError : Error {
  explicit UsageError(const std::string& message) : Error(ExitCode::usage, message) {}
};

/// The study is wrong; the message starts with the place, "file:line:column: ".
struct StudyError : Error {
  explicit StudyError(const std::string& message) : Error(ExitCode::usage, message) {}
};

/// The result file is of another study, or does not hold what its session gives.
struct MismatchError : Error {
  explicit MismatchError(const std::string& message) : Error(ExitCode::mismatch, message) {}
};

/// Input or output failed.
struct InputOutputError : Error {
  explicit InputOutputError(const std::string& message) : Error(ExitCode::input_output, message) {}
};

/// More sessions failed than the study allows.
struct SessionsFailed : Error {
  explicit SessionsFailed(const std::string& message) : Error(ExitCode::sessions_failed, message) {}
};

/// A contract of our own code is broken.
struct InternalError : Error {
  explicit InternalError(const std::string& message) : Error(ExitCode::internal, message) {}
};

}  // namespace ergodic
