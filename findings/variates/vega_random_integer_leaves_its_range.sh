#!/usr/bin/env bash
# vega-statistics 2.0.0: the inverse distribution function of randomInteger(1, 7), a die, gives 0 for levels below 1/6, and no 6.
#
# Expected: icdf(p) is the least k with cdf(k) >= p, as for every law: 1 up to p = 1/6, and 6 above 5/6.
# Seen:     one less than that but where p is a multiple of 1/6: 0, which cannot occur, for 0.1, and 5 for 0.99.
# Matters:  variates by inversion (and by quasi-random or antithetic levels) are uniform over 0 ... 5; one value is out of range, and
#           a one-sided interval of level 0.9 holds 5/6. The own sample() of the law is right.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund vega-statistics@2.0.0
cat > run.mjs <<'JS'
import {randomInteger} from 'vega-statistics';
const die = randomInteger(1, 7);
const counts = new Map();
for (let i = 0; i < 6000; i++) {
  const value = die.icdf((i + 0.5) / 6000);
  counts.set(value, (counts.get(value) ?? 0) + 1);
}
const least = p => [1, 2, 3, 4, 5, 6].find(k => die.cdf(k) >= p);
console.log('level, icdf, least k with cdf(k) >= level:', [0.1, 0.5, 0.9, 0.99].map(p => [p, die.icdf(p), least(p)]));
console.log('6000 even levels:', counts);
process.exit(counts.get(0) === 1000 && !counts.has(6) && die.icdf(0.99) === 5 && least(0.99) === 6 && die.icdf(0.5) === 3 &&
             die.cdf(6) === 1 ? 0 : 1);
JS
node run.mjs
