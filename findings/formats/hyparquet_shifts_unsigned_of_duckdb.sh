#!/usr/bin/env bash
# DuckDB 1.5.6 and hyparquet 1.31.5: a UINTEGER column whose first value is 3 000 000 000 reads as 852 516 352, from Parquet "V2" files.
#
# Expected: 3000000000, 3000000001 by both, as from a "V1" file of the same column, where the values are stored plainly.
# Seen:     852516352, 852516353: 2^31 too little throughout, and 2147483648 for a 0 in a column that begins with 4294967295. Columns
#           whose first value is below 2^31 are right (0, 4294967295), as are INTEGER and UBIGINT columns from end to end. DuckDB (and
#           Polars) read the file rightly: its first value is written with 33 bits, where the type has 32 and hyparquet keeps so many.
# Matters:  hashes, IPv4 addresses and seeds are such columns; whether one is right depends on which row comes first.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 hyparquet@1.31.5
cat > run.mjs <<'JS'
import {DuckDBInstance} from '@duckdb/node-api';
import {asyncBufferFromFile, parquetReadObjects} from 'hyparquet';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
let wrong = 0;
for (const [version, type, values, expected] of [
  ['V1', 'UINTEGER', '3000000000, 3000000001', '3000000000,3000000001'],
  ['V2', 'UINTEGER', '3000000000, 3000000001', '852516352,852516353'],
  ['V2', 'UINTEGER', '4294967295, 0', '2147483647,2147483648'], ['V2', 'UINTEGER', '0, 4294967295', '0,4294967295'],
  ['V2', 'INTEGER', '-2147483648, 2147483647', '-2147483648,2147483647'],
  ['V2', 'UBIGINT', '18446744073709551615, 0', '18446744073709551615,0']]) {
  const column = `SELECT unnest([${values}])::${type} AS x`;
  await connection.run(`COPY (${column}) TO 'column.parquet' (FORMAT parquet, PARQUET_VERSION ${version})`);
  const own = (await connection.runAndReadAll("SELECT x::VARCHAR FROM 'column.parquet'")).getRows().flat().join();
  const seen = (await parquetReadObjects({file: await asyncBufferFromFile('column.parquet')})).map(row => String(row.x)).join();
  console.log(`${version} ${type} ${values}: DuckDB ${own}, hyparquet ${seen}`);
  if (own !== values.replaceAll(' ', '') || seen !== expected) wrong++;
}
process.exit(wrong);
JS
node run.mjs
