"""What runs have cost, in the report; and the picture of a run that tools/timeline draws."""
import importlib.machinery
import importlib.util
import json
import re
import subprocess
import sys
import unittest

import program
import results as made
from program import SOURCE, ProgramTest, environment

import ergodic
from ergodic.report.page import page

COSTLY = """workload: toy_costly
sessions: 4
output: {block: 2}
cases: {quick: {}, "fitted & tried": {fit: 60}, slow: {work: 150}}
"""
LONG = "workload: toy_costly\nsessions: 60\nwork: 300\noutput: {block: 1}\n"
CHAIN = "workload: toy_chain\ngenerations: 2\npopulation: 3\nmatches: 20\n"


def timeline():
    loader = importlib.machinery.SourceFileLoader("timeline", str(SOURCE / "tools/timeline"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("timeline", loader))
    loader.exec_module(module)
    return module


def section(html):
    found = re.search(r'<section id="costs">.*?</section>', html, re.DOTALL)
    return found and found[0]


class Costs(ProgramTest):
    def setUp(self):
        super().setUp()
        program.ERGODIC = made.TOY
        self.output = self.folder / "out.h5"
        self.record = self.folder / "out.run.json"

    def made(self, study, *arguments, **how):
        return self.succeed("run", self.write("study.yaml", study), "-o", self.output, *arguments, **how)

    def costs(self):
        with ergodic.open(self.output, program=made.TOY) as results:
            return section(page(results))

    def runs(self):
        return json.loads(self.record.read_text())["runs"]

    def test_are_those_of_all_runs_together_and_the_dearest_case_comes_first(self):
        self.made(COSTLY, "--time-budget", "0.15s", expect=75)
        self.made(COSTLY, ranks=2)
        self.assertEqual(len(self.runs()), 2)
        html = self.costs()
        for work in ("preparing", "simulating"):
            seconds = sum(run["costs"][work]["seconds"] for run in self.runs())
            told = float(re.search(rf'<th scope="row">{work}</th>.*?<data value="([^"]*)">', html, re.DOTALL)[1])
            self.assertAlmostEqual(told, seconds, delta=1e-9)
            self.assertGreater(told, 0.05)
        order = [html.index(label) for label in ("slow", "fitted &amp; tried", "quick")]
        self.assertEqual(order, sorted(order))

    def test_of_stages_have_their_names(self):
        self.made(CHAIN)
        self.assertIn("generation_1/genome 2", self.costs())

    def test_are_left_out_where_no_record_tells(self):
        self.made(COSTLY)
        self.assertIsNotNone(self.costs())
        self.record.unlink()
        self.assertIsNone(self.costs())


class Timeline(ProgramTest):
    def test_draws_what_each_rank_was_at(self):
        study = self.write("long.yaml", LONG)
        done = subprocess.run([sys.executable, SOURCE / "tools/timeline", study, "2", "--program", made.TOY, "--width", "40"],
                              capture_output=True, text=True, timeout=120, env=environment())
        self.assertEqual(done.returncode, 0, done.stderr)
        first, second, axis = done.stdout.splitlines()
        for rank, line in enumerate((first, second)):
            self.assertRegex(line, rf"^rank {rank}  .*├ sessions ─*┤")
            self.assertEqual(len(line), len("rank 0  ") + 40)
        self.assertRegex(axis, r"^ +0 s +\d+ s$")

    def test_says_that_a_run_was_too_short(self):
        study = self.write("short.yaml", LONG.replace("60", "1").replace("300", "1"))
        done = subprocess.run([sys.executable, SOURCE / "tools/timeline", study, "1", "--program", made.TOY], capture_output=True,
                              text=True, timeout=120, env=environment())
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("give it more to do", done.stderr)

    def test_has_a_bar_a_stage_and_dots_for_waiting(self):
        bars = timeline().bars
        self.assertEqual(bars([0] * 9 + [None] * 3 + [1] * 2 + [2] * 5, ["first", "x", "a long name"]),
                         "├ first ┤···██├ a ┤")

    def test_knows_the_stage_of_a_block_by_its_number(self):
        stage_at = timeline().stage_at

        def at(blocks):
            return stage_at({"run": {"ranks": [{"blocks": blocks}]}, "stages": [{"blocks": 4}, {"blocks": 0}, {"blocks": 2}]}, 0)

        self.assertEqual([at({"first": 0, "last": 1}), at({"first": 3, "last": 4}), at({"first": 4, "last": 6}), at(None)],
                         [0, 0, 2, None])


if __name__ == "__main__":
    unittest.main()
