"""Columns that a study makes up, of any workload: held against numpy, which computes them from the other columns."""
import json
import os
import unittest

import h5py
import numpy

import program
from program import ProgramTest, run, sha256

MAIN = program.ERGODIC
TOY = os.environ["ERGODIC_TOY"]

PATCHY = """workload: patchy
sessions: 3000
shift: 2
functions:
  - {name: squared, expression: x * x + y, unit: m2, says: of x}
  - {name: rich, expression: gain > shift * 10}
  - {name: mixed, expression: "games + 1 if form == 'good' else -squared"}
  - {name: constant, expression: 2 * odds}
cases: {all: {}, rare: {odds: 2, shift: 3}}
output: {block: 256, quantiles: [squared], covariances: [squared, y], histograms: [{column: squared, from: 0, to: 20}]}
"""
MISSING = {"f8": numpy.isnan, "i4": lambda v: v == numpy.iinfo("i4").min, "i8": lambda v: v == numpy.iinfo("i8").min,
           "u1": lambda v: v == 255}


def values(sessions, column):
    """Of all cases and sessions, NaN where there is none."""
    stored = sessions[column][:]
    is_missing = MISSING[stored.dtype.str[1:]](stored)
    scale = 100 if column == "gain" else 1
    return numpy.where(is_missing, numpy.nan, stored / scale)


