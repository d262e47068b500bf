"""Tables as CSV files, or as groups of one HDF5 file."""
import pathlib
from collections.abc import Sequence

import numpy as np

from season.columns import Column, Table

ROWS_AT_ONCE = 200_000


def quoted(cell: str) -> str:
    if any(letter in cell for letter in ',"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def csv_cells(column: Column) -> list[str]:
    cells = column.cells()
    if column.kind != "text" and not column.written:
        return cells
    known = {cell: quoted(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


class CsvFolder:
    """Files of tables, which may come in parts: of 100 leagues they have 30 million rows."""

    def __init__(self, folder: pathlib.Path, line_end: str = "\n"):
        self.folder, self.line_end = folder, line_end
        self.rows: dict[str, int] = {}  # that have been written, by table

    def add(self, tables: Sequence[Table]) -> None:
        for table in tables:
            write_csv(self.folder, table, self.line_end, table.name in self.rows)
            self.rows[table.name] = self.rows.get(table.name, 0) + len(table)


def write_csv(folder: pathlib.Path, table: Table, line_end: str = "\n", goes_on: bool = False) -> None:
    """Bytes that are no UTF-8 stand in cells as Python's surrogates."""
    with open(folder / f"{table.name}.csv", "a" if goes_on else "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        if not goes_on:
            file.write(",".join(table.columns) + line_end)
        if len(table) == 0:
            return
        cells = [csv_cells(column) for column in table.columns.values()]
        for first in range(0, len(table), ROWS_AT_ONCE):
            rows = zip(*(column[first:first + ROWS_AT_ONCE] for column in cells))
            file.write(line_end.join(map(",".join, rows)) + line_end)


def write_hdf5(path: pathlib.Path, tables: Sequence[Table]) -> pathlib.Path:
    """Columns with spoilt cells, which have no type, as text."""
    import h5py  # not everybody has it

    with h5py.File(path, "w") as file:
        for table in tables:
            group = file.create_group(table.name)
            for name, column in table.columns.items():
                if column.kind == "text" or column.written:
                    encoded = [cell.encode("utf-8", "surrogateescape") for cell in column.cells()]
                    group.create_dataset(name, data=np.array(encoded, dtype=object), dtype=h5py.string_dtype())
                else:
                    write_numbers(group, name, column)
    return path


def write_numbers(group, name: str, column: Column) -> None:
    missing = column.missing
    if column.kind == "real":
        values = column.values if missing is None else np.where(missing, np.nan, column.values)
        group.create_dataset(name, data=values)
        return
    fill = {"whole": -(1 << 31), "date": -(1 << 31), "time": -(1 << 62), "flag": 255}[column.kind]
    kind = {"whole": np.int32, "date": np.int32, "time": np.int64, "flag": np.uint8}[column.kind]
    values = column.values.astype(np.int64)
    data = group.create_dataset(name, data=(values if missing is None else np.where(missing, fill, values)).astype(kind))
    if missing is not None:
        data.attrs["_FillValue"] = np.array([fill], kind)
    if column.kind in ("date", "time"):
        data.attrs["units"] = f"{'days' if column.kind == 'date' else 'seconds'} since 1970-01-01"
