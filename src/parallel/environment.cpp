#include "parallel/environment.hpp"

#include <boost/mpi/environment.hpp>

#include <cstdlib>
#include <string>
#include <thread>

namespace ergodic::parallel {
namespace {

constexpr int keep_the_users_choice = 0;

/// The dynamic schedule's counter is one-sided. Open MPI 4.1's component for it over RDMA is chosen, and then fails
/// (MPI_ERR_WIN, open-mpi/ompi issue 9871), where hosts are joined by TCP alone; Debian's settings leave no other for
/// that case. Without it there is one for UCX, one for shared memory, and one for everything else.
void avoid_one_sided_over_rdma() { setenv("OMPI_MCA_osc", "^rdma", keep_the_users_choice); }

/// Ranks that wait must leave the core to ranks that work when there are more ranks than cores. Open MPI sees this only
/// under an mpirun that knows the slots; under srun, or with slots declared too high, a waiting rank would spin.
void yield_when_oversubscribed() {
  const char* on_this_host = std::getenv("OMPI_COMM_WORLD_LOCAL_SIZE");
  if (on_this_host == nullptr) on_this_host = std::getenv("SLURM_NTASKS_PER_NODE");
  const unsigned cores = std::thread::hardware_concurrency();
  if (on_this_host != nullptr && cores > 0 && std::strtoul(on_this_host, nullptr, 10) > cores) {
    setenv("OMPI_MCA_mpi_yield_when_idle", "1", keep_the_users_choice);
  }
}

}  // namespace

struct Environment::Session {
  Session(int& argc, char**& argv) : mpi(argc, argv, boost::mpi::threading::single, abort_on_exception) {}

  static constexpr bool abort_on_exception = false;  // the program's one handler of errors decides
  boost::mpi::environment mpi;
};

Environment::Environment(int& argc, char**& argv) {
  yield_when_oversubscribed();
  avoid_one_sided_over_rdma();
  session_ = std::make_unique<Session>(argc, argv);
}

Environment::~Environment() = default;

Communicator Environment::world() const { return Communicator::world(); }

}  // namespace ergodic::parallel
