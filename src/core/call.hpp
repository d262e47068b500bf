#pragma once

#include <concepts>
#include <source_location>
#include <string_view>

namespace ergodic {

/// Calls out of this program, to MPI, HDF5 and the system, are made through the function of their room that checks
/// them: parallel::mpi, store::hdf5, posix. Only what describes or ends a failure is called plainly.

#ifdef __cpp_lib_source_location
using CallSite = std::source_location;
#else
/// For compilers without it, such as clang 14, which builds the fuzz targets: they fail no calls, and need no sites.
struct CallSite {
  static constexpr CallSite current() { return {}; }
};
#endif

/// What a call is made for, as its error says it ("cannot WHAT …"), and the site in our code that makes it. It must
/// outlive the text.
struct Purpose {
  std::string_view what;
  CallSite site;

  /// Implicit, so that the text is enough: hdf5<H5Gcreate2>("create the group", …).
  template <std::convertible_to<std::string_view> Text>
  constexpr Purpose(const Text& text, CallSite made_at = CallSite::current()) : what(text), site(made_at) {}
};

/// A function's name without its namespace, as the compiler spells it: "name_of() [with auto* function = pwrite; …]".
template <auto* function>
consteval std::string_view name_of() {
  std::string_view text = __PRETTY_FUNCTION__;
  constexpr std::string_view before = "function = ";
  text.remove_prefix(text.find(before) + before.size());
  text = text.substr(0, text.find_first_of(";]"));
  return text.substr(text.find_last_of(":&") + 1);
}

/// Whether this call is to fail instead of being made, with `errno` set as it would. Never, but in the program that
/// tests/faults builds.
#ifdef ERGODIC_FAULT_INJECTION
bool is_to_fail(std::string_view call, const Purpose& purpose);
#else
constexpr bool is_to_fail(std::string_view, const Purpose&) { return false; }
#endif

}  // namespace ergodic
