#!/usr/bin/env bash
# @stdlib/random-base-hypergeometric 0.2.2 gives nothing but zeros for larger populations.
#
# Expected: 100 draws without replacement from 1000, half of them marked, hold 50 marked ones on average.
# Seen:     each of 10 000 variates is 0, as are those of 1000 draws from 100 000 with 100 marked; small populations
#           (50 with 25 marked, 25 draws) are right.
# Matters:  the value is in range, so that nothing downstream notices; the probability of 0 marked ones is below 1e-32.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund @stdlib/random-base-hypergeometric@0.2.2
cat > run.js <<'JS'
const hypergeometric = require('@stdlib/random-base-hypergeometric').factory;
const count = 10000;
let wrong = 0;
for (const [N, K, n, all_zero] of [[50, 25, 25, false], [100, 20, 10, false], [1000, 500, 100, true], [100000, 100, 1000, true]]) {
  const draw = hypergeometric(N, K, n, {seed: 12345});
  let sum = 0;
  for (let i = 0; i < count; i++) sum += draw();
  console.log(`population ${N}, marked ${K}, draws ${n}: mean ${sum / count}, true ${n * K / N}`);
  if ((sum === 0) !== all_zero) wrong++;
}
process.exit(wrong);
JS
node run.js
