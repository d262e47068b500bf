#pragma once

#include <ergodic/errors.hpp>

#include <string>

namespace ergodic {

/// An error as a person and a shell see it.
struct Reason {
  ExitCode code;
  std::string message;
};

/// The exception being handled as an exit code and a sentence. Call it in a catch block.
Reason current_reason();

}  // namespace ergodic
