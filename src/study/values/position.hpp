#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace ergodic::study {

/// Where a value was written: a file's line and column (both from 1, in characters), or, with line 0, whatever `origin`
/// says.
struct Position {
  std::shared_ptr<const std::string> origin;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  /// Of a text that stands on one line of the file letter for letter, the column of its first character; else 0.
  std::uint32_t text_column = 0;

  /// "study.yaml:7:18", or the origin alone.
  std::string text() const;
};

}  // namespace ergodic::study
