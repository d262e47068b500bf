#!/usr/bin/env bash
# CDF.BVNOR of PSPP 1.6.2, the distribution function of the bivariate normal law, is 5.44 at (0, 0) for a correlation of 1/2.
#
# Expected: 1/4 + arcsin(rho) / (2 pi) at (0, 0): 1/4 for independent parts, 1/3 for rho = 1/2, and close to 1 far out on both axes; the
#           density beside it, PDF.BVNOR, and the one-dimensional laws are right to twelve digits.
# Seen:     6.28, 5.44 and, at (8, 8), 0: the exponential of the density times 2 pi sqrt(1 - rho²), where the density divides by it. It
#           is even in rho, and no distribution function.
# Matters:  a probability above 1 passes through COMPUTE as any number does; tetrachoric and threshold models are made of this one.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=1.6.2-2
gsl=2.7.1+dfsg-5+deb12u1
apt-get download -q "pspp=$version" "libgsl27=$gsl" "libgslcblas0=$gsl" > /dev/null
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH=$PWD/usr/lib/x86_64-linux-gnu/pspp:$PWD/usr/lib/x86_64-linux-gnu
cat > normal.sps <<'SPS'
DATA LIST FREE / x rho.
BEGIN DATA
0 0
0 0.5
8 0.5
END DATA.
COMPUTE both = CDF.BVNOR(x, x, rho).
COMPUTE density = PDF.BVNOR(x, x, rho).
COMPUTE one = CDFNORM(x).
FORMATS both density one (F12.6).
LIST.
SPS
usr/bin/pspp -O format=csv -o seen.csv normal.sps
echo "PSPP $version"
cat seen.csv
awk -F, '
  function near(value, by) { return value - by < 2e-6 && by - value < 2e-6 }
  NR > 2 {
    rho = $2; x = $1; turn = 8 * atan2(1, 1) * sqrt(1 - rho * rho); bell = exp(-x * x / (1 + rho))
    if (!near($3, turn * bell) || !near($4, bell / turn)) wrong++
    if (x == 0 && !near($5, 0.5)) wrong++
    rows++
  }
  END { exit !(rows == 3 && !wrong) }' seen.csv
