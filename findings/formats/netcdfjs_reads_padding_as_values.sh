#!/usr/bin/env bash
# netcdfjs 4.0.0 takes the bytes that fill a variable up to a multiple of four for values, and bytes for unsigned.
#
# Expected: short s(t) of 1 2 3 4 5 beside another variable over the record dimension reads as these five; a byte of -12 as -12 (bytes
#           are signed in the classic format); a lone short over records, which has no padding by the format's one exception, as well.
# Seen:     five pairs, of the value and a padding value each; a scalar short as a list of two; 244 for -12, and a fourth byte after
#           three; a RangeError for the lone short. int, float and double, whose size is a multiple of four, are right.
# Matters:  packed data (short with scale_factor) are the usual classic file: a series becomes a matrix with an extra column, whose
#           values look like the fill value or like data.
#
# The files are made, and read for comparison, by ncgen and ncdump of Debian's netcdf-bin, which has too many libraries for a temporary
# folder and is to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y > /dev/null; npm install --silent --no-audit --no-fund netcdfjs@4.0.0
cat > several.cdl <<'CDL'
netcdf several {
dimensions: t = UNLIMITED; x = 3;
variables: short s(t); int n(t); byte b(x); short scalar;
data: s = 1, 2, 3, 4, 5; n = 10, 20, 30, 40, 50; b = 1, -12, 3; scalar = 7;
}
CDL
echo 'netcdf lone { dimensions: t = UNLIMITED; variables: short s(t); data: s = 1, 2, 3, 4, 5; }' > lone.cdl
for file in several lone; do
  ncgen -k classic -o $file.nc $file.cdl
  echo "by ncdump, $file:" $(ncdump $file.nc | sed '1,/^data:/d')
done
cat > run.mjs <<'JS'
import fs from 'fs';
import {NetCDFReader} from 'netcdfjs';
const several = new NetCDFReader(fs.readFileSync('several.nc')), lone = new NetCDFReader(fs.readFileSync('lone.nc'));
const [s, n, b, scalar] = ['s', 'n', 'b', 'scalar'].map(name => several.getDataVariable(name));
let alone;
try { alone = lone.getDataVariable('s'); } catch (error) { alone = error.name; }
console.log('by netcdfjs', JSON.stringify({s, n, b, scalar, alone}));
process.exit(s.every((value, i) => value.length === 2 && value[0] === i + 1) && n.join() === '10,20,30,40,50' &&
             b.flat().slice(0, 3).join() === '1,244,3' && b.length === 4 && scalar.length === 2 && scalar[0] === 7 &&
             alone === 'RangeError' ? 0 : 1);
JS
node run.mjs
