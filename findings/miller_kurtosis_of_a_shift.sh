#!/usr/bin/env bash
# Miller 6.6.0: the kurtosis of 1000001, 1000002, 1000003, 1000004 is 257 698 035, and the variance of four such at 1e9 is 0.
#
# Expected: -1.36 and 5/3 wherever the numbers lie: Miller keeps integers as integers, and datamash 1.7, its neighbour in the shell,
#           keeps eight digits of skewness and kurtosis at 1e9.
# Seen:     both from sums of powers: kurtosis is 2e8 times too large at 1e6, the variance is 0 for 1000000001.25 ... 1000000004.25.
#           Its skewness of 0, 0, 1 is 0.385, neither that of a population (0.707) nor of a sample (1.732): it divides sums by n, and
#           by the variance with n - 1; the kurtosis beside it (-1.5) takes n for both.
# Matters:  time stamps in seconds lie at 1.7e9; a standard error of their mean (meaneb) of 0 passes for certainty.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=6.6.0-2+b3
apt-get download -q "miller=$version" "datamash=1.7-2" > /dev/null
for package in *.deb; do dpkg -x "$package" .; done
of() { field=$1; shift; printf '%s\n' x "$@" | usr/bin/mlr --icsv --onidx stats1 -a "$field" -f x; }
by_datamash() { printf '%s\n' "$@" | usr/bin/datamash pkurt 1; }
seen=("$(of kurtosis 1 2 3 4)" "$(of kurtosis 1000001 1000002 1000003 1000004)" "$(of var 1.25 2.25 3.25 4.25)"
      "$(of var 1000000001.25 1000000002.25 1000000003.25 1000000004.25)" "$(of skewness 0 0 1)" "$(of kurtosis 0 0 1)"
      "$(by_datamash 1000001 1000002 1000003 1000004)")
echo "Miller $version: kurtosis ${seen[0]}, at 1e6 ${seen[1]} (datamash ${seen[6]})"
echo "variance ${seen[2]}, at 1e9 ${seen[3]}; skewness of 0, 0, 1 ${seen[4]}, kurtosis ${seen[5]}"
printf '%s\n' "${seen[@]}" | awk '
  function near(value, by) { return value - by < 1e-6 && by - value < 1e-6 }
  { v[NR] = $1 }
  END { exit !(near(v[1], -1.36) && v[2] > 1e8 && near(v[3], 5 / 3) && v[4] == 0 && near(v[5], 0.3849002) && near(v[6], -1.5) &&
               near(v[7], -1.36)) }'
