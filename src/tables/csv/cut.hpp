#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ergodic::tables {

/// Whether a cell ends here.
inline bool is_cell_end(const char* at) { return *at == ',' || *at == '\n' || (*at == '\r' && at[1] == '\n'); }

/// A cell of a text of comma-separated values (RFC 4180).
struct CsvCell {
  const char* end = nullptr;     ///< the comma or line end behind it; nullptr: its quotation does not end in the text
  std::string_view text = {};    ///< without the quotation marks
  std::uint64_t lines = 0;       ///< line ends in it
  bool has_stray_quote = false;  ///< a mark within a cell that does not begin with one, or text behind the closing one
  bool is_in_scratch = false;    ///< its text has been put together
};

/// The cell that begins at `at`, of a text that ends at `end` with a line end. What is quoted twice is put together in
/// `scratch`.
CsvCell cut_cell(const char* at, const char* end, std::string& scratch);

}  // namespace ergodic::tables
