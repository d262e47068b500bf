#include "parallel/environment.hpp"

#include "parallel/library_version.hpp"
#include "parallel/mpi.hpp"
#include "parallel/stop.hpp"

#include <fmt/format.h>
#include <boost/mpi/environment.hpp>

#include <chrono>
#include <cstdio>
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

/// Alone, without a launcher, Open MPI 4 would start a daemon, by which a process may spawn others: Ergodic never does,
/// and starts in two thirds of the time without. Whoever has a launcher is not touched by it.
void need_no_daemon() { setenv("OMPI_MCA_ess_singleton_isolated", "1", keep_the_users_choice); }

/// All that start alone would then share one folder in /tmp, and a start fails where another's end has just removed it
/// (one run in 90 of six side by side, Open MPI 4.1.4). A process without peers has nothing to put there.
void need_no_session_folder() {
  for (const char* launcher : {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"}) {
    if (std::getenv(launcher) != nullptr) return;
  }
  setenv("OMPI_MCA_orte_create_session_dirs", "0", keep_the_users_choice);
}

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

/// Under srun, without daemons of Open MPI's own, ranks leave the last barrier of MPI_Init at different moments, and
/// one that is still in it crashes when a message reaches it (Open MPI 4.1 and 5.0, open-mpi/ompi issue 12495): one
/// start of 16 ranks in some 30. So the fastest rank lets the slowest leave before it sends anything.
void let_all_leave_the_start(bool by_srun) {
  if (by_srun) std::this_thread::sleep_for(std::chrono::milliseconds(200));
}

bool is_started_by_srun() {
  return std::getenv("SLURM_STEP_ID") != nullptr && std::getenv("OMPI_COMM_WORLD_RANK") == nullptr;
}

/// Open MPI 4 ends in MPI_Init, with a page of text and code 1, when srun gives it nothing to find the other ranks by.
/// Every rank finds that, and the first one says it.
void require_pmix(bool by_srun) {
  const bool is_given = std::getenv("PMIX_RANK") != nullptr || std::getenv("PMI_RANK") != nullptr;
  if (!by_srun || is_given || !mpi_library().starts_with("Open MPI v4.")) return;
  if (launched_rank() == 0) {
    fmt::print(stderr,
               "cannot start MPI (srun has started this without PMIx, by which ranks find each other) use srun "
               "--mpi=pmix where srun --mpi=list has it, else mpirun\n");
  }
  std::_Exit(static_cast<int>(ExitCode::internal));
}

/// How many processes a launcher started at once, as its environment tells.
struct Launch {
  const char* variable = "";
  unsigned long size = 1;
};

Launch launched_together() {
  // Of Open MPI, MPICH and Intel, MVAPICH, and srun; SLURM_NTASKS is set in a batch script too, whose commands are no
  // ranks.
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "MV2_COMM_WORLD_SIZE", "SLURM_STEP_NUM_TASKS"}) {
    if (const char* value = std::getenv(name)) return {name, std::strtoul(value, nullptr, 10)};
  }
  return {};
}

/// Before there is a communicator, and when there is none any more, a rank cannot reach the others: it says itself what
/// failed, and ends; its launcher then ends the others.
template <class Work>
void or_end_this_rank(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    fmt::print(stderr, "rank {} on {}: {}\n", launched_rank(), Communicator::host(), error.what());
    std::fflush(nullptr);
    std::_Exit(static_cast<int>(error.code()));
  }
}

}  // namespace

int launched_rank() {
  static const int rank = [] {
    for (const char* name : {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK", "SLURM_PROCID"}) {
      if (const char* value = std::getenv(name)) return std::atoi(value);
    }
    return 0;
  }();
  return rank;
}

struct Environment::Session {
  Session(int& argc, char**& argv) : mpi(argc, argv, boost::mpi::threading::funneled, abort_on_exception) {}

  static constexpr bool abort_on_exception = false;  // the program's one handler of errors decides
  boost::mpi::environment mpi;
};

Environment::Environment(int& argc, char**& argv) {
  yield_when_oversubscribed();
  avoid_one_sided_over_rdma();
  need_no_daemon();
  const bool by_srun = is_started_by_srun();  // this and the following now: MPI_Init changes the environment
  const Launch together = launched_together();
  need_no_session_folder();
  launched_rank();
  require_pmix(by_srun);
  or_end_this_rank([&] {
    const KeptStopSignals kept;
    boost_mpi("MPI_Init_thread", "start MPI", [&] { session_ = std::make_unique<Session>(argc, argv); });
    let_all_leave_the_start(by_srun);
    world_.emplace(Communicator::world());
  });
  if (world_->size() == 1 && together.size > 1) {
    isolation_ = fmt::format("{} is {}, and {} sees one process", together.variable, together.size,
                             mpi_library().substr(0, mpi_library().find(',')));
  }
}

Environment::~Environment() {
  world_.reset();
  or_end_this_rank([] { mpi<MPI_Finalize>("leave MPI in good order"); });
}

}  // namespace ergodic::parallel
