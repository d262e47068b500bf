#!/usr/bin/env bash
# DuckDB 1.5.6: fill, the linear interpolation among window functions, puts 2 147 483 655 between 10 and 4 in a UINTEGER column.
#
# Expected: 7, as it gives for signed and small types, and for 4 and 10 in turn; half the way between two values is between them.
# Seen:     2^31 too much in falling UINTEGER columns, 2^63 in UBIGINT ones. Past its end a falling INTEGER or BIGINT column goes on
#           wrongly: 100, none, 50, none has -25 last, where DOUBLE has 25; rising columns are right.
# Matters:  counters and stocks are unsigned and fall; the value has its type, so nothing downstream stops it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat > run.mjs <<'JS'
import {DuckDBInstance} from '@duckdb/node-api';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const filled = async (type, ...values) => {
  const rows = values.map((value, i) => `(${i}, ${value})`);
  const query = `SELECT fill(x::${type}) OVER (ORDER BY i) FROM (VALUES ${rows}) t(i, x) ORDER BY i`;
  return (await connection.runAndReadAll(query)).getRows().flat().join();
};
let wrong = 0;
for (const [expected, ...column] of [
  ['10,7,4', 'DOUBLE', 10, 'NULL', 4], ['10,7,4', 'INTEGER', 10, 'NULL', 4], ['10,7,4', 'USMALLINT', 10, 'NULL', 4],
  ['4,7,10', 'UINTEGER', 4, 'NULL', 10], ['10,2147483655,4', 'UINTEGER', 10, 'NULL', 4],
  ['10,9223372036854775818,4', 'UBIGINT', 10, 'NULL', 4],
  ['100,75,50,25', 'DOUBLE', 100, 'NULL', 50, 'NULL'], ['100,75,50,-25', 'INTEGER', 100, 'NULL', 50, 'NULL'],
  ['100,75,50,-25', 'BIGINT', 100, 'NULL', 50, 'NULL'], ['50,75,100,125', 'INTEGER', 50, 'NULL', 100, 'NULL']]) {
  const seen = await filled(...column);
  console.log(column.join(' '), '->', seen);
  if (seen !== expected) { wrong++; console.log('   expected', expected); }
}
process.exit(wrong);
JS
node run.mjs
