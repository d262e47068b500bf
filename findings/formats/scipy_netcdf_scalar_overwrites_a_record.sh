#!/usr/bin/env bash
# scipy.io.netcdf_file of SciPy 1.10.1 writes a scalar variable over the second record where the file has an unlimited dimension.
#
# Expected: n(t) of 10 20 30 40 50 and a scalar of 7 read back as these; scalars are ordinary variables of the format, and
#           assignValue is there to set them.
# Seen:     10 7 30 40 50, read by SciPy itself, without a word; the netCDF library does not open the file. Each of the two alone is
#           right, and so is a variable of one element in place of the scalar.
# Matters:  CF files hold such scalars (grid mappings, a reference time) beside their records: one record of the data is lost.
#
# Asks for Debian's python3-scipy (1.10.1) and netcdf-bin to be installed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
cat > write.py <<'PY'
import subprocess, scipy
from scipy.io import netcdf_file

def kept(records, other):
    with netcdf_file("made.nc", "w") as made:
        made.createDimension("t", None)
        made.createDimension("one", 1)
        if records:
            made.createVariable("n", "i", ("t",))[:] = [10, 20, 30, 40, 50]
        if other == "scalar":
            made.createVariable("m", "i", ()).assignValue(7)
        elif other:
            made.createVariable("m", "i", ("one",))[:] = [7]
    with netcdf_file("made.nc", mmap=False) as made:
        by_scipy = {name: variable.data.tolist() for name, variable in made.variables.items()}
    library = subprocess.run(["ncdump", "made.nc"], capture_output=True).returncode == 0
    print(f"{other or 'nothing'} beside {'records' if records else 'nothing'}: {by_scipy}, {'opened' if library else 'refused'} by netCDF")
    return by_scipy, library

assert scipy.__version__ == "1.10.1", scipy.__version__
right = [10, 20, 30, 40, 50]
assert kept(True, "") == ({"n": right}, True)
assert kept(False, "scalar") == ({"m": 7}, True)
assert kept(True, "vector") == ({"n": right, "m": [7]}, True)
assert kept(True, "scalar") == ({"n": [10, 7, 30, 40, 50], "m": 7}, False)
PY
/usr/bin/python3 write.py
