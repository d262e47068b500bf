#include "store/dataset.hpp"

#include "store/disk/positioned_file.hpp"
#include "store/hdf5/hdf5.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <array>

namespace ergodic::store {

std::vector<std::vector<double>> read_dataset(const std::filesystem::path& file, const std::string& name) {
  constexpr hsize_t most = 1 << 24;
  const auto refuse = [&](const std::string& why, const std::string& todo) {
    throw InputOutputError(fmt::format("cannot read the dataset {} of {} ({}) {}", name, file.string(), why, todo));
  };
  // Our own open first: it tells "no such file" and "permission denied" better than HDF5 does.
  PositionedFile(file, PositionedFile::Access::read);
  silence_hdf5();
  const std::string look = "look at " + name;
  const Handle opened(attempt_hdf5<H5Fopen>("open " + file.string(), file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT));
  if (opened < 0) refuse(hdf5_reason("H5Fopen"), "name an HDF5 file");
  const Handle set(attempt_hdf5<H5Dopen2>("open " + name, opened, name.c_str(), H5P_DEFAULT));
  if (set < 0) refuse(hdf5_reason("H5Dopen2"), "h5ls -r lists what it has");
  const Handle type(hdf5<H5Dget_type>(look, set));
  const H5T_class_t kind = hdf5<H5Tget_class>(look, type);
  if (kind != H5T_FLOAT && kind != H5T_INTEGER) refuse("it has no numbers", "name another");
  const Handle space(hdf5<H5Dget_space>(look, set));
  const int rank = hdf5<H5Sget_simple_extent_ndims>(look, space);
  if (rank != 1 && rank != 2) refuse(fmt::format("it has {} dimensions, not 1 or 2", rank), "name another");
  std::array<hsize_t, 2> extent{1, 1};
  hdf5<H5Sget_simple_extent_dims>(look, space, extent.data() + (2 - rank), nullptr);
  if (extent[0] == 0 || extent[1] == 0 || extent[0] > most / extent[1])
    refuse(fmt::format("it has {} × {} values", extent[0], extent[1]), "name one of a sensible size");
  std::vector<double> values(extent[0] * extent[1]);
  hdf5<H5Dread>("read " + name, set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
  std::vector<std::vector<double>> rows;
  for (auto row = values.begin(); row != values.end(); row += static_cast<std::ptrdiff_t>(extent[1]))
    rows.emplace_back(row, row + static_cast<std::ptrdiff_t>(extent[1]));
  return rows;
}

}  // namespace ergodic::store
