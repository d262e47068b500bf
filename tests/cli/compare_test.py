"""ergodic compare: cases side by side, against NumPy's figures from the same rows."""
import csv
import io
import json
import math
import os
import unittest

import h5py
import numpy

import program
from program import ProgramTest, run

STUDY = """\
workload: let_it_ride
sessions: 4000
seeding: {seed: 5, common: true}
output: {block: 700}
simulation: {hands_per_session: 100}
bankroll: {starting_amount: 500, base_bet: 5, stop_conditions: {win_limit: 100, loss_limit: 100}}
cases:
  basic: {}
  ride: {strategy.type: always_ride}
  also basic: {}
"""
TOY = os.environ["ERGODIC_TOY"]


def higher(a, b):
    """P(A > B) with ties half, over all pairs."""
    ordered = numpy.sort(b)
    below, up_to = numpy.searchsorted(ordered, a, "left"), numpy.searchsorted(ordered, a, "right")
    return (below + up_to).mean() / 2 / len(b)


class Compare(ProgramTest):
    def simulate(self, name, *arguments, study=STUDY, expect=0):
        self.succeed("run", self.write("study.yaml", study), "-o", self.folder / name, *arguments, expect=expect)
        return self.folder / name

    def compare(self, *arguments):
        return json.loads(self.succeed("compare", *arguments, "--json").stdout)

    def refuse(self, *arguments, code=2):
        done = run("compare", *arguments)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stderr

    def rows(self, path, column="session_profit", scale=100):
        with h5py.File(path) as file:
            return file["sessions"][column][:] / scale

    def test_takes_differences_row_by_row_under_common_random_numbers(self):
        path = self.simulate("out.h5")
        result = self.compare(path)
        profit = self.rows(path)
        figures = {figure["title"]: figure for figure in result["figures"]}
        ride = figures["mean profit"]["cases"][1]["to_baseline"]
        difference = profit[1] - profit[0]
        error = difference.std(ddof=1) / len(difference) ** 0.5
        self.assertEqual((ride["pairing"], ride["pairs"]), ("paired", 4000))
        self.assertAlmostEqual(ride["difference"], difference.mean(), places=9)
        self.assertAlmostEqual(ride["standard_error"], error, places=9)
        unpaired = sum(profit[i].var(ddof=1) for i in (0, 1)) / 4000
        self.assertAlmostEqual(ride["gain"], unpaired / error ** 2, places=6)
        score = (difference > 0).mean() + (difference == 0).mean() / 2
        self.assertAlmostEqual(ride["probability_higher"]["value"], score, places=12)
        outcome = self.rows(path, "outcome", 1)
        win = figures["win rate"]["cases"][1]["to_baseline"]
        with h5py.File(path) as file:
            code = file["sessions/outcome"].attrs["flag_meanings"]
        code = (code.decode() if isinstance(code, bytes) else code).split().index("win")
        self.assertAlmostEqual(win["difference"], (outcome[1] == code).mean() - (outcome[0] == code).mean(), places=12)
        same = figures["mean profit"]["cases"][2]["to_baseline"]
        self.assertEqual((same["difference"], same["p_value"]), (0, 1))
        self.assertEqual(figures["mean profit"]["cases"][0]["indistinguishable"], ["also basic"])
        self.assertEqual(figures["mean profit"]["ranking"][2], "ride")

    def test_takes_independent_cases_by_welch_and_mann_whitney(self):
        path = self.simulate("out.h5", "--set", "seeding.common=false")
        other = self.compare(path, "--column", "session_profit", "--baseline", "ride")["figures"][0]["cases"][0]
        profit = self.rows(path)
        error = math.sqrt(sum(profit[i].var(ddof=1) for i in (0, 1)) / 4000)
        self.assertEqual(other["to_baseline"]["pairing"], "independent")
        self.assertNotIn("gain", other["to_baseline"])
        self.assertAlmostEqual(other["to_baseline"]["standard_error"], error, places=9)
        probability = other["to_baseline"]["probability_higher"]
        self.assertAlmostEqual(probability["value"], higher(profit[0], profit[1]), places=12)
        self.assertEqual(probability["resolution"], 0)

    def test_pairs_cases_of_two_files_that_saw_the_same_random_numbers(self):
        one, other = self.simulate("a.h5"), self.simulate("b.h5", "--sessions", "2500", "--set", "output.block=300")
        result = self.compare(one, other, "--case", "ride", "--column", "session_profit")
        cases = result["figures"][0]["cases"]
        self.assertEqual([case["case"] for case in cases], [f"{one}:ride", f"{other}:ride"])
        self.assertEqual((cases[1]["to_baseline"]["pairs"], cases[1]["to_baseline"]["difference"]), (2500, 0))
        another = self.simulate("c.h5", "--seed", "6")
        cases = self.compare(one, another, "--case", "ride")["figures"][0]["cases"]
        self.assertEqual(cases[1]["to_baseline"]["pairing"], "independent")
        self.assertIn("Paired: replicate r", self.succeed("compare", one, other).stdout)
        self.assertIn("Paired, where a gain is told: replicate r", self.succeed("compare", one, another).stdout)

    def test_takes_cases_without_a_replicate_in_common_as_independent(self):
        parts = [self.simulate(f"part{i}.h5", "--shard", f"{i}/4", "--set", "output.block=500") for i in (1, 2)]
        for column in ("session_profit", "outcome"):
            other = self.compare(*parts, "--case", "basic", "--column", column)["figures"][0]["cases"][1]["to_baseline"]
            self.assertEqual(other["pairing"], "independent")
            self.assertGreater(other["standard_error"], 0)

    def test_says_what_is_lost_without_rows_and_by_blocks_not_done(self):
        path = self.simulate("none.h5", "--set", "output.rows=none")
        self.assertIn("Not paired, though the random numbers are the same", self.succeed("compare", path).stdout)
        figure = self.compare(path, "--column", "session_profit")["figures"][0]["cases"][1]["to_baseline"]
        self.assertEqual(figure["pairing"], "rows not kept")
        self.assertNotIn("probability_higher", figure)
        part = self.simulate("part.h5", "--sessions", "3000000", "--time-budget", "0.2s", expect=75)
        self.assertIn("of 3 cases one alone has sessions that are done", self.refuse(part))

    def test_ranks_an_unfinished_file_by_the_differences_and_leaves_out_cases_without_sessions(self):
        program.ERGODIC, before = TOY, program.ERGODIC
        self.addCleanup(setattr, program, "ERGODIC", before)
        study = "workload: toy\nsessions: 1000\nseeding: {common: true}\noutput: {block: 50}\n" \
                "cases: {a: {offset: 1}, b: {}, c: {}}\n"
        path = self.simulate("toy.h5", study=study)
        with h5py.File(path, "r+") as file:
            file["ledger/line"][20] = 0  # the lowest rows of b: the mean of the others is above that of all of a
            file["ledger/line"][40:] = 0
            file["ledger/closing"][:] = 0
        a, b = self.compare(path, "--column", "n")["figures"][0]["cases"]
        self.assertEqual([a["case"], b["case"]], ["a", "b"])
        self.assertGreater(b["value"], a["value"])
        self.assertEqual(b["to_baseline"]["difference"], -1)
        said = self.succeed("compare", path, "--column", "n").stdout
        self.assertIn("NOT COMPLETE: ", said)
        self.assertIn("1 case has no sessions yet, and is left out\n", said)
        self.assertRegex(said, r"ranking, the highest first\n +1  a.*\n +2  b")

    def test_ranks_two_cases_of_an_unfinished_file_as_their_own_difference_says(self):
        """By the differences from a, of other sessions, b would stand above c."""
        program.ERGODIC, before = TOY, program.ERGODIC
        self.addCleanup(setattr, program, "ERGODIC", before)
        study = "workload: toy\nsessions: 10000\nseeding: {common: true}\noutput: {block: 50}\n" \
                "cases: {a: {}, b: {work: 2}, c: {work: 3}}\n"
        path = self.simulate("toy.h5", study=study)
        a, b, c = (row.reshape(200, 50).mean(axis=1) for row in self.rows(path, "x", 1))
        order = (b - c).argsort()
        both, others = order[:20], order[20:]  # where b is lower than c
        only_b = others[(b - a)[others].argsort()[-60:]]
        only_c = numpy.setdiff1d(others, only_b)
        only_c = only_c[(c - a)[only_c].argsort()[-100:]]
        with h5py.File(path, "r+") as file:
            line = file["ledger/line"][...]
            for first, done in ((200, [*both, *only_b]), (400, [*both, *only_c])):
                line[first + numpy.setdiff1d(numpy.arange(200), done)] = 0
            file["ledger/line"][...] = line
            file["ledger/closing"][:] = 0
        cases = {case["case"]: case for case in self.compare(path, "--column", "x")["figures"][0]["cases"]}
        self.assertGreater(cases["b"]["to_baseline"]["difference"], cases["c"]["to_baseline"]["difference"])
        pair = self.compare(path, "--column", "x", "--case", "b", "--case", "c")["figures"][0]["cases"][1]["to_baseline"]
        self.assertEqual((pair["pairs"], pair["difference"] > 0, pair["p_value"] < 1e-6), (1000, True, True))
        ranking = self.compare(path, "--column", "x")["figures"][0]["ranking"]
        self.assertLess(ranking.index("c"), ranking.index("b"))

    def test_leaves_out_failed_sessions_with_their_partners(self):
        program.ERGODIC, before = TOY, program.ERGODIC
        self.addCleanup(setattr, program, "ERGODIC", before)
        study = "workload: toy\nsessions: 1000\nseeding: {common: true}\noutput: {block: 50}\n" \
                "cases: {a: {fail_every: 100}, b: {offset: 2}}\n"
        path = self.simulate("toy.h5", study=study)
        b = self.compare(path, "--column", "x")["figures"][0]["cases"][1]["to_baseline"]
        x = self.rows(path, "x", 1)
        valid = self.rows(path, "failed", 1)[0] == 0
        self.assertEqual(b["pairs"], int(valid.sum()))
        self.assertAlmostEqual(b["difference"], (x[1] - x[0])[valid].mean(), places=12)
        unmarked = self.simulate("unmarked.h5", "--set", "output.columns=[x]", study=study)
        self.assertIn("which tells which", self.succeed("compare", unmarked, "--column", "x").stdout)
        x = self.compare(unmarked, "--column", "x")["figures"][0]["cases"][1]["to_baseline"]
        self.assertNotIn("probability_higher", x)

    def test_as_text_and_csv(self):
        path = self.simulate("out.h5")
        text = self.succeed("compare", path).stdout
        for expected in ("baseline", "Paired", "p (Holm)", "gain", "P(higher)", "ranking, the highest first",
                         "not distinguishable from also basic"):
            self.assertIn(expected, text)
        table = list(csv.DictReader(io.StringIO(self.succeed("compare", path, "--all", "--csv").stdout)))
        self.assertGreater(len(table), 15)
        lines = [line for line in table if (line["figure"], line["case"]) == ("session_profit", "ride")]
        profit = self.rows(path)
        self.assertAlmostEqual(float(lines[0]["difference"]), (profit[1] - profit[0]).mean(), places=9)
        self.assertTrue(all(None not in line and None not in line.values() for line in table))

    def test_refuses_what_it_cannot_compare(self):
        path = self.simulate("out.h5", "--sessions", "50")
        self.assertIn("did you mean ride?", self.refuse(path, "--baseline", "rid"))
        self.assertIn("did you mean also basic?", self.refuse(path, "--case", "also basik"))
        self.assertIn("did you mean session_profit?", self.refuse(path, "--column", "sesion_profit"))
        self.assertIn("nothing to compare", self.refuse(path, "--case", "ride"))
        self.assertIn("given twice", self.refuse(path, path))
        self.assertIn("did you mean --baseline?", self.refuse(path, "--basline", "ride"))
        self.assertIn("No such file", self.refuse(self.folder / "absent.h5", path, code=4))
        walks = self.simulate("walks.h5", study="workload: paths\nsessions: 50\nprocess: random_walk\nrandom_walk: {steps: 5}\n")
        self.assertRegex(self.refuse(path, walks), r"cannot compare .* gives no such column")


if __name__ == "__main__":
    unittest.main()
