"""The tables as they are the morning after a date: what comes later is not known, and games to come are scheduled."""
import numpy as np

from season.columns import Column, Table
from season.games import DAY, HOUR

READY = 12 * HOUR  # after midnight, UTC, of the day after
SCHEDULED = 1


def as_of(tables: list[Table], last: int) -> list[Table]:
    """`last`: the last day of which games have been played, since 1970."""
    return [known(table, last) for table in tables]


def known(table: Table, last: int) -> Table:
    if table.name == "schedule":
        return not_yet(table, last)
    there = np.ones(len(table), bool)
    days_ahead = 1 if table.name in ("injuries", "prop_lines", "game_lines") else 0  # of the games of the day after
    if "game_date" in table.columns:
        there &= table["game_date"] <= last + days_ahead
    for name in ("report_date", "roster_date"):
        if name in table.columns:
            there &= table[name] <= last + 1
    for name in ("processed_at", "snapshot_ts"):
        if name in table.columns:
            there &= table[name] <= (last + 1) * DAY + (READY if name == "processed_at" else 22 * HOUR)
    return table.take(np.flatnonzero(there))


def not_yet(schedule: Table, last: int) -> Table:
    later = schedule["game_date"] > last
    columns = dict(schedule.columns)
    columns["game_status"] = Column("whole", np.where(later, SCHEDULED, schedule["game_status"]))
    for name in ("home_score", "away_score", "winning_team_abbr"):
        columns[name] = Column(columns[name].kind, columns[name].values, later)
    return Table(schedule.name, schedule.key, columns)
