#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::tables {

/// A table as a file has it in which values lie column by column: the store's view of a group of an HDF5 file.
class StoredTable {
 public:
  virtual ~StoredTable() = default;
};

}  // namespace ergodic::tables
