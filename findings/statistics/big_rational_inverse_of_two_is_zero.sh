#!/usr/bin/env bash
# big-rational 0.10.9: two to the power -1 is 0, and the power -1 of 1/2 is an error that tells of a zero denominator.
#
# Expected: 1/2 and 2, as for every rational number but 0 (reciprocate of the same package has them), or an error for negative exponents.
# Seen:     numerator and denominator are raised as integers, whose negative powers are truncated to 0: 0/1 for 2 and 3, without a word.
#           For 1/2 and 2/3 that leaves a denominator of 0 and so an error; 1 and -1 come out right.
# Matters:  exact arithmetic is used to be certain: discount factors and probabilities are negative powers, and 0 passes on silently.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund big-rational@0.10.9
cat > run.js <<'JS'
const rational = require('big-rational');
const shown = make => { try { return String(make()); } catch (error) { return `error: ${error.message ?? error}`; } };
const powers = [[2, 1], [3, 1], [1, 2], [2, 3]].map(([n, d]) => shown(() => rational(n, d).pow(-1).toString()));
const inverses = [[2, 1], [3, 1], [1, 2], [2, 3]].map(([n, d]) => rational(n, d).reciprocate().toString());
const square = rational(2, 3).pow(2).toString();
console.log('power -1 of 2, 3, 1/2, 2/3:', powers, 'reciprocate:', inverses, '(2/3)²:', square);
process.exit(powers[0] === '0/1' && powers[1] === '0/1' && powers[2].startsWith('error') && powers[3].startsWith('error') &&
             inverses.join() === '1/2,1/3,2/1,3/2' && square === '4/9' ? 0 : 1);
JS
node run.js
