#!/bin/bash
# Months of a season again, each by itself, an element of a job array each:   sbatch --array=0-6 jobs/slurm/backfill.sh
#SBATCH --job-name=backfill
#SBATCH --nodes=1
#SBATCH --ntasks=2
#SBATCH --time=00:30:00
#SBATCH --signal=B:USR2@120       # two minutes before the limit: "stop at the next block", to the shell below (B)
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=%x-%A-%a.log

trap 'exit 75' USR1 USR2

study=${STUDY:-jobs/studies/entities/backfill.yaml}
ergodic=${ERGODIC:-ergodic}
launch=${LAUNCH:-srun --mpi=pmix}
first=${FIRST:-2024-10-01}                              # of the first month
month=$(date -d "$first +${SLURM_ARRAY_TASK_ID:-0} month" +%Y-%m)
last=$(date -d "$month-01 +1 month -1 day" +%F)

# $launch unquoted: it is several words. 75 says that work is left: the same line goes on.
exec $launch "$ergodic" run "$study" -o "$month.h5" --progress log --set "dates.from=$month-01" --set "dates.to=$last"
