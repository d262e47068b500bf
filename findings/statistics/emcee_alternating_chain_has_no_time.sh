#!/usr/bin/env bash
# emcee 3.1.4: the autocorrelation time of a chain whose steps alternate is 0 or below, so that its effective size is infinite or negative.
#
# Expected: (1 + r) / (1 - r) for a first-order autoregressive chain, within the error of 400 000 steps: 1/3 for r = -1/2 as 3 for 1/2, and
#           0.11 for r = -0.8; below 1, since such a chain averages better than independent draws, and above 0.
# Seen:     3.0 for 1/2; 0.00 for -1/2 and -0.60 for -0.8, without a warning: the sum over lags is cut at a multiple of itself, which is
#           right after the first term when that term takes it to 0.
# Matters:  over-relaxed and antithetic moves make such chains: N / time and the error bar sqrt(time / N) of the mean are nonsense
#           exactly where they ought to be good.
#
# Asks for Debian's python3-numpy to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=3.1.4-1
apt-get download -q "python3-emcee=$version" > /dev/null
dpkg -x ./*.deb .
cat > times.py <<'PY'
import sys
import numpy
from emcee.autocorr import integrated_time

def chain(correlation, steps=400000):
    noise, values = numpy.random.default_rng(1).standard_normal(steps), numpy.zeros(steps)
    for i in range(1, steps):
        values[i] = correlation * values[i - 1] + noise[i]
    return values

def batch_time(values, length=200):  # of the variance of means of batches, which no window enters
    means = values.reshape(-1, length).mean(axis=1)
    return length * means.var(ddof=1) / values.var()

as_seen = True
for correlation, right in ((0.5, True), (-0.5, False), (-0.8, False)):
    values, exact = chain(correlation), (1 + correlation) / (1 - correlation)
    seen, batches = integrated_time(values)[0], batch_time(values)
    print(f"r = {correlation}: time {seen:.3f}, exact {exact:.3f}, by means of batches {batches:.3f}")
    as_seen = as_seen and abs(batches / exact - 1) < 0.15 and (abs(seen / exact - 1) < 0.1 if right else seen < 0.05)
sys.exit(not as_seen)
PY
echo "emcee $version"
PYTHONPATH=$PWD/usr/lib/python3/dist-packages /usr/bin/python3 times.py
