#include "store/hdf5/placed.hpp"

#include "store/disk/file_errors.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

namespace ergodic::store {
namespace {

[[noreturn]] void lies_otherwise(const std::string& name, const std::filesystem::path& path, std::string_view how) {
  throw MismatchError(fmt::format(
      "{0} was written anew by another program ({1} {2}, and ergodic needs each row at its own place) it is "
      "not damaged: `h5repack -l CONTI -f NONE {0} NEW.h5` brings it back; archives are made by ergodic "
      "export FILE -o ARCHIVE.h5",
      path.string(), name, how));
}

/// Whether chunks are smaller than what they hold, and not only shuffled or checksummed.
bool is_compressed(hid_t creation) {
  const int filters = hdf5<H5Pget_nfilters>("look at the filters of an array", creation);
  for (int i = 0; i < filters; ++i) {
    unsigned flags = 0;
    std::size_t values = 0;
    const H5Z_filter_t filter = hdf5<H5Pget_filter2>("look at a filter", creation, static_cast<unsigned>(i), &flags,
                                                     &values, nullptr, std::size_t{0}, nullptr, nullptr);
    if (filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32) return true;
  }
  return false;
}

/// "big-endian 64-bit integers".
std::string type_text(hid_t type) {
  const H5T_class_t kind = hdf5<H5Tget_class>("look at a type", type);
  if (kind == H5T_STRING) return "texts";
  if (kind != H5T_INTEGER && kind != H5T_FLOAT) return "neither numbers nor texts";
  const bool is_turned = hdf5<H5Tget_order>("look at a type", type) == H5T_ORDER_BE;
  const bool is_unsigned = kind == H5T_INTEGER && hdf5<H5Tget_sign>("look at a type", type) == H5T_SGN_NONE;
  return fmt::format("{}{}-bit {}{}", is_turned ? "big-endian " : "", 8 * hdf5<type_size>("look at a type", type),
                     is_unsigned ? "unsigned " : "", kind == H5T_INTEGER ? "integers" : "reals");
}

}  // namespace

std::uint64_t place_of(hid_t set, const std::string& name, const std::filesystem::path& path) {
  const Handle creation(hdf5<H5Dget_create_plist>("look at " + name, set));
  switch (hdf5<H5Pget_layout>("look at " + name, creation)) {
    case H5D_CHUNKED: lies_otherwise(name, path, is_compressed(creation) ? "is compressed" : "is in chunks");
    case H5D_COMPACT: lies_otherwise(name, path, "lies among HDF5's own records");
    case H5D_VIRTUAL: lies_otherwise(name, path, "is put together of other arrays");
    default: break;
  }
  if (hdf5<H5Pget_external_count>("look at " + name, creation) > 0)
    lies_otherwise(name, path, "lies outside it, in files of its own");
  const std::int64_t offset = attempt_hdf5<dataset_offset>("find where " + name + " begins", set);
  if (offset < 0) damaged(path, fmt::format("{} is not in it: {}", name, hdf5_reason("dataset_offset")));
  return static_cast<std::uint64_t>(offset);
}

void require_type(hid_t set, hid_t type, const std::string& name, const std::filesystem::path& path) {
  const Handle stored(hdf5<H5Dget_type>("look at " + name, set));
  if (hdf5<H5Tequal>("look at " + name, stored, type) > 0) return;
  throw MismatchError(
      fmt::format("{} is not as ergodic wrote it ({} holds {}, not {}: another program has written it anew, or damaged "
                  "it) give the file that ergodic run made",
                  path.string(), name, type_text(stored), type_text(type)));
}

}  // namespace ergodic::store
