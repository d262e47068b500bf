#include "parallel/guarded_rank.hpp"

#include "core/reason.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace ergodic::parallel {

ExitCode guarded_rank(const Communicator& communicator, const std::function<ExitCode()>& work) {
  try {
    return work();
  } catch (const SharedError& error) {
    if (communicator.is_root()) fmt::print(stderr, "{}\n", error.what());
    return error.code();
  } catch (...) {
    const Reason reason = current_reason();
    if (communicator.size() == 1) {
      fmt::print(stderr, "{}\n", reason.message);
      return reason.code;
    }
    fmt::print(stderr, "rank {} of {} on {}, {}\n", communicator.rank(), communicator.size(), communicator.host(),
               reason.message);
    communicator.abort(reason.code);
  }
}

}  // namespace ergodic::parallel
