#pragma once

#include <ergodic/errors.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic {

// Tables that a study reads: declared once by the kind of simulation that takes them, given by the study as files, read
// and checked once, and seen by workloads as what follows: typed columns, rows in the order of their key.

/// A column of an input table, declared once: from it come the check, the message, the reference and the JSON Schema.
///
///     whole("minutes").between(0, 70).unit("minutes").outcome().says("on the court"),
///     text_column("team").aliases({"team_abbr"}).may_be_missing().says("the player's, at that game"),
struct TableColumn {
  enum class Kind {
    whole,   ///< 64 bits
    real,    ///< a finite double
    text,    ///< as it is written: "007" is not "7", and "NA" no gap
    date,    ///< ISO, 2025-01-31, or 20250131: days since 1970-01-01
    time,    ///< ISO, 2025-01-31T19:30:00.5Z or with an offset: microseconds since 1970-01-01T00:00:00Z
    yes_no,  ///< yes, no, true, false, 1, 0
  };

  Kind kind = Kind::text;
  std::string name = {};  ///< snake_case
  std::string doc = {};   ///< one line of what it is
  std::string unit_text = {};
  std::optional<double> low = {};   ///< of numbers
  std::optional<double> high = {};  ///< of numbers
  std::vector<std::string> other_names = {};
  std::vector<std::string> values = {};  ///< of text: all that it may be; empty: anything
  bool missing = false;                  ///< an empty cell is a missing value; else it is an error
  bool optional_column = false;          ///< the whole column may be absent: all of it is missing then
  bool known_after = false;              ///< an outcome: not known before what the row is about
  bool tolerated = false;                ///< a cell that cannot be read is kept as such: it is no error

  TableColumn between(double a, double b) && {
    low = a;
    high = b;
    return std::move(*this);
  }
  TableColumn at_least(double a) && {
    low = a;
    return std::move(*this);
  }
  TableColumn unit(std::string text) && {
    unit_text = std::move(text);
    return std::move(*this);
  }
  TableColumn one_of(std::vector<std::string> texts) && {
    values = std::move(texts);
    return std::move(*this);
  }
  TableColumn aliases(std::vector<std::string> names) && {
    other_names = std::move(names);
    return std::move(*this);
  }
  TableColumn may_be_missing() && {
    missing = true;
    return std::move(*this);
  }
  TableColumn optional() && {
    missing = true;
    optional_column = true;
    return std::move(*this);
  }
  TableColumn outcome() && {
    known_after = true;
    return std::move(*this);
  }
  /// One bad cell does not end a study: whoever reads it finds unreadable_whole or the like there. Of no column of the
  /// key. Likewise what rows of one key contradict each other in, where none of them is newer; texts apart.
  TableColumn or_unreadable() && {
    tolerated = true;
    return std::move(*this);
  }
  TableColumn says(std::string text) && {
    doc = std::move(text);
    return std::move(*this);
  }
};

inline TableColumn whole(std::string name) { return {.kind = TableColumn::Kind::whole, .name = std::move(name)}; }
inline TableColumn real_number(std::string name) { return {.kind = TableColumn::Kind::real, .name = std::move(name)}; }
inline TableColumn text_column(std::string name) { return {.kind = TableColumn::Kind::text, .name = std::move(name)}; }
inline TableColumn date(std::string name) { return {.kind = TableColumn::Kind::date, .name = std::move(name)}; }
inline TableColumn time_stamp(std::string name) { return {.kind = TableColumn::Kind::time, .name = std::move(name)}; }
inline TableColumn yes_no(std::string name) { return {.kind = TableColumn::Kind::yes_no, .name = std::move(name)}; }

/// Which of the rows that have one key in common counts.
enum class Duplicates {
  refused,    ///< there must be none
  identical,  ///< rows that are equal in every column count once; others are refused
  greatest,   ///< the one that is the greatest in TableForm::newest, whose values must differ
};

/// A table that a kind of simulation takes.
struct TableForm {
  std::string name = {};  ///< snake_case: its key under `inputs`
  std::string doc = {};   ///< one line of what its rows are
  std::vector<TableColumn> columns = {};
  std::vector<std::string> key = {};  ///< columns that name a row, which sort the table; none of them may be missing
  Duplicates duplicates = Duplicates::refused;
  std::string newest = {};  ///< of Duplicates::greatest: the column that decides
  bool needed = true;       ///< the study must give it
  bool may_be_empty = false;
  bool others_pass = false;  ///< columns that are not declared may be there, and are passed over
};
using TableForms = std::vector<TableForm>;

