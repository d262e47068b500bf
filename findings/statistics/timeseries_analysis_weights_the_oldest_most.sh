#!/usr/bin/env bash
# timeseries-analysis 1.0.12: its linear weighted moving average gives the oldest value of the window the largest weight.
#
# Expected: weights that fall with age, which is what such an average is for: on a straight line it runs closer behind the data than
#           the plain moving average of the same length does.
# Seen:     3, 2, 1 from the oldest to the newest of three values: on y = t it is 7/3 steps late, the plain average 2, where the
#           weights turned round would be 5/3 late. A pulse has its full effect only when it is about to leave the window.
# Matters:  as a smoother or a forecast it does the opposite of what it is chosen for, and the curve looks like an ordinary average.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund timeseries-analysis@1.0.12
cat > run.js <<'JS'
const {main, adapter} = require('timeseries-analysis');
const of = (values, kind) => new main(adapter.fromArray(values))[kind]({period: 3}).output().map(([, value]) => value);
const line = Array.from({length: 10}, (_, t) => t), pulse = [0, 0, 0, 0, 6, 0, 0, 0, 0];
const late = kind => 9 - of(line, kind)[9];
console.log('steps late on a line: plain', late('ma'), 'weighted', late('lwma'));
console.log('a pulse of 6 at 4: plain', of(pulse, 'ma').slice(4), 'weighted', of(pulse, 'lwma').slice(4));
const near = (a, b) => Math.abs(a - b) < 1e-9;
process.exit(near(late('ma'), 2) && near(late('lwma'), 7 / 3) && of(pulse, 'lwma').slice(5).join() === '1,2,3,0' ? 0 : 1);
JS
node run.js
