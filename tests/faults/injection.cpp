// Fails one call of one rank, and keeps a list of the calls that were made: what core/call.hpp asks in this program.
//
// FAULT_CALL=k    the k-th call fails, from 1 on; without it none does
// FAULT_RANK=r    on this rank; 0 without it
// FAULT_CALLS=P   every call's name and place is written to P.RANK, a line each, before it is made
#include "core/call.hpp"
#include "parallel/environment.hpp"

#include <fcntl.h>
#include <hdf5.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <set>
#include <string>

namespace ergodic {
namespace {

int number_of(const char* variable) {
  const char* text = std::getenv(variable);
  return text == nullptr ? 0 : std::atoi(text);
}

/// How often these are repeated in a wait depends on time: in a row of them, each counts once.
bool is_poll(std::string_view call) { return call == "MPI_Test" || call == "MPI_Iprobe" || call == "MPI_Iallreduce"; }

/// As the system would have it.
int error_of(std::string_view call) {
  if (call == "pwrite" || call == "fallocate") return ENOSPC;
  if (call == "open" || call == "rename") return EACCES;
  return EIO;
}

class Calls {
 public:
  Calls() : rank_(parallel::launched_rank()), to_fail_(number_of("FAULT_RANK") == rank_ ? number_of("FAULT_CALL") : 0) {
    if (const char* path = std::getenv("FAULT_CALLS")) {
      const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
      list_ = ::open((std::string(path) + "." + std::to_string(rank_)).c_str(), flags, 0666);
    }
  }

  bool is_to_fail(std::string_view call, const Purpose& purpose) {
    if (!is_poll(call)) polled_.clear();
    if (is_poll(call) && !polled_.insert(std::string(call)).second) return false;
    const std::string line =
        std::string(call) + " " + purpose.place.file_name() + ":" + std::to_string(purpose.place.line()) + "\n";
    if (list_ >= 0 && ::write(list_, line.data(), line.size()) < 0) std::abort();
    if (++made_ != to_fail_) return false;
    if (call.starts_with("H5")) {
      H5Epush2(H5E_DEFAULT, purpose.place.file_name(), "", purpose.place.line(), H5E_ERR_CLS, H5E_RESOURCE, H5E_NOSPACE,
               "no space available for allocation");
    }
    errno = error_of(call);
    return true;
  }

 private:
  int rank_;
  int to_fail_;
  int list_ = -1;
  int made_ = 0;
  std::set<std::string> polled_;  // since the last other call
};

}  // namespace

bool is_to_fail(std::string_view call, const Purpose& purpose) {
  static Calls calls;
  return calls.is_to_fail(call, purpose);
}

}  // namespace ergodic
