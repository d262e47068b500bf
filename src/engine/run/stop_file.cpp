#include "engine/run/stop_file.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <system_error>

namespace ergodic::engine {

namespace fs = std::filesystem;

fs::path stop_file_of(const fs::path& output) { return output.string() + ".stop"; }

bool remove_stop_file(const fs::path& output) {
  std::error_code error;
  const bool removed = fs::remove(stop_file_of(output), error);
  if (!error) return removed;
  throw InputOutputError(fmt::format("cannot remove {} ({}) the next run removes it, if it can",
                                     stop_file_of(output).string(), error.message()));
}

}  // namespace ergodic::engine
