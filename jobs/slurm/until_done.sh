#!/bin/bash
# A study that takes longer than a job may: the job puts itself back into the queue until the study is complete.
#   sbatch jobs/slurm/until_done.sh
#SBATCH --job-name=ergodic
#SBATCH --nodes=2                 # another number at any start gives the same file
#SBATCH --ntasks-per-node=4       # the ranks of each node; take one per core
#SBATCH --cpus-per-task=1         # a rank is one thread
#SBATCH --mem-per-cpu=500M        # a rank's memory does not grow with the number of sessions
#SBATCH --time=01:00:00           # of each start; short jobs often wait less
#SBATCH --signal=B:USR2@120       # two minutes before it: "stop at the next block", to the shell below (B)
#SBATCH --requeue                 # allows scontrol requeue, and lets SLURM start the job again when a node fails
#SBATCH --open-mode=append        # each start adds to the log instead of emptying it
#SBATCH --output=%x-%j.log        # one log: a requeued job keeps its number

# First, since it may come at once: the signal to stop is passed on to the launcher, once there is one. srun and mpirun both
# pass it on to the ranks; mpirun may lose USR1.
launcher= stopped_at=
trap 'stopped_at=$EPOCHSECONDS; [ -z "$launcher" ] || kill -USR2 $launcher' USR1 USR2

# What to run; each can be set from outside:   STUDY=mine.yaml OUTPUT=mine.h5 sbatch jobs/slurm/until_done.sh
study=${STUDY:-jobs/studies/let_it_ride/strategies.yaml}
output=${OUTPUT:-strategies.h5}
ergodic=${ERGODIC:-ergodic}       # a path, unless it is in PATH
launch=${LAUNCH:-srun --mpi=pmix} # or mpirun
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

# When this start will be ended, for the program to stop before it by itself; SLURM sets it since 23.02. One that is past
# is that of another job, from whose shell this one was submitted.
if [ "${SLURM_JOB_END_TIME:-0}" -le "$(date +%s)" ]; then
  export SLURM_JOB_END_TIME=$(squeue -h -j "$SLURM_JOB_ID" -o %e | date -f - +%s 2> /dev/null)
fi

# What the ledger counts as done; nothing before the first start. `status` reads no more than that, `summary` every figure.
blocks_done() {
  "$ergodic" status "$output" --json 2> /dev/null | grep -o '"blocks_done": *[0-9]*' | grep -o '[0-9]*$'
}

began=$EPOCHSECONDS before=$(blocks_done)
echo "start $((${SLURM_RESTART_COUNT:-0} + 1)) on $SLURM_JOB_NODELIST: ${before:-0} blocks are done"

# In the background and with wait, because the shell still has something to do after it, and because bash runs a trap
# only once the command in the foreground has ended. A signal that arrives ends the wait: again until the launcher is
# gone.
code=75
if [ -z "$stopped_at" ]; then
  $launch "$ergodic" run "$study" -o "$output" --scheduling dynamic --progress log &
  launcher=$!
  [ -z "$stopped_at" ] || kill -USR2 $launcher  # it came in between
  while kill -0 $launcher 2>/dev/null; do wait $launcher; done
  wait $launcher                  # the exit code, which bash keeps
  code=$?
fi

case $code in
  0) echo "complete"; exit 0 ;;
  2 | 3 | 4 | 5 | 70) exit $code ;;  # an error that another start would meet again; the log says which
esac

# 75, or the launcher's own code after a rank or a node was lost. A start that brought nothing on would be followed by
# another one like it, for ever: only what advances goes on, and what was stopped long before its time, by a signal that
# was not SLURM's warning (120 s before the limit, up to a minute early).
after=$(blocks_done)
# A copy between two rounds that takes longer than a start is gone on with by the next one, which does no block by that.
got_on_copying() { [ -e "$output.tmp" ] && [ "$(stat -c %Y "$output.tmp")" -ge "$began" ]; }
was_cut_short() { [ -n "$stopped_at" ] && [ $((${SLURM_JOB_END_TIME:-$stopped_at + 3600} - stopped_at)) -gt 180 ]; }
if [ "${after:-0}" -le "${before:-0}" ] && ! was_cut_short && ! got_on_copying; then
  echo "exit code $code, and no block was done since this start: not requeued (where blocks take longer than a start: a smaller" \
    "output.block, of a new file, or a longer --time)" >&2
  exit $code
fi
echo "exit code $code with $((${after:-0} - ${before:-0})) blocks done: back into the queue"
scontrol requeue "$SLURM_JOB_ID" || exit $code
exit 0                            # SLURM ends this start now anyway
