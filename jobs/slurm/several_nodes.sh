#!/bin/bash
# One study on several nodes, into one file.   sbatch --nodes=8 jobs/slurm/several_nodes.sh
# The output must lie where all nodes see it: on the cluster's parallel file system, not in a node's /tmp.
#SBATCH --job-name=ergodic
#SBATCH --nodes=2                 # options given to sbatch win over these lines
#SBATCH --ntasks-per-node=4       # the ranks of each node; take one per core
#SBATCH --cpus-per-task=1         # a rank is one thread
#SBATCH --mem-per-cpu=500M        # a rank's memory does not grow with the number of sessions
#SBATCH --time=01:00:00           # the limit; at its end SLURM kills what is left, and what is done is kept
#SBATCH --signal=B:USR2@120       # two minutes before it: "stop at the next block", to the shell below (B)
#SBATCH --requeue                 # when a node fails, SLURM starts the job again: it continues where it was
#SBATCH --open-mode=append        # that next start adds to the log instead of emptying it
#SBATCH --output=%x-%j.log        # name-number.log, in the folder of sbatch

# First, since it may come at once: the signal to stop, before there is anything that could take it.
trap 'exit 75' USR1 USR2

# What to run; each can be set from outside:   STUDY=mine.yaml OUTPUT=mine.h5 sbatch jobs/slurm/several_nodes.sh
study=${STUDY:-jobs/studies/let_it_ride/strategies.yaml}
output=${OUTPUT:-strategies.h5}
ergodic=${ERGODIC:-ergodic}       # a path, unless it is in PATH
launch=${LAUNCH:-srun --mpi=pmix} # or mpirun, which starts its daemons on the other nodes through srun
export PMIX_MCA_gds=hash         # mpirun then ends when its ranks are killed; else it may wait for a lock for ever
export OMPI_MCA_orte_execute_quiet=1  # mpirun then adds no eleven lines of its own to ours where the code is not 0 …

# … nor one where what it shall start is not there: looked for here. 2: another start would not find it either.
for program in "${launch%% *}" "$ergodic"; do
  command -v "$program" > /dev/null && continue
  echo "cannot find $program (on $(hostname)) load its module, or set LAUNCH or ERGODIC" >&2
  exit 2
done

# For mpirun: a node whose link is cut is missed after 90 s; Open MPI's own 8 minutes are long. srun leaves that to SLURM.
export OMPI_MCA_oob_tcp_keepalive_time=60 OMPI_MCA_oob_tcp_keepalive_intvl=10 OMPI_MCA_oob_tcp_keepalive_probes=3

# When the job will be ended, for the program to stop before it by itself; SLURM sets it since 23.02. One that is past
# is that of another job, from whose shell this one was submitted.
if [ "${SLURM_JOB_END_TIME:-0}" -le "$(date +%s)" ]; then
  export SLURM_JOB_END_TIME=$(squeue -h -j "$SLURM_JOB_ID" -o %e | date -f - +%s 2> /dev/null)
fi

# exec: the launcher takes the shell's place, so that USR2 reaches it; srun and mpirun both pass it on to the ranks. Its
# exit code is the job's: 75 says that work is left and that the same sbatch line continues.
# --scheduling dynamic: a slower node takes fewer blocks, and the others do not wait for it. The file is the same.
# $launch unquoted: it is several words.
exec $launch "$ergodic" run "$study" -o "$output" --scheduling dynamic --progress log
