#include "store/hdf5.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

namespace ergodic::store {

std::string hdf5_reason() {
  std::string reason;
  const auto keep_innermost = [](unsigned, const H5E_error2_t* error, void* into) -> herr_t {
    if (error->desc != nullptr && error->desc[0] != '\0') *static_cast<std::string*>(into) = error->desc;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, keep_innermost, &reason);
  H5Eclear2(H5E_DEFAULT);
  reason = reason.substr(0, reason.find('\n'));
  return reason.empty() ? "no reason given" : reason;
}

void throw_hdf5(const std::string& what) {
  throw InputOutputError(fmt::format("cannot {} (HDF5: {})", what, hdf5_reason()));
}

void refuse_external_links() {
  if (H5Lis_registered(H5L_TYPE_EXTERNAL) > 0) check(H5Lunregister(H5L_TYPE_EXTERNAL), "turn off external links");
}

void silence_hdf5() {
  // What it does at exit is to close again what it could not close on a full disk: HDF5 1.10 does not survive that.
  // We close all ourselves. It must hear of this before anything else.
  H5dont_atexit();
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

}  // namespace ergodic::store
