#!/usr/bin/env bash
# octave-queueing 1.2.7: an M/M/1/10 queue that gets 0.1 * 3 customers a second and serves 0.3 always holds all its ten places.
#
# Expected: 5 on average, as for 0.3 and 0.3: at equal rates all eleven states are equally likely, and a load one rounding error away
#           from 1 changes nothing that can be seen.
# Seen:     10, and a response time of 11 services for 5.5, for loads from about 1e-9 to 1e-16 away from 1 on both sides (exactly 1 is
#           right); the utilisation, the throughput and both end probabilities beside it are right. With 1800 places and a load of
#           1.5, where 1798 are taken, the mean and the throughput are NaN.
# Matters:  sweeps of the load pass through 1, in floating-point steps; 10 is in range, so the peak there looks like a property of
#           the queue.
#
# Asks for Debian's octave to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=1.2.7-5
apt-get download -q "octave-queueing=$version" > /dev/null
dpkg -x ./*.deb .
cat > balanced.m <<'M'
addpath ("usr/share/octave/packages/queueing-1.2.7");
function [mean_number, exact] = held (arrivals, services, places)
  [~, ~, mean_number] = qsmm1k (arrivals, services, places);
  log_weights = (0:places) * log (arrivals / services);    # states are geometric: their mean, without a difference of large terms
  weights = exp (log_weights - max (log_weights));
  exact = sum (weights .* (0:places)) / sum (weights);
endfunction
rates = [0.3 0.3 10; 0.1*3 0.3 10; 1-1e-3 1 10; 1-1e-9 1 10; 1+1e-12 1 10; 1.5 1 1000; 1.5 1 1800];
for i = 1:rows (rates)
  [seen(i), exact(i)] = held (rates(i,1), rates(i,2), rates(i,3));
  printf ("load %.17g, %d places: mean number %g, exactly %g\n", rates(i,1) / rates(i,2), rates(i,3), seen(i), exact(i));
endfor
right = abs (seen - exact) < 1e-3;
exit (! (isequal (right, logical ([1 0 1 0 0 1 0])) && all (seen([2 4 5]) == 10) && isnan (seen(7))));
M
echo "octave-queueing $version"
octave-cli --norc --quiet balanced.m
