"""Forecasts of a synthetic league's games, from what was known before them, against what came: calibrated, and right in the mean.

A league of known rates; for each player the games after a day are held against the simulated law of the next game as of that
day. Of the randomised PIT eight tenths lie in the middle; 4000 games of 130 players, whose errors hang together by player, so that the
bounds are wider than a binomial's.
"""
import collections
import csv
import subprocess
import unittest

import h5py
import numpy

from program import SOURCE, ProgramTest

DAY = "2025-01-20"
STUDY = f"""\
workload: players
sessions: 2000
inputs: {{box_scores: {{file: box_scores.csv}}}}
form: games
games: {{half_life: 40, before: {DAY}}}
cases:
  each: {{table: box_scores, distinct: player, set: {{games.player: player}}}}
"""


class Calibration(ProgramTest):
    def test_games_to_come_are_as_likely_as_they_were_said_to_be(self):
        subprocess.run([SOURCE / "tools/league", "--teams", "10", "--games", "82", "--seed", "3", "-o", self.folder], check=True, timeout=120)
        self.succeed("run", self.write("study.yaml", STUDY), "-o", self.folder / "out.h5", timeout=300)
        to_come = collections.defaultdict(list)
        with open(self.folder / "box_scores.csv", newline="") as file:
            for row in csv.DictReader(file):
                if row["game_date"] >= DAY and row["did_not_play"] == "no":
                    to_come[row["player"]].append(row)
        generator = numpy.random.default_rng(1)
        with h5py.File(self.folder / "out.h5") as file:
            sessions = file["sessions"]
            names = [name.decode() for name in sessions["case"][:]]
            played = sessions["played"][:] == 1
            for stat in ("points", "rebounds", "assists", "turnovers", "fouls"):
                values = sessions[stat][:]
                ranks, said, came = [], 0, 0
                for place, name in enumerate(names):
                    law = numpy.sort(values[place][played[place]])
                    for row in to_come[name]:
                        outcome = int(row[stat])
                        low, high = (numpy.searchsorted(law, outcome, side) / len(law) for side in ("left", "right"))
                        ranks.append(low + generator.random() * (high - low))
                        said, came = said + law.mean(), came + outcome
                self.assertGreater(len(ranks), 3500)
                middle = numpy.mean((numpy.array(ranks) > .1) & (numpy.array(ranks) < .9))
                self.assertTrue(.76 < middle < .84, f"{stat}: {middle} in the middle")
                self.assertTrue(.93 < said / came < 1.07, f"{stat}: {said / came} of what came")


if __name__ == "__main__":
    unittest.main()
