#include "cli/terminal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace ergodic::cli {
namespace {

/// Standard error, or the launcher's when we are under mpirun, which forwards ours through a pipe. −1: cannot be
/// opened.
int open_standard_error() {
  if (std::getenv("OMPI_COMM_WORLD_RANK") == nullptr) return ::dup(STDERR_FILENO);
  return ::open(fmt::format("/proc/{}/fd/2", getppid()).c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
}

}  // namespace

bool standard_error_is_terminal() {
  const int descriptor = open_standard_error();
  if (descriptor < 0) return false;
  const bool terminal = ::isatty(descriptor) != 0;
  ::close(descriptor);
  return terminal;
}

int terminal_columns() {
  constexpr int usual = 80;
  const int descriptor = open_standard_error();
  if (descriptor < 0) return usual;
  winsize size{};
  const bool known = ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  ::close(descriptor);
  return known ? size.ws_col : usual;
}

}  // namespace ergodic::cli
