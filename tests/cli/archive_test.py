"""ergodic export to HDF5: a compressed copy that opens as the result file does, and is taken for nothing else."""
import os
import subprocess
import unittest

import h5py
import numpy as np
import xarray

import program
from program import ProgramTest, run

STUDY = """\
workload: let_it_ride
metadata: {name: archived}
sessions: 20000
seeding: {seed: 5}
output: {block: 300}
simulation: {hands_per_session: 20}
bankroll: {starting_amount: 500, base_bet: 2.5, stop_conditions: {win_limit: 100, loss_limit: 100}}
cases: {basic: {}, "ride, always": {strategy.type: always_ride}, optimal: {strategy.type: optimal}}
"""
PATHS = """\
workload: paths
sessions: 10000000
process: gbm
gbm: {start: 100, drift: 0.05, volatility: 0.2, steps: 1000}
observables: [terminal]
output: {block: 500}
"""
FAILING = "workload: toy\nsessions: 1000\noutput: {block: 50}\nfail_every: 100\ncases: {a: {}, b: {offset: 1}}\n"


def text(value):
    return value.decode() if isinstance(value, bytes) else value


class Archive(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"
        self.archive = self.folder / "archive.h5"

    def simulate(self, study=STUDY, *arguments, expect=0):
        self.succeed("run", self.write("study.yaml", study), "-o", self.output, *arguments, expect=expect)

    def export(self, *arguments, expect=0):
        return self.succeed("export", self.output, "-o", self.archive, *arguments, expect=expect)

    def use_toy(self):
        self.addCleanup(setattr, program, "ERGODIC", program.ERGODIC)
        program.ERGODIC = os.environ["ERGODIC_TOY"]

    def groups_are_equal(self, names):
        """Every dataset of these groups: values, attributes, dimensions."""
        with h5py.File(self.output) as ours, h5py.File(self.archive) as theirs:
            for group in names:
                copied = [name for name in ours[group] if not name.startswith("description")]  # that is of the whole
                self.assertEqual(copied, list(theirs[group]))
                for name in copied:
                    mine, copy = ours[group][name], theirs[group][name]
                    self.assertEqual((mine.dtype, mine.shape), (copy.dtype, copy.shape), name)
                    if mine.dtype.byteorder != ">":  # a dimension without values
                        np.testing.assert_array_equal(mine[...], copy[...], name)
                    scales = [[scale.name for scale in dimension.values()] for dimension in mine.dims]
                    self.assertEqual(scales, [[scale.name for scale in dimension.values()] for dimension in copy.dims])
                    for attribute in set(mine.attrs) - {"DIMENSION_LIST", "REFERENCE_LIST"}:
                        np.testing.assert_array_equal(mine.attrs[attribute], copy.attrs[attribute], attribute)

    def test_holds_all_that_the_file_holds_in_a_part_of_its_size(self):
        self.simulate()
        self.export()
        self.groups_are_equal(["study", "sessions", "summary"])
        self.assertLess(self.archive.stat().st_size, 0.5 * self.output.stat().st_size)
        with h5py.File(self.archive) as file:
            for column in ("session_profit", "outcome"):
                rows = file["sessions"][column]
                self.assertEqual((rows.compression, rows.fletcher32, rows.chunks[0]), ("gzip", True, 1))
            self.assertTrue(file["sessions/session_profit"].shuffle)
            self.assertNotIn("ledger", file)
            self.assertEqual(text(file.attrs["title"]), "archived")
        self.assertEqual(sorted(path.name for path in self.folder.glob("*.tmp")), [])
        for engine in ("h5netcdf", "netcdf4"):
            if engine not in xarray.backends.list_engines():
                continue
            with xarray.open_dataset(self.output, engine=engine, group="sessions") as ours, \
                    xarray.open_dataset(self.archive, engine=engine, group="sessions") as theirs:
                xarray.testing.assert_identical(ours.load(), theirs.load())

    def test_columns_along_axes_and_failures_are_there_too(self):
        self.use_toy()
        self.simulate(FAILING)
        self.export()
        self.groups_are_equal(["study", "sessions", "summary", "failures"])

    def test_says_what_was_selected(self):
        self.simulate()
        self.export("--columns", "outcome,session_profit", "--cases", "optimal", "--cases", "ride, always",
                    "--sessions", "290:5310")
        with h5py.File(self.output) as ours, h5py.File(self.archive) as theirs:
            self.assertEqual({name for name, rows in theirs["sessions"].items() if rows.ndim == 2},
                             {"outcome", "session_profit"})
            self.assertEqual([text(label) for label in theirs["sessions/case"][:]], ["optimal", "ride, always"])
            for name in ("outcome", "session_profit"):
                np.testing.assert_array_equal(theirs["sessions"][name][:], ours["sessions"][name][[1, 2], 290:5310][::-1])
            np.testing.assert_array_equal(theirs["summary/session_profit_mean"][:],
                                          ours["summary/session_profit_mean"][:][[2, 1]])
            says = {name: text(value) for name, value in theirs.attrs.items()}
        self.assertEqual(says["selected_columns"], "outcome session_profit")
        self.assertEqual(says["selected_cases"], "2 of 3")
        self.assertEqual((says["first_replicate"], says["last_replicate"], says["sessions_per_case"]),
                         (290, 5309, 20000))

    def test_of_an_incomplete_file_says_which_rows_are_there(self):
        self.simulate(STUDY, "--sessions", "3000000", "--time-budget", "0.2s", expect=75)
        self.assertIn("is not complete", self.export("--sessions", "0:50000").stderr)
        with h5py.File(self.output) as ours, h5py.File(self.archive) as theirs:
            lines = ours["ledger/line"][:].any(axis=1).reshape(3, -1)
            done = np.repeat(lines, 300, axis=1)[:, :50000]
            self.assertTrue(done.any() and not done.all())
            np.testing.assert_array_equal(theirs["sessions/done"][:], done)
            kept = np.where(done, ours["sessions/hands_played"][:, :50000], 0)
            np.testing.assert_array_equal(theirs["sessions/hands_played"][:], kept)
            self.assertNotIn("summary", theirs)

    def test_of_an_incomplete_file_whose_study_calls_something_else_done(self):
        study = PATHS + "functions:\n  - {name: done, expression: terminal > 100}\n"
        for names, told in (("", "is_done"), ("  - {name: is_done, expression: terminal > 90}\n", "is_is_done")):
            self.simulate(study + names, "--time-budget", "0.3s", "--force", expect=75)
            self.export("--force", "--sessions", "0:1000")
            with h5py.File(self.output) as ours, h5py.File(self.archive) as theirs:
                self.assertEqual(text(theirs["sessions"][told].attrs["flag_meanings"]), "no yes")
                self.assertIn("in the file that this is a copy of", text(theirs["sessions"][told].attrs["long_name"]))
                kept = theirs["sessions"][told][:].astype(bool)
                self.assertTrue(kept.all())
                np.testing.assert_array_equal(theirs["sessions/done"][:], ours["sessions/done"][:, :1000])

    def test_is_taken_for_nothing_but_an_archive(self):
        self.simulate()
        self.export()
        before = self.archive.read_bytes()
        for arguments in (["run", self.folder / "study.yaml", "-o", self.archive], ["summary", self.archive],
                          ["verify", self.archive], ["replay", self.archive, "--session", "1"],
                          ["status", self.archive], ["merge", self.folder / "all.h5", self.archive]):
            done = self.succeed(*arguments, expect=3)
            self.assertIn("archive.h5 is an archive (ergodic export made it", done.stderr)
        self.assertEqual(self.archive.read_bytes(), before)

    def test_that_does_not_fit_on_the_disk_is_an_error_and_leaves_nothing(self):
        self.simulate()
        limited = f"ulimit -f 60; {program.ERGODIC} export {self.output} -o {self.archive}"
        done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("cannot write", done.stderr)
        self.assertEqual(list(self.folder.glob("archive.h5*")), [])

    def test_refuses_what_makes_no_archive(self):
        self.simulate()
        for arguments, why in ((["--summary"], "cannot export the summary alone"),
                               (["--columns", "outcome,outcome"], "named twice"),
                               (["--columns", "outcme"], "did you mean outcome?")):
            self.assertIn(why, self.export(*arguments, expect=2).stderr)
            self.assertFalse(self.archive.exists())
        done = run("export", self.output, "-o", self.output, "--force")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("it is the file to export", done.stderr)
        self.archive.write_text("precious")
        self.assertIn("is there already", self.export(expect=2).stderr)
        shard = self.folder / "shard.h5"
        self.succeed("run", self.folder / "study.yaml", "-o", shard, "--shard", "1/3")
        done = run("export", shard, "-o", self.folder / "part.h5")
        self.assertIn("merge the shards", done.stderr)


if __name__ == "__main__":
    unittest.main()
