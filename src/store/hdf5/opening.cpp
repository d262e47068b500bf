#include "store/hdf5/opening.hpp"

#include "store/disk/file_errors.hpp"
#include "store/disk/positioned_file.hpp"

namespace ergodic::store {

Handle open_result_file(const std::filesystem::path& path, const Tuning& with) {
  if (std::filesystem::exists(path) && !std::filesystem::is_regular_file(path)) not_ours(path, "it is no file");
  // Our own open first: it tells "no such file" and "permission denied" better than HDF5 does.
  PositionedFile(path, PositionedFile::Access::read);
  const hid_t file = attempt_hdf5<H5Fopen>("open the file", path.c_str(), H5F_ACC_RDONLY, with.file_access);
  if (file >= 0) return file;
  const std::string reason = hdf5_reason("H5Fopen");
  if (reason.find("truncated") != std::string::npos) damaged(path, "it is cut off");
  if (attempt_hdf5<H5Fis_hdf5>("see whether it is an HDF5 file", path.c_str()) == 0) not_ours(path, reason);
  damaged(path, reason);
}

}  // namespace ergodic::store
