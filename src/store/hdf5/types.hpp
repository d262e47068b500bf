#pragma once

#include "store/hdf5/hdf5.hpp"

#include <ergodic/columns.hpp>

namespace ergodic::store {

/// How a column lies in the file: always little-endian.
inline hid_t file_type(Type type) {
  switch (type) {
    case Type::uint8: return H5T_STD_U8LE;
    case Type::int16: return H5T_STD_I16LE;
    case Type::int32: return H5T_STD_I32LE;
    case Type::int64: return H5T_STD_I64LE;
    case Type::float64: return H5T_IEEE_F64LE;
  }
  return H5I_INVALID_HID;
}

/// One character, netCDF's NC_CHAR. (Fixed-length string datasets crash netCDF-C 4.9.)
inline hid_t char_type() { return H5T_C_S1; }

}  // namespace ergodic::store
