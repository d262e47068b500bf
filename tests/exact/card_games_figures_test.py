"""Games of cards of random players, held to figures of other programs within 4.5 standard errors of both.

By hand, with so many games of each: card_games_figures_test.py 1000000
"""
import json
import math
import sys
import unittest

from program import SOURCE, ProgramTest

GAMES = int(sys.argv.pop()) if len(sys.argv) > 1 and sys.argv[-1].isdigit() else 20_000
THEIRS = 400_000
# OpenSpiel 2.0.1: decisions a game, legal moves and forced moves a decision, and what else is known, each with the
# standard deviation of a game.
OPENSPIEL = {
    "openspiel_crazy_eights": {"moves": (86.0095, 12.354), "legal": (2.7078 * 86.0095, 38.3), "forced": (.20976 * 86.0095, 5.9)},
    "openspiel_hearts": {"moves": (61.0013, 5.19), "legal": (4.7325 * 61.0013, 64.2), "forced": (.20732 * 61.0013, 1.5),
                         **{f"score[seat {seat}]": (26 - 19.356, 6.93) for seat in range(4)}},
}
TIES = {"openspiel_hearts": .2477}
# Of all deals, those that never end: 3 cards down; seat 0's card is taken up first (20,000 games of a plain program of the
# same rules), or the winner's.
ENDLESS = {"war_seat_0_first": .1133, "war": 0}


class Figures(ProgramTest):
    def games(self, name, games):
        study = self.write(name + ".yaml", f"workload: card_games\nsessions: {games}\nseeding: {{seed: 11}}\noutput: {{rows: none}}\n"
                                           f"genome: {{file: {SOURCE}/jobs/studies/card_games/genomes/{name}.yaml}}\n")
        out = self.folder / (name + ".h5")
        self.succeed("run", study, "-o", out, "--progress", "none", timeout=3000)
        return json.loads(self.succeed("summary", out, "--json").stdout)["cases"][0]

    def near(self, what, ours, theirs, error):
        self.assertLessEqual(abs(ours - theirs), 4.5 * error, what)
        print(f"{what}: {ours:.5f}, theirs {theirs:.5f}, {(ours - theirs) / error:+.2f} standard errors")

    def test_openspiel(self):
        for name, figures in OPENSPIEL.items():
            case = self.games(name, GAMES)
            both = math.sqrt(1 / GAMES + 1 / THEIRS)
            for what, (theirs, deviation) in figures.items():
                self.near(f"{name} {what}", case["quantities"][what]["mean"], theirs, deviation * both)
            if name in TIES:
                p = TIES[name]
                self.near(f"{name} ties", case["categories"]["outcome"]["tie"]["share"], p, math.sqrt(p * (1 - p)) * both)

    def test_war(self):
        for name, p in ENDLESS.items():
            games = max(1000, GAMES // 10)
            share = self.games(name, games)["categories"]["outcome"]["limit"]["share"]
            if p == 0:
                self.assertEqual(share, 0)
            else:
                self.near(f"{name} endless", share, p, math.sqrt(p * (1 - p) * (1 / games + 1 / 20_000)))


if __name__ == "__main__":
    unittest.main()
