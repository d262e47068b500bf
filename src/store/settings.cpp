#include "store/settings.hpp"

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
  // Contiguous: the place of each row is known, no index can be left broken by a kill, and a run of rows is one write.
  hdf5<H5Pset_layout>("set the layout", p, H5D_CONTIGUOUS);
  hdf5<H5Pset_alloc_time>("set the time of allocation", p, allocation);
  hdf5<H5Pset_fill_time>("set the time of filling", p, fill);
  return p;
}

/// Of a file or a group: both hold links and attributes.
Handle creation(hid_t kind) {
  Handle p = properties(kind);
  no_times(p);
  hdf5<H5Pset_link_creation_order>("keep the order of links", p, kept_order);
  hdf5<H5Pset_attr_creation_order>("keep the order of attributes", p, kept_order);
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

Settings settings() {
  silence_hdf5();
  refuse_external_links();
  return {creation(H5P_FILE_CREATE),
          file_access(),
          creation(H5P_GROUP_CREATE),
          dataset(H5D_ALLOC_TIME_EARLY, H5D_FILL_TIME_NEVER),
          dataset(H5D_ALLOC_TIME_EARLY, H5D_FILL_TIME_ALLOC),
          dataset(H5D_ALLOC_TIME_LATE, H5D_FILL_TIME_NEVER)};
}

}  // namespace ergodic::store
