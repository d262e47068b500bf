"""Studies with `until`, as a user meets them."""
import json
import os
import pathlib
import re
import unittest

import h5py
import numpy as np

import program
from program import ProgramTest, sha256

program.ERGODIC = os.environ["ERGODIC_TOY"]

STUDY = """\
workload: toy
sessions: 500
until:
  column: x
  half_width: 0.01
  max_sessions: 20000
seeding: {seed: 11}
output: {block: 64}
cases: {low: {}, high: {offset: 500}}
"""


class RoundsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study = self.write("study.yaml", STUDY)
        self.output = self.folder / "out.h5"

    def refused(self, code, text, *arguments):
        done = self.succeed(*arguments, expect=code)
        self.assertIn(text, done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)

    def sessions_of(self, file):
        with h5py.File(file) as opened:
            return int(opened.attrs["sessions_per_case"])

    def test_a_run_goes_on_in_rounds_and_says_so(self):
        done = self.succeed("run", self.study, "-o", self.output, ranks=2)
        rounds = re.findall(r"going on from ([\d ]+) to ([\d ]+) sessions per case \(x ± ([\d.]+), ± 0.01 wanted, "
                            r"in case (?:low|high)\)", done.stderr)
        self.assertGreaterEqual(len(rounds), 2, done.stderr)
        self.assertEqual(rounds[0][:2], ("500", "2 048"), "four times as many, up to a whole block")
        sessions = self.sessions_of(self.output)
        self.assertEqual(rounds[-1][1].replace(" ", ""), str(sessions))
        self.assertGreater(sessions, 2900, "(1.96 · 0.289 / 0.01)² = 3200 on average")
        self.assertLess(sessions, 3700)
        simulated = 2 * (sessions + 500 % 64)  # the shorter block at the end of the first round, again
        self.assertIn(f"{simulated:,} sessions in".replace(",", " "), done.stdout, "of all rounds")
        runs = json.loads((self.folder / "out.run.json").read_text())["runs"]
        self.assertEqual([(one["sessions"], one["state"]) for one in runs], [(simulated, "complete")])
        self.assertIn(f"already complete: {2 * sessions:,} sessions".replace(",", " "),
                      self.succeed("run", self.study, "-o", self.output).stdout)

    def test_the_rows_are_those_of_a_run_of_as_many_sessions(self):
        self.succeed("run", self.study, "-o", self.output)
        fixed = self.write("fixed.yaml", STUDY.replace(STUDY[STUDY.index("until"):STUDY.index("seeding")], ""))
        self.succeed("run", fixed, "-o", self.folder / "fixed.h5", "--sessions", self.sessions_of(self.output))
        with h5py.File(self.output) as rounds, h5py.File(self.folder / "fixed.h5") as once:
            for group in ["sessions", "summary"]:
                for name, column in once[group].items():
                    if column.dtype.kind != "O":
                        np.testing.assert_array_equal(rounds[group][name][:], column[:], err_msg=name)

    def test_every_command_reads_the_file(self):
        self.succeed("run", self.study, "-o", self.output)
        last = 2 * self.sessions_of(self.output) - 1
        self.assertIn("The file holds exactly this row",
                      self.succeed("replay", self.output, "--session", last).stdout)
        self.succeed("verify", self.output, "--sample", "100")
        self.succeed("digest", self.output)
        self.succeed("export", self.output, "-o", self.folder / "rows.csv")
        self.succeed("compare", self.output)
        self.succeed("export", self.output, "-o", self.folder / "archive.h5")
        self.assertEqual(self.sessions_of(self.folder / "archive.h5"), self.sessions_of(self.output))

    def test_a_summary_tells_what_was_asked_and_what_was_reached(self):
        self.succeed("run", self.study, "-o", self.output)
        text = self.succeed("summary", self.output).stdout
        self.assertEqual(len(re.findall(r"until x ± 0.01 at 95 %: reached: x ± 0.00\d+, ± 0.01 wanted", text)), 2, text)
        answer = json.loads(self.succeed("summary", self.output, "--json").stdout)
        self.assertEqual(answer["max_sessions"], 20000)
        for case in answer["cases"]:
            [target] = case["targets"]
            [figure] = target["figures"]
            self.assertTrue(target["reached"])
            low, high = case["quantities"]["x"]["interval"]
            self.assertAlmostEqual(figure["half_width"], (high - low) / 2, 15)
            self.assertLessEqual(figure["half_width"], figure["allowed"])

    def test_max_sessions_ends_a_run_that_needs_more_and_the_summary_says_it(self):
        self.succeed("run", self.study, "-o", self.output, "--set", "until.half_width=0.001",
                     "--set", "until.max_sessions=1000")
        self.assertEqual(self.sessions_of(self.output), 1000)
        self.assertIn("until x ± 0.001 at 95 %: NOT reached at max_sessions: x ± 0.01", self.succeed("summary", self.output).stdout)

    def test_of_many_cases_a_summary_tells_the_worst(self):
        self.study.write_text(STUDY.replace("cases: {low: {}, high: {offset: 500}}", "sweep: {offset: [1, 2, 3, 4, 5, 6]}"))
        self.succeed("run", self.study, "-o", self.output)
        self.assertRegex(self.succeed("summary", self.output).stdout,
                         r"\nuntil x ± 0.01 at 95 %: reached: x ± 0.0\d+, ± 0.01 wanted, in case offset=\d\n")

    def test_a_plan_says_what_is_to_be_done(self):
        plan = self.succeed("run", self.study, "--dry-run").stdout
        self.assertIn("500 per case, 1 000 in all\n           in the first round, then 1.1 to 4 times as many in each, "
                      "until in every case\n             x ± 0.01 at 95 %\n           or 20 000 per case", plan)
        self.assertIn("2 cases of 500 sessions\nin the first round; then more, until x ± 0.01 at 95 %, or 20 000 sessions",
                      self.succeed("validate", self.study).stdout)

    def test_a_stopped_run_goes_on_in_its_round(self):
        slow = ["--set", "work=50000"]
        self.succeed("run", self.study, "-o", self.folder / "slow.h5", *slow)
        stops = 0
        for attempt in range(60):
            done = program.run("run", self.study, "-o", self.output, "--time-budget", "0.1s", *slow,
                               ranks=[None, 2, 3][attempt % 3])
            if done.returncode == 0:
                break
            self.assertEqual(done.returncode, 75, done.stderr)
            self.assertIn("run the same command again to continue", done.stderr)
            stops += 1
        self.assertGreater(stops, 1)
        self.assertEqual(sha256(self.output), sha256(self.folder / "slow.h5"))

    def test_the_sessions_of_the_command_line_are_those_of_the_first_round(self):
        self.succeed("run", self.study, "-o", self.output, "--sessions", "4000")
        self.assertEqual(self.sessions_of(self.output), 4416, "a tenth more in the second round, in whole blocks")
        self.refused(3, "this study has \"sessions: 500\", the file's has \"sessions: 4000\"", "run", self.study, "-o",
                     self.output)

    def test_neither_shards_nor_extensions_have_rounds(self):
        self.refused(2, f"{self.study}:4:3: until cannot be held to by a shard", "run", self.study, "--shard", "1/2")
        self.succeed("run", self.study, "-o", self.output)
        self.refused(2, f"{self.study}:4:3: until does not go with --extend", "run", self.study, "-o", self.output,
                     "--extend")

    def test_mistakes_are_told_with_their_place(self):
        for written, told in [("column: y", "4:11: until.column unknown column \"y\" (there are n, x, m, "),
                              ("column: lukc", "did you mean luck?"),
                              ("column: digits", "4:11: until.column \"digits\" has no interval (it is a tally")]:
            self.study.write_text(STUDY.replace("column: x", written))
            self.refused(2, told, "validate", self.study)
        for written, told in [("half_width: 0", "5:15: until.half_width is 0 (it must be a number above 0)"),
                              ("confidence: 0.9", "4:11: until.column \"x\" has no precision to reach"),
                              ("half_width: 1\n  confidence: 95", "6:15: until.confidence is 95")]:
            self.study.write_text(STUDY.replace("half_width: 0.01", written))
            self.refused(2, told, "validate", self.study)
        self.study.write_text(STUDY.replace("20000", "499"))
        self.refused(2, "6:17: until.max_sessions 499 are too few (the first round has 500 sessions per case)", "validate",
                     self.study)

    def test_a_file_that_lost_its_round_is_refused(self):
        self.succeed("run", self.study, "-o", self.output)
        whole = pathlib.Path(self.output).read_bytes()
        for value in [0, 499, 20001, 2**62]:
            self.output.write_bytes(whole)
            with h5py.File(self.output, "r+") as file:
                file.attrs.modify("sessions_per_case", np.int64(value))
            done = self.succeed("summary", self.output, expect=3)
            self.assertIn("sessions", done.stderr)


if __name__ == "__main__":
    unittest.main()
