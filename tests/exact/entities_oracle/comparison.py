"""Rows of a result file beside those of the plain program."""
import collections
import dataclasses

import h5py
import numpy as np

from entities_oracle import days
from entities_oracle.features import FEATURES
from entities_oracle.league import Failure, Window
from entities_oracle.numbers import Both, Rounded, r_py

NAMED_IN = {  # the columns whose distinct values, sorted, number players and games
    "player": (("player_box", "player_lookup"), ("registry", "player_lookup"), ("roster", "player_lookup"), ("injuries", "player_lookup"),
               ("prop_lines", "player_lookup"), ("shots", "shooter_lookup"), ("shots", "assist_lookup"), ("shots", "block_lookup"),
               ("and_ones", "shooter_lookup")),
    "game": tuple((table, "game_id") for table in ("player_box", "team_box", "schedule", "shots", "and_ones", "prop_lines", "game_lines"))}
OF_ONE_DATE = {"psza", "tdza"}  # whose rows are of a subject, not of a game
ABOUT_TEAMS = {"togs", "tdgs", "utgc", "tdza"}
NOT_IN_FILE = {"day", "tov"}  # what the plain program keeps for itself


@dataclasses.dataclass
class Difference:
    stage: str
    day: int
    key: object
    column: str
    file: object
    plain: object

    def __str__(self):
        return f"{self.stage} {days.text(self.day)} {self.key} {self.column}: file {self.file!r}, plain {self.plain!r}"


class File:
    def __init__(self, path, tables, teams):
        """`tables`: by name, lists of rows."""
        self.file = h5py.File(path)
        self.names = {kind: sorted({row[column] for table, column in places for row in tables[table] if row[column] is not None})
                      for kind, places in NAMED_IN.items()}
        books = {row["bookmaker"].lower() for row in tables["prop_lines"]} - {"draftkings", "fanduel"}
        self.names["points_line_source"] = ["draftkings", "fanduel", *sorted(books)]
        self.names["team"] = self.names["opponent"] = sorted(teams)

    def group(self, stage):
        last = f"stages/{stage}/sessions" not in self.file
        return self.file["sessions" if last else f"stages/{stage}/sessions"]

    def rows(self, stage):
        """By day: the rows that are there, by their key, and how many failed in which category."""
        group = self.group(stage)
        columns = {name: self.column(group[name], name) for name in group
                   if group[name].shape == group["outcome"].shape and name not in ("row", "date")}
        days_of = [days.parsed(label) for label in group["case"].asstr()[:]]
        sizes = group["outcome"].shape
        counts = group["row_count"][:] if "row_count" in group else np.full(sizes[0], sizes[1])
        start = 0
        for day, count in zip(days_of, counts.tolist()):
            rows, failures = {}, collections.Counter()
            for at in range(start, start + count):
                if columns["outcome"][at] in ("ok", "success", "succeeded"):
                    rows[self.key(stage, columns, at)] = {name: values[at] for name, values in columns.items()}
                else:
                    failures[columns["failure"][at]] += 1
            start += count
            yield day, rows, failures

    @staticmethod
    def key(stage, columns, at):
        subject = columns["team" if stage in ABOUT_TEAMS else "player"][at]
        return subject if stage in OF_ONE_DATE else (columns["game"][at], subject)

    def column(self, data, name):
        values = data[:].reshape(-1)  # cases of one size are rows of a matrix
        if "flag_meanings" in data.attrs:
            meanings = data.attrs["flag_meanings"]
            meanings = (meanings.decode() if isinstance(meanings, bytes) else str(meanings)).split()
            codes = dict(zip(np.atleast_1d(data.attrs["flag_values"]).tolist(), meanings))
            return [None if codes[value] == "missing" else codes[value] for value in values.tolist()]
        if values.dtype.kind == "f":
            return [None if value != value else value for value in values.tolist()]
        fill = np.atleast_1d(data.attrs["_FillValue"])[0] if "_FillValue" in data.attrs else None
        if name in self.names:
            return [None if value == fill else self.names[name][value] for value in values.tolist()]
        return [None if fill is not None and value == fill else value for value in values.tolist()]


def flattened(row):
    """Windows and features as the columns that the file has for them."""
    flat = {}
    for name, value in row.items():
        if name == "features":
            flat |= dict(zip(FEATURES, value))
        elif name == "sources":
            flat |= {f"{feature}_source": source for feature, source in zip(FEATURES, value)}
        elif isinstance(value, Window):
            prefix = "" if name == "window" else f"{name}_"
            flat |= {f"{prefix}window": value}
        else:
            flat[name] = value
    return flat


def is_same(file, plain):
    if plain is None or file is None:
        return file is None and plain is None
    if isinstance(plain, bool):
        return file == ("yes" if plain else "no")
    if isinstance(plain, str):
        return str(file).lower() == plain.lower()
    if isinstance(plain, Rounded):
        return file == plain.double
    if isinstance(plain, Both):
        return abs(file - float(plain.exact)) <= 1e-12 * max(1.0, abs(plain.double))
    return file == plain


def window_columns(name, window):
    prefix = name[:-len("window")]
    if prefix:
        return {f"{prefix}completeness_pct": window_percent(window), f"{prefix}is_complete": window.is_complete}
    return {"expected_games_count": window.expected, "actual_games_count": window.actual, "missing_games_count": window.missing,
            "completeness_percentage": window_percent(window)}


def window_percent(window):
    return r_py(window.percent, 1)


def compared(stage, day, key, file, plain, missing, values):
    """Differences of one row; columns that the file lacks are gathered in `missing`, and values that are equal counted."""
    expected = {}
    for name, value in flattened(plain).items():
        if name == "known_at" and value is not None:
            value *= 10**6  # the file has microseconds
        expected |= window_columns(name, value) if isinstance(value, Window) else {name: value}
    for name, value in expected.items():
        if name in NOT_IN_FILE:
            continue
        if name not in file:
            missing.add((stage, name))
        elif not is_same(file[name], value):
            yield Difference(stage, day, key, name, file[name], value)
        else:
            values[stage] += 1


def stage_differences(file, season, stage, missing, values):
    for day, rows, failures in file.rows(stage):
        plain = season.rows.get((stage, day))
        if plain is None:
            continue
        there = {key: row for key, row in plain.items() if not isinstance(row, Failure)}
        failed = collections.Counter(row.category for row in plain.values() if isinstance(row, Failure))
        for key in sorted(there.keys() ^ rows.keys(), key=str):
            yield Difference(stage, day, key, "(row)", "there" if key in rows else "not there", "there" if key in there else plain.get(key, "not there"))
        if failed != failures:
            yield Difference(stage, day, "", "(failures)", dict(failures), dict(failed))
        for key in there.keys() & rows.keys():
            yield from compared(stage, day, key, rows[key], there[key], missing, values)
