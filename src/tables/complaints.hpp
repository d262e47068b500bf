#pragma once

#include "tables/mistake.hpp"

#include <ergodic/table.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic::tables {

/// One kind of mistake in a table, with the first of its places.
struct TableProblem {
  std::string origin = {};   ///< the file; of an HDF5 file with the dataset and the row in it
  std::uint64_t line = 0;    ///< from 1; 0: it has none
  std::uint64_t column = 0;  ///< in characters from 1
  std::string message = {};  ///< a sentence

  /// "origin:line:column: message".
  std::string text() const;
};

/// Where a value or a row is.
struct TablePlace {
  std::string origin = {};
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

/// Counts what is wrong with a table, and keeps the first of each kind.
class Complaints {
 public:
  explicit Complaints(const TableForm& form);

  /// Whether this would be the first of its kind: only then are place and value looked at.
  bool is_first(std::size_t column, Mistake mistake) const { return values_.count({column, mistake}) == 0; }
  void add(std::size_t column, Mistake mistake, const TablePlace& place, std::string_view value);

  /// A sentence of its own.
  void say(const TablePlace& place, std::string message);
  /// Likewise, of what is no error.
  void remark(const TablePlace& place, std::string message);

  /// Whether values of a column are wrong, or something about the table as a whole.
  bool concern(std::size_t column) const;
  bool empty() const;
  /// In the order of their first places, without what is tolerated.
  std::vector<TableProblem> problems() const;
  /// What is tolerated, likewise.
  std::vector<TableProblem> remarks() const;

 private:
  struct Counted {
    std::uint64_t count = 0;
    TablePlace first;
    std::string value;
  };

  std::string sentence(const TableColumn& column, Mistake mistake, const Counted& counted) const;
  std::vector<TableProblem> told(bool tolerated) const;

  const TableForm& form_;
  std::vector<bool> tolerated_;  ///< of each column
  std::map<std::pair<std::size_t, Mistake>, Counted> values_;
  std::vector<TableProblem> said_;
  std::vector<TableProblem> remarked_;
};

/// A value as messages quote it, whatever its bytes are.
std::string quoted_value(std::string_view bytes);

}  // namespace ergodic::tables
