#!/usr/bin/env bash
# IT++ 4.3.1: kurtosisexcess of 1, 2, 3, 4, 10 is -0.86; by the formula in its own documentation it is 3.15. Skewness is 1.21 for 1.70.
#
# Expected: the k statistics that the header names: third and fourth ones over powers of k2, the variance with n - 1: of these five,
#           k2 = 25/2, k3 = 75 and k4 = 985/2, thus a skewness of 75 / 12.5^1.5 = 1.697 and an excess of 492.5 / 12.5² = 3.152.
# Seen:     what comes out when the variance, which its function has corrected for n - 1 already, is corrected once more, by n/(n - 1).
#           Its variance (12.5) is right, and so are long samples: the error falls as 1/n.
# Matters:  the correction is for short samples only, and these are the ones it spoils: heavy tails look lighter than the normal's.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=4.3.1-10
apt-get download -q "libitpp8v5=$version" "libitpp-dev=$version" > /dev/null
for package in *.deb; do dpkg -x "$package" .; done
cat > moments.cpp <<'CPP'
#include <itpp/itbase.h>
#include <itpp/itstat.h>
#include <cmath>
#include <cstdio>

int main() {
  const itpp::vec sample = "1 2 3 4 10";
  const double n = 5, m2 = 10, m3 = 36, m4 = 278.8;  // central moments, by hand: deviations -3, -2, -1, 0, 6
  const double k3 = n * n / ((n - 1) * (n - 2)) * m3;
  const double k4 = n * n / ((n - 1) * (n - 2) * (n - 3)) * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2);
  const double k2 = n / (n - 1) * m2, twice = n / (n - 1) * k2;
  const double k4_twice = n * n / ((n - 1) * (n - 2) * (n - 3)) * ((n + 1) * m4 - 3 * (n - 1) * k2 * k2);
  const double skewness = itpp::skewness(sample), excess = itpp::kurtosisexcess(sample);
  std::printf("variance %.4f; skewness %.6f, by the formula %.6f, corrected twice %.6f; excess %.6f, by the formula %.6f, twice %.6f\n",
              itpp::variance(sample), skewness, k3 / std::pow(k2, 1.5), k3 / std::pow(twice, 1.5), excess, k4 / (k2 * k2),
              k4_twice / (twice * twice));
  return std::abs(itpp::variance(sample) - 12.5) < 1e-9 && std::abs(skewness - k3 / std::pow(twice, 1.5)) < 1e-9 &&
         std::abs(excess - k4_twice / (twice * twice)) < 1e-9 && excess < 0 && k4 > 0 ? 0 : 1;
}
CPP
library=$PWD/usr/lib/x86_64-linux-gnu
g++ -O1 -w -I usr/include moments.cpp -o moments -L "$library" -litpp
echo "IT++ $version"
LD_LIBRARY_PATH=$library ./moments
