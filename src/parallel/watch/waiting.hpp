#pragma once

#include <cstdint>

namespace ergodic::parallel {

/// Says, as long as it lives, that the main thread waits for other ranks: in an MPI call, or for a round of progress.
/// May be nested.
class Waiting {
 public:
  Waiting();
  ~Waiting();
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

  /// Something came of the others: the wait begins anew.
  static void heard();

  /// How often this was asked, from any thread, since the wait began or something was heard; 0 while nobody waits.
  static std::int64_t looks();
};

}  // namespace ergodic::parallel
