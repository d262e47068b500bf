// What other libraries in the process do, and mpirun to it: preloaded into the program. As MEDDLE says:
//   takes_signals   MPI_Init sets handlers of its own for the signals that stop a run, and lets one come meanwhile, as
//   hwloc
//                   does where it loads an OpenCL that is built on LLVM
//   is_killed       SIGKILL at the end of MPI_Finalize, as from Open MPI's mpirun once another rank has returned 75
#define _GNU_SOURCE
#include <mpi.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static int is_to(const char* meddle) {
  const char* wanted = getenv("MEDDLE");
  return wanted != NULL && strcmp(wanted, meddle) == 0;
}

static void swallow(int number) { (void)number; }

int MPI_Init_thread(int* argc, char*** argv, int wanted, int* provided) {
  const int status = PMPI_Init_thread(argc, argv, wanted, provided);
  if (is_to("takes_signals")) {
    signal(SIGUSR1, swallow);
    signal(SIGUSR2, swallow);
    signal(SIGTERM, swallow);
    signal(SIGINT, swallow);
    signal(SIGHUP, swallow);
    const char* comes = getenv("MEDDLE_SIGNAL");
    if (comes != NULL) raise(atoi(comes));
  }
  return status;
}

int MPI_Finalize(void) {
  const int status = PMPI_Finalize();
  if (is_to("is_killed")) raise(SIGKILL);
  return status;
}
