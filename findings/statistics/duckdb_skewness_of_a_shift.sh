#!/usr/bin/env bash
# DuckDB 1.5.6: skewness and kurtosis of values around 10 000 with a spread of 0.3 are noise; the variance of the same column is right.
#
# Expected: adding 10 000 to every value changes neither by more than 1e-6; the variance of DuckDB runs along in one pass and keeps
#           all its digits, so that the same was expected of the two next to it.
# Seen:     skewness 0.0884 becomes -8.1, kurtosis -1.21 becomes 326 326; at 1 000 000 they are NaN and NULL. Ten times the value 0.1,
#           whose skewness is not defined, have -62 914 560.
# Matters:  such columns are ordinary (prices, pressures, seconds of a day); a test of normality made of the two rejects all of them.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat > run.mjs <<'JS'
import {DuckDBInstance} from '@duckdb/node-api';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const first = async query => (await connection.runAndReadAll(query)).getRows()[0];
await connection.run('CREATE TABLE t AS SELECT (i * i % 1000) / 1000.0::DOUBLE v FROM range(100000) r(i)');
const at = offset => first(`SELECT var_samp(v + ${offset}), skewness(v + ${offset}), kurtosis(v + ${offset}) FROM t`);
// The values are multiples of 1/1000, each a whole number of times: the exact moments follow from integers.
let one = 0n, two = 0n, three = 0n, four = 0n;
const n = 100000n;
for (let i = 0n; i < n; i++) {
  const v = i * i % 1000n;
  one += v; two += v * v; three += v * v * v; four += v * v * v * v;
}
const second = n * two - one * one;                                          // n² times the second central moment
const third = n * n * three - 3n * n * one * two + 2n * one * one * one;     // n³ times the third
const exact = Number(third) / Number(second) ** 1.5;
const [near, far, farther] = [await at(0), await at('1e4'), await at('1e6')];
const same = (await first('SELECT skewness(v) FROM (SELECT 0.1::DOUBLE v FROM range(10))'))[0];
console.log(`population skewness by integers ${exact}`);
console.log('variance, skewness, kurtosis:', near, 'with 1e4 added:', far, 'with 1e6 added:', farther);
console.log(`skewness of ten times 0.1: ${same}`);
const close = (a, b, by) => Math.abs(a - b) < by;
process.exit(close(near[1], exact, 1e-4) && close(far[0], near[0], 1e-9) && Math.abs(far[1]) > 1 && Math.abs(far[2]) > 1000 &&
             !(Math.abs(farther[1]) < 1) && same < -1e6 ? 0 : 1);
JS
node run.mjs
