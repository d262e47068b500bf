#include <ergodic/errors.hpp>
#include <ergodic/stream.hpp>

namespace ergodic {

void Stream::look_up() {
  exhausted_ = counter_[0] == 0;
  if (interruption_ != nullptr) interruption_->check();
}

void Stream::run_out() {
  throw InternalError(
      "a session's random stream has ended (it has 2^34 words, and more would repeat them) "
      "open another purpose for the draws beyond");
}

}  // namespace ergodic
