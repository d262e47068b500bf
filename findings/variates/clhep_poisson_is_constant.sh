#!/usr/bin/env bash
# RandPoissonQ of CLHEP 2.1.4.1 gives the same number, 2000000000, for every variate of any mean above 2e9.
#
# Expected: variates around a mean of 3e9 (its results are long, 64 bits here) with a variance of 3e9, as those of RandPoisson in the
#           same library are, or an exception for a mean that is too large.
# Seen:     2000000000 each time, two thirds of the mean, without spread; at a mean of 1.9e9 all is right. RandPoisson is right at both.
# Matters:  "Q" is the quick one of the two, made for large means, and programs exchange one for the other; beam intensities are of
#           this size, and a count without noise looks like an exact one.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=2.1.4.1+dfsg-1.1
apt-get download -q "libclhep2.1v5=$version" "libclhep-dev=$version" > /dev/null
for package in *.deb; do dpkg -x "$package" .; done
cat > spread.cpp <<'CPP'
#include <CLHEP/Random/MTwistEngine.h>
#include <CLHEP/Random/RandPoisson.h>
#include <CLHEP/Random/RandPoissonQ.h>
#include <cstdio>

struct Spread { double mean, variance; };

template <typename Draw>
Spread spread(Draw draw, double mean) {  // both over the true ones
  const int variates = 200000;
  double sum = 0, squares = 0;
  for (int i = 0; i < variates; ++i) {
    const double deviation = draw() - mean;
    sum += deviation;
    squares += deviation * deviation;
  }
  const double shift = sum / variates;
  return {1 + shift / mean, (squares / variates - shift * shift) / mean};
}

int main() {
  CLHEP::MTwistEngine engine(12345);
  bool as_seen = true;
  for (const double mean : {1.9e9, 3e9}) {
    const Spread plain = spread([&] { return CLHEP::RandPoisson::shoot(&engine, mean); }, mean);
    CLHEP::RandPoissonQ law(engine, mean);
    const Spread quick = spread([&] { return law.fire(); }, mean);
    std::printf("mean %.1e: RandPoisson %.4f times it, variance %.4f; RandPoissonQ %.4f, %.4f\n", mean, plain.mean, plain.variance,
                quick.mean, quick.variance);
    const auto right = [](Spread s) { return s.mean > 0.9999 && s.mean < 1.0001 && s.variance > 0.98 && s.variance < 1.02; };
    int capped = 0;
    for (int i = 0; i < 1000; ++i) capped += law.fire() == 2000000000;
    std::printf("              1000 of RandPoissonQ: %d are 2000000000\n", capped);
    as_seen = as_seen && right(plain) && (mean < 2e9 ? right(quick) : capped == 1000);
  }
  return as_seen ? 0 : 1;
}
CPP
library=$PWD/usr/lib/x86_64-linux-gnu
g++ -O1 -w -I usr/include spread.cpp -o spread -L "$library" -lCLHEP
echo "CLHEP $version"
LD_LIBRARY_PATH=$library ./spread
