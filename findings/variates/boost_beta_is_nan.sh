#!/usr/bin/env bash
# boost::random::beta_distribution of Boost 1.74 gives NaN for small shapes: a fifth of all variates at 0.001.
#
# Expected: numbers in [0, 1] for all positive shapes, next to 0 or 1 when these are small, as gsl_ran_beta gives them (it has logarithms
#           for that); the class asks for shapes above 0 and no more.
# Seen:     the quotient of two gamma variates that are both 0: NaN for 60 of 100 000 at shapes of 0.005, 22 532 at 0.001.
# Matters:  sparse priors (a Dirichlet of many parts) have such shapes; one NaN makes the mean of a whole sample NaN.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=1.74.0+ds1-21
apt-get download -q "libboost1.74-dev=$version" > /dev/null
dpkg -x ./*.deb .
cat > nan.cpp <<'CPP'
#include <boost/random.hpp>
#include <cmath>
#include <cstdio>

int nan_among(double shape) {
  boost::random::mt19937_64 source(7);
  boost::random::beta_distribution<> beta(shape, shape);
  int nan = 0;
  for (int i = 0; i < 100000; ++i) nan += std::isnan(beta(source));
  return nan;
}

int main() {
  const int wide = nan_among(0.1), small = nan_among(0.005), smaller = nan_among(0.001);
  std::printf("NaN among 100000 variates: %d at shapes of 0.1, %d at 0.005, %d at 0.001\n", wide, small, smaller);
  return wide == 0 && small > 20 && smaller > 20000 ? 0 : 1;
}
CPP
g++ -O1 -I usr/include nan.cpp -o nan
echo "Boost $version"
./nan
