// Fails one call of one rank, and keeps a list of the calls that were made: what core/call.hpp asks in this program.
//
// FAULT_CALL="NAME FILE:LINE"   this call fails
// FAULT_TIME=n                  the n-th time that it is made there, from 1 on; without it never
// FAULT_RANK=r                  on this rank; 0 without it
// FAULT_CALLS=P                 every call is written to P.RANK, a line each as in FAULT_CALL, before it is made
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
bool is_poll(std::string_view call) {
  return call == "MPI_Test" || call == "MPI_Testall" || call == "MPI_Iprobe" || call == "MPI_Iallreduce";
}

/// As the system would have it.
int error_of(std::string_view call) {
  if (call == "pwrite" || call == "fallocate") return ENOSPC;
  if (call == "open" || call == "rename") return EACCES;
  return EIO;
}

class Calls {
 public:
  Calls() : rank_(parallel::launched_rank()), time_(number_of("FAULT_RANK") == rank_ ? number_of("FAULT_TIME") : 0) {
    if (const char* call = std::getenv("FAULT_CALL")) to_fail_ = call;
    if (const char* path = std::getenv("FAULT_CALLS")) {
      const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
      list_ = ::open((std::string(path) + "." + std::to_string(rank_)).c_str(), flags, 0666);
    }
  }

  bool is_to_fail(std::string_view call, const Purpose& purpose) {
    if (!is_poll(call)) polled_.clear();
    if (is_poll(call) && !polled_.insert(std::string(call)).second) return false;
    const std::string_view path = purpose.site.file_name();
    const std::string made = std::string(call) + " " + std::string(path.substr(path.find_last_of('/') + 1)) + ":" +
                             std::to_string(purpose.site.line());
    const std::string line = made + "\n";
    if (list_ >= 0 && ::write(list_, line.data(), line.size()) < 0) std::abort();
    if (made != to_fail_ || ++times_ != time_) return false;
    if (call.starts_with("H5")) {
      H5Epush2(H5E_DEFAULT, purpose.site.file_name(), "", purpose.site.line(), H5E_ERR_CLS, H5E_RESOURCE, H5E_NOSPACE,
               "no space available for allocation");
    }
    errno = error_of(call);
    return true;
  }

 private:
  int rank_;
  int time_;
  int times_ = 0;
  int list_ = -1;
  std::string to_fail_;
  std::set<std::string> polled_;  // since the last other call
};

}  // namespace

bool is_to_fail(std::string_view call, const Purpose& purpose) {
  static Calls calls;
  return calls.is_to_fail(call, purpose);
}

}  // namespace ergodic
