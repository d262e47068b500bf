#!/usr/bin/env bash
# gsl_ran_binomial of GSL 2.7.1 spreads too far for a thousand million trials and more: its variance is up to a quarter too large.
#
# Expected: the sample variance of 400 000 variates within 2 % of n·p·(1 − p) (its standard error is 0.22 %) for every n that an
#           unsigned int holds, as it is up to n = 3e8, and in Boost.Random 1.74 at 1e9.
# Seen:     at p = 1/2: 1.07 times it for n = 1e9, 1.16 for 2e9, 1.26 for 4e9; the means are right.
# Matters:  counts of rare events among very many trials look overdispersed by themselves: tests that compare a variance with
#           the binomial one reject what is in order.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=2.7.1+dfsg-5+deb12u1
apt-get download -q "libgsl27=$version" "libgsl-dev=$version" "libgslcblas0=$version" > /dev/null
for package in *.deb; do dpkg -x "$package" .; done
cat > spread.cpp <<'CPP'
#include <gsl/gsl_randist.h>
#include <cstdio>

double variance_ratio(gsl_rng* source, unsigned trials) {
  const int variates = 400000;
  const double mean = trials / 2.0;
  double squares = 0;
  for (int i = 0; i < variates; ++i) {
    const double deviation = gsl_ran_binomial(source, 0.5, trials) - mean;
    squares += deviation * deviation;
  }
  return squares / variates / (trials / 4.0);
}

int main() {
  gsl_rng* source = gsl_rng_alloc(gsl_rng_mt19937);
  const double few = variance_ratio(source, 300000000u);
  const double many = variance_ratio(source, 4000000000u);
  std::printf("variance over n p (1 - p): %.3f for n = 3e8, %.3f for n = 4e9\n", few, many);
  return few > 0.98 && few < 1.02 && many > 1.2 && many < 1.3 ? 0 : 1;
}
CPP
library=$PWD/usr/lib/x86_64-linux-gnu
g++ -O1 -I usr/include spread.cpp -o spread -L "$library" -lgsl -lgslcblas
echo "GSL $version"
LD_LIBRARY_PATH=$library ./spread
