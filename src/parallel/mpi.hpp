#pragma once

#include "core/call.hpp"
#include "parallel/watch/waiting.hpp"

#include <mpi.h>
#include <boost/mpi/exception.hpp>

#include <string_view>

namespace ergodic::parallel {

/// Throws InternalError "cannot WHAT (MPI_X: reason of the status)".
[[noreturn]] void throw_mpi(std::string_view call, std::string_view what, int status);

/// Makes an MPI call. Throws InternalError when it fails.
template <auto* function, class... Arguments>
void mpi(const Purpose& purpose, const Arguments&... arguments) {
  const auto call = name_of<function>();
  const Waiting for_others;
  const int status = is_to_fail(call, purpose) ? MPI_ERR_OTHER : function(arguments...);
  if (status != MPI_SUCCESS) throw_mpi(call, purpose.what, status);
}

/// Makes a call of Boost.MPI's, named `call` in errors. Throws InternalError when it fails.
template <class Work>
void boost_mpi(std::string_view call, const Purpose& purpose, const Work& work) {
  if (is_to_fail(call, purpose)) throw_mpi(call, purpose.what, MPI_ERR_OTHER);
  const Waiting for_others;
  try {
    work();
  } catch (const boost::mpi::exception& error) {
    throw_mpi(error.routine(), purpose.what, error.result_code());
  }
}

}  // namespace ergodic::parallel
