#include "study/values/study_file.hpp"

#include "core/missing_file.hpp"
#include "study/values/yaml_source.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace ergodic::study {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* what, const fs::path& path, int error, const std::string& todo) {
  throw StudyError(
      fmt::format("cannot read {} {} ({}) {}", what, path.string(), std::generic_category().message(error), todo));
}

std::string read(const char* what, const fs::path& path) {
  std::error_code unknown;
  if (fs::is_directory(path, unknown)) fail(what, path, EISDIR, "name a file in it");
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (file == nullptr) {
    const int error = errno;
    fail(what, path, error, error == ENOENT ? advice_for_missing(path) : "check its permissions");
  }
  // In one call: byte-wise reads cost seconds on cluster file systems.
  std::string text(YamlLimits::bytes + 1, '\0');
  errno = 0;
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get()) != 0) fail(what, path, errno, "check the disk");
  text.shrink_to_fit();
  return text;
}

/// Of what lies beside a study: a pipe would be waited for.
std::string read_beside(const char* what, const fs::path& path) {
  std::error_code unknown;
  const fs::file_status status = fs::status(path, unknown);
  if (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status))
    throw StudyError(fmt::format("cannot read {} {} (a pipe or a device) give it as a file", what, path.string()));
  return read(what, path);
}

}  // namespace

std::string read_study_file(const fs::path& path) { return read("study", path); }

std::string read_table_file(const fs::path& path) { return read_beside("table", path); }

std::string read_document_file(const fs::path& path) { return read_beside("document", path); }

}  // namespace ergodic::study
