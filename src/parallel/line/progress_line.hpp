#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

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

/// A part of a line that must fit into a terminal.
struct LineField {
  std::vector<std::string> forms;  ///< the longest first; one that is not shown has none
};

/// The fields, two blanks between them, in at most `width` characters: where there is no room, they take their shorter
/// forms and then go, one after the other in the order `leaves` of their places; the last one is cut. ASCII alone.
std::string fitted_line(const std::vector<LineField>& fields, const std::vector<std::size_t>& leaves,
                        std::size_t width);

/// " 41.2 %  412 000 of 1 000 000 sessions  1.30 M/s  3 failed  0.5 s left". `rate` [sessions/s]; 0: not known.
std::string progress_text(const Progress& progress, double rate);

/// The same in at most `width` characters. `state`: a word or two before it, "running"; "": none. Where there is
/// no room, they go in this order: the state, the rate, the sessions (first their unit), the failures, the time left
/// (first the word), the percents.
std::string progress_line(const Progress& progress, double rate, std::size_t width, const std::string& state = "");

/// The same after a bar of 8 to 40 places, where all of it leaves room for one.
std::string progress_bar(const Progress& progress, double rate, std::size_t width);

}  // namespace ergodic::parallel
