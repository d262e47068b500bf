"""R, Octave, Scilab, Perl, Fortran, NCL, yorick, JavaScript."""
from .probe import Probe, r

_NCDF4 = '''
file <- nc_open("result.h5")
cat(ncvar_get(file, "sessions/session_profit", start = c(1, 1), count = c(3, 1)), "\\n")
cat(ncvar_get(file, "sessions/case"), sep = "\\n")
'''

_RNETCDF = '''
sessions <- grp.inq.nc(open.nc("result.h5"), "sessions")$self
cat(var.get.nc(sessions, "session_profit", start = c(1, 1), count = c(3, 1), unpack = TRUE), "\\n")
cat(var.get.nc(sessions, "case"), sep = "\\n")
'''

_HDF5R = '''
file <- H5File$new("result.h5", mode = "r")
cat(as.numeric(file[["sessions/session_profit"]][1:3, 1]), "\\n")
cat(file[["sessions/case"]][], sep = "\\n")
'''

_RHDF5 = '''
cat(h5read("result.h5", "/sessions/session_profit", index = list(1:3, 1), bit64conversion = "double"), "\\n")
cat(h5read("result.h5", "/sessions/case"), sep = "\\n")
stopifnot(h5read("result.h5", "/sessions/session") == 0)
'''

_OCTAVE = '''
pkg load netcdf
printf("%g ", ncread("result.h5", "/sessions/session_profit", [1 1], [3 1])); printf("\\n");
printf("%s\\n", ncreadatt("result.h5", "/sessions", "case_labels"));
'''

_SCILAB = '''
file = h5open("result.h5", "r");
cents = double(file.root.sessions.session_profit.data);
mprintf("%g %g %g\\n", cents(1, 1) * 0.01, cents(2, 1) * 0.01, cents(3, 1) * 0.01);
labels = file.root.sessions.case.data;
for i = 1:size(labels, "*"), mprintf("%s\\n", labels(i)); end
exit
'''

_PDL_HDF5 = '''
use PDL; use PDL::IO::HDF5;
my $sessions = PDL::IO::HDF5->new("result.h5")->group("sessions");
print join(" ", $sessions->dataset("session_profit")->get->slice("0:2,(0)")->list), "\\n";
print $sessions->attrGet("case_labels"), "\\n";
'''

_FORTRAN = '''
program probe
  use netcdf
  integer :: file, sessions, column
  double precision :: cents(3)
  character(len=1000) :: labels
  call check(nf90_open("result.h5", nf90_nowrite, file))
  call check(nf90_inq_ncid(file, "sessions", sessions))
  call check(nf90_inq_varid(sessions, "session_profit", column))
  call check(nf90_get_var(sessions, column, cents, start=[1, 1], count=[3, 1]))
  labels = " "
  call check(nf90_get_att(sessions, nf90_global, "case_labels", labels))
  print "(3i8)", nint(cents)
  print "(a)", trim(labels)
contains
  subroutine check(status)
    integer, intent(in) :: status
    if (status /= nf90_noerr) stop 1
  end subroutine
end program
'''

_NCL = '''
begin
  results = addfile("result.nc", "r")
  sessions = results=>/sessions
  cents = tostring(sessions->session_profit(0, 0:2))
  print(cents(0) + " " + cents(1) + " " + cents(2))
  print(sessions->case)
end
'''

_YORICK = '''
#include "hdf5.i"
cents = h5read("result.h5", "/sessions/session_profit");
write, format="%ld %ld %ld\\n", cents(1, 1), cents(2, 1), cents(3, 1);
quit;
'''

_H5WASM = '''
import h5wasm from "h5wasm/node";
await h5wasm.ready;
const file = new h5wasm.File("result.h5", "r");
console.log(file.get("sessions/session_profit").value.slice(0, 3).join(" "));
console.log(file.get("sessions/case").value.join("\\n"));
'''

