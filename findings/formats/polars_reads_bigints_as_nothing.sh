#!/usr/bin/env bash
# nodejs-polars 0.26.1: a series of BigInt values of type Int64 holds nothing but nulls.
#
# Expected: pl.Series('n', [5n, 1n], pl.Int64) holds 5 and 1, exactly so above 2^53, for which BigInt is there; without a type, it does
#           (it becomes UInt64, and reads as BigInt), and with numbers in place of BigInts too.
# Seen:     [null, null], without a word, and so a sum of 0.
# Matters:  64-bit identifiers and seeds are the columns that have a type given by hand; counts and sums of them end up 0.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund nodejs-polars@0.26.1 nodejs-polars-linux-x64-gnu@0.26.1
cat > run.mjs <<'JS'
import pl from 'nodejs-polars';
const typed = pl.Series('n', [5n, 1n], pl.Int64), free = pl.Series('n', [5n, 1n]), numbers = pl.Series('n', [5, 1], pl.Int64);
console.log('BigInt as Int64', typed.toArray(), 'sum', typed.sum(), 'of', typed.nullCount(), 'nulls');
console.log('BigInt', free.toArray(), String(free.dtype), 'numbers as Int64', numbers.toArray());
process.exit(typed.nullCount() === 2 && typed.sum() == 0 && free.toArray().join() === '5,1' && numbers.toArray().join() === '5,1' ? 0 : 1);
JS
node run.mjs
