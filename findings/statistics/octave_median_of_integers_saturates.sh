#!/usr/bin/env bash
# The median of 1700000001 and 1700000003 as int32 is 1073741824 in Octave 7.3: the two middle values are added before they are halved.
#
# Expected: 1700000002; an integer class in Octave saturates, but mean takes its sums in doubles, and so does quantile.
# Seen:     half of the largest value of the class wherever the two middle ones add up to more: 64 for int8 100 and 127, 128 for uint8
#           200 ... 203 and, column by column, for the columns of a matrix that are large enough. An odd number of values is right.
# Matters:  pictures and counters are uint8 and int32: a bright picture of even size has a median of 128, darker than any of its pixels.
#
# Octave has too many libraries for a temporary folder: this one asks for Debian's octave to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
cat > medians.m <<'M'
if ! strcmp (version (), "7.3.0") error ("this is Octave %s, not 7.3.0", version ()); end
even = median (uint8 ([200 201 202 203]));
odd = median (uint8 ([200 201 202 203 204]));
times = median (int32 ([1700000001 1700000003]));
columns = median (uint8 ([200 10; 210 20]));
bytes = median (int8 ([100 127]));
by_quantile = quantile (uint8 ([200 201 202 203]'), 0.5);
printf ("even number %d (quantile %g), odd number %d, time stamps %d, columns %s, int8 %d, its mean %g\n", even, by_quantile, odd, ...
        times, mat2str (columns), bytes, mean (int8 ([100 127])));
seen = [double(even) double(odd) double(times) double(columns) double(bytes) by_quantile];
exit (any (seen != [128 202 1073741824 128 15 64 201.5]));
M
octave-cli --norc --quiet medians.m
