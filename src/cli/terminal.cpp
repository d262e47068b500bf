#include "cli/terminal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <system_error>

namespace ergodic::cli {
namespace {

/// A stream of ours, or the launcher's when we are under mpirun, which forwards ours through a pipe.
class Opened {
 public:
  explicit Opened(Stream stream) : descriptor_(open(static_cast<int>(stream))) {}
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  ~Opened() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  bool is_terminal() const { return descriptor_ >= 0 && ::isatty(descriptor_) != 0; }
  std::optional<int> columns() const {
    winsize size{};
    const bool known = descriptor_ >= 0 && ::ioctl(descriptor_, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? std::optional<int>(size.ws_col) : std::nullopt;
  }

 private:
  static int open(int stream) {
    if (std::getenv("OMPI_COMM_WORLD_RANK") == nullptr) return ::dup(stream);
    return ::open(fmt::format("/proc/{}/fd/{}", getppid(), stream).c_str(),
                  O_WRONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  }

  int descriptor_;  ///< −1: cannot be opened
};

std::optional<int> columns_of_environment() {
  const char* const variable = std::getenv("COLUMNS");
  const std::string_view text = variable == nullptr ? "" : variable;
  int columns = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), columns);
  const bool known = error == std::errc() && end == text.data() + text.size() && columns > 0;
  return known ? std::optional(columns) : std::nullopt;
}

}  // namespace

bool is_terminal(Stream stream) { return Opened(stream).is_terminal(); }

int terminal_columns(Stream stream) {
  constexpr int usual = 80;
  if (const std::optional<int> columns = Opened(stream).columns()) return *columns;
  return columns_of_environment().value_or(usual);
}

std::size_t output_width() {
  return is_terminal(Stream::output) ? static_cast<std::size_t>(terminal_columns(Stream::output)) : any_width;
}

}  // namespace ergodic::cli
