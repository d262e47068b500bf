#pragma once

#include "core/activity.hpp"
#include "core/clock.hpp"
#include "parallel/progress.hpp"

#include <functional>
#include <optional>
#include <ostream>
#include <string>

namespace ergodic::cli {

/// "copying 3.00 of 6.00 GB  50 %  12.0 s left".
std::string work_text(const Activity& activity, double seconds_left);

/// Shows what a run is at while no sessions are simulated. What takes less than a second is not shown. On a bar's
/// terminal it is one line that is drawn again, else a line now and then, as for sessions.
class WorkLine {
 public:
  /// `columns`: the terminal's width, asked each time. `out` must outlive it.
  WorkLine(parallel::ProgressStyle style, std::ostream& out, std::function<int()> columns);

  void show(const Activity& activity);
  /// Something else is to be said: ends the line, if there is one.
  void clear();

 private:
  void begin(const Activity& activity, double now);
  double seconds_left(const Activity& activity, double elapsed) const;

  parallel::ProgressStyle style_;
  std::ostream& out_;
  std::function<int()> columns_;
  SteadyClock clock_;
  std::optional<Activity> first_;  ///< of this phase
  double start_ = 0;               ///< [s] of the phase
  double next_ = 0;                ///< [s] after its start
  bool is_drawn_ = false;
};

}  // namespace ergodic::cli
