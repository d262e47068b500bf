#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::tables {

/// A table as a file has it in which values lie column by column: the store's view of a group of an HDF5 file.
class StoredTable {
 public:
  enum class Kind {
    whole,     ///< 64 bits
    positive,  ///< 64 bits without a sign
    real,
    text,
    flag,  ///< 0 and 1
  };

  struct Column {
    std::string name = {};
    std::string place = {};  ///< what messages call it: "games.h5, /games/points"
    Kind kind = Kind::real;
    std::uint64_t rows = 0;
    std::string fault = {};                       ///< a sentence: why it cannot be read; empty: it can
    bool is_for_axis = false;                     ///< coordinates or an index, which a table need not want
    std::string units = {};                       ///< CF: "days since 1970-01-01"
    std::string calendar = {};                    ///< CF; empty: the usual one
    std::optional<std::int64_t> whole_fill = {};  ///< what stands for a missing value
    std::optional<double> real_fill = {};
  };

  virtual ~StoredTable() = default;

  virtual const std::vector<Column>& columns() const = 0;

  /// The values of rows `first` to first + values.size() − 1 of a column of that kind. Throws InputOutputError.
  virtual void read(std::size_t column, std::uint64_t first, std::vector<std::int64_t>& values) const = 0;
  virtual void read(std::size_t column, std::uint64_t first, std::vector<std::uint64_t>& values) const = 0;
  virtual void read(std::size_t column, std::uint64_t first, std::vector<double>& values) const = 0;
  /// Calls `take` with each text, in the order of the rows.
  virtual void read_texts(std::size_t column, std::uint64_t first, std::size_t count,
                          const std::function<void(std::string_view)>& take) const = 0;

  /// Rows that are best read at once.
  virtual std::size_t piece(std::size_t column) const = 0;

  /// Throws StudyError, a sentence without a place, where the file is no longer what it was when it was opened.
  virtual void require_unchanged() const = 0;
};

}  // namespace ergodic::tables
