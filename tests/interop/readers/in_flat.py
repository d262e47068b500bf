"""Readers without groups, whole numbers of 64 bits or strings: they read what `ergodic export --flat` makes."""
from .probe import Probe

_CDO = '''
cdo -s outputf,"%g ",3 -selname,session_profit flat.nc | head -1
cdo -s showattribute,case_labels flat.nc | tr -d '"' | sed 's/\\\\n$//; s/^ *//; s/^case_labels = //'
'''

_FERRET = '''
cat > probe.jnl <<'CODE'
set data flat.nc
list/nohead/norowhead/format=(f12.2)/i=1:3/j=1 session_profit
say `..case_labels`
CODE
share=/usr/share/ferret-vis
export FER_DIR=$share FER_GO=". $share/go" FER_DATA=. FER_GRIDS=. FER_DESCR=. FER_PALETTE=". $share/ppl" FER_FONTS=$share/ppl/fonts
$(command -v ferret_c ferret | head -1) -nojnl -gif -script probe.jnl
'''

_GMT = '''
gmt grd2xyz 'flat.nc?session_profit' 2>/dev/null | awk '$2 == 0 {print $3}' | head -3
'''

_VTK = '''
python3 - <<'CODE'
import vtk
reader = vtk.vtkNetCDFReader()
reader.SetFileName("flat.nc")
reader.Update()
profit = reader.GetOutputDataObject(0).GetPointData().GetArray("session_profit")
print(*(profit.GetValue(i) for i in range(3)))
CODE
'''

_PDL = '''
perl -MPDL -MPDL::NetCDF -e 'my $file = PDL::NetCDF->new("flat.nc");
  print join(" ", $file->get("session_profit")->slice("0:2,(0)")->list), "\\n", $file->getatt("case_labels"), "\\n"'
'''

_RUBY = '''
ruby -e 'require "numru/netcdf"
  file = NumRu::NetCDF.open("flat.nc")
  puts file.var("session_profit").get[0..2, 0].to_a.join(" "), file.att("case_labels").get'
'''

_GDL = '''
cat > probe.pro <<'CODE'
file = ncdf_open('flat.nc')
ncdf_varget, file, 'session_profit', profit
ncdf_attget, file, /global, 'case_labels', labels
print, profit[0:2, 0]
print, string(labels)
exit
CODE
gdl -q probe.pro < /dev/null 2> /dev/null
'''

_NCDUMP = '''
nccopy -k classic flat.nc classic.nc && ncdump -v session_profit classic.nc | sed -n '/session_profit =/,/;/p' | head -3
ncdump -h classic.nc | sed -n 's/\\\\n//; /case_labels/,/;/p'
'''


def _flat(name: str, package: str, installed: str, version: str, script: str, labels: str = "attribute") -> Probe:
    return Probe(name, package, installed, version, script.strip(), "dollars", labels, "flat.nc")


PROBES = [
    _flat("CDO", "cdo", "command -v cdo", "cdo --version 2>&1 | sed -n 's/.*version \\([0-9.]*\\).*/\\1/p' | head -1", _CDO),
    _flat("Ferret", "ferret-vis", "command -v ferret_c || command -v ferret", "dpkg-query -W -f '${Version}' ferret-vis", _FERRET),
    _flat("GMT", "gmt", "command -v gmt", "gmt --version", _GMT, labels=""),
    _flat("VTK", "python3-vtk9", "python3 -c 'import vtk'",
          "python3 -c 'import vtk; print(vtk.vtkVersion.GetVTKVersion())'", _VTK, labels=""),
    _flat("Perl, PDL::NetCDF", "libpdl-netcdf-perl", "perl -MPDL::NetCDF -e 1",
          "perl -MPDL::NetCDF -e 'print $PDL::NetCDF::VERSION'", _PDL),
    _flat("Ruby, ruby-netcdf", "ruby-netcdf", "ruby -e 'require \"numru/netcdf\"'",
          "dpkg-query -W -f '${Version}' ruby-netcdf", _RUBY),
    _flat("GDL", "gnudatalanguage", "command -v gdl", "gdl --version 2>&1 | sed -n 's/.*Version \\([0-9.]*\\).*/\\1/p' | head -1", _GDL),
    _flat("ncdump, of a classic copy", "netcdf-bin", "command -v nccopy && command -v ncdump",
          "nc-config --version 2>/dev/null || dpkg-query -W -f '${Version}' netcdf-bin", _NCDUMP),
]
