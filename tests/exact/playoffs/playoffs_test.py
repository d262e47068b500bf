"""Simulated games of two teams against real ones, out of sample: rates of playoffs up to 2018-19, games of those since.

The table beside this file has every team and game of the playoffs of fourteen seasons; its source and licence are in
playoff_team_games.LICENSE. Rows that repeat another are left out. Overtimes are rarer in the simulation than in the table: the end of
close games is not modelled (src/workloads/players/README.md).

    playoffs_test.py --figures      prints what is compared
"""
import collections
import csv
import pathlib
import sys
import unittest

import h5py
import numpy

from program import ProgramTest

TABLE = pathlib.Path(__file__).resolve().parent / "playoff_team_games.csv"
FIRST_OF_LATER = "2019-20"


def games(is_wanted):
    """Pairs of rows, the team at home first."""
    by_game, seen = collections.defaultdict(list), set()
    with open(TABLE, newline="") as file:
        for row in csv.DictReader(file):
            if is_wanted(row["season"]) and (row["game_id"], row["team"]) not in seen:
                seen.add((row["game_id"], row["team"]))
                by_game[row["game_id"]].append({name: value if name in ("season", "game_date", "game_id", "team", "opponent") else float(value)
                                                for name, value in row.items()})
    return [sorted(pair, key=lambda row: -row["home"]) for pair in by_game.values() if len(pair) == 2]


def rates(pairs, side):
    def total(name, of=side):
        return sum(pair[of][name] for pair in pairs)

    trips, shots, made = total("free_throws_attempted") / 2, total("field_goals_attempted"), total("field_goals_made")
    threes, threes_made = total("three_point_field_goals_attempted"), total("three_point_field_goals_made")
    plays = shots + trips + total("turnovers")
    return {"turnover_rate": total("turnovers") / plays, "free_throw_trip_rate": trips / (plays - total("turnovers")),
            "three_point_rate": threes / shots, "two_point_percentage": (made - threes_made) / (shots - threes),
            "three_point_percentage": threes_made / threes,
            "free_throw_percentage": total("free_throws_made") / total("free_throws_attempted"),
            "offensive_rebound_rate": total("offensive_rebounds") / (shots - made), "assist_rate": total("assists") / made}


def paces(pairs):
    """Possessions of a team in 48 minutes, a number a game."""
    return numpy.array([numpy.mean([row["field_goals_attempted"] + row["free_throws_attempted"] / 2 + row["turnovers"] - row["offensive_rebounds"]
                                    for row in pair]) * 48 / pair[0]["minutes"] for pair in pairs])


def figures(points):
    """Of games of 48 minutes: (games, 2)."""
    return {"deviation of points": points.std(), "deviation of the margin": (points[:, 0] - points[:, 1]).std(),
            "correlation of the teams' points": numpy.corrcoef(points.T)[0, 1]}


def study(pairs):
    def section(side):
        return "{" + ", ".join(f"{name}: {value:.6f}" for name, value in rates(pairs, side).items()) + "}"

    pace = paces(pairs)
    return (f"workload: players\nsessions: 40000\nform: teams\npace: {{mean: {pace.mean():.4f}, deviation: {pace.std():.4f}}}\n"
            f"teams:\n  home: {section(0)}\n  away: {section(1)}\n")


class Playoffs(ProgramTest):
    def compared(self):
        earlier, later = games(lambda season: season < FIRST_OF_LATER), games(lambda season: season >= FIRST_OF_LATER)
        self.assertEqual((len(earlier), len(later)), (749, 421))
        self.succeed("run", self.write("study.yaml", study(earlier)), "-o", self.folder / "out.h5")
        with h5py.File(self.folder / "out.h5") as file:
            overtimes = file["sessions/overtimes"][0]
            simulated = figures(file["sessions/points"][0][overtimes == 0].astype(float))
        real = figures(numpy.array([[row["points"] for row in pair] for pair in later if pair[0]["minutes"] == 48]))
        share = numpy.mean([pair[0]["minutes"] > 48 for pair in later])
        return simulated, real, (numpy.mean(overtimes > 0), share)

    def test_games_to_come_are_as_spread_and_hang_together_as_much(self):
        simulated, real, overtimes = self.compared()
        if "--figures" in sys.argv:
            for name, value in simulated.items():
                print(f"{name}: {value:.3f}, of later games {real[name]:.3f}")
            print(f"games with overtime: {100 * overtimes[0]:.1f} %, of later games {100 * overtimes[1]:.1f} %")
        for name in ("deviation of points", "deviation of the margin"):
            self.assertTrue(.9 < simulated[name] / real[name] < 1.1, f"{name}: {simulated[name]}, {real[name]}")
        self.assertTrue(.2 < simulated["correlation of the teams' points"] < .45, simulated)


if __name__ == "__main__":
    unittest.main(argv=[argument for argument in sys.argv if argument != "--figures"])
