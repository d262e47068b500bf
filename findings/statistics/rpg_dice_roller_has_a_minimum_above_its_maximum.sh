#!/usr/bin/env bash
# @dice-roller/rpg-dice-roller 5.5.1: the least total of the dice 10-1d4 is 9 and the greatest 6, by its minTotal and maxTotal.
#
# Expected: 6 and 9, -5 and 5 for d6-d6, and an averageTotal that is the mean of the rolls, as it is for sums: 12.24 for 4d6 without the
#           lowest die, of 1296 equally likely rolls.
# Seen:     9 and 6; 0 and 0 for d6-d6, since all dice are set to 1, then to 6; and the mean of these two for the average: 10.5 for 4d6dl1,
#           3503.5 for the exploding 1d6!, whose mean is 4.2. The rolls themselves are right.
# Matters:  pages show these as the odds of a formula; 4d6dl1 is how characters are rolled, and its whole point is not to be 10.5.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund @dice-roller/rpg-dice-roller@5.5.1
cat > run.js <<'JS'
const {DiceRoll} = require('@dice-roller/rpg-dice-roller');
const seen = {};
for (const formula of ['3d6', '10-1d4', 'd6-d6', '4d6dl1', '1d6!']) {
  const {minTotal, maxTotal, averageTotal} = new DiceRoll(formula);
  let sum = 0, least = Infinity, most = -Infinity;
  for (let i = 0; i < 10000; i++) {
    const {total} = new DiceRoll(formula);
    sum += total; least = Math.min(least, total); most = Math.max(most, total);
  }
  seen[formula] = {minTotal, maxTotal, averageTotal, least, most, mean: sum / 10000};
}
console.table(seen);
let total = 0;
for (let roll = 0; roll < 1296; roll++) {
  const dice = [roll % 6, Math.floor(roll / 6) % 6, Math.floor(roll / 36) % 6, Math.floor(roll / 216)].map(side => side + 1);
  total += dice.reduce((a, b) => a + b) - Math.min(...dice);
}
console.log('mean of 4d6 without the lowest', total / 1296);
const near = (a, b, by) => Math.abs(a - b) < by;
const {'3d6': plain, '10-1d4': less, 'd6-d6': difference, '4d6dl1': best, '1d6!': exploding} = seen;
process.exit(near(plain.averageTotal, plain.mean, 0.2) && less.minTotal === 9 && less.maxTotal === 6 && less.least === 6 &&
             less.most === 9 && difference.minTotal === 0 && difference.maxTotal === 0 && difference.most === 5 &&
             best.averageTotal === 10.5 && near(best.mean, total / 1296, 0.2) && exploding.averageTotal > 1000 &&
             near(exploding.mean, 4.2, 0.3) ? 0 : 1);
JS
node run.js
