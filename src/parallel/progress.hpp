#pragma once

#include "core/clock.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <ostream>

namespace ergodic::parallel {

/// How far a run is, in sessions.
struct Progress {
  std::uint64_t done = 0;  ///< recorded in the file, those of earlier runs too
  std::uint64_t total = 0;
  std::uint64_t here = 0;  ///< of `done`, those of this run: the rate is theirs
  std::uint64_t failures = 0;
  double seconds = 0;  ///< that `here` took, up to when it was counted

  /// [sessions/s]; 0: not known yet.
  double rate() const { return seconds > 0 ? static_cast<double>(here) / seconds : 0.0; }
};

/// [s]; infinite while there is no rate. `rate` [sessions/s].
double time_to_finish(const Progress& progress, double rate);

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
