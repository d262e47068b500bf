#include "store/tables/stored_column.hpp"

#include "store/tables/text_attribute.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace ergodic::store {
namespace {

using Kind = tables::StoredTable::Kind;

constexpr std::size_t rows_at_once = std::size_t{1} << 16;
constexpr std::size_t longest_text = std::size_t{1} << 16;  ///< [bytes] of fixed length
constexpr std::size_t most_bytes_at_once = std::size_t{64} << 20;

Handle type_of(hid_t set, const std::string& member) {
  Handle type(hdf5<H5Dget_type>("look at a column's type", set));
  if (member.empty()) return type;
  const int index = hdf5<H5Tget_member_index>("find a member", type, member.c_str());
  return hdf5<H5Tget_member_type>("look at a member's type", type, static_cast<unsigned>(index));
}

/// What a type is called where it is not taken.
const char* name_of_class(H5T_class_t kind) {
  switch (kind) {
    case H5T_COMPOUND: return "compounds";
    case H5T_REFERENCE: return "references";
    case H5T_ENUM: return "an enumeration";
    case H5T_VLEN: return "lists of their own lengths";
    case H5T_ARRAY: return "arrays";
    case H5T_OPAQUE: return "opaque bytes";
    case H5T_BITFIELD: return "bits";
    case H5T_TIME: return "HDF5's times, which nobody reads";
    default: return "values of another type";
  }
}

}  // namespace

StoredColumn::StoredColumn(Handle set, const std::string& name, const std::string& member, const std::string& place)
    : set_(std::move(set)), member_(member), type_(type_of(set_, member)) {
  told_.name = name;
  told_.place = place;
  look_at_type();
  look_at_shape();
  look_at_storage();
  if (member_.empty())
    look_at_attributes();
  else
    told_.is_for_axis = member_ == "index";  // as PyTables writes one for pandas
}

void StoredColumn::look_at_type() {
  const std::string look = "look at the type of " + told_.place;
  const H5T_class_t kind = hdf5<H5Tget_class>(look, type_);
  const auto size = static_cast<std::size_t>(hdf5<type_size>(look, type_));
  if (kind == H5T_INTEGER && size <= 8) {
    told_.kind = hdf5<H5Tget_sign>(look, type_) == H5T_SGN_NONE ? Kind::positive : Kind::whole;
  } else if (kind == H5T_FLOAT && size <= 8) {
    told_.kind = Kind::real;
  } else if (kind == H5T_STRING) {
    told_.kind = Kind::text;
    look_at_text();
  } else if (kind == H5T_ENUM && is_boolean()) {
    told_.kind = Kind::flag;
  } else {
    told_.fault = kind == H5T_INTEGER || kind == H5T_FLOAT
                      ? fmt::format("numbers of {} bytes (at most 8 are read) store it with 8", size)
                      : fmt::format("{} (a column has numbers, texts, or booleans as h5py has them) store it as such",
                                    name_of_class(kind));
  }
}

void StoredColumn::look_at_text() {
  const std::string look = "look at the texts of " + told_.place;
  is_variable_ = hdf5<H5Tis_variable_str>(look, type_) > 0;
  if (is_variable_) return;
  text_size_ = static_cast<std::size_t>(hdf5<type_size>(look, type_));
  is_padded_by_blanks_ = hdf5<H5Tget_strpad>(look, type_) == H5T_STR_SPACEPAD;
}

/// h5py's numpy.bool: an enumeration of bytes, FALSE = 0 and TRUE = 1.
bool StoredColumn::is_boolean() const {
  const std::string look = "look at an enumeration";
  if (hdf5<H5Tget_nmembers>(look, type_) != 2 || hdf5<type_size>(look, type_) != 1) return false;
  const Handle copy(hdf5<H5Tcopy>(look, type_));
  signed char no = -1, yes = -1;
  return attempt_hdf5<H5Tenum_valueof>(look, copy, "FALSE", &no) >= 0 &&
         attempt_hdf5<H5Tenum_valueof>(look, copy, "TRUE", &yes) >= 0 && no == 0 && yes == 1;
}

