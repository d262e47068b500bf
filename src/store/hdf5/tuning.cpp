#include "store/hdf5/tuning.hpp"

#include <algorithm>

namespace ergodic::store {
namespace {

Handle properties(hid_t kind) { return hdf5<H5Pcreate>("create HDF5 properties", kind); }

// netCDF-4 lists variables and attributes in the order of their creation only when the file keeps it.
constexpr unsigned kept_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

// Modification times would differ from run to run: the file is a pure function of its study.
void no_times(const Handle& p) { hdf5<H5Pset_obj_track_times>("turn off HDF5 object times", p, false); }

Handle dataset(H5D_alloc_time_t allocation, H5D_fill_time_t fill) {
  Handle p = properties(H5P_DATASET_CREATE);
  no_times(p);
  hdf5<H5Pset_attr_creation_order>("keep the order of attributes", p, kept_order);
  // Contiguous: the offset of each row is known, no index can be left broken by a kill, and a run of rows is one write.
  hdf5<H5Pset_layout>("set the layout", p, H5D_CONTIGUOUS);
  hdf5<H5Pset_alloc_time>("set the time of allocation", p, allocation);
  hdf5<H5Pset_fill_time>("set the time of filling", p, fill);
  return p;
}

/// Of dimensions without values. They take no room, and who reads one gets zeros: with H5D_FILL_TIME_NEVER HDF5 would
/// leave the reader's memory as it was.
Handle without_values() { return dataset(H5D_ALLOC_TIME_LATE, H5D_FILL_TIME_IFSET); }

/// Of a file or a group: both hold links and attributes.
Handle creation(hid_t kind) {
  Handle p = properties(kind);
  no_times(p);
  hdf5<H5Pset_link_creation_order>("keep the order of links", p, kept_order);
  hdf5<H5Pset_attr_creation_order>("keep the order of attributes", p, kept_order);
  return p;
}

Handle archive_access() {
  Handle p = properties(H5P_FILE_ACCESS);
  // As for results; an archive is as compact, and as old a format, as can be.
  hdf5<H5Pset_file_locking>("turn off HDF5's file locking", p, false, true);
  hdf5<H5Pset_fclose_degree>("set the way of closing", p, H5F_CLOSE_SEMI);
  return p;
}

Handle file_access() {
  Handle p = properties(H5P_FILE_ACCESS);
  // Format bounds stay at their default: the latest one sets a flag "open for write" that a killed process leaves
  // behind. We hold a lock of our own on the output, and HDF5's would collide with it (and fails on some network file
  // systems).
  hdf5<H5Pset_file_locking>("turn off HDF5's file locking", p, false, true);
  // An object of it that is still open is an error when it is closed: the file would stay open, and not be written.
  hdf5<H5Pset_fclose_degree>("set the way of closing", p, H5F_CLOSE_SEMI);
  // Metadata lies together, in blocks of 64 KiB: few small reads when a file is opened.
  hdf5<H5Pset_meta_block_size>("set the metadata block size", p, 1 << 16);
  // Rows begin at multiples of 4 KiB, the page: two ranks that write neighbouring columns never share one.
  hdf5<H5Pset_alignment>("set the alignment", p, 1 << 16, 1 << 12);
  return p;
}

}  // namespace

Tuning tuning() {
  silence_hdf5();
  refuse_external_links();
  return {creation(H5P_FILE_CREATE),
          file_access(),
          creation(H5P_GROUP_CREATE),
          dataset(H5D_ALLOC_TIME_EARLY, H5D_FILL_TIME_NEVER),
          dataset(H5D_ALLOC_TIME_EARLY, H5D_FILL_TIME_ALLOC),
          without_values()};
}

Tuning archive_tuning() {
  silence_hdf5();
  refuse_external_links();
  return {creation(H5P_FILE_CREATE),
          archive_access(),
          creation(H5P_GROUP_CREATE),
          dataset(H5D_ALLOC_TIME_EARLY, H5D_FILL_TIME_ALLOC),
          dataset(H5D_ALLOC_TIME_EARLY, H5D_FILL_TIME_ALLOC),
          without_values()};
}

std::uint64_t rows_in_chunk(std::uint64_t row_bytes) {
  constexpr std::uint64_t chunk_bytes = 1 << 19;  // of HDF5's cache, 1 MiB a dataset, a half
  return std::max<std::uint64_t>(1, chunk_bytes / row_bytes);
}

Handle compressed(const std::vector<hsize_t>& shape, std::size_t leading, std::size_t value_size) {
  constexpr unsigned deflate_level = 4;  // more takes longer and gains little: h5repack's and netCDF's usual one
  std::vector<hsize_t> chunk = shape;
  std::uint64_t row_bytes = value_size;
  for (std::size_t i = leading + 1; i < shape.size(); ++i)
    row_bytes *= shape[i];
  for (std::size_t i = 0; i < leading; ++i)
    chunk[i] = 1;
  chunk[leading] = std::min<hsize_t>(shape[leading], rows_in_chunk(row_bytes));
  Handle p = properties(H5P_DATASET_CREATE);
  no_times(p);
  hdf5<H5Pset_attr_creation_order>("keep the order of attributes", p, kept_order);
  hdf5<H5Pset_chunk>("set the chunks", p, static_cast<int>(chunk.size()), chunk.data());
  if (value_size > 1) hdf5<H5Pset_shuffle>("shuffle", p);
  hdf5<H5Pset_deflate>("deflate", p, deflate_level);
  hdf5<H5Pset_fletcher32>("add checksums", p);
  return p;
}

}  // namespace ergodic::store
