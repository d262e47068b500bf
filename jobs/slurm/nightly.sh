#!/bin/bash
# The features of the coming day, every night:   sbatch --begin=06:00 jobs/slurm/nightly.sh   (or from cron, without SLURM)
#SBATCH --job-name=nightly
#SBATCH --nodes=1
#SBATCH --ntasks=1                # a day takes less than a second
#SBATCH --time=00:10:00
#SBATCH --output=%x-%j.log

# What to run; each can be set from outside:   DAY=2025-01-20 STUDY=mine.yaml bash jobs/slurm/nightly.sh
day=${DAY:-$(date -u +%F)}
study=${STUDY:-jobs/studies/entities/nightly.yaml}
folder=${FOLDER:-.}                                     # where results and the table of attempts are kept
ergodic=${ERGODIC:-ergodic}
season=${SEASON:-tools/season}
attempts=$folder/reprocess_attempts.csv
output=$folder/$day.h5

# The same night again replaces the file: the day and now come from here, and so the same tables give the same bytes.
more=()
[ -e "$attempts" ] && more=(--set "inputs.reprocess_attempts.file=$(realpath "$attempts")")
"$ergodic" run "$study" -o "$output" --force --progress none --set "dates.from=$day" --set "dates.to=$day" \
  --set "breaker.now=${NOW:-${day}T12:00Z}" "${more[@]}"
code=$?
# 0: done; 5: more entities failed than the study allows, and the file is complete; else there is nothing to go on with.
[ $code -ne 0 ] && [ $code -ne 5 ] && exit $code
before=()
[ -e "$attempts" ] && before=(--before "$attempts")
"$season" attempts "$output" "${before[@]}" -o "$attempts.new" && mv "$attempts.new" "$attempts"
"$ergodic" failures "$output" --stage mlfs --outcome failed
exit $code
