#pragma once

#include <cstddef>
#include <string>

namespace ergodic::parallel {

/// One line of a terminal that is drawn again and again, whatever the width becomes. The cursor rests on its first
/// character: where the terminal has become narrower since, and has wrapped the line into several rows, the others are
/// below.
class RedrawnLine {
 public:
  /// What to write so that this line, of ASCII, stands in the place of the last one, on a terminal that now has so many
  /// columns: the line must be shorter, since after the last column some terminals begin a new row.
  std::string drawn(const std::string& line, std::size_t columns);
  /// What to write so that nothing stands there.
  std::string cleared(std::size_t columns);
  /// What to write so that it stays, and what follows stands below.
  std::string ended();

 private:
  std::size_t characters_ = 0;  ///< that stand there
};

}  // namespace ergodic::parallel