void StoredColumn::look_at_shape() {
  const std::string look = "look at the shape of " + told_.place;
  const Handle space(hdf5<H5Dget_space>(look, set_));
  const int rank = hdf5<H5Sget_simple_extent_ndims>(look, space);
  std::array<hsize_t, 2> extent{0, 0};
  // netCDF's NC_CHAR: a second dimension that is the texts' length.
  const bool has_letters = rank == 2 && told_.kind == Kind::text && text_size_ == 1 && member_.empty();
  if (rank == 1 || has_letters) hdf5<H5Sget_simple_extent_dims>(look, space, extent.data(), nullptr);
  told_.rows = extent[0];
  if (has_letters) {
    has_two_dimensions_ = true;
    text_size_ = extent[1];
  }
  if (rank != 1 && !has_letters)
    told_.fault = fmt::format("{} dimensions (a column has one) store it with one", rank);
  else if (told_.fault.empty() && told_.kind == Kind::text && !is_variable_ &&
           (text_size_ == 0 || text_size_ > longest_text))
    told_.fault =
        fmt::format("texts of {} bytes (1 to {} are read) store them with their own lengths", text_size_, longest_text);
}

void StoredColumn::look_at_storage() {
  const std::string look = "look at how " + told_.place + " is stored";
  const Handle plist(hdf5<H5Dget_create_plist>(look, set_));
  const H5D_layout_t layout = hdf5<H5Pget_layout>(look, plist);
  const auto fault = [&](std::string why) {
    if (told_.fault.empty()) told_.fault = std::move(why);
  };
  if (layout == H5D_VIRTUAL) fault("a virtual dataset (its values are in other files) h5repack writes them into one");
  if (layout == H5D_CONTIGUOUS && hdf5<H5Pget_external_count>(look, plist) > 0)
    fault("values in other files (external storage) h5repack writes them into one");
  const int filters = hdf5<H5Pget_nfilters>(look, plist);
  for (int i = 0; i < filters; ++i) {
    unsigned flags = 0, how = 0;
    std::size_t parameters = 0;
    std::array<char, 64> name{};
    const auto filter = static_cast<H5Z_filter_t>(hdf5<H5Pget_filter2>(
        look, plist, static_cast<unsigned>(i), &flags, &parameters, nullptr, name.size(), name.data(), &how));
    name.back() = '\0';
    if (hdf5<H5Zfilter_avail>(look, filter) == 0)
      fault(fmt::format(
          "compressed by a filter that is not here ({}, number {}) h5repack -f GZIP=4 writes it with one that "
          "is everywhere",
          name.front() == '\0' ? "without a name" : name.data(), filter));
  }
  std::array<hsize_t, 2> chunk{0, 0};
  if (layout == H5D_CHUNKED) hdf5<H5Pget_chunk>(look, plist, has_two_dimensions_ ? 2 : 1, chunk.data());
  // Whole chunks: a part of one takes as long to unpack.
  const std::size_t chunk_rows = std::max<std::size_t>(chunk[0], 1);
  piece_ = std::max<std::size_t>(rows_at_once / chunk_rows, 1) * chunk_rows;
  const std::size_t value = told_.kind == Kind::text ? std::max<std::size_t>(is_variable_ ? 8 : text_size_, 1) : 8;
  piece_ = std::clamp<std::size_t>(piece_, 1, most_bytes_at_once / value);
  const auto stored = static_cast<std::uint64_t>(hdf5<storage_size>(look, set_));
  // gzip makes nothing smaller than a thousandth (RFC 1951: 258 bytes in 2 bits). What was never written takes nothing.
  if (told_.rows / 1100 > stored)
    fault(fmt::format("{} rows of which most were never written (it takes {} bytes) write them", told_.rows, stored));
}

