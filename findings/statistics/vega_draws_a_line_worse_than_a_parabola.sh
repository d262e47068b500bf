#!/usr/bin/env bash
# vega-statistics 2.0.0: regressionLinear calls points on a steep line flat (R² = 0) where x is a time stamp; regressionQuad does not.
#
# Expected: y = 2 (x - start) for twenty points one second apart, start = 1.7e9: a line through all of them, R² = 1. Whoever fits a
#           parabola to these with centred sums fits a line so too.
# Seen:     a level line at the mean, 19, with R² = 0; the parabola through the same points has R² = 1 and is right. From 0, both are.
# Matters:  a trend over time is what such a line is drawn for: here there seems to be none.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund vega-statistics@2.0.0
cat > run.mjs <<'JS'
import {regressionLinear, regressionQuad} from 'vega-statistics';
const fit = (kind, start) => {
  const points = Array.from({length: 20}, (_, i) => ({x: start + i, y: 2 * i}));
  const {rSquared, predict} = kind(points, point => point.x, point => point.y);
  return [rSquared, predict(start), predict(start + 19)];
};
const near = fit(regressionLinear, 0), line = fit(regressionLinear, 1.7e9), parabola = fit(regressionQuad, 1.7e9);
console.log('R², first and last value (true: 1, 0, 38)');
console.log('line from 0', near, 'line from 1.7e9', line, 'parabola from 1.7e9', parabola);
const right = ([r, first, last]) => Math.abs(r - 1) < 1e-6 && Math.abs(first) < 1e-3 && Math.abs(last - 38) < 1e-3;
process.exit(right(near) && right(parabola) && !(line[0] > 0.5) && !(Math.abs(line[1]) < 1 && Math.abs(line[2] - 38) < 1) ? 0 : 1);
JS
node run.mjs
