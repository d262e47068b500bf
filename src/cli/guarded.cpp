#include "cli/guarded.hpp"

#include "core/reason.hpp"
#include "parallel/environment.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <system_error>

namespace ergodic::cli {
namespace {

void print(const std::string& message) { fmt::print(stderr, "{}\n", message); }

bool reader_has_left() {
  try {
    throw;
  } catch (const std::system_error& error) {
    return error.code() == std::errc::broken_pipe;
  } catch (...) {
    return false;
  }
}

}  // namespace

void flush_output() {
  std::cout.flush();
  if (std::fflush(stdout) == 0 && std::cout) return;
  if (errno != EPIPE) throw InputOutputError(fmt::format("cannot write to standard output ({})", std::strerror(errno)));
}

ExitCode guarded(const std::function<ExitCode()>& work) {
  try {
    const ExitCode code = work();
    flush_output();
    return code;
  } catch (...) {
    if (reader_has_left()) return ExitCode::complete;
    const Reason reason = current_reason();
    if (parallel::launched_rank() == 0) print(reason.message);
    return reason.code;
  }
}

}  // namespace ergodic::cli
