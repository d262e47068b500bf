#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::cli {

/// Characters, not bytes: labels and "±" may be UTF-8.
std::size_t width_of(const std::string& text);

/// The text, whose lines may be longer than `width` characters, with those broken where two or more blanks part their
/// fields, and the rest indented. A field is never broken: a terminal wraps a sentence by itself, and a command that is
/// copied from it stays one line.
std::string folded(const std::string& text, std::size_t width);

/// A table for people: columns as wide as they need, two blanks between. The first one, which says what a line is of,
/// stands left, the others right.
class TextTable {
 public:
  /// How a column stands.
  enum class Column {
    right,
    left,
    with_previous,  ///< right, and never parted from the one before it: "±"
  };

  /// `indent`: blanks before each line. `columns`: of the second one and those that follow; right beyond.
  explicit TextTable(std::size_t indent = 0, std::vector<Column> columns = {})
      : indent_(indent), columns_(std::move(columns)) {}

  /// The first line is the header. Those that follow may be shorter.
  void add(std::vector<std::string> cells);
  /// To the line added last.
  void add_cell(std::string cell) { lines_.back().push_back(std::move(cell)); }

  /// In lines of at most `width` characters: what does not fit beside the first column follows in further parts below,
  /// each with the first column again, of which then at most half the width is taken: the middle of what is longer is
  /// left out.
  std::string text(std::size_t width) const;

 private:
  struct Part {
    std::size_t first, last;  ///< of the columns beside the first one
  };

  Column kind(std::size_t column) const;
  std::vector<std::size_t> widths() const;
  std::vector<Part> parts(const std::vector<std::size_t>& widths, std::size_t width) const;
  std::string part_text(const Part& part, const std::vector<std::size_t>& widths) const;

  std::size_t indent_;
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> lines_;
};

}  // namespace ergodic::cli
