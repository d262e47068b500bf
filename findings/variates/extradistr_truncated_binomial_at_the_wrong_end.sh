#!/usr/bin/env bash
# rtbinom of the R package extraDistr 1.9.1: a binomial law truncated to its upper tail gives its largest value, each time.
#
# Expected: of 100 trials at 1/10, given more than 60 successes, nearly always 61 (probability 0.93), or an error or NaN: rtnorm of the
#           same package draws rightly from 9 standard deviations on, so that tails have been thought of.
# Seen:     100 for every variate, which has a probability of 6e-66, and Inf for a Poisson law of mean 1 given more than 40. With more
#           than 20 successes the variates are right.
# Matters:  the value lies inside the asked range: rare-event and multiple-imputation code that conditions on a tail gets the
#           opposite end of it, without a warning.
#
# Asks for Debian's r-base-core to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=1.9.1-1
apt-get download -q "r-cran-extradistr=$version" "r-cran-rcpp=1.0.10-1" > /dev/null
for package in *.deb; do dpkg -x "$package" .; done
cat > tails.R <<'R'
.libPaths(c("usr/lib/R/site-library", .libPaths()))
library(extraDistr)
set.seed(1)
exact <- function(k, above) exp(dbinom(k, 100, 0.1, log = TRUE) - log(sum(dbinom((above + 1):100, 100, 0.1))))
near <- rtbinom(10000, 100, 0.1, a = 20); far <- rtbinom(10000, 100, 0.1, a = 60); counts <- rtpois(10000, 1, a = 40)
cat("more than 20: mean", mean(near), "of", sum(21:100 * exact(21:100, 20)), "; more than 60: all in", range(far), "\n")
cat("probability of 61:", exact(61, 60), "; of 100:", exact(100, 60), "\n")
cat("Poisson, more than 40: all in", range(counts), "\n")
normal <- rtnorm(10000, a = 9)
cat("normal above 9: mean", mean(normal), "\n")
as_seen <- abs(mean(near) - sum(21:100 * exact(21:100, 20))) < 0.05 && all(far == 100) && exact(100, 60) < 1e-30 &&
  abs(exact(61, 60) - 0.93) < 0.01 && all(counts == Inf) && abs(mean(normal) - 9.109) < 0.01
quit(status = !as_seen)
R
echo "extraDistr $version"
Rscript --vanilla tails.R
