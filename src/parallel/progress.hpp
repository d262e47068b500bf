#pragma once

#include "core/clock.hpp"

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>

namespace ergodic::parallel {

/// How far a run is, in sessions.
struct Progress {
  std::uint64_t done = 0;  ///< recorded in the file, those of earlier runs too
  std::uint64_t total = 0;
  std::uint64_t here = 0;  ///< of `done`, those of this run: the rate is theirs
  std::uint64_t failures = 0;
};

/// [s]; infinite while there is no rate. `rate` [sessions/s].
double time_to_finish(const Progress& progress, double rate);
/// " 41.2 %  412 000 of 1 000 000 sessions  1.30 M/s  0.5 s left".
std::string progress_text(const Progress& progress, double rate);

enum class ProgressStyle { bar, log, json, none };

/// Shows the progress of a run. Rank 0 has one; called as often as one likes, it writes at sensible intervals.
class ProgressReport {
 public:
  virtual ~ProgressReport() = default;
  virtual void show(const Progress& progress) = 0;
  /// The last call: ends the bar's line, or writes the last record.
  virtual void close(const Progress& progress) = 0;
};

/// bar: one line that is drawn again four times a second. log: a line at 1, 2, 4, … s up to every 60 s, for a batch
/// log. json: an object a line, once a second. `out` and `clock` must outlive it. `columns`: the terminal's width.
std::unique_ptr<ProgressReport> progress_report(ProgressStyle style, std::ostream& out, const Clock& clock,
                                                int columns = 80);

}  // namespace ergodic::parallel
