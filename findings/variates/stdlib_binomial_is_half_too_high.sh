#!/usr/bin/env bash
# Binomial variates of @stdlib/random-base-binomial 0.2.2 are too high by one half, on average, where n·p >= 10.
#
# Expected: the sample mean of 40 000 variates within 5 standard errors of n·p, for all n and p, as at n·p < 10.
# Seen:     at n·p >= 10 (p <= 1/2) about n·p + 0.5, 20 to 50 standard errors off, and a standard deviation that is 3 to 5 %
#           too small; mirrored for p > 1/2, where the mean is too low. Below 10, where another method is used, it is right.
# Matters:  a Monte Carlo estimate made of such counts is biased by 5 % at n·p = 10, and no test of the generator shows it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund @stdlib/random-base-binomial@0.2.2
cat > run.js <<'JS'
const binomial = require('@stdlib/random-base-binomial').factory;
const count = 40000;
let wrong = 0;
for (const [n, p, biased] of [[100, 0.05, false], [9, 0.5, false], [20, 0.5, true], [100, 0.1, true], [1e6, 1e-5, true],
                              [1000, 0.02, true], [1000, 0.99, true]]) {
  const draw = binomial(n, p, {seed: 12345});
  let sum = 0;
  for (let i = 0; i < count; i++) sum += draw();
  const mean = sum / count, z = (mean - n * p) / Math.sqrt(n * p * (1 - p) / count);
  console.log(`n ${n}, p ${p}: mean ${mean.toFixed(4)}, true ${(n * p).toFixed(4)}, ${z.toFixed(1)} standard errors`);
  if (Math.abs(z) > 5 !== biased) wrong++;
}
process.exit(wrong);
JS
node run.js
