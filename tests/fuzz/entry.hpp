#pragma once

#include <ergodic/errors.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// Tries one input; returns 0. Each program of this folder defines it; libFuzzer and replay.cpp call it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace ergodic::fuzz {

/// Ends the process when a claim about the input is false.
inline void require(bool holds, const char* claim) {
  if (holds) return;
  std::fprintf(stderr, "false: %s\n", claim);
  std::abort();
}

/// What an input may do: be taken, or be refused by an Error that is not our own mistake. Any other exception ends the
/// process.
template <class Work>
void take_or_refuse(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    require(error.code() != ExitCode::internal, error.what());
  }
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace ergodic::fuzz
