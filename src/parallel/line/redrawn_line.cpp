#include "parallel/line/redrawn_line.hpp"

#include <fmt/format.h>

#include <utility>

namespace ergodic::parallel {

std::string RedrawnLine::drawn(const std::string& line, std::size_t columns) {
  const std::string text = cleared(columns);
  characters_ = line.size();
  return text + "\x1b[?7l" + line + "\x1b[?7h\r";  // not wrapped meanwhile (DECAWM): the width may just have changed
}

/// Row by row: of what is cleared to the end of the screen, tmux keeps a copy in its history.
std::string RedrawnLine::cleared(std::size_t columns) {
  const std::size_t characters = std::exchange(characters_, 0);
  const std::size_t more = characters > columns ? (characters - 1) / columns : 0;
  std::string text = "\r\x1b[K";
  for (std::size_t row = 0; row < more; ++row)
    text += "\x1b[B\x1b[2K";
  return more == 0 ? text : text + fmt::format("\x1b[{}A", more);
}

std::string RedrawnLine::ended() { return std::exchange(characters_, 0) > 0 ? "\n" : ""; }

}  // namespace ergodic::parallel
