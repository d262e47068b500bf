"""Commands, and databases that read CSV."""
from .probe import Probe

PROBES = [
    Probe("NCO", "nco", "command -v ncks", "ncks --version 2>&1 | sed -n 's/.*version \\([0-9.]*\\).*/\\1/p' | head -1",
          "ncks -H -C --trd -s '%lld ' -g sessions -v session_profit -d case,0 -d session,0,2 result.h5\n"
          "ncks -H -C --trd -s '%s\\n' -g sessions -v case result.h5", money="cents"),
    Probe("ncdump, nccopy", "netcdf-bin", "command -v ncdump && command -v nccopy", "nc-config --version 2>/dev/null || dpkg-query -W -f '${Version}' netcdf-bin",
          "nccopy result.h5 copied.nc && ncdump -v sessions/session_profit,sessions/case copied.nc |\n"
          "  grep -A 1 -e ' session_profit =' -e ' case = '", money="cents"),
    Probe("h5dump", "hdf5-tools", "command -v h5dump", "h5dump --version",
          "h5dump -y -w 1 -d '/sessions/session_profit[0,0;;1,3]' result.h5 | tr -d '\\n,' ; h5dump -y -d /sessions/case result.h5\n"
          "test \"$(h5dump result.h5 | md5sum)\" = \"$(h5dump result.h5 | md5sum)\"", money="cents"),
    Probe("h5ls", "hdf5-tools", "command -v h5ls", "h5ls --version",
          "h5ls -d result.h5/sessions/session_profit | sed -n 3p | tr ',' ' '; h5ls -d result.h5/sessions/case", money="cents"),
    Probe("h5utils", "h5utils", "command -v h5totxt", "h5totxt -V | head -1",
          "h5totxt -s ' ' -d sessions/session_profit result.h5 | head -1 | cut -d ' ' -f 1-3", money="cents", labels=""),
    Probe("GDAL", "gdal-bin", "command -v gdal_translate", "gdalinfo --version",
          "gdal_translate -q -of XYZ -srcwin 0 0 3 1 HDF5:result.h5://sessions/session_profit points.xyz\n"
          "cut -d ' ' -f 3 points.xyz | paste -s -d ' '; gdalmdiminfo -array /sessions/case -detailed result.h5", money="cents"),
    Probe("SQLite, CSV", "sqlite3", "command -v sqlite3", "sqlite3 --version",
          "rm -f rows.db; sqlite3 rows.db '.import --csv rows.csv rows' "
          "'select group_concat(p, \" \") from (select session_profit as p from rows limit 3)' "
          "'select distinct \"case\" from rows'", file="rows.csv"),
]
