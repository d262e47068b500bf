#include "store/hdf5/netcdf_writer.hpp"

#include "core/contracts.hpp"
#include "store/hdf5/attributes.hpp"
#include "store/hdf5/types.hpp"

#include <ergodic/missing.hpp>

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <numeric>

namespace ergodic::store {
namespace {

std::vector<hsize_t> shape_of(const Dimensions& dimensions) {
  std::vector<hsize_t> shape;
  for (const Dimension& dimension : dimensions)
    shape.push_back(dimension.size);
  return shape;
}

void write_all(hid_t set, hid_t type, const void* values, const std::string& name) {
  hdf5<H5Dwrite>("write " + name, set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}

void make_scale(hid_t set, const std::string& name, const std::string& label) {
  hdf5<H5DSset_scale>("make a dimension of " + name, set, label.c_str());
}

}  // namespace

const Dimension& named(const std::vector<Dimension>& dimensions, const std::string& name) {
  const auto found =
      std::find_if(dimensions.begin(), dimensions.end(), [&](const Dimension& one) { return one.name == name; });
  ERGODIC_EXPECT(found != dimensions.end());
  return *found;
}

void describe(hid_t set, const std::string& long_name, const std::string& unit) {
  if (!long_name.empty()) write_attribute(set, "long_name", long_name);
  write_attribute(set, "units", unit);
}

template <class Code>
void describe_flags(hid_t set, const std::vector<std::string>& meanings, bool may_be_missing) {
  std::vector<Code> codes(meanings.size());
  std::iota(codes.begin(), codes.end(), Code{0});
  std::vector<std::string> words = meanings;
  if (may_be_missing) {
    codes.push_back(missing_value<Code>());
    words.emplace_back(missing_label);
  }
  write_attribute(set, "flag_values", codes);
  for (std::string& word : words)
    std::replace(word.begin(), word.end(), ' ', '_');
  write_attribute(set, "flag_meanings", fmt::format("{}", fmt::join(words, " ")));
}

template void describe_flags<std::uint8_t>(hid_t, const std::vector<std::string>&, bool);
template void describe_flags<std::int16_t>(hid_t, const std::vector<std::string>&, bool);

void describe_missing(hid_t set, Type type) {
  constexpr const char* name = "_FillValue";
  switch (type) {
    case Type::uint8: return write_attribute(set, name, std::vector{missing_value<std::uint8_t>()});
    case Type::int16: return write_attribute(set, name, std::vector{missing_value<std::int16_t>()});
    case Type::int32: return write_attribute(set, name, missing_value<std::int32_t>());
    case Type::int64: return write_attribute(set, name, missing_value<std::int64_t>());
    case Type::float64: return write_attribute(set, name, missing_value<double>());
  }
}

void describe_labels(hid_t group, const std::string& dimension, const std::vector<std::string>& labels) {
  const std::string text = fmt::format("{}", fmt::join(labels, "\n"));
  if (text.size() <= longest_text_attribute) write_attribute(group, (dimension + "_labels").c_str(), text);
}

Handle NetcdfWriter::group(const std::string& path) const {
  return hdf5<H5Gcreate2>(fmt::format("create the group {}", path), file_, path.c_str(), H5P_DEFAULT,
                          with_.group_creation, H5P_DEFAULT);
}

Dimension NetcdfWriter::dimension(hid_t group, const std::string& name, std::uint64_t size) const {
  Handle set = values(group, name, H5T_IEEE_F32BE, {size}, with_.dimension);
  // The words by which netCDF-4 knows one.
  make_scale(set, name, fmt::format("This is a netCDF dimension but not a netCDF variable.{:>10}", size));
  return {name, size, std::move(set)};
}

Dimension NetcdfWriter::labels(hid_t group, const std::string& name, const std::vector<std::string>& texts,
                               const std::string& long_name) const {
  const Handle type(hdf5<H5Tcopy>("copy a type", H5T_C_S1));
  hdf5<H5Tset_size>("set the length of labels", type, H5T_VARIABLE);
  hdf5<H5Tset_cset>("set the encoding of labels", type, H5T_CSET_UTF8);
  Handle set = values(group, name, type, {texts.size()}, with_.small);
  std::vector<const char*> pointers;
  for (const std::string& text : texts)
    pointers.push_back(text.c_str());
  write_all(set, type, pointers.data(), "the labels of " + name);
  make_scale(set, name, name);
  if (!long_name.empty()) write_attribute(set, "long_name", long_name);
  describe_labels(group, name, texts);
  return {name, texts.size(), std::move(set)};
}

Dimension NetcdfWriter::along(hid_t group, const Axis& axis) const {
  if (!axis.labels.empty()) return labels(group, axis.name, axis.labels, axis.long_name);
  Handle set = values(group, axis.name, H5T_IEEE_F64LE, {axis.coordinates.size()}, with_.small);
  write_all(set, H5T_NATIVE_DOUBLE, axis.coordinates.data(), axis.name);
  make_scale(set, axis.name, axis.name);
  describe(set, axis.long_name, axis.unit);
  return {axis.name, axis.coordinates.size(), std::move(set)};
}

Handle NetcdfWriter::text(hid_t group, const std::string& name, const std::string& text) const {
  const Dimension length = dimension(group, name + "_length", text.size());
  Handle set = dataset(group, name, char_type(), {length}, with_.small);
  write_all(set, char_type(), text.data(), name);
  return set;
}

Handle NetcdfWriter::numbers(hid_t group, const std::string& name, hid_t type, const std::vector<std::int64_t>& values,
                             const Dimension& dimension) const {
  Handle set = dataset(group, name, type, {dimension}, with_.small);
  write_all(set, H5T_NATIVE_INT64, values.data(), name);
  return set;
}

Handle NetcdfWriter::array(hid_t group, const std::string& name, hid_t type, const Dimensions& dimensions) const {
  return dataset(group, name, type, dimensions, with_.rows);
}

Handle NetcdfWriter::compressed_array(hid_t group, const std::string& name, hid_t type, const Dimensions& dimensions,
                                      std::size_t leading) const {
  const auto is_nothing = [](const Dimension& one) { return one.size == 0; };
  if (std::any_of(dimensions.begin(), dimensions.end(), is_nothing)) return array(group, name, type, dimensions);
  const auto value_size = static_cast<std::size_t>(hdf5<type_size>("look at the type of " + name, type));
  return dataset(group, name, type, dimensions, compressed(shape_of(dimensions), leading, value_size));
}

Handle NetcdfWriter::values(hid_t group, const std::string& name, hid_t type, const std::vector<hsize_t>& shape,
                            hid_t creation) const {
  const Handle space(
      hdf5<H5Screate_simple>("describe the shape of " + name, static_cast<int>(shape.size()), shape.data(), nullptr));
  return hdf5<H5Dcreate2>("create the dataset " + name, group, name.c_str(), type, space, H5P_DEFAULT, creation,
                          H5P_DEFAULT);
}

Handle NetcdfWriter::dataset(hid_t group, const std::string& name, hid_t type, const Dimensions& dimensions,
                             hid_t creation) const {
  Handle set = values(group, name, type, shape_of(dimensions), creation);
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    hdf5<H5DSattach_scale>("attach a dimension to " + name, set, dimensions[i].get().scale, static_cast<unsigned>(i));
  }
  return set;
}

}  // namespace ergodic::store
