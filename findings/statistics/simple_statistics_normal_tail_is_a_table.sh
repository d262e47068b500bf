#!/usr/bin/env bash
# simple-statistics 7.12.1 computes the normal distribution function from a printed table: the tail ends at z = 3.09.
#
# Expected: P(Z < -4) = 3.167e-5, P(Z < -1.005) = 0.157448: an approximation of the error function, as its neighbour errorFunction
#           in the same package has.
# Seen:     0.001 for -4 and for all below (31 times the true value at -4), and 0.1587 at -1.005: z is rounded to two digits.
# Matters:  a p-value never falls below 0.001, so that a test at a stricter level can never reject.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund simple-statistics@7.12.1
cat > run.js <<'JS'
const ss = require('simple-statistics');
const phi = ss.cumulativeStdNormalProbability;
const exact = z => (1 + ss.errorFunction(z / Math.SQRT2)) / 2;
console.log(`P(Z < -4) ${phi(-4)}, by its own errorFunction ${exact(-4)}; P(Z < -8) ${phi(-8)}; P(Z < -1.005) ${phi(-1.005)}`);
const close = (a, b) => Math.abs(a - b) < 1e-6;
process.exit(close(phi(-4), 0.001) && close(phi(-8), 0.001) && close(phi(-1.005), 0.1587) ? 0 : 1);
JS
node run.js
