#pragma once

#include "store/hdf5/hdf5.hpp"
#include "tables/stored_table.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::store {

/// A dataset, or a member of one of compounds, as a column of a table.
class StoredColumn {
 public:
  /// `member`: of compounds; empty: the dataset as a whole. `place`: what messages call it.
  StoredColumn(Handle set, const std::string& name, const std::string& member, const std::string& place);

  const tables::StoredTable::Column& told() const { return told_; }
  std::size_t piece() const { return piece_; }

  void read(std::uint64_t first, std::vector<std::int64_t>& values) const;
  void read(std::uint64_t first, std::vector<std::uint64_t>& values) const;
  void read(std::uint64_t first, std::vector<double>& values) const;
  void read_texts(std::uint64_t first, std::size_t count, const std::function<void(std::string_view)>& take) const;

 private:
  void look_at_shape();
  void look_at_storage();
  void look_at_type();
  void look_at_text();
  void look_at_attributes();
  bool is_boolean() const;
  void read_into(std::uint64_t first, std::uint64_t count, hid_t memory_type, void* values) const;
  /// A type of memory as a member of a compound in memory, if it is one in the file.
  Handle memory_type(hid_t type, std::size_t size) const;

  Handle set_;
  std::string member_;
  Handle type_;
  tables::StoredTable::Column told_;
  bool is_variable_ = false;   ///< its texts have lengths of their own
  std::size_t text_size_ = 0;  ///< [bytes] of those that do not
  bool is_padded_by_blanks_ = false;
  bool has_two_dimensions_ = false;  ///< characters: netCDF's texts of fixed length
  std::size_t piece_ = 1;
};

}  // namespace ergodic::store
