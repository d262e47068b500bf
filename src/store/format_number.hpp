#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ergodic::store {

/// How a file lies, as README.md describes it. A file of another major number cannot be read; a greater minor one has
/// more in it, which may be left unread.
struct FormatNumber {
  int major_number = 1;
  int minor_number = 0;

  std::string text() const;  ///< "1.1"
  friend bool operator==(const FormatNumber&, const FormatNumber&) = default;
};

/// Of the files that this program makes.
constexpr FormatNumber current_format{1, 1};

/// Reads "1.1", or "1", as the first format called itself; nullopt when it is no such text.
std::optional<FormatNumber> parse_format(std::string_view text);

}  // namespace ergodic::store
