"""The tables, read from CSV, and what is looked up in them."""
import bisect
import collections
import csv
import dataclasses
import pathlib

from entities_oracle import days
from entities_oracle.numbers import both

WHOLE = {"season_year", "points", "fgm", "fga", "tpm", "tpa", "ftm", "fta", "oreb", "dreb", "reb", "ast", "stl", "blk", "tov", "pf",
         "plus_minus", "game_status", "home_score", "away_score", "report_hour"}
REAL = {"shot_distance", "confidence_score", "points_line", "outcome_point", "distance_miles"}
DATE = {"game_date", "roster_date", "birth_date", "report_date"}
TIME = {"processed_at", "snapshot_ts", "tipoff_ts"}
FLAG = {"is_home", "is_primetime", "is_regular_season", "shot_made"}
TABLES = ("player_box", "team_box", "schedule", "roster", "registry", "shots", "and_ones", "injuries", "prop_lines", "game_lines", "travel")
ALIASES = {"BRK": "BKN", "CHO": "CHA", "PHO": "PHX", "GS": "GSW", "NO": "NOP", "NY": "NYK", "SA": "SAS", "UTAH": "UTA"}


def value_of(column, cell):
    if cell == "":
        return None
    if column in WHOLE:
        return int(cell)
    if column in REAL:
        return float(cell)
    if column in DATE:
        return days.parsed(cell)
    if column in TIME:
        return days.moment(cell)
    return cell == "true" if column in FLAG else cell


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    return [{name: value_of(name, cell) for name, cell in zip(names, row)} for row in rows]


def newest(rows, key):
    """Of rows with one key the one that was processed last."""
    kept = {}
    for row in rows:
        at = tuple(row[name] for name in key)
        if at not in kept or (row.get("processed_at") or 0) > (kept[at].get("processed_at") or 0):
            kept[at] = row
    return list(kept.values())


def by(rows, *names):
    found = collections.defaultdict(list)
    for row in rows:
        found[row[names[0]] if len(names) == 1 else tuple(row[name] for name in names)].append(row)
    return found


@dataclasses.dataclass
class Rules:
    corrected: bool = True
    mode: str = "daily"
    known_until: str = "tipoff"
    threshold: int = 70
    utc_offset: int = -5


class League:
    def __init__(self, tables, rules=Rules()):
        self.rules = rules
        get = tables.get if isinstance(tables, dict) else lambda name, _: self.file(pathlib.Path(tables), name)
        self.boxes = newest(get("player_box", []), ("game_id", "player_lookup", "source"))
        self.team_boxes = newest(get("team_box", []), ("game_id", "team_abbr"))
        self.schedule = get("schedule", [])
        self.boxes_of_day, self.boxes_of_player = by(self.boxes, "game_date"), by(self.boxes, "player_lookup")
        self.boxes_of_game = by(self.boxes, "game_id")
        self.team_boxes_of_day = by(self.team_boxes, "game_date")
        self.shots_of_day = by(get("shots", []), "game_date")
        self.singles_of_day = by(get("and_ones", []), "game_date")
        props, rosters = get("prop_lines", []), sorted(get("roster", []), key=lambda row: row["roster_date"])
        self.props_of_day, self.props_of_player = by(props, "game_date"), by(props, "game_date", "player_lookup")
        self.lines_of_game = by(get("game_lines", []), "game_id")
        self.injuries_of_day = by(get("injuries", []), "game_date")
        self.rosters, self.rosters_of_player = by(rosters, "roster_date"), by(rosters, "player_lookup")
        self.reports = {}  # as they are worked out
        self.registry = {row["player_lookup"]: row["universal_player_id"] for row in get("registry", [])}
        self.miles = {(row["from_team"], row["to_team"]): row["distance_miles"] for row in get("travel", [])}
        self.games_of_day = by(self.schedule, "game_date")
        self.games_of_team = collections.defaultdict(list)
        for row in sorted(self.schedule, key=lambda row: row["game_date"]):
            for side in ("home_team_abbr", "away_team_abbr"):
                self.games_of_team[row[side]].append(row)
        self.final_days = {team: sorted({row["game_date"] for row in rows if row["game_status"] == 3})
                           for team, rows in self.games_of_team.items()}

    @staticmethod
    def file(folder, name):
        return read(folder / f"{name}.csv") if (folder / f"{name}.csv").exists() else []

    def dates(self):
        return sorted(self.games_of_day)

    def opening_night(self, when):
        year = days.season_year(when)
        if year in days.OPENING_NIGHTS:
            return days.day(year, *days.OPENING_NIGHTS[year])
        regular = [row["game_date"] for row in self.schedule if row.get("is_regular_season") is not False
                   and days.season_year(row["game_date"]) == year]
        return min(regular, default=days.day(year, 10, 22))

    def is_early(self, when):
        return 0 <= when - self.opening_night(when) < 14

    def finals_of(self, team, low, high):
        """Days of finished games with low ≤ day < high."""
        played = self.final_days.get(team, [])
        return played[bisect.bisect_left(played, low):bisect.bisect_left(played, high)]

    def home_finals_of(self, team, low, high):
        """What dec2025 counts of a team's: those at home."""
        return {row["game_date"] for row in self.games_of_team.get(team, []) if row["game_status"] == 3 and row["home_team_abbr"] == team
                and low <= row["game_date"] < high}

    def finals_counted(self, team, low, high):
        return (self.finals_of if self.rules.corrected else self.home_finals_of)(team, low, high)

    def cutoff(self, day, game=None):
        """Seconds since 1970 until when things are known; None: for ever."""
        known = self.rules.known_until
        if known == "none" or not self.rules.corrected:
            return None
        if known == "tipoff":
            if game is not None and game.get("tipoff_ts") is not None:
                return game["tipoff_ts"]
            return day * 86400 - self.rules.utc_offset * 3600
        hour, minute = known.split(":")
        return day * 86400 + int(hour) * 3600 + int(minute) * 60 - self.rules.utc_offset * 3600

    def window(self, day, length):
        """The first day of a window of days before this one."""
        return day - length + 1 if self.rules.corrected else day - length

    def end(self, day):
        """The first day that is not seen by PSZA, TDZA, PDC and completeness."""
        return day if self.rules.corrected else day + 1


@dataclasses.dataclass
class Failure:
    category: str
    numbers: tuple = ()


@dataclasses.dataclass
class Window:
    expected: int
    actual: int
    threshold: int

    @property
    def percent(self):
        return both(100 * self.actual) / both(self.expected) if self.expected else both(0)

    @property
    def is_complete(self):
        return self.actual >= self.expected

    @property
    def is_ready(self):
        return self.percent >= self.threshold

    @property
    def missing(self):
        return max(0, self.expected - self.actual)


def tier_of(score):
    for least, name in ((95, "gold"), (75, "silver"), (50, "bronze"), (25, "poor")):
        if score >= least:
            return name
    return "unusable"
