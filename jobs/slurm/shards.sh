#!/bin/bash
# One study as an array of small jobs, each a shard into a file of its own, and merge.sh to put them together:
#   array=$(sbatch --parsable --array=1-8 jobs/slurm/shards.sh)
#   sbatch --dependency=afterok:$array --kill-on-invalid-dep=yes jobs/slurm/merge.sh
#SBATCH --job-name=ergodic-shard
#SBATCH --array=1-4               # the shards; 1-100%10 lets ten run at a time
#SBATCH --nodes=1                 # small jobs fill the gaps that large ones leave
#SBATCH --ntasks=4                # the ranks of each shard
#SBATCH --cpus-per-task=1         # a rank is one thread
#SBATCH --mem-per-cpu=500M        # a rank's memory does not grow with the number of sessions
#SBATCH --time=00:30:00           # of each shard; at its end SLURM kills what is left, and what is done is kept
#SBATCH --signal=B:USR2@120       # two minutes before it: "stop at the next block", to the shell below (B)
#SBATCH --requeue                 # when a node fails, SLURM starts the shard again: it continues where it was
#SBATCH --open-mode=append        # that next start adds to the log instead of emptying it
#SBATCH --output=%x-%A_%a.log     # name-array_shard.log

# First, since it may come at once: the signal to stop, before there is anything that could take it.
trap 'exit 75' USR1 USR2

# What to run; each can be set from outside:   STUDY=mine.yaml OUTPUT=mine.h5 sbatch jobs/slurm/shards.sh
study=${STUDY:-jobs/studies/let_it_ride/strategies.yaml}
output=${OUTPUT:-strategies.h5}   # of the merge; the shards lie beside it as strategies.1of4.h5 …
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

# Set SHARDS to run only some of them again:   SHARDS=8 sbatch --array=3,5 jobs/slurm/shards.sh
shard=${SLURM_ARRAY_TASK_ID:?no job array: submit this script with sbatch}
shards=${SHARDS:-$SLURM_ARRAY_TASK_COUNT}

# The number of shards decides which sessions are whose: an array of other numbers would begin the study anew, in other
# parts.
refuse() { echo "shards.sh: $1" >&2; exit 2; }
tasks="tasks $SLURM_ARRAY_TASK_MIN to $SLURM_ARRAY_TASK_MAX, $SLURM_ARRAY_TASK_COUNT in all,"
if [ -z "${SHARDS:-}" ] && [ "$SLURM_ARRAY_TASK_MIN" = 0 ]; then
  refuse "$tasks are not the shards of a study (they are counted from 1) sbatch --array=1-$SLURM_ARRAY_TASK_COUNT …"
elif [ -z "${SHARDS:-}" ] && [ "$SLURM_ARRAY_TASK_MIN:$SLURM_ARRAY_TASK_MAX" != "1:$SLURM_ARRAY_TASK_COUNT" ]; then
  refuse "$tasks are not all shards of a study (it has 1, 2, … n) give n to run some of n again: SHARDS=n sbatch --array=… …"
elif [ "$shard" -gt "$shards" ]; then
  refuse "there is no shard $shard of $shards (SHARDS is $shards) give the number that the first array had"
fi
for other in "${output%.h5}".*of*.h5; do
  [[ ${other#"${output%.h5}".} =~ ^[0-9]+of([0-9]+)\.h5$ ]] && [ "${BASH_REMATCH[1]}" != "$shards" ] || continue
  refuse "$other is there, one of ${BASH_REMATCH[1]} shards (this array would make $shards) to run some of those again: \
SHARDS=${BASH_REMATCH[1]} sbatch --array=… …; to part the study anew, remove them first"
done

# When the shard will be ended, for the program to stop before it by itself; SLURM sets it since 23.02. By array and
# task, because the array's last task has the array's own number.
task=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID
if [ "${SLURM_JOB_END_TIME:-0}" -le "$(date +%s)" ]; then  # one that is past is that of another job
  export SLURM_JOB_END_TIME=$(squeue -h -j "$task" -o %e | date -f - +%s 2> /dev/null)
fi

# exec: the launcher takes the shell's place, so that USR2 reaches it; srun and mpirun both pass it on to the ranks. Its
# exit code is the shard's. 75, work is left: the merge is then cancelled, and the same two sbatch lines continue
# (shards that are complete say so and end at once).
exec $launch "$ergodic" run "$study" --shard "$shard/$shards" -o "${output%.h5}.${shard}of$shards.h5" --progress log
