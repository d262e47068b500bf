#include "store/dataset.hpp"

#include "store/hdf5.hpp"
#include "store/positioned_file.hpp"

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
  const hid_t opened = H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  if (opened < 0) refuse("HDF5: " + hdf5_reason(), "name an HDF5 file");
  const Handle owner(opened, H5Fclose, "open " + file.string());
  const hid_t found = H5Dopen2(owner, name.c_str(), H5P_DEFAULT);
  if (found < 0) refuse("it has none of that name", "h5ls -r lists them");
  const Handle set(found, H5Dclose, "open " + name);
  const Handle type(H5Dget_type(set), H5Tclose, "look at " + name);
  const H5T_class_t kind = H5Tget_class(type);
  if (kind != H5T_FLOAT && kind != H5T_INTEGER) refuse("it has no numbers", "name another");
  const Handle space(H5Dget_space(set), H5Sclose, "look at " + name);
  const int rank = H5Sget_simple_extent_ndims(space);
  if (rank != 1 && rank != 2) refuse(fmt::format("it has {} dimensions, not 1 or 2", rank), "name another");
  std::array<hsize_t, 2> extent{1, 1};
  check(H5Sget_simple_extent_dims(space, extent.data() + (2 - rank), nullptr), "look at " + name);
  if (extent[0] == 0 || extent[1] == 0 || extent[0] > most / extent[1])
    refuse(fmt::format("it has {} × {} values", extent[0], extent[1]), "name one of a sensible size");
  std::vector<double> values(extent[0] * extent[1]);
  check(H5Dread(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "read " + name);
  std::vector<std::vector<double>> rows;
  for (auto row = values.begin(); row != values.end(); row += static_cast<std::ptrdiff_t>(extent[1]))
    rows.emplace_back(row, row + static_cast<std::ptrdiff_t>(extent[1]));
  return rows;
}

}  // namespace ergodic::store
