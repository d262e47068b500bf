#pragma once

#include "core/clock.hpp"
#include "store/result_file.hpp"

namespace ergodic::engine {

/// Throws InputOutputError unless this file, which a run has written, still has the name that it was opened by: what is
/// in it would be lost, or looked for in vain.
void require_in_place(const store::ResultFile& file);

/// Sees that the name of the output still leads to the file that the run writes. For rank 0.
class OutputWatch {
 public:
  OutputWatch(const store::ResultFile& file, const Clock& clock) : file_(file), clock_(clock) {}

  /// Whether all that the run does is in vain: the file was removed, or another one has its name. Asked as often as one
  /// likes, it looks now and then. One that has another name is not lost, since it can be given its own back; nor is
  /// what cannot be seen for a while.
  bool is_lost();

 private:
  const store::ResultFile& file_;
  const Clock& clock_;
  double next_ = 0;
  bool is_lost_ = false;
};

}  // namespace ergodic::engine
