#pragma once

#include "store/hdf5.hpp"

#include <ergodic/columns.hpp>

namespace ergodic::store {

/// The root attribute by which we know a file of ours: its FormatNumber.
constexpr const char* format_attribute = "ergodic_format";

/// The root attribute that says with which draws of its workload a file was made.
constexpr const char* draws_attribute = "draws";

/// The root attribute by which we know an archive, and its revision.
constexpr const char* archive_attribute = "ergodic_archive";
constexpr const char* archive_name = "1";

/// The root attribute by which we know a shard.
constexpr const char* shard_attribute = "shard";

/// The root attribute that says how many sessions per case there are where the study does not: it runs in rounds.
constexpr const char* sessions_attribute = "sessions_per_case";

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