_JSFIVE = '''
import * as hdf5 from "jsfive";
import fs from "fs";
const bytes = fs.readFileSync("result.h5");
const file = new hdf5.File(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length), "result.h5");
console.log(file.get("sessions/session_profit").value.slice(0, 3).join(" "));
console.log(file.get("sessions/case").value.join("\\n"));
'''


_DUCKDB = '''
import { DuckDBInstance } from "@duckdb/node-api";
const database = await (await DuckDBInstance.create()).connect();
const first = async (query) => (await database.runAndReadAll(query)).getRows().map((row) => row[0]);
console.log((await first("select session_profit from 'rows.csv' limit 3")).join(" "));
console.log((await first("select distinct \\"case\\" from 'rows.csv'")).join("\\n"));
'''


def _script(text: str, file: str, command: str) -> str:
    return f"cat > {file} <<'CODE'\n{text.lstrip()}CODE\n{command}"


def _node(name: str, module: str, text: str, **more: str) -> Probe:
    """A probe of a module of Node.js, which `npm install -g` has put where `npm_config_prefix` says."""
    return Probe(name, f"npm: {module}", f'test -d "$(npm root -g)/{module}"',
                 f'sed -n \'s/^ *"version": "\\(.*\\)".*/\\1/p\' "$(npm root -g)/{module}/package.json"',
                 f'ln -sfn "$(npm root -g)" node_modules\n{_script(text, "probe.mjs", "node probe.mjs")}', **more)


PROBES = [
    r("ncdf4", "r-cran-ncdf4", _NCDF4),
    r("RNetCDF", "r-cran-rnetcdf", _RNETCDF),
    r("hdf5r", "r-cran-hdf5r", _HDF5R, money="cents"),
    r("rhdf5", "r-bioc-rhdf5", _RHDF5, money="cents"),
    Probe("Octave, its netcdf package", "octave, octave-netcdf", "octave-cli --eval 'pkg load netcdf'",
          "octave-cli --eval 'printf(\"%s\", pkg(\"describe\", \"netcdf\"){1}.version)'",
          _script(_OCTAVE, "probe.m", "octave-cli --quiet probe.m"), labels="attribute"),
    Probe("Scilab", "scilab-cli", "command -v scilab-cli", "scilab-cli -version | head -1",
          _script(_SCILAB, "probe.sce", "scilab-cli -nb -f probe.sce < /dev/null")),
    Probe("Perl, PDL::IO::HDF5", "libpdl-io-hdf5-perl", "perl -MPDL::IO::HDF5 -e 1",
          "perl -MPDL::IO::HDF5 -e 'print PDL::IO::HDF5->VERSION'", _script(_PDL_HDF5, "probe.pl", "perl probe.pl"),
          money="cents", labels="attribute"),
    Probe("netCDF-Fortran", "gfortran, libnetcdff-dev", "command -v gfortran && command -v nf-config", "nf-config --version",
          _script(_FORTRAN, "probe.f90", "gfortran $(nf-config --fflags) probe.f90 -o probe_fortran $(nf-config --flibs) && "
                                         "./probe_fortran"), money="cents", labels="attribute"),
    Probe("NCL", "ncl-ncarg", "command -v ncl", "ncl -V",
          "ln -sf result.h5 result.nc\n" + _script(_NCL, "probe.ncl", "ncl -Q probe.ncl"), money="cents"),
    Probe("yorick", "yorick, yorick-hdf5", "command -v yorick && test -e /usr/lib/yorick/lib/hdf5.so",
          "dpkg-query -W -f '${Version}' yorick", _script(_YORICK, "probe.i", "yorick -batch probe.i"),
          money="cents", labels=""),  # it crashes on strings of variable length, and on attributes of fixed
    _node("h5wasm", "h5wasm", _H5WASM, money="cents"),
    _node("jsfive", "jsfive", _JSFIVE, money="cents"),
    _node("DuckDB, CSV", "@duckdb/node-api", _DUCKDB, file="rows.csv"),
]
