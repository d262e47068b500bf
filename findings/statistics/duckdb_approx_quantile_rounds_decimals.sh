#!/usr/bin/env bash
# DuckDB 1.5.6: approx_quantile and reservoir_quantile of DECIMAL values are whole numbers. The median of 0.01 ... 0.99 is 1.
#
# Expected: a decimal near 0.50, as quantile_cont and median give, or a DOUBLE: the estimates are of a rank, not of a rounded value.
# Seen:     their type is INTEGER: 1 for 0.01 ... 0.99 and 0 for 0.0301 ... 0.0399. Given a list of levels, approx_quantile answers
#           DECIMAL values that are right; so does it of the same column cast to DOUBLE.
# Matters:  1.5 and 0.25 are decimals in SQL, and so are money columns; a latency or a price in cents becomes a plausible whole number.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat > run.mjs <<'JS'
import {DuckDBInstance} from '@duckdb/node-api';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const reader = await connection.runAndReadAll(`
  SELECT typeof(approx_quantile(x, 0.5)) AS type, approx_quantile(x, 0.5) AS approximate, reservoir_quantile(x, 0.5) AS reservoir,
         approx_quantile(y, 0.5) AS small, approx_quantile(x, [0.5]) AS listed, approx_quantile(x::DOUBLE, 0.5) AS of_doubles,
         quantile_cont(x, 0.5) AS exact
  FROM (SELECT (i / 100.0)::DECIMAL(6, 2) AS x, (0.03 + i / 10000.0)::DECIMAL(6, 4) AS y FROM range(1, 100) r(i))`);
const seen = reader.getRowObjectsJson()[0];
console.log(seen);
process.exit(seen.type === 'INTEGER' && seen.approximate === 1 && seen.reservoir === 1 && seen.small === 0 &&
             seen.listed[0] === '0.50' && seen.of_doubles === 0.5 && seen.exact === '0.50' ? 0 : 1);
JS
node run.mjs
