#include <ergodic/errors.hpp>
#include <ergodic/stream.hpp>

namespace ergodic {

void Stream::run_out() {
  throw InternalError(
      "a session's random stream has ended (it has 2^34 words, and more would repeat them) "
      "open another purpose for the draws beyond");
}

}  // namespace ergodic
