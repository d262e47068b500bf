#pragma once

#include "study/values/node.hpp"
#include "tables/read_columns.hpp"

#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::study {

/// The rows of a table that make cases: of a file in its own order, or of one of the study's inputs in that of its key.
class CaseRows {
 public:
  CaseRows(const TableForm& form, tables::ReadColumns read);
  explicit CaseRows(Table table);

  std::size_t count() const { return rows_; }
  /// The column of that name, which must be there.
  std::size_t column(std::string_view name) const;
  TableColumn::Kind kind(std::size_t column) const { return columns_[column].kind; }

  /// A value as a study has it: "12", "0.25", "2025-01-31", "true"; nullopt: missing.
  std::optional<std::string> text(std::size_t column, std::size_t row) const;
  /// As expressions have it: of a text its number in labels(), a truth as 0 or 1, a date as 20250131; NaN: missing.
  double number(std::size_t column, std::size_t row) const;
  std::vector<std::string> labels(std::size_t column) const;

  /// The number of a column among all that its file has.
  std::size_t place_in_file(std::size_t column) const { return columns_[column].place_in_file; }
  Position place(std::size_t row) const { return place_of_(row); }

 private:
  struct Column {
    std::string name;
    TableColumn::Kind kind;
    const void* values;
    std::size_t place_in_file = 0;
    std::size_t distinct = 0;
    std::function<std::string_view(std::size_t)> label = {};
  };

  template <class Value>
  Value value(std::size_t column, std::size_t row) const {
    return static_cast<const Value*>(columns_[column].values)[row];
  }

  std::size_t rows_ = 0;
  std::vector<Column> columns_;
  std::function<Position(std::size_t)> place_of_;
};

}  // namespace ergodic::study
