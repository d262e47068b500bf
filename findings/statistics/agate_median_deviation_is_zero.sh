#!/usr/bin/env bash
# agate 1.6.3: the median absolute deviation of 1 ... 9 is 0.
#
# Expected: 2: the deviations from the median are 4 3 2 1 0 1 2 3 4, and half of them are at most 2; its Median and Percentiles of the
#           same column are right.
# Seen:     0 for every column of an odd length, since the middle of the values is taken, where their own deviation is 0, not the
#           middle of the deviations; 1.5 for 1 2 2 5 8 9, whose median deviation is 2.
# Matters:  it is the scale by which robust outlier tests divide; 0 says that at least half of the values are equal.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=1.6.3-2
apt-get download -q "python3-agate=$version" python3-leather=0.3.4-2 python3-parsedatetime=2.6-3 python3-pytimeparse=1.1.5-3 \
  python3-slugify=4.0.0-2 python3-isodate=0.6.1-1 python3-babel=2.10.3-1 python-babel-localedata=2.10.3-1 python3-text-unidecode=1.3-1 \
  python3-future=0.18.2-6 python3-six=1.16.0-4 python3-tz=2022.7.1-4 > /dev/null
for package in *.deb; do dpkg -x "$package" .; done
cat > deviations.py <<'PY'
import statistics, sys
import agate

def deviation(values):
    middle = statistics.median(values)
    return statistics.median(abs(value - middle) for value in values)

as_seen = True
for values, expected in ((list(range(1, 10)), 0), ([1, 2, 3, 4, 10], 0), ([1, 2, 2, 5, 8, 9], 1.5)):
    table = agate.Table([[value] for value in values], ["x"])
    seen, median = agate.MAD("x").run(table), agate.Median("x").run(table)
    print(f"{values}: median {median}, median absolute deviation {seen}, true {deviation(values)}")
    as_seen = as_seen and float(seen) == expected and deviation(values) >= expected + 0.5
    as_seen = as_seen and float(median) == statistics.median(values)
sys.exit(not as_seen)
PY
echo "agate $version"
PYTHONPATH=$PWD/usr/lib/python3/dist-packages /usr/bin/python3 -W ignore deviations.py
