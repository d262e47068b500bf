#!/usr/bin/env bash
# jsfive 0.4.2 reads elements of an HDF5 dataset that were never written as `undefined` instead of its fill value.
#
# Expected: a chunked dataset of two values, extended to six, reads as 1, 2, 0, 0, 0, 0: what HDF5 itself gives (h5wasm 0.10.3).
# Seen:     1, 2, undefined, undefined, undefined, undefined; sums of such a column become NaN.
# Matters:  files with room for rows to come are common in simulations: rows not yet written look like missing data here.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund jsfive@0.4.2 h5wasm@0.10.3
cat > run.mjs <<'JS'
import fs from 'fs';
import h5wasm from 'h5wasm/node';
import * as jsfive from 'jsfive';
await h5wasm.ready;
const made = new h5wasm.File('extended.h5', 'w');
made.create_dataset({name: 'x', data: [1, 2], shape: [2], maxshape: [null], chunks: [2], dtype: '<i'});
made.get('x').resize([6]);
const by_hdf5 = Array.from(made.get('x').value);
made.close();
const bytes = fs.readFileSync('extended.h5');
const by_jsfive = Array.from(new jsfive.File(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)).get('x').value);
console.log('HDF5', by_hdf5, 'jsfive', by_jsfive);
const same = (a, b) => a.length === b.length && a.every((value, i) => value === b[i]);
process.exit(same(by_hdf5, [1, 2, 0, 0, 0, 0]) && same(by_jsfive, [1, 2, undefined, undefined, undefined, undefined]) ? 0 : 1);
JS
node run.mjs
