#include "tables/csv/csv_file.hpp"

#include "core/missing_file.hpp"
#include "core/posix.hpp"

#include <ergodic/errors.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace ergodic::tables {
namespace {

constexpr std::size_t slack = 1 + 64;  ///< for a line end, and to be read behind the text

std::int64_t nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

[[noreturn]] void cannot_open(const std::filesystem::path& path, int error) {
  throw StudyError(fmt::format("cannot be opened ({}) {}", std::strerror(error),
                               error == ENOENT ? advice_for_missing(path) : "see who may read it: ls -l"));
}

}  // namespace

CsvFile::CsvFile(std::filesystem::path path) : path_(std::move(path)) {
  // Without waiting for who might write to a pipe.
  const auto opened = posix<::open>("open a table", path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (opened.failed()) cannot_open(path_, opened.error.number);
  descriptor_ = opened.value;
  struct stat status {};
  const auto looked = posix<::fstat>("look at a table", descriptor_, &status);
  if (looked.failed() || !S_ISREG(status.st_mode)) {
    ::close(descriptor_);
    if (looked.failed()) cannot_open(path_, looked.error.number);
    throw StudyError(S_ISDIR(status.st_mode) ? "a folder (a table is a file) name a file in it"
                                             : "no regular file (but a pipe or a device, which cannot be read again) "
                                               "write it to a file first");
  }
  size_ = static_cast<std::uint64_t>(status.st_size);
  changed_ = nanoseconds(status.st_mtim);
}

CsvFile::~CsvFile() { ::close(descriptor_); }

bool CsvFile::read_on(const char* kept) {
  first_ = static_cast<std::size_t>(kept - buffer_.data());
  if (buffer_.empty()) first_ = 0;
  const std::size_t held = filled_ - first_;
  const std::size_t had = last_ - first_;
  if (first_ > 0) std::memmove(buffer_.data(), buffer_.data() + first_, held);
  first_ = 0;
  filled_ = held;
  last_ = had;
  while (!is_at_end_) {
    if (filled_ >= longest) {
      is_too_long_ = true;
      return false;
    }
    buffer_.resize(std::max(buffer_.size(), std::max(piece, filled_ * 2) + slack));
    const std::size_t from = filled_;
    filled_ += fill();
    const char* const text = buffer_.data();
    const auto* const line_end = static_cast<const char*>(::memrchr(text + from, '\n', filled_ - from));
    if (line_end != nullptr) last_ = static_cast<std::size_t>(line_end - text) + 1;
    if (is_at_end_ && filled_ > last_) {
      buffer_[filled_++] = '\n';
      last_ = filled_;
    }
    if (last_ > had) return true;
  }
  return false;
}

std::size_t CsvFile::fill() {
  const std::size_t room = buffer_.size() - slack - filled_;
  std::size_t count = 0;
  while (count < room) {
    const auto got = until_no_signal(
        [&] { return posix<::read>("read a table", descriptor_, buffer_.data() + filled_ + count, room - count); });
    if (got.failed())
      throw InputOutputError(
          fmt::format("cannot read {} (read: {}) check the disk", path_.string(), std::strerror(got.error.number)));
    // What is written to it while we read would keep us from ever coming to an end.
    is_at_end_ = got.value == 0 || read_ > size_;
    if (is_at_end_) break;
    count += static_cast<std::size_t>(got.value);
    read_ += static_cast<std::uint64_t>(got.value);
  }
  return count;
}

void CsvFile::require_unchanged() const {
  struct stat status {};
  const auto looked = posix<::fstat>("look at a table again", descriptor_, &status);
  if (looked.failed())
    throw InputOutputError(fmt::format("cannot look at {} (fstat: {}) check the disk", path_.string(),
                                       std::strerror(looked.error.number)));
  const auto size = static_cast<std::uint64_t>(status.st_size);
  const std::uint64_t read = is_at_end_ ? read_ : size_;  // not all was wanted
  if (size == size_ && read == size_ && nanoseconds(status.st_mtim) == changed_) return;
  throw StudyError(fmt::format("changed while it was read ({}) wait until it is written, and begin anew",
                               size == size_ && read == size_
                                   ? "its time of change is another"
                                   : fmt::format("it had {} bytes, and has {}", size_, read == size_ ? size : read)));
}

}  // namespace ergodic::tables
