#pragma once

#include "store/hdf5/hdf5.hpp"

#include <ergodic/table.hpp>

#include <string>

namespace ergodic::store {

/// How a column of a kept table lies in the file, as in memory: always little-endian.
inline hid_t stored_type(TableColumn::Kind kind) {
  switch (kind) {
    case TableColumn::Kind::whole:
    case TableColumn::Kind::time: return H5T_STD_I64LE;
    case TableColumn::Kind::real: return H5T_IEEE_F64LE;
    case TableColumn::Kind::text:
    case TableColumn::Kind::date: return H5T_STD_I32LE;
    case TableColumn::Kind::yes_no: return H5T_STD_U8LE;
  }
  return H5I_INVALID_HID;
}

/// The variable that has the texts of a text column, whose own values are their numbers.
inline std::string labels_name(const TableColumn& column) { return column.name + "_label"; }

}  // namespace ergodic::store
