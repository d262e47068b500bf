#include "store/disk/file_errors.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

namespace ergodic::store {

void not_ours(const std::filesystem::path& path, const std::string& why) {
  throw MismatchError(fmt::format("{} is not a result file of ergodic ({}) give another file", path.string(), why));
}

void damaged(const std::filesystem::path& path, const std::string& why) {
  throw InputOutputError(fmt::format("{} is damaged ({}) restore it, or run its study again", path.string(), why));
}

}  // namespace ergodic::store
