#!/usr/bin/env bash
# The average of the bytes 100, 100, 100, 101 is -27 by ncap2 of NCO 5.1.4, and 100 by ncra of the same package.
#
# Expected: 100 by both: integers become doubles for an average and are turned back after it, as ncra does it for avg; so for the mean
#           of absolute values (mebs), which cannot be negative.
# Seen:     b.avg() in ncap2 divides a sum that has wrapped at 128; ncra -y mebs does so too, in the class of the variable: -27, and
#           -2768 for shorts of 30000. ncra -y avg and doubles are right everywhere.
# Matters:  packed fields and flags are bytes and shorts; four values suffice, no large file is needed, and nothing is said.
#
# Asks for Debian's netcdf-bin to be installed, whose library it uses.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=5.1.4-1+deb12u1
gsl=2.7.1+dfsg-5+deb12u1
apt-get download -q "nco=$version" "libudunits2-0=2.2.28-5" "libgsl27=$gsl" "libgslcblas0=$gsl" > /dev/null
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH=$PWD/usr/lib/nco:$PWD/usr/lib/x86_64-linux-gnu
cat > small.cdl <<'CDL'
netcdf small {
dimensions: t = UNLIMITED;
variables: byte b(t); short s(t); double d(t);
data: b = 100, 100, 100, 101; s = 30000, 30000, 30000, 30000; d = 100, 100, 100, 101;
}
CDL
ncgen -o small.nc small.cdl
values() { ncdump "$1" | sed '1,/^data:/d' | tr -d ' ;}\n' | sed 's/\([a-z]\)=/ \1=/g'; }
usr/bin/ncra -O -h -y avg small.nc avg.nc
usr/bin/ncra -O -h -y mebs small.nc mebs.nc
usr/bin/ncap2 -O -h -v -s 'b=b.avg(); d=d.avg(); s=s.avg();' small.nc ncap2.nc
seen="ncra avg:$(values avg.nc); ncra mebs:$(values mebs.nc); ncap2 avg:$(values ncap2.nc)"
echo "NCO $version: $seen"
[ "$seen" = "ncra avg: b=100 s=30000 d=100.25; ncra mebs: b=-27 s=-2768 d=100.25; ncap2 avg: b=-27 d=100.25 s=-2768" ]
