#pragma once

#include "parallel/progress.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::parallel {

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
