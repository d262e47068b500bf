#include "store/hdf5/attributes.hpp"

#include "store/disk/file_errors.hpp"

#include <fmt/format.h>

namespace ergodic::store {
namespace {

void write(hid_t object, const char* name, hid_t file_type, hid_t space, hid_t memory_type, const void* value) {
  const Handle id(hdf5<H5Acreate2>(fmt::format("create the attribute {}", name), object, name, file_type, space,
                                   H5P_DEFAULT, H5P_DEFAULT));
  hdf5<H5Awrite>(fmt::format("write the attribute {}", name), id, memory_type, value);
}

Handle one_value() { return hdf5<H5Screate>("describe an attribute", H5S_SCALAR); }

Handle list_of(hsize_t size) { return hdf5<H5Screate_simple>("describe an attribute", 1, &size, nullptr); }

}  // namespace

void write_attribute(hid_t object, const char* name, const std::string& text) {
  const Handle type(hdf5<H5Tcopy>("copy a type", H5T_C_S1));
  hdf5<H5Tset_size>("set the length of a text", type, text.empty() ? 1 : text.size());
  hdf5<H5Tset_cset>("set the encoding of a text", type, H5T_CSET_UTF8);
  write(object, name, type, one_value(), type, text.c_str());
}

void write_attribute(hid_t object, const char* name, double number) {
  write(object, name, H5T_IEEE_F64LE, one_value(), H5T_NATIVE_DOUBLE, &number);
}

void write_attribute(hid_t object, const char* name, std::int64_t number) {
  write(object, name, H5T_STD_I64LE, one_value(), H5T_NATIVE_INT64, &number);
}

void write_attribute(hid_t object, const char* name, std::int32_t number) {
  write(object, name, H5T_STD_I32LE, one_value(), H5T_NATIVE_INT32, &number);
}

void write_attribute(hid_t object, const char* name, const std::vector<std::uint8_t>& numbers) {
  write(object, name, H5T_STD_U8LE, list_of(numbers.size()), H5T_NATIVE_UINT8, numbers.data());
}

void write_attribute(hid_t object, const char* name, const std::vector<std::int16_t>& numbers) {
  write(object, name, H5T_STD_I16LE, list_of(numbers.size()), H5T_NATIVE_INT16, numbers.data());
}

bool has_attribute(hid_t object, const char* name) {
  return hdf5<H5Aexists>("look at the attributes", object, name) > 0;
}

std::string read_text_attribute(hid_t object, const char* name, const std::filesystem::path& path) {
  if (!has_attribute(object, name)) not_ours(path, fmt::format("it has no attribute {}", name));
  const Handle id(hdf5<H5Aopen>(fmt::format("open the attribute {}", name), object, name, H5P_DEFAULT));
  const Handle type(hdf5<H5Aget_type>("look at an attribute", id));
  constexpr std::size_t longest = 4096;
  const Handle space(hdf5<H5Aget_space>("look at an attribute", id));
  const auto size = static_cast<std::size_t>(hdf5<type_size>("look at an attribute", type));
  const bool one_text = hdf5<H5Tget_class>("look at an attribute", type) == H5T_STRING &&
                        hdf5<H5Tis_variable_str>("look at an attribute", type) == 0 &&
                        hdf5<H5Sget_simple_extent_npoints>("look at an attribute", space) == 1;
  if (!one_text || size > longest) not_ours(path, fmt::format("its attribute {} is not a short text", name));
  std::string text(size, '\0');
  hdf5<H5Aread>(fmt::format("read the attribute {}", name), id, type, text.data());
  return text;
}

std::int64_t read_number_attribute(hid_t object, const char* name, const std::filesystem::path& path) {
  if (!has_attribute(object, name)) not_ours(path, fmt::format("it has no attribute {}", name));
  const Handle id(hdf5<H5Aopen>(fmt::format("open the attribute {}", name), object, name, H5P_DEFAULT));
  const Handle type(hdf5<H5Aget_type>("look at an attribute", id));
  const Handle space(hdf5<H5Aget_space>("look at an attribute", id));
  if (hdf5<H5Tequal>("look at an attribute", type, H5T_STD_I64LE) == 0 ||
      hdf5<H5Sget_simple_extent_npoints>("look at an attribute", space) != 1)
    not_ours(path, fmt::format("its attribute {} is not a whole number", name));
  std::int64_t number = 0;
  hdf5<H5Aread>(fmt::format("read the attribute {}", name), id, H5T_NATIVE_INT64, &number);
  return number;
}

}  // namespace ergodic::store
