#!/usr/bin/env bash
# emoa 0.5-0.1 for R: hypervolume contributions of the two ends of a front are infinite for two objectives, whatever reference point.
#
# Expected: what each point dominates alone, up to the reference point that is given: 1, 4 and 4 for (1, 5), (2, 3), (4, 1) and
#           (6, 6); the difference of dominated_hypervolume, of the same package, with and without the point.
# Seen:     1.797693e308, 4 and Inf. With three objectives all contributions are finite and right.
# Matters:  the reference point is there to make the ends comparable; a sum or a mean of contributions is Inf, and a selection by
#           the least contribution can never drop an end of the front, be it a bad one.
#
# Asks for Debian's r-base-core to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=0.5-0.1-1+b1
apt-get download -q "r-cran-emoa=$version" > /dev/null
dpkg -x ./*.deb .
cat > front.R <<'R'
library(emoa, lib.loc = "usr/lib/R/site-library")
alone <- function(front, reference)
  sapply(seq_len(ncol(front)), function(i)
    dominated_hypervolume(front, reference) - dominated_hypervolume(front[, -i, drop = FALSE], reference))
two <- matrix(c(1, 5, 2, 3, 4, 1), 2); three <- rbind(two, c(2, 1, 3))
seen <- hypervolume_contribution(two, c(6, 6)); seen_three <- hypervolume_contribution(three, c(6, 6, 6))
cat("two objectives:", seen, " by differences:", alone(two, c(6, 6)), "\n")
cat("three objectives:", seen_three, " by differences:", alone(three, c(6, 6, 6)), "\n")
as_seen <- all(alone(two, c(6, 6)) == c(1, 4, 4)) && seen[2] == 4 && all(seen[c(1, 3)] > 1e308) &&
  all(seen_three == alone(three, c(6, 6, 6)))
quit(status = !as_seen)
R
echo "emoa $version"
Rscript --vanilla front.R
