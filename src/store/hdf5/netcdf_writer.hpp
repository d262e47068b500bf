#pragma once

#include "store/hdf5/tuning.hpp"

#include <ergodic/columns.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ergodic::store {

/// A named dimension of a group: an HDF5 dimension scale.
struct Dimension {
  std::string name;
  std::uint64_t size;
  Handle scale;
};

/// Of a dataset, the slowest first. Whoever made them keeps them until the dataset is made.
using Dimensions = std::vector<std::reference_wrapper<const Dimension>>;

/// The one of that name.
const Dimension& named(const std::vector<Dimension>& dimensions, const std::string& name);

/// What the values of a dataset are, in CF's attributes `long_name` and `units`.
void describe(hid_t set, const std::string& long_name, const std::string& unit);

/// CF 3.5: the codes 0, 1, … of the type of the dataset, and their meanings, words between blanks; one that has blanks
/// is given '_' for them.
template <class Code>
void describe_flags(hid_t set, const std::vector<std::string>& meanings);

/// The attribute `dimension`_labels of a group: the labels of a dimension joined by line ends, for the readers that
/// have no strings of variable length. None where HDF5 has no room for it.
void describe_labels(hid_t group, const std::string& dimension, const std::vector<std::string>& labels);

/// Makes what a netCDF-4 file consists of in an open HDF5 file: groups, dimensions and datasets along them. Every call
/// throws InputOutputError when it fails.
class NetcdfWriter {
 public:
  NetcdfWriter(hid_t file, const Tuning& with) : file_(file), with_(with) {}

  Handle group(const std::string& path) const;

  /// A dimension without values.
  Dimension dimension(hid_t group, const std::string& name, std::uint64_t size) const;
  /// One whose values are texts; they are told by an attribute of the group, too.
  Dimension labels(hid_t group, const std::string& name, const std::vector<std::string>& texts,
                   const std::string& long_name) const;
  /// One whose values are the axis' coordinates, or its labels where it has them.
  Dimension along(hid_t group, const Axis& axis) const;

  /// A small text, with its own dimension `name`_length.
  Handle text(hid_t group, const std::string& name, const std::string& text) const;
  /// A few whole numbers along a dimension, as that type.
  Handle numbers(hid_t group, const std::string& name, hid_t type, const std::vector<std::int64_t>& values,
                 const Dimension& dimension) const;
  /// An array whose bytes lie together in the file, and are written later.
  Handle array(hid_t group, const std::string& name, hid_t type, const Dimensions& dimensions) const;
  /// One in compressed chunks along the dimension after `leading` ones.
  Handle compressed_array(hid_t group, const std::string& name, hid_t type, const Dimensions& dimensions,
                          std::size_t leading) const;

 private:
  /// A dataset of that shape, along no dimension yet.
  Handle values(hid_t group, const std::string& name, hid_t type, const std::vector<hsize_t>& shape,
                hid_t creation) const;
  Handle dataset(hid_t group, const std::string& name, hid_t type, const Dimensions& dimensions, hid_t creation) const;

  hid_t file_;
  const Tuning& with_;
};

}  // namespace ergodic::store
