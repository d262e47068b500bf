#!/usr/bin/env bash
# sFriedman of the R package SuppDists 1.1-9.7 gives a kurtosis of 0.60 for Friedman's statistic: no law has one below 1.
#
# Expected: the moments of the law whose pFriedman is exact here: of 3 treatments in 4 blocks there are 6^4 equally likely rankings,
#           which give a variance of 3, a third central moment of 6, a fourth of 33.75 and so a kurtosis of 3.75.
# Seen:     mean, variance and third moment are right; the fourth is 5.4375. With 5 and with 30 blocks of 4 it is 0.99 and 1.62 times
#           the squared variance, where the chi-squared limit has 7; sKruskalWallis calls its law flatter than the normal one (-0.4).
# Matters:  these summaries are there to judge when a chi-squared or normal limit may be used; a kurtosis must be 1 + skewness² at least.
#
# Asks for Debian's r-base-core to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=1.1-9.7-1
apt-get download -q "r-cran-suppdists=$version" > /dev/null
dpkg -x ./*.deb .
cat > moments.R <<'R'
library(SuppDists, lib.loc = "usr/lib/R/site-library")
orders <- rbind(c(1, 2, 3), c(1, 3, 2), c(2, 1, 3), c(2, 3, 1), c(3, 1, 2), c(3, 2, 1))
choices <- as.matrix(expand.grid(rep(list(1:6), 4)))
statistic <- apply(choices, 1, function(rows) 12 / (4 * 3 * 4) * sum(colSums(orders[rows, ])^2) - 3 * 4 * 4)
central <- function(k) mean((statistic - mean(statistic))^k)
exact <- c(mean(statistic), central(2), central(3), central(4))
of <- function(law) unlist(law[c("Mean", "Variance", "ThirdCentralMoment", "FourthCentralMoment")], use.names = FALSE)
kurtosis <- function(moments) moments[4] / moments[2]^2
seen <- of(sFriedman(3, 4))
cat("mean and central moments, exact:", exact, " sFriedman:", seen, "\n")
cat("kurtosis, exact:", kurtosis(exact), " sFriedman:", kurtosis(seen), "\n")
cat("kurtosis of 4 treatments in 5 and 30 blocks:", kurtosis(of(sFriedman(4, 5))), kurtosis(of(sFriedman(4, 30))), "\n")
cat("excess of sKruskalWallis(3, 15, 0.6):", kurtosis(of(sKruskalWallis(3, 15, 0.6))) - 3, "\n")
levels <- c(2, 4.5, 6)
same <- function(a, b) all(abs(a - b) < 1e-9)
as_seen <- same(pFriedman(levels, 3, 4), sapply(levels, function(x) mean(statistic <= x + 1e-9))) && same(seen[1:3], exact[1:3]) &&
  same(exact[4], 33.75) && same(seen[4], 5.4375) && kurtosis(of(sFriedman(4, 5))) < 1 && kurtosis(of(sKruskalWallis(3, 15, 0.6))) < 3
quit(status = !as_seen)
R
echo "SuppDists $version"
Rscript --vanilla moments.R
