#pragma once

#include "core/call.hpp"

#include <cerrno>
#include <string_view>

namespace ergodic {

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

/// Makes a call again as long as signals interrupt it: those that stop a run do not stop it here.
template <class Call>
auto until_no_signal(const Call& call) {
  auto result = call();
  while (result.failed() && result.error.number == EINTR)
    result = call();
  return result;
}

}  // namespace ergodic
