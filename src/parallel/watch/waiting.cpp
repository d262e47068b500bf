#include "parallel/watch/waiting.hpp"

#include <atomic>

namespace ergodic::parallel {
namespace {

int depth = 0;  ///< of nested waits; the main thread's alone
std::atomic<bool> is_waiting = false;
std::atomic<std::int64_t> looks_so_far = 0;

}  // namespace

Waiting::Waiting() {
  if (depth++ > 0) return;
  looks_so_far = 0;
  is_waiting = true;
}

Waiting::~Waiting() {
  if (--depth == 0) is_waiting = false;
}

void Waiting::heard() { looks_so_far = 0; }

std::int64_t Waiting::looks() { return is_waiting ? ++looks_so_far : 0; }

}  // namespace ergodic::parallel
