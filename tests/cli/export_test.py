"""ergodic export: rows and summary as CSV, held against what h5py reads."""
import csv
import io
import os
import re
import subprocess
import unittest

import h5py

import program
from program import ProgramTest, run

STUDY = """\
workload: let_it_ride
sessions: 1000
seeding: {seed: 5}
output: {block: 300}
simulation: {hands_per_session: 100}
bankroll: {starting_amount: 500, base_bet: 2.5, stop_conditions: {win_limit: 100, loss_limit: 100}}
cases:
  basic: {}
  "ride, always": {strategy.type: always_ride}
"""


class Export(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"
        self.table = self.folder / "rows.csv"

    def simulate(self, *arguments, study=STUDY, expect=0):
        self.succeed("run", self.write("study.yaml", study), "-o", self.output, *arguments, expect=expect)

    def exported(self, *arguments):
        text = self.succeed("export", self.output, "-o", "-", *arguments).stdout
        return list(csv.DictReader(io.StringIO(text)))

    def refuse(self, *arguments, code=2):
        done = run("export", self.output, *arguments)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stderr

    def use_toy(self):
        self.addCleanup(setattr, program, "ERGODIC", program.ERGODIC)
        program.ERGODIC = os.environ["ERGODIC_TOY"]

    def test_names_each_field_once_whatever_a_study_calls_its_columns(self):
        self.simulate(study="workload: paths\nsessions: 3\nprocess: gbm\ngbm: {start: 1, volatility: 0.2}\nobservables: [terminal]\n"
                            "functions:\n  - {name: replicate, expression: terminal > 0}\n")
        rows = self.exported()
        self.assertEqual([row["session_replicate"] for row in rows], ["0", "1", "2"])
        self.assertEqual([row["replicate"] for row in rows], ["yes"] * 3)

    def test_writes_every_row_in_its_unit_with_case_and_replicate(self):
        self.simulate()
        self.succeed("export", self.output, "-o", self.table)
        with open(self.table, newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([row["case"] for row in rows], ["basic"] * 1000 + ["ride, always"] * 1000)
        self.assertEqual([int(row["replicate"]) for row in rows], 2 * list(range(1000)))
        with h5py.File(self.output) as file:
            profit = file["sessions/session_profit"][:].ravel()
            codes = file["sessions/outcome"][:].ravel()
            labels = file["sessions/outcome"].attrs["flag_meanings"]
            columns = [name for name in file["sessions"] if file["sessions"][name].ndim == 2]
        labels = (labels.decode() if isinstance(labels, bytes) else labels).split()
        self.assertEqual(set(rows[0]), {"case", "replicate", *columns})
        self.assertEqual([row["session_profit"] for row in rows], [f"{cents / 100:.2f}" for cents in profit])
        self.assertEqual([row["outcome"] for row in rows], [labels[code] for code in codes])
        self.assertEqual(list(self.folder.glob("*.tmp")), [])

    def test_writes_the_chosen_cases_columns_and_sessions(self):
        self.simulate()
        rows = self.exported("--columns", "outcome,session_profit", "--cases", "ride, always", "--sessions", "290:310")
        self.assertEqual(list(rows[0]), ["case", "replicate", "outcome", "session_profit"])
        self.assertEqual([int(row["replicate"]) for row in rows], list(range(290, 310)))
        self.assertEqual({row["case"] for row in rows}, {"ride, always"})
        self.assertEqual(len(self.exported("--sessions", "990:")), 20)
        self.assertEqual(len(self.exported("--sessions", ":3")), 6)

    def test_gives_each_place_of_an_axis_a_field_and_reals_back_exactly(self):
        self.use_toy()
        self.simulate(study="workload: toy\nsessions: 100\noutput: {block: 30}\n")
        rows = self.exported()
        with h5py.File(self.output) as file:
            x = file["sessions/x"][0]
            chips = file["sessions/chips"][0]
            mood = file["sessions/mood"][0]
        self.assertEqual([float(row["x"]) for row in rows], list(x))
        self.assertEqual([int(row["chips[seat 3]"]) for row in rows], list(chips[:, 2]))
        self.assertEqual([row["mood[phase late]"] for row in rows], [("calm", "wild")[code] for code in mood[:, 1]])

    def test_writes_a_real_with_a_point_or_an_exponent_always(self):
        """Else who guesses types from the first lines takes whole reals for a column of whole numbers: DuckDB."""
        study = ("workload: paths\nprocess: gbm\nsessions: 50\n"
                 "gbm: {start: 100, drift: 0.05, volatility: 0.2, horizon: 1, steps: 4}\ntimes_every: 0.5\n"
                 "cases: {calm: {gbm.volatility: 1.0e-12, gbm.drift: 0}, wild: {}}\n")
        self.simulate(study=study)
        real = re.compile(r"-?\d+(\.\d+|(\.\d+)?e[-+]\d+)")
        with h5py.File(self.output) as file:
            reals = {name for name, column in file["sessions"].items() if column.dtype == "<f8" and column.ndim > 1}
        whole = 0
        for row in self.exported():
            for name, field in row.items():
                if name.partition("[")[0] in reals and field:
                    self.assertRegex(field, real, name)
                    whole += field == "100.0"
        self.assertGreaterEqual(whole, 100)
        for row in self.exported("--summary"):
            for name in ("value", "low", "high"):
                self.assertRegex(row[name], rf"^({real.pattern})?$", row)

    def test_gives_each_column_of_a_summary_one_type_in_every_study(self):
        self.simulate(study="workload: paths\nprocess: brownian_motion\nsessions: 50\nbrownian_motion: {horizon: 1, steps: 4}\n")
        units = {row["unit"] for row in self.exported("--summary")}
        self.assertLessEqual({"dimensionless", "sessions"}, units)
        self.assertEqual([unit for unit in units if not unit[:1].isalpha()], [])

    def test_writes_the_rows_of_blocks_that_are_done_alone(self):
        self.simulate("--sessions", "3000000", "--time-budget", "0.2s", expect=75)
        done = self.succeed("export", self.output, "-o", self.table, "--columns", "outcome")
        self.assertIn("is not complete", done.stderr)
        with h5py.File(self.output) as file:
            blocks = int(file["ledger/line"][:].any(axis=1).sum())
        self.assertEqual(self.table.read_bytes().count(b"\n"), 1 + 300 * blocks)

    def test_writes_the_summary_as_the_summary_command_does(self):
        self.simulate("--set", "output.rows=none")
        done = self.succeed("export", self.output, "-o", "-", "--summary", "--cases", "basic")
        self.assertEqual(done.stdout, self.succeed("summary", self.output, "--csv", "--case", "basic").stdout)
        self.assertIn("export its figures with --summary", self.refuse("-o", self.table))

    def test_keeps_what_is_there_unless_forced(self):
        self.simulate()
        self.table.write_text("precious")
        self.assertIn("is there already", self.refuse("-o", self.table))
        self.assertEqual(self.table.read_text(), "precious")
        self.succeed("export", self.output, "-o", self.table, "--force")
        self.assertTrue(self.table.read_text().startswith("case,replicate,"))

    def test_refuses_what_it_cannot_do(self):
        self.simulate()
        self.assertIn("did you mean outcome?", self.refuse("-o", "-", "--columns", "outcme"))
        self.assertIn("did you mean basic?", self.refuse("-o", "-", "--cases", "basik"))
        for sessions in ("5", "a:b", "1:2:3", "-1:5", "0x1:5"):
            self.assertIn("cannot read --sessions", self.refuse("-o", "-", f"--sessions={sessions}"))
        for sessions in ("5:5", "0:1001", "9:2"):
            self.assertIn("no sessions", self.refuse("-o", "-", "--sessions", sessions))
        self.assertIn("excludes", self.refuse("-o", "-", "--summary", "--columns", "outcome"))
        self.assertIn("No such file or directory", self.refuse("-o", self.folder / "absent" / "rows.csv", code=4))
        with open("/dev/full", "w") as full:
            done = subprocess.run([program.ERGODIC, "export", self.output, "-o", "-"], stdout=full,
                                  stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(done.returncode, 4, done.stderr)

    def test_a_reader_that_has_had_enough_is_no_error(self):
        self.simulate()
        done = subprocess.run(["bash", "-c", f"set -o pipefail; {program.ERGODIC} export {self.output} -o - | head -1"],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue(done.stdout.startswith("case,replicate,"))


if __name__ == "__main__":
    unittest.main()