/// What stands for a missing value.
constexpr std::int64_t missing_whole = std::numeric_limits<std::int64_t>::min();  ///< also of times
constexpr std::int32_t missing_date = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t missing_code = -1;  ///< of text
constexpr std::uint8_t missing_flag = 255;
/// One bit pattern: 0x7ff8000000000000.
inline double missing_real() { return std::numeric_limits<double>::quiet_NaN(); }

/// What stands for a cell that cannot be read, in a column that is or_unreadable(). No cell that can be read has it.
constexpr std::int64_t unreadable_whole = missing_whole + 1;  ///< also of times
constexpr std::int32_t unreadable_date = missing_date + 1;
constexpr double unreadable_real = std::numeric_limits<double>::lowest();
constexpr std::uint8_t unreadable_flag = 254;
constexpr std::string_view unreadable_text = "\xEF\xBF\xBD";  ///< U+FFFD

/// A column of text: a code a row, into the distinct texts in ascending order of their bytes, so that codes compare as
/// their texts do.
class TextColumn {
 public:
  /// `ends[i]`: where text i ends in `letters`.
  TextColumn(std::span<const std::int32_t> codes, std::span<const std::uint64_t> ends, const char* letters)
      : codes_(codes), ends_(ends), letters_(letters) {}

  std::span<const std::int32_t> codes() const { return codes_; }
  /// The distinct texts.
  std::size_t distinct() const { return ends_.size(); }
  std::string_view text(std::int32_t code) const {
    const auto at = static_cast<std::size_t>(code);
    const std::uint64_t begin = at == 0 ? 0 : ends_[at - 1];
    return {letters_ + begin, ends_[at] - begin};
  }
  /// Empty where it is missing.
  std::string_view operator[](std::size_t row) const {
    return codes_[row] == missing_code ? std::string_view() : text(codes_[row]);
  }
  /// Where each of them ends in all their letters.
  std::span<const std::uint64_t> ends() const { return ends_; }
  std::string_view letters() const { return {letters_, ends_.empty() ? 0 : ends_.back()}; }
  /// missing_code where no row has the text.
  std::int32_t code_of(std::string_view text) const;

 private:
  std::span<const std::int32_t> codes_;
  std::span<const std::uint64_t> ends_;
  const char* letters_;
};

/// A value of a key column: whole numbers, dates, times and flags as numbers. A text must outlive it.
struct KeyPart {
  KeyPart(std::int64_t number_) : number(number_) {}
  KeyPart(std::string_view text_) : text(text_) {}
  KeyPart(const char* text_) : text(text_) {}

  std::int64_t number = 0;
  std::optional<std::string_view> text = {};
};

/// A checked table, read-only: rows in the ascending order of their key, or where there is none in the order of all of
/// their columns. Cheap to copy; all ranks of a node see one memory. Asking for a column that the form lacks, or as
/// another kind, throws InternalError.
class Table {
 public:
  /// `memory` has the layout of src/tables/image.hpp, for this form.
  Table(std::shared_ptr<const TableForm> form, std::shared_ptr<const std::byte> memory);

  const TableForm& form() const { return *form_; }
  std::size_t rows() const { return rows_; }

  std::span<const std::int64_t> wholes(std::string_view column) const;
  std::span<const double> reals(std::string_view column) const;
  TextColumn texts(std::string_view column) const;
  std::span<const std::int32_t> dates(std::string_view column) const;
  std::span<const std::int64_t> times(std::string_view column) const;
  std::span<const std::uint8_t> flags(std::string_view column) const;

  /// The rows, first to last − 1, whose key begins with these values: none where first is last. By binary search.
  struct Run {
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t size() const { return last - first; }
  };
  Run rows_of(std::initializer_list<KeyPart> key) const;

  std::shared_ptr<const std::byte> memory() const { return memory_; }

 private:
  const std::byte* column(std::string_view name, TableColumn::Kind kind, int part = 0) const;
  Run narrowed(Run run, const std::string& column, const KeyPart& value) const;

  std::shared_ptr<const TableForm> form_;
  std::shared_ptr<const std::byte> memory_;
  std::size_t rows_ = 0;
};

/// The tables of a study, by the names of their forms.
class Inputs {
 public:
  void add(Table table) { tables_.push_back(std::move(table)); }
  bool has(std::string_view name) const;
  /// Throws InternalError for one that the study does not give.
  const Table& operator[](std::string_view name) const;
  const std::vector<Table>& tables() const { return tables_; }

 private:
  std::vector<Table> tables_;
};

}  // namespace ergodic
