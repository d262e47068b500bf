#!/usr/bin/env bash
# Open MPI 4.1.4 (Debian 12): processes that each start alone with ess_singleton_isolated=1 share one session folder; the first to end removes it from under the others.
#
# Expected: a folder a process, as without the parameter, named by process number (pid.N); or one folder that lasts until the last has ended.
# Seen:     both use jf.0/1/0; after the second has come and gone, nothing is left of the first one's, which still runs. (Where the
#           removal falls between two steps of another's MPI_Init, that one ends with "A call to mkdir was unable to create the desired
#           directory", code 1: one start in 90 with six loops of starts side by side.)
# Matters:  independent one-process runs side by side (xargs -P, GNU parallel, a batch script's background jobs) then fail at random.
#           orte_create_session_dirs=0 beside it cures it: a process without peers puts nothing there.
set -euo pipefail
package=$(dpkg-query -W -f '${Version}' libopenmpi-dev 2> /dev/null || true)
[ "${package#4.1.4}" != "$package" ] || { echo "needs Debian 12's libopenmpi-dev and openmpi-bin (4.1.4), has: ${package:-none}"; exit 2; }
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
cat > alone.c <<'C'
#include <mpi.h>
#include <stdio.h>
int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  if (argc > 1) { puts("started"); fflush(stdout); getchar(); }
  return MPI_Finalize();
}
C
mpicc alone.c -o alone
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_orte_tmpdir_base=$folder/sessions
left_of_the_first() {  # the folders of a process that still runs, after a second one has started and ended
  mkdir sessions; rm -f go said; mkfifo go said
  timeout 60 ./alone wait < go > said & exec 8> go 9< said
  read -r _ <&9; timeout 60 ./alone
  find sessions -mindepth 2 -maxdepth 2 -printf '%f\n' | sed 's/[0-9][0-9]*$/N/' | sort -u | paste -sd' '
  echo >&8; exec 8>&- 9<&-; wait; rm -rf sessions
}
plain=$(left_of_the_first)
isolated=$(OMPI_MCA_ess_singleton_isolated=1 left_of_the_first)
echo "Open MPI $package, left of the first process' folder while it runs: by default '$plain', isolated '$isolated'"
[[ "$plain" == *pid.N* ]] && [ -z "$isolated" ]
