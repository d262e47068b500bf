#!/usr/bin/env bash
# The distribution function of jstat 1.9.6's Poisson law is NaN for arguments of some hundreds.
#
# Expected: P(X <= 1000) for a mean of 1000: 0.5084094 (scipy.stats.poisson.cdf), as its normal and gamma laws manage.
# Seen:     NaN, since terms are powers over factorials that both overflow; 0.5265622 for 100 at a mean of 100 is right.
# Matters:  tests of counts (chi-square, dispersion of arrivals) turn into NaN, which compares as "not significant".
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund jstat@1.9.6
cat > run.js <<'JS'
const {jStat} = require('jstat');
const small = jStat.poisson.cdf(100, 100), large = jStat.poisson.cdf(1000, 1000);
console.log(`mean 100: ${small}; mean 1000: ${large}`);
process.exit(Math.abs(small - 0.5265622) < 1e-6 && Number.isNaN(large) ? 0 : 1);
JS
node run.js
