#!/usr/bin/env bash
# mvncdf of octave-statistics 1.5.3: four independent normal variables are all negative with probability 0, and an error estimate of 0.
#
# Expected: 1/16; 1/4 for three variables that are correlated by 1/2 (1/8 + 3 arcsin(1/2) / 4 pi); the documented error is 1e-8 for
#           three variables and 1e-4 for more.
# Seen:     0 with an error of 0 for four and five variables; 0.16498 with an error of 1e-8 for the three, while two variables, and
#           three independent ones, are right to all digits. mvtcdf, Student's t beside it, is 0 for three variables already.
# Matters:  the error estimate is what one looks at to trust such a number; the likelihoods of probit models and of truncated normal
#           laws are made of it.
#
# Asks for Debian's octave to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"; chmod 755 .
version=1.5.3-2
apt-get download -q "octave-statistics=$version" > /dev/null
dpkg -x ./*.deb .
cat > orthants.m <<'M'
addpath ("usr/share/octave/packages/statistics-1.5.3/distributions");
warning ("off", "all");
correlated = @(rho, n) (1 - rho) * eye (n) + rho;
normal = @(rho, n) mvncdf (zeros (1, n), zeros (1, n), correlated (rho, n));
[four, error_of_four] = mvncdf (zeros (1, 4), zeros (1, 4), eye (4));
[three, error_of_three] = mvncdf (zeros (1, 3), zeros (1, 3), correlated (0.5, 3));
student = mvtcdf (zeros (1, 3), correlated (0.5, 3), 3);
printf ("2 variables, 1/2: %.9f (exact %.9f); 3, independent: %.9f (0.125)\n", normal (0.5, 2), 1/3, normal (0, 3));
printf ("3 variables, 1/2: %.9f, error estimate %g (exact 0.25); Student's: %g\n", three, error_of_three, student);
printf ("4, independent: %g, error estimate %g (exact 0.0625); 5: %g\n", four, error_of_four, normal (0, 5));
as_seen = abs (normal (0.5, 2) - 1/3) < 1e-9 && abs (normal (0, 3) - 1/8) < 1e-9 && ...
          abs (three - 0.16498) < 1e-4 && error_of_three < 1e-6 && four == 0 && error_of_four == 0 && normal (0, 5) == 0 && student == 0;
exit (! as_seen);
M
echo "octave-statistics $version"
octave-cli --norc --quiet orthants.m