class Functions(ProgramTest):
    def setUp(self):
        super().setUp()
        program.ERGODIC = TOY
        self.output = self.folder / "out.h5"

    def simulate(self, text, *more, expect=0, **how):
        return self.succeed("run", self.write("study.yaml", text), "-o", self.output, *more, expect=expect, **how)

    def refusal(self, text):
        done = run("validate", self.write("study.yaml", text))
        self.assertEqual(done.returncode, 2, done.stdout)
        return done.stderr

    def test_are_what_numpy_makes_of_the_columns(self):
        self.simulate(PATCHY)
        with h5py.File(self.output) as file:
            sessions = file["sessions"]
            ok = sessions["outcome"][:] == 0
            x, y, gain, games, form = (values(sessions, name) for name in ("x", "y", "gain", "games", "form"))
            squared = x * x + y
            self.assertEqual(sessions["squared"].attrs["units"], b"m2")
            self.assertTrue(numpy.array_equal(values(sessions, "squared")[ok], squared[ok], equal_nan=True))
            shift = numpy.array([[2], [3]])
            rich = numpy.where(numpy.isnan(gain), numpy.nan, gain > shift * 10)
            self.assertTrue(numpy.array_equal(values(sessions, "rich")[ok], rich[ok], equal_nan=True))
            mixed = numpy.where(form == 1, games + 1, -squared) + 0 * (games + form + squared)  # any missing: missing
            self.assertTrue(numpy.array_equal(values(sessions, "mixed")[ok], mixed[ok], equal_nan=True))
            self.assertTrue(numpy.array_equal(sessions["constant"][:][ok], (ok * [[8], [4]])[ok]))
            self.assertGreater(numpy.isnan(mixed[ok]).sum(), 100)
            self.assertTrue(numpy.isnan(sessions["squared"][:][~ok]).all())
            present = squared[0][ok[0] & ~numpy.isnan(squared[0])]
            summary = file["summary"]
            self.assertAlmostEqual(summary["squared_mean"][0], present.mean(), delta=1e-12)
            self.assertEqual(summary["squared_missing"][0], ok[0].sum() - len(present))
        told = json.loads(self.succeed("summary", self.output, "--json").stdout)
        self.assertEqual(list(told["cases"][0]["headlines"])[:3], ["mean squared", "rich", "mean mixed"])

    def test_are_the_same_on_any_ranks_and_are_replayed_verified_and_carried_on(self):
        self.simulate(PATCHY)
        alone = sha256(self.output)
        self.simulate(PATCHY, "--force", "--scheduling", "dynamic", ranks=3)
        self.assertEqual(sha256(self.output), alone)
        self.assertIn("exactly this row, bit for bit",
                      self.succeed("replay", self.output, "--case", "rare", "--session", 17).stdout)
        self.assertIn("simulated again", self.succeed("verify", self.output, "--sample", 1000).stdout)

    def test_without_a_value_fail_their_session_as_it_is_declared(self):
        text = "workload: patchy\nsessions: 500\nfunctions: [{name: odd, expression: 1 / (y - y)}]\n"
        self.simulate(text)
        told = self.succeed("failures", self.output).stdout
        self.assertIn("odd has no value (it divides by zero, or a number is out of range)", told)
        self.assertIn("too_few_games", told)
        text = "workload: toy\nsessions: 100\nfunctions: [{name: inverse, expression: 1 / n}]\n"
        self.simulate(text, "--force")
        self.assertIn("inverse has no value", self.succeed("failures", self.output).stdout)
        with h5py.File(self.output) as file:
            self.assertEqual(file["sessions/failed"][0].sum(), 1)
            self.assertTrue(numpy.array_equal(file["sessions/inverse"][0, 1:], 1 / numpy.arange(1, 100)))

    def test_are_of_any_workload_with_the_keys_of_its_sections(self):
        program.ERGODIC = MAIN
        self.simulate("workload: let_it_ride\nsessions: 200\nsweep: {bankroll.base_bet: [5, 10]}\n"
                      "functions: [{name: bets_won, expression: profit / bankroll.base_bet, unit: bets}]\n"
                      .replace("profit", "session_profit"))
        with h5py.File(self.output) as file:
            profit, won = file["sessions/session_profit"][:], file["sessions/bets_won"][:]
            self.assertTrue(numpy.array_equal(won, profit / 100 / [[5], [10]]))

    def test_that_are_wrong_are_refused_at_their_place(self):
        study = "workload: patchy\nsessions: 10\nfunctions:\n  - {name: f, expression: EXPRESSION}\n"
        for expression, says in (
                ("y + zz", "study.yaml:4:32: functions[0].expression uses an unknown name zz (there are x, y, games"),
                ("z + 1", "(it has many values a session, along quarter)"),
                ("x >", "study.yaml:4:"),
                ("form + 1", "has form as text (+ takes a number)"),
                ("form == 'god'", "did you mean 'good'?"),
                ("y + failure_number_1", "unknown name failure_number_1")):
            self.assertIn(says, self.refusal(study.replace("EXPRESSION", f'"{expression}"')), expression)
        for name, says in (("x", "functions[0].name is x (there is one: uniform) choose another"),
                           ("z", "results have something else of that name"),
                           ("quarter", "results have something else of that name"),
                           ("outcome", "results have something else of that name"),
                           ("2nd", "begins with none of the digits")):
            self.assertIn(says, self.refusal(study.replace("name: f", f'name: "{name}"').replace("EXPRESSION", "y")),
                          name)
        self.assertIn("stage is last (the study has no stages) leave it out",
                      self.refusal(study.replace("EXPRESSION", "y, stage: last")))

    def test_of_stages_are_those_of_the_stages_that_they_name(self):
        chain = "workload: toy_chain\ngenerations: 3\nfunctions:\n"
        self.simulate(chain + "  - {name: twice, expression: 2 * score}\n"
                              "  - {name: luck, expression: score - gene, stage: generation_*}\n"
                              "  - {name: lost, expression: match > matches, stage: last}\n"
                              "output: {quantiles: [twice], stages: [{stage: last, quantiles: [], columns: [twice]},"
                              " {stage: generation_*, covariances: [luck, gene]}]}\n")
        with h5py.File(self.output) as file:
            stages = file["stages"]
            for name in stages:
                sessions = stages[name]["sessions"]
                self.assertEqual("luck" in sessions, name.startswith("generation"), name)
                self.assertEqual("twice_quantile" in stages[name]["summary"], name != "last", name)
                if name == "last":
                    self.assertNotIn("score", sessions)
                    continue
                ok = sessions["failed"][:] == 0
                self.assertTrue(numpy.array_equal(sessions["twice"][:][ok], 2 * sessions["score"][:][ok]))
            self.assertIn("lost_count", stages["last/summary"])
        self.assertIn("simulated again", self.succeed("verify", self.output, "--sample", 1000).stdout)
        for more, says in (
                ("  - {name: a, expression: gone}\n", "(in stage generation_0)"),
                ("  - {name: a, expression: gene, stage: lst}\n", "study.yaml:4:40: functions[0].stage is lst"),
                ("  - {name: a, expression: gene, stage: lst}\n", "did you mean last?"),
                ("  []\noutput: {stages: [{stage: last}, {stage: la*}]}\n", "another part is about the stage last"),
                ("  []\noutput: {stages: [{stage: side, columns: [gen]}]}\n",
                 "output.stages[0].columns unknown column \"gen\" (the stage side has gene, score, match, failed)"),
                ("  []\noutput: {stages: [{stage: none}]}\n", "output.stages[0].stage is none, which is none")):
            self.assertIn(says, self.refusal(chain + more), more)


if __name__ == "__main__":
    unittest.main()
