#include "store/tables/text_attribute.hpp"

#include "store/hdf5/attributes.hpp"

#include <fmt/format.h>

namespace ergodic::store {

std::string text_attribute(hid_t object, const char* name) {
  if (!has_attribute(object, name)) return "";
  const std::string look = fmt::format("look at the attribute {}", name);
  const Handle id(hdf5<H5Aopen>(look, object, name, H5P_DEFAULT));
  const Handle type(hdf5<H5Aget_type>(look, id)), space(hdf5<H5Aget_space>(look, id));
  if (hdf5<H5Tget_class>(look, type) != H5T_STRING || hdf5<H5Sget_simple_extent_npoints>(look, space) != 1) return "";
  if (hdf5<H5Tis_variable_str>(look, type) > 0) {
    char* text = nullptr;
    hdf5<H5Aread>(look, id, type, &text);
    std::string copy = text == nullptr ? "" : std::string(text).substr(0, 4096);
    hdf5<H5Dvlen_reclaim>(look, type, space, H5P_DEFAULT, &text);
    return copy;
  }
  std::string text(static_cast<std::size_t>(hdf5<type_size>(look, type)), '\0');
  if (text.size() > 4096) return "";
  hdf5<H5Aread>(look, id, type, text.data());
  return text.substr(0, text.find('\0'));
}

}  // namespace ergodic::store