void StoredColumn::look_at_attributes() {
  told_.units = text_attribute(set_, "units");
  told_.calendar = text_attribute(set_, "calendar");
  told_.is_for_axis = text_attribute(set_, "CLASS") == "DIMENSION_SCALE";
  for (const char* const packed : {"scale_factor", "add_offset"}) {
    if (has_attribute(set_, packed) && told_.fault.empty())
      told_.fault = fmt::format("packed numbers (it has the attribute {}) store them as they are", packed);
  }
  for (const char* const fill : {"missing_value", "_FillValue"}) {
    if (!has_attribute(set_, fill) || told_.kind == Kind::text) continue;
    const std::string look = fmt::format("look at the attribute {} of {}", fill, told_.place);
    const Handle id(hdf5<H5Aopen>(look, set_, fill, H5P_DEFAULT));
    const Handle type(hdf5<H5Aget_type>(look, id)), space(hdf5<H5Aget_space>(look, id));
    const H5T_class_t kind = hdf5<H5Tget_class>(look, type);
    if ((kind != H5T_INTEGER && kind != H5T_FLOAT) || hdf5<H5Sget_simple_extent_npoints>(look, space) != 1) continue;
    if (told_.kind == Kind::real) {
      hdf5<H5Aread>(look, id, H5T_NATIVE_DOUBLE, &told_.real_fill.emplace());
    } else if (told_.kind == Kind::positive) {
      std::uint64_t value = 0;
      hdf5<H5Aread>(look, id, H5T_NATIVE_UINT64, &value);
      told_.whole_fill = static_cast<std::int64_t>(value);
    } else {
      hdf5<H5Aread>(look, id, H5T_NATIVE_INT64, &told_.whole_fill.emplace());
    }
  }
}

Handle StoredColumn::memory_type(hid_t type, std::size_t size) const {
  if (member_.empty()) return hdf5<H5Tcopy>("copy a type", type);
  Handle compound(hdf5<H5Tcreate>("describe a compound", H5T_COMPOUND, size));
  hdf5<H5Tinsert>("describe a member", compound, member_.c_str(), std::size_t{0}, type);
  return compound;
}

void StoredColumn::read_into(std::uint64_t first, std::uint64_t count, hid_t memory_type, void* values) const {
  const std::string what = "read " + told_.place;
  const Handle file_space(hdf5<H5Dget_space>(what, set_));
  const std::array<hsize_t, 2> begin{first, 0}, extent{count, text_size_};
  hdf5<H5Sselect_hyperslab>(what, file_space, H5S_SELECT_SET, begin.data(), nullptr, extent.data(), nullptr);
  const Handle memory_space(hdf5<H5Screate_simple>(what, has_two_dimensions_ ? 2 : 1, extent.data(), nullptr));
  hdf5<H5Dread>(what, set_, memory_type, memory_space, file_space, H5P_DEFAULT, values);
}

void StoredColumn::read(std::uint64_t first, std::vector<std::int64_t>& values) const {
  if (told_.kind == Kind::flag) {  // an enumeration is converted to none but its own bytes
    std::vector<signed char> bytes(values.size());
    read_into(first, bytes.size(), memory_type(type_, 1), bytes.data());
    std::copy(bytes.begin(), bytes.end(), values.begin());
    return;
  }
  read_into(first, values.size(), memory_type(H5T_NATIVE_INT64, 8), values.data());
}

void StoredColumn::read(std::uint64_t first, std::vector<std::uint64_t>& values) const {
  read_into(first, values.size(), memory_type(H5T_NATIVE_UINT64, 8), values.data());
}

void StoredColumn::read(std::uint64_t first, std::vector<double>& values) const {
  read_into(first, values.size(), memory_type(H5T_NATIVE_DOUBLE, 8), values.data());
}

void StoredColumn::read_texts(std::uint64_t first, std::size_t count,
                              const std::function<void(std::string_view)>& take) const {
  if (is_variable_) {
    std::vector<char*> texts(count, nullptr);
    const Handle type = memory_type(type_, sizeof(char*));
    read_into(first, count, type, texts.data());
    for (const char* const text : texts)
      take(text == nullptr ? std::string_view() : std::string_view(text));
    const hsize_t extent = count;
    const Handle space(hdf5<H5Screate_simple>("describe texts", 1, &extent, nullptr));
    hdf5<H5Dvlen_reclaim>("give back texts", type, space, H5P_DEFAULT, texts.data());
    return;
  }
  std::vector<char> letters(count * text_size_);
  read_into(first, count, memory_type(type_, text_size_), letters.data());
  for (std::size_t i = 0; i < count; ++i) {
    std::string_view text(letters.data() + i * text_size_, text_size_);
    // Zeros at the end are none of it; one within it is a mistake, which whoever takes it tells.
    const std::size_t last = text.find_last_not_of(is_padded_by_blanks_ ? ' ' : '\0');
    take(text.substr(0, last == std::string_view::npos ? 0 : last + 1));
  }
}

}  // namespace ergodic::store
