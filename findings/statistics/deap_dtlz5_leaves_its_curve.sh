#!/usr/bin/env bash
# DEAP 1.3.1: the optimal points of its benchmark dtlz5 do not lie on the unit circle that is its known front, nor do those of dtlz6.
#
# Expected: f1² + f2² + f3² = 1 where all distance variables are at their optimum (1/2 for dtlz5, 0 for dtlz6), as for dtlz2 to
#           dtlz4 of the same module, and values that do not depend on how many distance variables there are.
# Seen:     0.603 at (0.3, 0.6) with ten of them, 0.615 with five, 0.802 with one: the product of cosines runs over the
#           distance variables as well, each of which adds a factor cos(pi/4) to it.
# Matters:  distances to the front (IGD, hypervolume) are measured against that circle: an algorithm that solves the problem
#           seems to be better than the optimum, and results do not compare with published ones.
#
# Asks for Debian's python3-numpy to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=1.3.1-4
apt-get download -q "python3-deap=$version" > /dev/null
dpkg -x ./*.deb .
cat > fronts.py <<'PY'
import sys
from deap import benchmarks

def squares(problem, distances, count, *more):
    return sum(f * f for f in problem([0.3, 0.6] + [distances] * count, 3, *more))

right = [squares(benchmarks.dtlz2, 0.5, 10), squares(benchmarks.dtlz3, 0.5, 10), squares(benchmarks.dtlz4, 0.5, 10, 2)]
fifth = [squares(benchmarks.dtlz5, 0.5, count) for count in (1, 5, 10)]
sixth = [squares(benchmarks.dtlz6, 0.0, count) for count in (1, 5, 10)]
print("dtlz2, dtlz3, dtlz4:", right)
print("1, 5 and 10 distance variables: dtlz5", fifth, "dtlz6", sixth)
as_seen = all(abs(s - 1) < 1e-12 for s in right) and all(s < 0.9 for s in fifth + sixth) and fifth[0] - fifth[2] > 0.1
sys.exit(not as_seen)
PY
echo "DEAP $version"
PYTHONPATH=$PWD/usr/lib/python3/dist-packages /usr/bin/python3 fronts.py
