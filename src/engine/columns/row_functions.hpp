#pragma once

#include "study/functions.hpp"
#include "study/study.hpp"

#include <ergodic/columns.hpp>
#include <ergodic/rows.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::engine {

/// The columns that a study makes up of a workload's, in one case. A function whose expression names a value that the
/// session does not have is missing itself, whatever the expression would make of the rest; of a column that may be NaN
/// or infinity, these are such values.
class RowFunctions {
 public:
  /// `simulated`: the workload's columns, the first in the rows. `taken`: other names in the file. Throws StudyError at
  /// the place of what is no expression of these columns and of the numbers of the case.
  RowFunctions(const study::Study& study, std::size_t case_index, const Columns& simulated,
               std::vector<std::string> taken);

  /// In the rows they follow those that are simulated.
  const Columns& columns() const { return columns_; }

  /// Computes them for the sessions that have not failed. One for which a function has no value fails; `declared`: by
  /// which category, with the column as its number, where its kind declares how its sessions fail.
  void compute(Rows& rows, std::optional<std::size_t> declared);

 private:
  /// A column that functions use: its values in the rows, NaN where there is none, and where they go, one a row.
  struct Source {
    std::size_t column;
    std::size_t place;
    std::vector<double> values = {};
  };
  void add_function(std::size_t function, const Columns& simulated);
  bool lacks_a_value(std::size_t function) const;
  void compute_row(Rows& rows, std::uint64_t row, std::optional<std::size_t> declared);
  void write(Rows& rows, std::uint64_t row) const;

  std::vector<std::size_t> column_at_;  // of each name; past the columns: a number of the case
  std::vector<double> values_;          // of the names, and of the functions; NaN: missing
  study::Functions functions_;
  Columns columns_;
  std::size_t first_;                           // of the functions, in the rows
  std::vector<std::vector<std::size_t>> uses_;  // of each function, places among the values
  std::vector<Source> sources_;
};

}  // namespace ergodic::engine
