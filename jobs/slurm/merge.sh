#!/bin/bash
# Puts the shards of shards.sh together: the file that one run of the whole study would have made, byte for byte.
#   sbatch --dependency=afterok:ARRAY --kill-on-invalid-dep=yes jobs/slurm/merge.sh
# afterok: when every shard is complete. --kill-on-invalid-dep: when one is not, this job goes instead of waiting on.
#SBATCH --job-name=ergodic-merge
#SBATCH --ntasks=1                # reading and writing, one process
#SBATCH --mem=1G
#SBATCH --time=00:30:00           # about the time that copying the shards takes
#SBATCH --output=%x-%j.log

output=${OUTPUT:-strategies.h5}   # as for shards.sh
ergodic=${ERGODIC:-ergodic}       # a path, unless it is in PATH

# The program sees to it that the shards belong together and that none is missing.
shopt -s extglob                  # +([0-9]): a number
exec "$ergodic" merge "$output" "${output%.h5}".+([0-9])of+([0-9]).h5
