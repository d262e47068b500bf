#!/usr/bin/env bash
# statsmodels 0.13.5: spearmans_rho() of the t copula is that of the normal copula, whatever the degrees of freedom.
#
# Expected: the rank correlation that samples of it have, within their error; it has no closed form, so a number by integration or an
#           exception, as cdf() of the same class raises one ("not available in closed form").
# Seen:     6/pi asin(rho/2) = 0.4826 for a correlation of 1/2, at 1 degree of freedom as at 1000. A million pairs made without
#           statsmodels, and 400 000 of its own, agree on 0.43 for 1 degree and on 0.46 for 3 (standard error 0.001). Its tau is right.
# Matters:  a t copula is chosen for its tails, so with few degrees of freedom: matched to a measured rank correlation by this value,
#           it is too weakly correlated throughout.
#
# Asks for Debian's python3-scipy to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
apt-get download -q python3-statsmodels{,-lib}=0.13.5+dfsg-7 python3-pandas{,-lib}=1.5.3+dfsg-2 python3-patsy=0.5.3-1 \
  python3-dateutil=2.8.2-2 python3-tz=2022.7.1-4 python3-packaging=23.0-1 python3-six=1.16.0-4 > /dev/null
for package in *.deb; do dpkg -x "$package" .; done
cat > rho.py <<'PY'
import sys, warnings
import numpy
from scipy import stats
warnings.filterwarnings("ignore")
import statsmodels
from statsmodels.distributions.copula.elliptical import StudentTCopula

def by_hand(freedom, count, source):
    x, z = source.standard_normal((2, count))
    shared = numpy.sqrt(source.chisquare(freedom, count) / freedom)
    return stats.spearmanr(x / shared, (x / 2 + numpy.sqrt(0.75) * z) / shared)[0]

source = numpy.random.default_rng(1)
normal = 6 / numpy.pi * numpy.arcsin(0.25)
print("statsmodels", statsmodels.__version__, "normal copula", normal)
as_seen = True
for freedom in (1, 3, 1000):
    copula = StudentTCopula(0.5, df=freedom)
    own = copula.rvs(400000, random_state=5)
    claimed, sampled, hand = copula.spearmans_rho(), stats.spearmanr(own)[0], by_hand(freedom, 1000000, source)
    tau, tau_sampled = copula.tau(), stats.kendalltau(own[:50000, 0], own[:50000, 1])[0]
    print(f"{freedom} degrees of freedom: claimed {claimed:.4f}, its own sample {sampled:.4f}, by hand {hand:.4f}; "
          f"tau {tau:.4f}, sampled {tau_sampled:.4f}")
    as_seen = as_seen and abs(claimed - normal) < 1e-12 and abs(sampled - hand) < 0.01 and abs(tau - tau_sampled) < 0.015
    as_seen = as_seen and (hand < normal - 0.04 if freedom == 1 else hand < normal - 0.01 if freedom == 3 else abs(hand - normal) < 0.005)
sys.exit(not as_seen)
PY
PYTHONPATH=$PWD/usr/lib/python3/dist-packages /usr/bin/python3 rho.py
