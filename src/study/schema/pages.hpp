#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::study {

/// A table for a terminal: some narrow columns, and a last one that takes the rest of the page and is wrapped.
class Page {
 public:
  using Cells = std::array<std::string, 5>;

  Page(Cells titles, std::string last_title) { row(std::move(titles), std::move(last_title)); }

  void row(Cells cells, std::string meaning);
  /// A line of two columns: what a row may be.
  void choice(std::string value, std::string meaning);
  /// Begins a part of the table.
  void heading(std::string name, std::string meaning);

  std::string text() const;

 private:
  struct Line {
    enum class Kind { row, choice, heading };

    Kind kind;
    Cells cells;  ///< all but a row have the first only
    std::string meaning;
  };

  std::vector<Line> lines_;
};

}  // namespace ergodic::study
