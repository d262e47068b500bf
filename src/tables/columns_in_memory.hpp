#pragma once

#include "tables/image_memory.hpp"
#include "tables/texts.hpp"

#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace ergodic::tables {

/// The columns of a table that is being read, in memory that becomes its image: they lie as they will there, but
/// further apart, so that there is room for more rows.
class Columns {
 public:
  explicit Columns(const TableForm& form, std::size_t room = 0);

  /// Rows that fit. More room moves the values of the first `rows`.
  std::size_t room() const { return room_; }
  void make_room(std::size_t room, std::size_t rows);

  /// Of the type that the column's kind has in a Table.
  template <class Value>
  Value* values(std::size_t column) {
    return reinterpret_cast<Value*>(memory_.get() + offsets_[column]);
  }
  template <class Value>
  const Value* values(std::size_t column) const {
    return reinterpret_cast<const Value*>(memory_.get() + offsets_[column]);
  }

  /// What the codes of a text column mean; some may have no row.
  Texts& texts(std::size_t column) { return texts_[column]; }
  const Texts& texts(std::size_t column) const { return texts_[column]; }

  /// Gives the first rows of a column the missing value.
  void fill_missing(std::size_t column, std::size_t rows);

  /// Says that a cell cannot be read; of a text column the code of unreadable_text is its reader's matter.
  void mark_unreadable(std::size_t column, std::size_t row);

  TableColumn::Kind kind(std::size_t column) const { return kinds_[column]; }
  std::size_t count() const { return kinds_.size(); }
  const std::shared_ptr<std::byte>& memory() const { return memory_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  std::vector<TableColumn::Kind> kinds_;
  std::vector<Texts> texts_;
  std::size_t room_ = 0;
  std::vector<std::uint64_t> offsets_;
  std::uint64_t bytes_ = 0;
  std::shared_ptr<std::byte> memory_;
};

}  // namespace ergodic::tables
