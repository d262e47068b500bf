#include "core/reason.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <exception>
#include <new>
#include <system_error>

namespace ergodic {

Reason current_reason() {
  try {
    throw;
  } catch (const Error& error) {
    return {error.code(), error.what()};
  } catch (const std::bad_alloc&) {
    return {ExitCode::internal,
            "out of memory (an allocation failed) use fewer ranks on a node, or smaller blocks (output.block)"};
  } catch (const std::system_error& error) {
    return {ExitCode::input_output, fmt::format("input or output failed ({}) see to that and try again", error.what())};
  } catch (const std::exception& error) {
    return {ExitCode::internal, fmt::format("internal error ({}) please report it, with the study", error.what())};
  } catch (...) {
    return {ExitCode::internal, "internal error (of unknown kind) please report it, with the study"};
  }
}

}  // namespace ergodic
