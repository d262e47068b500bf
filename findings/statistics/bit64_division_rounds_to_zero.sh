#!/usr/bin/env bash
# bit64 4.0.5 for R: -7 %/% 2 is -3 and -7 %% 2 is -1 where both are integer64; R's own integers and doubles give -4 and 1.
#
# Expected: %/% rounds down and %% has the sign of the divisor, for every class of numbers in R: as.integer64 replaces integers in a
#           column that is too large for them, and keeps the meaning of the other operators.
# Seen:     both are those of C, rounded towards zero; they differ from R's wherever the two signs do, and only there.
# Matters:  readers make such columns by themselves (data.table, arrow, hdf5r for 64-bit counts): times before 1970 and positions
#           left of 0 fall into the neighbouring bin, and bin 0 is twice as wide as the others.
#
# Asks for Debian's r-base-core to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=4.0.5-1
apt-get download -q "r-cran-bit64=$version" "r-cran-bit=4.0.5-1" > /dev/null
for package in *.deb; do dpkg -x "$package" .; done
cat > division.R <<'R'
.libPaths(c("usr/lib/R/site-library", .libPaths()))
suppressMessages(library(bit64))
values <- -6:5
wide <- as.integer64(values)
seen <- as.integer(wide %/% as.integer64(3L)); rest <- as.integer(wide %% as.integer64(3L))
cat("values  ", values, "\n")
cat("%/% 3   ", values %/% 3L, " integer64:", seen, "\n")
cat("%% 3    ", values %% 3L, " integer64:", rest, "\n")
cat("sizes of bins:", table(values %/% 3L), " integer64:", table(seen), "\n")
as_seen <- identical(seen, as.integer(trunc(values / 3))) && identical(rest, values - 3L * seen) &&
  identical(seen[values >= 0], (values %/% 3L)[values >= 0]) &&
  as.integer(as.integer64(-7L) %/% as.integer64(2L)) == -3L && (-7L) %/% 2L == -4L
quit(status = !as_seen)
R
echo "bit64 $version"
Rscript --vanilla division.R
