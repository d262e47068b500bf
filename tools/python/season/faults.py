"""Faults on demand, each kind in its share of rows, and a list of where they are."""
import dataclasses
from collections.abc import Callable

import numpy as np

from season import columns
from season.columns import Table

Tables = dict[str, Table]


@dataclasses.dataclass(frozen=True)
class Fault:
    kind: str
    table: str
    row: int      # of the table, from 0; -1: it is gone
    column: str
    key: str      # the row's
    cell: str     # what stands there now


def key_of(table: Table, row: int) -> str:
    return " ".join(str(table[name][row]) for name in table.key if table.columns[name].kind == "text")


def some(table: Table, share: float, rng: np.random.Generator, only: np.ndarray | None = None) -> list[int]:
    """Rows whose cells say what they should, so far."""
    spoilt = {row for column in table.columns.values() for row in column.written}
    candidates = np.arange(len(table)) if only is None else np.flatnonzero(only)
    rows = candidates[rng.uniform(size=len(candidates)) < share]
    return [row for row in rows.tolist() if row not in spoilt]


def played(boxes: Table) -> np.ndarray:
    return (boxes["source"] == "primary") & (boxes["player_status"] == "active")


@dataclasses.dataclass(frozen=True)
class Spoiling:
    """Cells that become something else: of one of some columns of a table, chosen at random."""
    table: str
    cells: dict[str, tuple[str, ...]]  # by column

    def __call__(self, kind: str, tables: Tables, share: float, rng: np.random.Generator) -> list[Fault]:
        table, made = tables[self.table], []
        for row in some(table, share, rng, played(table) if self.table == "player_box" else None):
            column = list(self.cells)[rng.integers(0, len(self.cells))]
            cell = self.cells[column][rng.integers(0, len(self.cells[column]))]
            table.columns[column].written[row] = cell
            made.append(Fault(kind, self.table, row, column, key_of(table, row), cell))
        return made


def contradictory(kind: str, tables: Tables, share: float, rng: np.random.Generator) -> list[Fault]:
    """More shots made than tried."""
    boxes, made = tables["player_box"], []
    for row in some(boxes, share, rng, played(boxes)):
        cell = str(boxes["fga"][row] + 1 + int(rng.integers(0, 5)))
        boxes.columns["fgm"].written[row] = cell
        made.append(Fault(kind, boxes.name, row, "fgm", key_of(boxes, row), cell))
    return made


def duplicated(kind: str, tables: Tables, share: float, rng: np.random.Generator) -> list[Fault]:
    """A row that is there twice, with other points."""
    boxes = tables["player_box"]
    rows = some(boxes, share, rng, played(boxes))
    written = {name: column.written for name, column in boxes.columns.items()}
    plain = Table(boxes.name, boxes.key, {name: columns.Column(each.kind, each.values, each.missing) for name, each in boxes.columns.items()})
    again = plain.take(np.array(rows, int))
    again.columns["points"].values = again["points"] + 1 + rng.integers(0, 9, len(rows))
    whole = columns.stacked([plain, again])
    for name, cells in written.items():
        whole.columns[name].written = cells
    tables["player_box"] = whole
    return [Fault(kind, boxes.name, len(boxes) + at, "points", key_of(boxes, row), str(again["points"][at])) for at, row in enumerate(rows)]


def unregistered(kind: str, tables: Tables, share: float, rng: np.random.Generator) -> list[Fault]:
    registry = tables["registry"]
    gone = some(registry, share, rng)
    tables["registry"] = registry.take(np.setdiff1d(np.arange(len(registry)), gone))
    return [Fault(kind, "registry", -1, "player_lookup", key_of(registry, row), "") for row in gone]


Kind = Callable[[str, Tables, float, np.random.Generator], list[Fault]]
KINDS: dict[str, Kind] = {  # in this order; those that add or take rows last
    "missing": Spoiling("player_box", {"points": ("",), "fga": ("",), "fta": ("",), "minutes": ("", "-")}),
    "unparsable": Spoiling("player_box", {"points": ("x7", "12?", "24.5"), "fga": ("-", "DNP", "1e2x"), "minutes": ("3l:24", "31;24")}),
    "contradictory": contradictory,
    "negative": Spoiling("player_box", {"points": ("-4",), "fga": ("-1",), "minutes": ("-12:00",)}),
    "infinite": Spoiling("shots", {"shot_distance": ("inf", "-inf", "1e400")}),
    "unknown_team": Spoiling("player_box", {"team_abbr": ("XXX", "ZZ9")}),
    "not_utf8": Spoiling("player_box", {"player_name": ("Pl\udcffyer", "\udcc3")}),
    "missing_team": Spoiling("team_box", {"fga": ("",), "points": ("",), "tov": ("",)}),
    "unparsable_team": Spoiling("team_box", {"fta": ("two",), "minutes": ("24O:00",), "oreb": ("1O",)}),
    "duplicated": duplicated,
    "unregistered": unregistered,
}


def spoil(tables: list[Table], shares: dict[str, float], seed: int | list[int]) -> tuple[list[Table], list[Fault]]:
    by_name, faults = {table.name: table for table in tables}, []
    for at, (kind, make) in enumerate(KINDS.items()):
        if share := shares.get(kind, 0.0):
            faults += make(kind, by_name, share, np.random.default_rng([*(seed if isinstance(seed, list) else [seed]), at]))
    return list(by_name.values()), faults


def moved(faults: list[Fault], rows: dict[str, int]) -> list[Fault]:
    """Behind so many rows of each table."""
    return [dataclasses.replace(fault, row=fault.row + rows.get(fault.table, 0)) if fault.row >= 0 else fault for fault in faults]


def as_table(faults: list[Fault]) -> Table:
    """Lines are those of the CSV file, its first being that of the names."""
    columns_of = {name: columns.text([getattr(fault, name) for fault in faults]) for name in ("kind", "table", "column", "key", "cell")}
    lines = np.array([fault.row + 2 for fault in faults], int)
    columns_of["line"] = columns.whole(lines, lines < 2)
    return Table("faults", (), columns_of)
