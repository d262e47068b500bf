#include "cli/errors.hpp"

#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <new>
#include <optional>

namespace ergodic::cli {
namespace {

struct Reason {
  ExitCode code;
  std::string message;
};

/// The current exception as a code and a sentence.
Reason current_reason() {
  try {
    throw;
  } catch (const Error& error) {
    return {error.code(), error.what()};
  } catch (const std::bad_alloc&) {
    return {ExitCode::internal,
            "out of memory (an allocation failed) use fewer ranks on a node, or smaller blocks (output.block)"};
  } catch (const std::exception& error) {
    return {ExitCode::internal, fmt::format("internal error ({}) please report it, with the study", error.what())};
  } catch (...) {
    return {ExitCode::internal, "internal error (of unknown kind) please report it, with the study"};
  }
}

void print(const std::string& message) { fmt::print(stderr, "{}\n", message); }

}  // namespace

ExitCode guarded(const std::function<ExitCode()>& work) {
  try {
    return work();
  } catch (...) {
    const Reason reason = current_reason();
    if (launched_rank() == 0) print(reason.message);
    return reason.code;
  }
}

ExitCode guarded_rank(const parallel::Communicator& communicator, const std::function<ExitCode()>& work) {
  try {
    return work();
  } catch (const parallel::SharedError& error) {
    if (communicator.is_root()) print(error.what());
    return error.code();
  } catch (...) {
    const Reason reason = current_reason();
    if (communicator.size() == 1) {
      print(reason.message);
      return reason.code;
    }
    print(fmt::format("rank {} of {} on {}, {}", communicator.rank(), communicator.size(), communicator.host(),
                      reason.message));
    communicator.abort(reason.code);
  }
}

}  // namespace ergodic::cli
