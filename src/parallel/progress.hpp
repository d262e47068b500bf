#pragma once

#include "core/clock.hpp"
#include "parallel/line/progress_line.hpp"

#include <functional>
#include <memory>
#include <ostream>

namespace ergodic::parallel {

enum class ProgressStyle { bar, log, json, none };

/// Shows the progress of a run. Rank 0 has one; called as often as one likes, it writes at sensible intervals.
class ProgressReport {
 public:
  virtual ~ProgressReport() = default;
  virtual void show(const Progress& progress) = 0;
  /// The last call: ends the bar's line, or writes the last record.
  virtual void close(const Progress& progress) = 0;
};

/// bar: one line that is drawn again four times a second, as wide as `columns` says then, the width of the terminal.
/// log: a line at 1, 2, 4, … s up to every 60 s, for a batch log. json: an object a line, once a second. `out` and
/// `clock` must outlive it.
std::unique_ptr<ProgressReport> progress_report(
    ProgressStyle style, std::ostream& out, const Clock& clock, std::function<int()> columns = [] { return 80; });

}  // namespace ergodic::parallel
