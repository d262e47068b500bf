#include "store/hdf5/hdf5.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

namespace ergodic::store {

std::string hdf5_reason(std::string_view call) {
  std::string reason;
  const auto keep_innermost = [](unsigned, const H5E_error2_t* error, void* into) -> herr_t {
    if (error->desc != nullptr && error->desc[0] != '\0') *static_cast<std::string*>(into) = error->desc;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, keep_innermost, &reason);
  H5Eclear2(H5E_DEFAULT);
  reason = reason.substr(0, reason.find('\n'));
  return fmt::format("{}: {}", call, reason.empty() ? "no reason given" : reason);
}

void throw_hdf5(std::string_view call, std::string_view what) {
  throw InputOutputError(fmt::format("cannot {} ({})", what, hdf5_reason(call)));
}

std::int64_t type_size(hid_t type) {
  const std::size_t size = H5Tget_size(type);
  return size == 0 ? -1 : static_cast<std::int64_t>(size);
}

std::int64_t dataset_offset(hid_t set) { return static_cast<std::int64_t>(H5Dget_offset(set)); }

std::int64_t storage_size(hid_t set) { return static_cast<std::int64_t>(H5Dget_storage_size(set)); }

std::int64_t member_name(hid_t type, int member, std::string* name) {
  char* const text = H5Tget_member_name(type, static_cast<unsigned>(member));
  if (text == nullptr) return -1;
  *name = text;
  H5free_memory(text);
  return 0;
}

void refuse_external_links() {
  if (hdf5<H5Lis_registered>("look for external links", H5L_TYPE_EXTERNAL) > 0)
    hdf5<H5Lunregister>("turn off external links", H5L_TYPE_EXTERNAL);
}

void silence_hdf5() {
  // What it does at exit is to close again what it could not close on a full disk: HDF5 1.10 does not survive that.
  // We close all ourselves. It must hear of this before anything else.
  [[maybe_unused]] static const herr_t said = hdf5<H5dont_atexit>("keep HDF5 from closing files at exit");  // only once
  hdf5<H5Eset_auto2>("keep HDF5 from printing errors itself", H5E_DEFAULT, nullptr, nullptr);
}

}  // namespace ergodic::store
