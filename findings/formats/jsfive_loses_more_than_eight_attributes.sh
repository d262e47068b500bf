#!/usr/bin/env bash
# jsfive 0.4.2 shows no attributes at all of an object that has more than eight, in files written with libver >= v108.
#
# Expected: all twelve, or an error. (HDF5 keeps up to eight attributes in the object's header, and more in an index.)
# Seen:     eight are all there; of twelve, none, without a word. With the oldest format twelve are all there.
# Matters:  CF metadata (units, scale_factor, coordinates) vanish together when a ninth attribute is added.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund jsfive@0.4.2 h5wasm@0.10.3
cat > run.mjs <<'JS'
import fs from 'fs';
import h5wasm from 'h5wasm/node';
import * as jsfive from 'jsfive';
await h5wasm.ready;
function seen(count, options) {
  const made = new h5wasm.File('attributes.h5', 'w', options);
  for (let i = 0; i < count; i++) made.create_attribute(`a${i}`, i);
  made.close();
  const bytes = fs.readFileSync('attributes.h5');
  return Object.keys(new jsfive.File(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)).attrs).length;
}
const found = [seen(8, {libver: 'latest'}), seen(12, {libver: 'latest'}), seen(12, {libver: ['earliest', 'latest']})];
console.log(`of 8, latest: ${found[0]}; of 12, latest: ${found[1]}; of 12, oldest format: ${found[2]}`);
process.exit(found.join() === '8,0,12' ? 0 : 1);
JS
node run.mjs
