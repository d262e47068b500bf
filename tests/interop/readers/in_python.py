"""Modules of Python."""
from .probe import python

_H5PY = '''
with h5py.File("result.h5") as file:
    print(*file["sessions/session_profit"][0, :3])
    print(*file["sessions/case"].asstr(), sep="\\n")
'''

_NETCDF4 = '''
sessions = netCDF4.Dataset("result.h5")["sessions"]
print(*sessions["session_profit"][0, :3].data)
print(*sessions["case"][:], sep="\\n")
'''


def _xarray(engine: str) -> str:
    return f'''
for name in ("archive.h5", "result.h5"):
    with xarray.open_dataset(name, engine="{engine}", group="sessions") as sessions:
        print(*sessions["session_profit"].sel(case="basic").values[:3])
        print(*sessions["case"].values, sep="\\n")
'''


_DASK = '''
sessions = xarray.open_dataset("result.h5", engine="h5netcdf", group="sessions", chunks={"session": 100})
print(*sessions["session_profit"][0, :3].compute().values)
print(*sessions["case"].values, sep="\\n")
'''

_ZARR = '''
with xarray.open_dataset("result.h5", engine="h5netcdf", group="sessions", chunks={}) as sessions:
    for column in sessions.values():
        column.encoding.clear()
    sessions.to_zarr("copy.zarr", mode="w")
copy = xarray.open_zarr("copy.zarr")
print(*copy["session_profit"][0, :3].values)
print(*copy["case"].values, sep="\\n")
'''

_PANDAS = '''
with h5py.File("result.h5") as file:
    columns = file["sessions"]
    frame = pandas.DataFrame(columns["session_profit"][:].T, columns=columns["case"].asstr()[:])
print(*frame["basic"][:3])
print(*frame.columns, sep="\\n")
'''

_PYTABLES = '''
file = tables.open_file("result.h5")
print(*file.get_node("/sessions/session_profit")[0, :3])
print(str(file.get_node_attr("/sessions", "case_labels")))
'''

_SILX = '''
import silx.io
with silx.io.open("result.h5") as file:
    print(*file["sessions/session_profit"][0, :3])
    print(*(label.decode() for label in file["sessions/case"][:]), sep="\\n")
'''

_CSV = '''
rows = pandas.read_csv("rows.csv")
print(*rows["session_profit"][:3])
print(*rows["case"].unique(), sep="\\n")
'''

PROBES = [
    python("h5py", "python3-h5py", _H5PY, money="cents"),
    python("netCDF4", "python3-netcdf4", _NETCDF4),
    python("xarray", "python3-xarray, python3-h5netcdf", _xarray("h5netcdf"), name="xarray, engine h5netcdf", needs="h5netcdf"),
    python("xarray", "python3-xarray, python3-netcdf4", _xarray("netcdf4"), name="xarray, engine netcdf4", needs="netCDF4"),
    python("dask", "python3-dask", _DASK, needs="dask.array xarray h5netcdf"),
    python("zarr", "python3-zarr", _ZARR, needs="xarray h5netcdf dask.array"),
    python("pandas", "python3-pandas", _PANDAS, name="pandas, by h5py", needs="h5py", money="cents"),
    python("tables", "python3-tables", _PYTABLES, name="PyTables", money="cents", labels="attribute"),
    python("silx", "python3-silx", _SILX, money="cents"),
    python("pandas", "python3-pandas", _CSV, name="pandas, CSV", file="rows.csv"),
]
