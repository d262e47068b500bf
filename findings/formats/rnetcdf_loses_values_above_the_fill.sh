#!/usr/bin/env bash
# R's netCDF packages disagree on what is missing: where _FillValue is 7, RNetCDF 2.6 reads 7, 8 and 9 as NA, ncdf4 1.21 only the 7.
#
# Expected: the values that equal _FillValue are missing, no others: so do ncdf4 and octave-netcdf read them.
# Seen:     in RNetCDF all from it on away from zero: 8 and 9 above a fill of 7, -2 below a fill of -1. Its manual names the fill value
#           and, behind a link, an old convention that derives a valid range from it. Without the attribute 65535 is NA, since the
#           default of the type is used; na.mode = 0 turns both off.
# Matters:  -1 and -999 are the usual fills of counts and of signed data: losses below -999 vanish, and a mean is wrong without a word.
#
# Asks for Debian's r-base-core and netcdf-bin to be installed, whose library they use.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
apt-get download -q r-cran-rnetcdf=2.6-2-1 r-cran-ncdf4=1.21-1 libudunits2-0=2.2.28-5 > /dev/null
for package in *.deb; do dpkg -x "$package" .; done
cat > fills.cdl <<'CDL'
netcdf fills {
dimensions: n = 4;
variables: short above(n); above:_FillValue = 7s; double below(n); below:_FillValue = -1.; ushort none(n);
data: above = 6, 7, 8, 9; below = -2, -1, 0, 1; none = 65533, 65534, 65535, 0;
}
CDL
ncgen -k nc4 -o fills.nc fills.cdl
cat > read.R <<'R'
.libPaths(c("usr/lib/R/site-library", .libPaths()))
library(RNetCDF); library(ncdf4)
one <- open.nc("fills.nc"); two <- nc_open("fills.nc")
missing <- function(values) paste(which(is.na(values)), collapse = " ")
as_seen <- TRUE
for (expected in list(list("above", "2 3 4", "2"), list("below", "1 2", "2"), list("none", "3", ""))) {
  name <- expected[[1]]
  ours <- var.get.nc(one, name); plain <- var.get.nc(one, name, na.mode = 0); theirs <- ncvar_get(two, name)
  cat(name, "- RNetCDF:", ours, "with na.mode = 0:", plain, "ncdf4:", theirs, "\n")
  as_seen <- as_seen && missing(ours) == expected[[2]] && missing(theirs) == expected[[3]] && missing(plain) == expected[[3]]
}
quit(status = !as_seen)
R
LD_LIBRARY_PATH=$PWD/usr/lib/x86_64-linux-gnu Rscript --vanilla read.R
