#!/usr/bin/env bash
# stats-lite 2.2.0: low percentiles lie below the least value: the first percentile of two waiting times, 0 and 100, is -48.
#
# Expected: a number between the least and the greatest value for every level, as it is at the upper end: every level above 0.75 is 100.
# Seen:     -48 at 0.01, -30 at 0.1, 0.75 for the level 0.05 of 1 2 3 4 10: the line between the first two values is followed to the
#           left of them for levels below 1 / (2 n). From there on all are right.
# Matters:  these are the levels of a lower limit; times, counts and prices get negative ones from short samples.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund stats-lite@2.2.0
cat > run.js <<'JS'
const {percentile} = require('stats-lite');
const levels = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99], times = [0, 100], five = [1, 2, 3, 4, 10];
const seen = levels.map(level => percentile(times, level)), low = percentile(five, 0.05), at_edge = percentile(five, 0.1);
console.log('levels', levels, 'of 0 and 100:', seen, 'level 0.05 of 1 2 3 4 10:', low, 'level 0.1:', at_edge);
const near = (a, b) => Math.abs(a - b) < 1e-9;
process.exit([-48, -30, 0, 50, 100, 100, 100].every((value, i) => near(seen[i], value)) && near(low, 0.75) && at_edge === 1 ? 0 : 1);
JS
node run.js
