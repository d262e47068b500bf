#!/usr/bin/env bash
# truncnorm 1.0.8 for R: the mean of a standard normal variable between 9 and 40 is 24.5, the middle of the two.
#
# Expected: 9.1085, as rtruncnorm of the same package draws it and as its etruncnorm has it for 9 and no upper bound; between -10 and -9
#           its density and distribution function keep their digits.
# Seen:     mean and variance are those of a uniform law as soon as the lower bound is some 7 deviations above the mean or the upper one
#           as many below: 7.5 for 7 to 8 (7.137), a variance of 80 for 9 to 40 (0.0115). Up to 6 all is right.
# Matters:  such means are taken for each observation in censored regression (tobit, probit by EM), where single ones lie that far out;
#           they are finite and inside the bounds, and pull the fit.
#
# Asks for Debian's r-base-core to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=1.0-8-3
apt-get download -q "r-cran-truncnorm=$version" > /dev/null
dpkg -x ./*.deb .
cat > means.R <<'R'
library(truncnorm, lib.loc = "usr/lib/R/site-library")
set.seed(1)
exact <- function(a, b) {  # mean and variance, the density taken relative to its value at a
  part <- function(k) integrate(function(x) x^k * exp(-(x^2 - a^2) / 2), a, min(b, a + 5), rel.tol = 1e-10)$value
  mean <- part(1) / part(0)
  c(mean, part(2) / part(0) - mean^2)
}
near <- function(a, b) abs(a - b) < 0.01
as_seen <- near(etruncnorm(9, Inf), exact(9, Inf)[1])
for (bounds in list(c(5, 6), c(7, 8), c(9, 10), c(9, 40))) {
  a <- bounds[1]; b <- bounds[2]
  seen <- c(etruncnorm(a, b), vtruncnorm(a, b)); drawn <- mean(rtruncnorm(20000, a, b)); mirrored <- etruncnorm(-b, -a)
  cat(a, "to", b, "- mean", seen[1], "exactly", exact(a, b)[1], "drawn", drawn, "; variance", seen[2], "exactly", exact(a, b)[2], "\n")
  uniform <- c((a + b) / 2, (b - a)^2 / 12)
  as_seen <- as_seen && near(drawn, exact(a, b)[1]) && near(mirrored, -seen[1]) && all(near(seen, if (a == 5) exact(a, b) else uniform))
}
quit(status = !as_seen)
R
echo "truncnorm $version"
Rscript --vanilla means.R
