#include "study/tables/table_text.hpp"

#include "study/values/decimal.hpp"
#include "study/values/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace ergodic::study {
namespace {

using Row = std::vector<YamlPointer>;

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  text.remove_suffix(text.size() - std::min(text.find_last_not_of(blanks) + 1, text.size()));
  return text;
}

bool is_number(const YamlPointer& cell) { return parse_decimal(cell->text).has_value(); }

/// One line, cell by cell.
class Line {
 public:
  Line(std::string_view text, const std::shared_ptr<const std::string>& origin, std::uint32_t number)
      : text_(text), origin_(origin), number_(number) {}

  /// Empty, with the problem told, where a quotation does not end.
  Row cells(Problems& problems) {
    Row cells;
    do {
      at_ = std::min(text_.find_first_not_of(blanks, at_), text_.size());
      const std::size_t start = at_;
      const bool is_quoted = at_ < text_.size() && text_[at_] == '"';
      const std::string text = is_quoted ? quotation() : plain();
      if (at_ < text_.size() && text_[at_] != ',') {
        problems.add(place(start), fmt::format("the cell {} does not end with its quotation (a comma must follow it) "
                                               "write a quotation mark within it twice",
                                               shown(text_.substr(start))));
        return {};
      }
      cells.push_back(cell(text, start));
    } while (at_++ < text_.size());
    return cells;
  }

 private:
  std::string plain() {
    const std::size_t start = at_;
    at_ = std::min(text_.find(',', at_), text_.size());
    return std::string(trimmed(text_.substr(start, at_ - start)));
  }

  /// What is in the quotation marks; leaves `at_` behind them and the blanks that follow. An open one has no comma
  /// behind it.
  std::string quotation() {
    std::string text;
    const std::size_t start = at_++;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] != '"') {
        text += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        text += text_[at_++];
      } else {
        at_ = std::min(text_.find_first_not_of(blanks, at_ + 1), text_.size());
        return text;
      }
    }
    at_ = start;
    return text;
  }

  YamlPointer cell(const std::string& text, std::size_t start) const { return yaml_scalar(text, place(start)); }

  Position place(std::size_t byte) const {
    return {origin_, number_, static_cast<std::uint32_t>(characters(text_.substr(0, byte)) + 1)};
  }

  std::string_view text_;
  const std::shared_ptr<const std::string>& origin_;
  std::uint32_t number_;
  std::size_t at_ = 0;
};

/// How many pieces a cell has between separators, and how many of them are numbers.
struct Pieces {
  std::size_t all = 0, numbers = 0;
};

Pieces pieces_of(std::string_view text, std::string_view separators) {
  Pieces pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    const std::string_view piece = trimmed(text.substr(at, end - at));
    pieces.all += piece.empty() ? 0 : 1;
    pieces.numbers += !piece.empty() && parse_decimal(piece) ? 1 : 0;
    at = end + 1;
  }
  return pieces;
}

/// Whether commas may be those of numbers that blanks part, as in "0,5 0,25", where the first and the last piece are
/// whole cells. In "1 1,1 0" they part names that have blanks.
bool may_have_decimal_commas(const Row& row) {
  const auto is_number = [](const YamlPointer& cell) { return parse_decimal(trimmed(cell->text)).has_value(); };
  return is_number(row.front()) && is_number(row.back());
}

/// What parts the numbers of a row that has none between commas; a null pointer where nothing does. With semicolons,
/// numbers may have commas within; a name may stand before them in a row without any comma.
const char* other_separator(const Row& row) {
  struct Separator {
    const char* characters;
    const char* name;
  };
  constexpr Separator separators[] = {{";", "semicolons"}, {"\t", "tabs"}, {" ", "blanks"}};
  for (const YamlPointer& cell : row) {
    for (const Separator& separator : separators) {
      const Pieces pieces = pieces_of(cell->text, separator.characters);
      const std::size_t names = pieces.all - pieces.numbers;
      if (pieces.all < 2 || pieces.numbers == 0) continue;
      if (row.size() > 1 && !may_have_decimal_commas(row)) continue;
      if (names == 0 || (row.size() == 1 && names == 1 && pieces.numbers >= 2)) return separator.name;
    }
  }
  return nullptr;
}

/// The rows of the file, the header among them; empty when there is a problem.
std::vector<Row> rows_of(std::string_view text, const std::shared_ptr<const std::string>& origin, Problems& problems) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::vector<Row> rows;
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (trimmed(line).empty() || line.starts_with('#')) continue;
    Row row = Line(line, origin, number).cells(problems);
    if (row.empty()) return {};
    const char* const separator = line.find('"') == std::string_view::npos ? other_separator(row) : nullptr;
    if (separator != nullptr) {
      problems.add(row.front()->place, fmt::format("not comma-separated (the cells are parted by {}) write commas "
                                                   "between them, and points in numbers",
                                                   separator));
      return {};
    }
    if (!rows.empty() && row.size() != rows.front().size()) {
      problems.add(row.front()->place,
                   fmt::format("the row has {} cells (the first, in line {}, has {}) make them equal", row.size(),
                               rows.front().front()->place.line, rows.front().size()));
      return {};
    }
    rows.push_back(std::move(row));
  }
  if (rows.empty()) problems.add({origin, 0, 0}, "the table is empty (it has no row of numbers) name another file");
  return rows;
}

/// Takes the names of the rows off them; where there is one column beside, they are the table's. False, with the
/// problem told, where they are not those of the header.
bool take_row_names(TextTable& table, Problems& problems) {
  table.names.erase(table.names.begin());
  if (table.names.size() == 1) {
    table.names.clear();
    for (Row& row : table.rows) {
      table.names.push_back(row.front());
      row.erase(row.begin());
    }
    return true;
  }
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const YamlPointer name = table.rows[i].front();
    if (i >= table.names.size() || name->text != table.names[i]->text) {
      problems.add(
          name->place,
          fmt::format("the row is of {} (the header {}) bring rows and columns into one order", shown(name->text),
                      i >= table.names.size() ? "has fewer names" : "has " + shown(table.names[i]->text) + " here"));
      return false;
    }
    table.rows[i].erase(table.rows[i].begin());
  }
  return true;
}

}  // namespace

std::optional<TextTable> read_csv(std::string_view text, const std::shared_ptr<const std::string>& origin,
                                  std::optional<bool> has_header, Problems& problems) {
  if (first_invalid_utf8(text) != std::string_view::npos) {
    problems.add({origin, 0, 0},
                 "not text (its bytes are not UTF-8) name an HDF5 file's dataset, or write it in UTF-8");
    return std::nullopt;
  }
  TextTable table{{}, rows_of(text, origin, problems)};
  if (table.rows.empty()) return std::nullopt;
  Row& first = table.rows.front();
  if (has_header.value_or(std::none_of(first.begin(), first.end(), is_number))) {
    table.names = std::move(first);
    table.rows.erase(table.rows.begin());
    if (table.names.front()->text.empty() && !take_row_names(table, problems)) return std::nullopt;
  }
  return table;
}

}  // namespace ergodic::study
