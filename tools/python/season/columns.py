"""A table as columns of one kind each, and how their cells are written."""
import dataclasses
from collections.abc import Iterable

import numpy as np

# As the program has them: dates are days since 1970-01-01, times seconds since then (UTC).
KINDS = ("text", "whole", "real", "date", "time", "flag")


@dataclasses.dataclass
class Column:
    kind: str
    values: np.ndarray
    missing: np.ndarray | None = None  # which have no value
    written: dict[int, str] = dataclasses.field(default_factory=dict)  # cells that say something else than a value of the kind

    def take(self, rows: np.ndarray) -> "Column":
        if self.written:
            raise ValueError("rows are chosen before cells are spoilt")
        return Column(self.kind, self.values[rows], None if self.missing is None else self.missing[rows])

    def cells(self) -> list[str]:
        """As in a CSV file, but for quotation marks."""
        if self.kind == "text":
            cells = self.values.tolist()
        elif self.kind == "date":
            cells = self.values.astype("datetime64[D]").astype(str).tolist()
        elif self.kind == "time":
            cells = [each + "Z" for each in self.values.astype("datetime64[s]").astype(str).tolist()]
        elif self.kind == "flag":
            cells = np.where(self.values, "true", "false").tolist()
        else:
            cells = list(map(str, self.values.tolist()))
        if self.missing is not None:
            for row in np.flatnonzero(self.missing).tolist():
                cells[row] = ""
        for row, cell in self.written.items():
            cells[row] = cell
        return cells


def text(values: Iterable[str], missing: np.ndarray | None = None) -> Column:
    return Column("text", np.asarray(list(values) if not isinstance(values, np.ndarray) else values, dtype=object), missing)


def whole(values: np.ndarray, missing: np.ndarray | None = None) -> Column:
    return Column("whole", np.asarray(values, np.int64), missing)


def real(values: np.ndarray, missing: np.ndarray | None = None) -> Column:
    return Column("real", np.asarray(values, np.float64), missing)


def date(values: np.ndarray, missing: np.ndarray | None = None) -> Column:
    return Column("date", np.asarray(values, np.int64), missing)


def time(values: np.ndarray, missing: np.ndarray | None = None) -> Column:
    return Column("time", np.asarray(values, np.int64), missing)


def flag(values: np.ndarray, missing: np.ndarray | None = None) -> Column:
    return Column("flag", np.asarray(values, bool), missing)


@dataclasses.dataclass
class Table:
    name: str
    key: tuple[str, ...]
    columns: dict[str, Column]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())).values)

    def __getitem__(self, name: str) -> np.ndarray:
        return self.columns[name].values

    def take(self, rows: np.ndarray) -> "Table":
        return Table(self.name, self.key, {name: column.take(rows) for name, column in self.columns.items()})


def stacked(tables: list[Table]) -> Table:
    """One below the other."""
    first = tables[0]
    columns = {}
    for name, column in first.columns.items():
        parts = [table.columns[name] for table in tables]
        missing = None
        if any(part.missing is not None for part in parts):
            missing = np.concatenate([np.zeros(len(part.values), bool) if part.missing is None else part.missing for part in parts])
        columns[name] = Column(column.kind, np.concatenate([part.values for part in parts]), missing)
    return Table(first.name, first.key, columns)
