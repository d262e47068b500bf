#include "store/library_version.hpp"

#include "store/hdf5/hdf5.hpp"

#include <fmt/format.h>

namespace ergodic::store {

std::string hdf5_library() {
  unsigned major_number = 0, minor_number = 0, release = 0;
  H5get_libversion(&major_number, &minor_number, &release);
  return fmt::format("{}.{}.{}", major_number, minor_number, release);
}

std::string hdf5_headers() { return fmt::format("{}.{}.{}", H5_VERS_MAJOR, H5_VERS_MINOR, H5_VERS_RELEASE); }

bool hdf5_is_parallel() {
#ifdef H5_HAVE_PARALLEL
  return true;
#else
  return false;
#endif
}

}  // namespace ergodic::store
