"""How near a seat that searches comes to the exact best response to random players, which remembers all that it saw.

No player that sees only its own cards can beat that response: one that does by 4.5 standard errors peeks. How near it comes
grows with its iterations; by hand,

    ERGODIC_TEST_ITERATIONS=20000 ERGODIC_TEST_GAMES=20000 ctest --preset release -R exact.card_games_search -V

asks for 95 % of the way from a random player to the best response, less 4.5 standard errors. The values of both were found by
another program, from the rules in words. A win counts 1 and a tie 1/2, but in the games with bids and bets points count.
"""
import math
import os
import unittest
from fractions import Fraction as F

import h5py

from program import ProgramTest

ITERATIONS = int(os.environ.get("ERGODIC_TEST_ITERATIONS", 300))
GAMES = int(os.environ.get("ERGODIC_TEST_GAMES", 1000))
SHARE = 0.95 if ITERATIONS >= 20_000 else 0.6
STANDARD_ERRORS = 4.5

POKER = """\
players: 2
cards: {ranks: 5, suits: 1}
deal: {each: 1}
chips: 100
rounds: [{betting: {ante: 1, bet: 2, raises: 1}}]
ends: [{when: last_in, wins: last_in}, {when: over, wins: highest_card}]
"""
EIGHTS = """\
players: 2
cards: {ranks: 3, suits: 3}
deal: {each: 2, up: 1}
rounds:
  - turns:
      - play: {cards: "suit == suit_in_force or rank == top_rank or rank == '0'"}
        otherwise: [{draw: {}, otherwise: [{pass: {all: blocked}}]}]
effects: [{on: "rank == '0'", does: name_suit}]
ends: [{when: empty_hand, wins: holder}]
"""
CHEAT = """\
players: 2
cards: {ranks: 2, suits: 2}
deal: {each: 2}
rounds: [{turns: [claim]}]
ends: [{when: empty_hand, wins: holder}]
turn_limit: 20
"""
BIDS = """\
players: 2
cards: {ranks: 3, suits: 2}
deal: {each: 2}
rounds: [{once: [bid]}, {turns: [{trick: {trump: 0}}]}]
contract: {nil: 20, nil_failed: 20}
ends: [{when: empty_hands, wins: most_points}]
"""


class Search(ProgramTest):
    def measure(self, genome, aim, seat):
        """What a seat that searches gets against a random one: the mean and its standard error."""
        players = ["{}", "{}"]
        players[seat] = (f"{{type: search, search: {{iterations: {ITERATIONS}, model: random, aim: {aim}, "
                         f"exploration: {os.environ.get('ERGODIC_TEST_EXPLORATION', '0.7')}}}}}")
        (self.folder / "genome.yaml").write_text(genome)
        study = self.write("study.yaml", f"workload: card_games\nsessions: {GAMES}\nseeding: {{seed: 2026}}\n"
                                         f"genome: {{file: genome.yaml}}\nplayers: [{', '.join(players)}]\n")
        result = self.folder / "study.h5"
        self.succeed("run", study, "-o", result, "--force", "--progress", "none", ranks=2, timeout=7200)
        with h5py.File(result) as file:
            if aim == "score":
                values = file["sessions/score"][0, :, seat].astype(float)
            else:
                outcomes = file["sessions/outcome"][0]
                values = (outcomes == seat) + 0.5 * (outcomes >= 6)
        return values.mean(), values.std(ddof=1) / math.sqrt(len(values))

    def check(self, name, genome, aim, random, best):
        for seat in (0, 1):
            with self.subTest(game=name, seat=seat):
                mean, error = self.measure(genome, aim, seat)
                start, end = float(random[seat]), float(best[seat])
                way, of_way = (mean - start) / (end - start), error / (end - start)
                print(f"{name}, seat {seat}, {ITERATIONS} iterations: {mean:.4f} ± {error:.4f} of {end:.4f}, "
                      f"{100 * way:.1f} ± {100 * of_way:.1f} % of the way")
                self.assertLess(way, 1 + STANDARD_ERRORS * of_way, "it does better than anybody can who does not peek")
                self.assertGreater(way, SHARE - STANDARD_ERRORS * of_way)

    def test_of_one_round_of_poker(self):
        self.check("poker", POKER, "score", (F(-1, 24), F(1, 24)), (F(103, 120), F(11, 10)))

    def test_of_crazy_eights(self):
        tie = F(3089, 279936) / 2
        self.check("eights", EIGHTS, "win", (F(6465041, 9797760) + tie, F(268717, 816480) + tie),
                   (F(166753, 217728), F(29759, 58320)))

    def test_of_cheat(self):
        tie = F(105276712518239, 16231265527136256) / 2
        self.check("cheat", CHEAT, "win", (F(2535145181541269, 4057816381784064) + tie,
                                           F(5985408088452941, 16231265527136256) + tie),
                   (F(846236885, 859963392), F(1540219957, 1719926784)))

    def test_of_tricks_that_are_bid(self):
        self.check("bids", BIDS, "score", (F(-39, 10), F(-39, 10)), (F(641, 60), F(641, 60)))


if __name__ == "__main__":
    unittest.main()
