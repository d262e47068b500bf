#!/usr/bin/env bash
# Octave 7.3's load reads complex numbers that h5py has written as 0 + 0i, and so any HDF5 record of two floating-point fields.
#
# Expected: 1 + 2i and 3 - 4i, or the warning "unknown datatype" that it has for a record of an integer and a double: which of the
#           two, since its own complex numbers are records of "real" and "imag", and those of h5py of "r" and "i".
# Seen:     a complex array of the right size, all 0, without a warning; the same for records of "mean" and "error", which are no complex
#           numbers. With fields called "real" and "imag" the values are right.
# Matters:  spectra and wave functions are exchanged so, and h5py's is the usual way to write them; zeros pass for data.
#
# Asks for Debian's octave and python3-h5py to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
cat > write.py <<'PY'
import h5py, numpy
with h5py.File("records.h5", "w") as made:
    made["by_h5py"] = numpy.array([1 + 2j, 3 - 4j])
    made["as_octave"] = numpy.array([(1, 2), (3, -4)], dtype=[("real", "f8"), ("imag", "f8")])
    made["estimates"] = numpy.array([(1.5, 0.1), (2.5, 0.2)], dtype=[("mean", "f8"), ("error", "f8")])
    print("read by h5py:", *(made[name][:].tolist() for name in made))
assert h5py.__version__ == "3.7.0", h5py.__version__
PY
/usr/bin/python3 write.py
cat > read.m <<'M'
if ! strcmp (version (), "7.3.0") error ("this is Octave %s, not 7.3.0", version ()); end
seen = load ("records.h5");
for name = fieldnames (seen)' printf ("%s: %s\n", name{1}, mat2str (seen.(name{1}))); endfor
printf ("last warning: '%s'\n", lastwarn ());
as_seen = isequal (seen.as_octave, [1+2i 3-4i]) && iscomplex (seen.by_h5py) && ...
          isequal (size (seen.by_h5py), [1 2]) && ! any (seen.by_h5py) && ...
          iscomplex (seen.estimates) && ! any (seen.estimates) && isempty (lastwarn ());
exit (! as_seen);
M
octave-cli --norc --quiet read.m
