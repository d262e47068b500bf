#pragma once

#include "core/call.hpp"

#include <cerrno>
#include <filesystem>
#include <string>
#include <type_traits>

namespace ergodic::store {

/// Which system call failed, and why.
struct SystemError {
  std::string_view call;
  int number;  ///< errno
};

/// What a system call returned.
template <class Value>
struct SystemResult {
  Value value;
  SystemError error;  ///< when it failed

  bool failed() const { return value == static_cast<Value>(-1); }
};

/// Makes a system call; the caller sees whether it failed, and says so with `failure`.
template <auto* function, class... Arguments>
auto posix(const Purpose& purpose, const Arguments&... arguments) {
  using Value = decltype(function(arguments...));
  const auto call = name_of<function>();
  const Value value = is_to_fail(call, purpose) ? static_cast<Value>(-1) : function(arguments...);
  return SystemResult<Value>{value, {call, errno}};
}

/// "cannot WHAT PATH (CALL: reason)", and what can be done about it.
std::string failure(std::string_view what, const std::filesystem::path& path, SystemError error);

/// Gives `from` the name `to`, replacing what has it. Throws InputOutputError.
void rename_file(const std::filesystem::path& from, const std::filesystem::path& to);

/// Makes the directory entry of a file durable. Throws InputOutputError.
void sync_folder_of(const std::filesystem::path& path);

}  // namespace ergodic::store
