#!/usr/bin/env bash
# zarrita 0.7.5 reads the fill value "0x7ff8000000000001", a NaN in a Zarr 3 array of float64, as 9.2e18.
#
# Expected: NaN: version 3 of the format writes a float's fill value as a number, as "NaN", "Infinity" or "-Infinity", or as the
#           hexadecimal form of its bits ("0x3f800000" is 1 in float32), which is the only one for other NaNs; or else an error.
# Seen:     the bits as an integer: 9221120237041091000, and 1065353216 for the 1. "NaN" and numbers are right.
# Matters:  chunks that were never written are filled with it: missing data become the largest values of the array.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund zarrita@0.7.5
cat > run.mjs <<'JS'
import * as zarr from 'zarrita';
const filled = async (data_type, fill_value) => {
  const meta = {zarr_format: 3, node_type: 'array', shape: [2], data_type, fill_value, attributes: {},
                chunk_grid: {name: 'regular', configuration: {chunk_shape: [2]}},
                chunk_key_encoding: {name: 'default', configuration: {separator: '/'}},
                codecs: [{name: 'bytes', configuration: {endian: 'little'}}]};
  const store = new Map([['/zarr.json', new TextEncoder().encode(JSON.stringify(meta))]]);   // no chunk: all of it is the fill value
  return (await zarr.get(await zarr.open.v3(store, {kind: 'array'}))).data[0];
};
const float = bits => new DataView(new Uint32Array([bits]).buffer).getFloat32(0, true);
const seen = {nan: await filled('float64', '0x7ff8000000000001'), one: await filled('float32', '0x3f800000'),
              named: await filled('float64', 'NaN'), number: await filled('float32', 1.5)};
console.log(seen, 'the bits 0x3f800000 are', float(0x3f800000));
process.exit(seen.nan === Number(0x7ff8000000000001n) && seen.one === 0x3f800000 && Number.isNaN(seen.named) && seen.number === 1.5 &&
             float(0x3f800000) === 1 ? 0 : 1);
JS
node run.mjs
