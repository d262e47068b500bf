"""What a processor of games to come says of a day does not depend on how that day and later ones go, nor on what becomes
known after the tip-off: all of that is replaced by random rubbish, and the day's rows stay bit for bit what they were."""
import csv
import datetime
import random
import subprocess
import unittest

import h5py
import numpy

from program import SOURCE, ProgramTest

PLAYED = ("togs", "tdgs", "pgs")  # about games that were played: their rows of the day are about what is replaced
COUNTED = ("points", "fgm", "fga", "tpm", "tpa", "ftm", "fta", "oreb", "dreb", "reb", "ast", "stl", "blk", "tov", "pf")
DAYS = ("2024-10-23", "2025-01-20", "2025-04-13")


class Tables:
    """The tables of a folder, as lists of rows."""

    def __init__(self, folder):
        self.rows = {}
        for path in folder.glob("*.csv"):
            with open(path, newline="", encoding="utf-8") as file:
                self.rows[path.stem] = list(csv.DictReader(file))

    def write(self, folder):
        folder.mkdir(exist_ok=True)
        for name, rows in self.rows.items():
            with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)

    def spoil(self, day, draw, until=None):
        """Replaces all that is not known before the games of a day; `until`: or by a moment of it."""
        tip_off = {row["game_id"]: until or row["tipoff_ts"] for row in self.rows["schedule"]}
        of_team = {(row["game_date"], team): until or row["tipoff_ts"] for row in self.rows["schedule"]
                   for team in (row["home_team_abbr"], row["away_team_abbr"])}
        last = max(row["tipoff_ts"] for row in self.rows["schedule"] if row["game_date"] == day)
        self._spoil_games(day, draw)
        for name in ("prop_lines", "game_lines"):
            value = "points_line" if name == "prop_lines" else "outcome_point"
            for row in self.rows[name]:
                late = row["game_date"] > day or row["snapshot_ts"] > tip_off.get(row["game_id"], last)
                if late and row["game_date"] >= day:
                    row[value] = str(draw.randrange(1, 60))
        for row in self.rows["injuries"]:
            reported = datetime.datetime.fromisoformat(row["report_date"]) + datetime.timedelta(
                hours=int(row["report_hour"]) + 5)  # the league's clock is five hours behind UTC
            starts = of_team.get((row["game_date"], row["team_abbr"]), row["game_date"] + "T05:00:00Z")
            if row["game_date"] > day or (row["game_date"] == day and reported.isoformat() + "Z" > starts):
                row["injury_status"] = draw.choice(("out", "doubtful", "available", "probable"))

    def _spoil_games(self, day, draw):
        for name in ("player_box", "team_box"):
            for row in self.rows[name]:
                if row["game_date"] >= day:
                    row.update({column: str(draw.randrange(0, 60)) for column in COUNTED})
                    row["minutes"] = draw.choice(("", "00:00", "240:00", "17:31"))
        for row in self.rows["player_box"]:
            if row["game_date"] >= day:
                row["player_status"] = draw.choice(("", "active", "dnp", "inactive"))
        self.rows["player_box"] = [row for row in self.rows["player_box"] if row["game_date"] < day or draw.random() < 0.7]
        for row in self.rows["schedule"]:
            if row["game_date"] >= day:
                row.update(game_status=draw.choice("123"), home_score=str(draw.randrange(60, 150)),
                           away_score=str(draw.randrange(60, 150)),
                           winning_team_abbr=draw.choice((row["home_team_abbr"], row["away_team_abbr"], "")))
        for row in self.rows["shots"]:
            if row["game_date"] >= day:
                row.update(shot_distance=str(draw.randrange(0, 40)), shot_made=draw.choice(("true", "false", "")))
        self.rows["and_ones"] = [row for row in self.rows["and_ones"] if row["game_date"] < day or draw.random() < 0.5]


def study(folder, day, more):
    tables = "\n".join(f"  {path.stem}: {{file: {folder.name}/{path.name}, keep: false}}" for path in sorted(folder.glob("*.csv")))
    return f"workload: entities\ninputs:\n{tables}\ndates: {{from: {day}, to: {day}}}\n{more}\n"


def rows_of_day(path):
    """Of each stage of games to come its columns, and of each other one those of the days before."""
    rows = {}
    with h5py.File(path) as file:
        for stage, group in file["stages"].items():
            sessions = group["sessions"]
            labels = [label.decode() if isinstance(label, bytes) else label for label in sessions["case"][:]]
            sizes = sessions["row_count"][:] if "row_count" in sessions else None
            for name, values in sessions.items():
                if name in ("case", "row_count", "entity") or not hasattr(values, "dtype") or values.dtype.kind not in "iuf":
                    continue
                flat = numpy.atleast_1d(values[:]).reshape(-1)
                if stage in PLAYED:
                    last = int(sizes[-1]) if sizes is not None else flat.size // len(labels)
                    flat = flat[:flat.size - last]
                rows[stage, name] = flat
    return rows


def differing(one, other):
    return sorted(key for key in one if one[key].tobytes() != other[key].tobytes())


class NoFuture(ProgramTest):
    def rows(self, folder, day, more):
        path = self.write(f"{folder.name}.yaml", study(folder, day, more))
        self.succeed("run", path, "-o", self.folder / "out.h5", "--force")
        return rows_of_day(self.folder / "out.h5")

    def compared(self, day, more="", until=None):
        """What differs on a day when all that is to come is replaced."""
        clean = self.folder / "clean"
        if not clean.exists():
            subprocess.run([SOURCE / "tools/season", "make", "-o", clean, "--seed", "5"], check=True, timeout=300)
        spoilt = Tables(clean)
        spoilt.spoil(day, random.Random(day), until)
        spoilt.write(self.folder / "spoilt")
        return differing(self.rows(clean, day, more), self.rows(self.folder / "spoilt", day, more))

    def test_is_in_no_row_of_a_day(self):
        for day in DAYS:
            with self.subTest(day=day):
                self.assertEqual(self.compared(day), [])

    def test_begins_when_a_study_says(self):
        self.assertEqual(self.compared("2025-01-20", 'known_until: "17:00"', until="2025-01-20T22:00:00Z"), [])

    def test_of_dec2025_leaks_where_it_is_said_to(self):
        leaks = set(self.compared("2025-01-20", "rules: dec2025"))
        self.assertIn(("utgc", "game_spread"), leaks)         # snapshots after the tip-off
        self.assertIn(("upgc", "current_points_line"), leaks)
        self.assertIn(("upgc", "l7d_completeness_pct"), leaks)  # whether the day was played
        self.assertIn(("psza", "paint_rate_last_10"), leaks)  # the day itself
        self.assertIn(("tdza", "paint_pct_allowed_last_15"), leaks)
        self.assertIn(("pdc", "points_avg_last_5"), leaks)
        self.assertFalse({stage for stage, _ in leaks} & set(PLAYED))

    def test_is_there_where_all_is_taken(self):
        self.assertIn(("utgc", "game_spread"), self.compared("2025-01-20", "known_until: none"))


if __name__ == "__main__":
    unittest.main()
