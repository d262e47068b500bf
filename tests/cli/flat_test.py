"""ergodic export --flat: variables at the root, of netCDF's classic types, for readers that know no others."""
import os
import unittest

import h5py
import netCDF4
import numpy as np

import program
from program import ProgramTest, run

STUDY = """\
workload: let_it_ride
metadata: {name: flat}
sessions: 3000
seeding: {seed: 5}
output: {block: 300}
simulation: {hands_per_session: 20}
cases: {basic: {}, "ride, always": {strategy.type: always_ride}}
"""
TOY = "workload: toy\nsessions: 100\noutput: {block: 30}\ncases: {low: {}, high: {offset: 500}}\n"
CLASSIC = {"int16", "int32", "float64"}


class Flat(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output, self.flat = self.folder / "out.h5", self.folder / "flat.nc"

    def simulate(self, study=STUDY, *arguments, expect=0):
        self.succeed("run", self.write("study.yaml", study), "-o", self.output, *arguments, expect=expect)

    def export(self, *arguments):
        self.succeed("export", self.output, "-o", self.flat, "--flat", *arguments)
        file = netCDF4.Dataset(self.flat)
        self.addCleanup(file.close)
        self.assertEqual(file.groups, {})
        self.assertEqual(file.data_model, "NETCDF4_CLASSIC")
        self.assertLessEqual({str(variable.dtype) for variable in file.variables.values()}, CLASSIC)
        self.assertLessEqual({str(np.asarray(file.getncattr(name)).dtype)[:2] for name in file.ncattrs()}, {"<U", "fl"})
        return file

    def use_toy(self):
        self.addCleanup(setattr, program, "ERGODIC", program.ERGODIC)
        program.ERGODIC = os.environ["ERGODIC_TOY"]

    def test_has_the_rows_in_their_units_with_codes_and_their_meanings(self):
        self.simulate()
        flat = self.export()
        with h5py.File(self.output) as file:
            sessions = file["sessions"]
            columns = [name for name in sessions if sessions[name].ndim == 2]
            self.assertEqual(set(flat.variables), set(columns))
            cents = sessions["session_profit"][:]
            np.testing.assert_array_equal(flat["session_profit"][:], cents / 100)
            self.assertFalse(hasattr(flat["session_profit"], "scale_factor"))
            self.assertEqual(flat["session_profit"].units, "dollars")
            np.testing.assert_array_equal(flat["stop_reason"][:], sessions["stop_reason"][:])
            self.assertEqual(str(flat["stop_reason"].dtype), "int16")
            self.assertEqual(flat["stop_reason"].flag_values.dtype, np.int16)
            self.assertEqual(flat["stop_reason"].flag_meanings, sessions["stop_reason"].attrs["flag_meanings"].decode())
            self.assertEqual(flat.study_digest, file.attrs["study_digest"].decode())
        self.assertEqual(flat["session_profit"].dimensions, ("case", "session"))
        self.assertEqual(flat.case_labels.split("\n"), ["basic", "ride, always"])
        self.assertEqual((flat.title, flat.sessions_per_case, flat.last_replicate), ("flat", 3000.0, 2999.0))
        self.assertEqual(list(self.folder.glob("*.tmp")), [])

    def test_has_what_was_selected(self):
        self.simulate()
        flat = self.export("--columns", "session_profit,stop_reason", "--cases", "ride, always", "--sessions", "290:310")
        self.assertEqual(flat["session_profit"].shape, (1, 20))
        self.assertEqual((flat.case_labels, flat.first_replicate, flat.last_replicate), ("ride, always", 290, 309))
        with h5py.File(self.output) as file:
            np.testing.assert_array_equal(flat["session_profit"][0], file["sessions/session_profit"][1, 290:310] / 100)

    def test_has_columns_along_axes_with_coordinates_or_labels(self):
        self.use_toy()
        self.simulate(TOY)
        flat = self.export()
        with h5py.File(self.output) as file:
            for name in ("chips", "luck", "mood", "x"):
                np.testing.assert_array_equal(flat[name][:], file["sessions"][name][:], name)
        self.assertEqual(flat["chips"].dimensions, ("case", "session", "seat"))
        np.testing.assert_array_equal(flat["seat"][:], [1, 2, 3])
        self.assertEqual(flat["time"].units, "s")
        self.assertEqual(flat.phase_labels, "early\nlate")
        self.assertNotIn("phase", flat.variables)

    def test_has_the_summary_alone_where_that_is_asked_for(self):
        self.simulate(STUDY, "--set", "output.rows=none")
        flat = self.export("--summary")
        with h5py.File(self.output) as file:
            for name, variable in file["summary"].items():
                if not h5py.h5ds.is_scale(variable.id):
                    np.testing.assert_array_equal(flat[name][:], variable[...], name)
        self.assertEqual(flat["stop_reason_count"].dimensions, ("case", "stop_reason"))
        self.assertIn("max_hands", flat.stop_reason_labels.split("\n"))
        self.assertFalse(hasattr(flat, "first_replicate"))

    def test_of_an_incomplete_file_says_which_rows_are_done(self):
        self.simulate(STUDY.replace("sessions: 3000", "sessions: 3000000"), "--time-budget", "0.2s", expect=75)
        flat = self.export("--columns", "session_profit", "--sessions", "0:600000")
        with h5py.File(self.output) as file:
            blocks = file["ledger/line"][:].any(axis=1).reshape(2, -1)[:, :2000]
        np.testing.assert_array_equal(flat["done"][:].reshape(2, -1, 300).all(axis=2), blocks)
        self.assertEqual(flat["done"].flag_meanings, "no yes")
        refused = run("export", self.output, "-o", self.folder / "summary.nc", "--flat", "--summary")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("it has none until it is complete", refused.stderr)

    def test_is_taken_for_no_result_file_and_made_of_none_but_a_name_of_netcdf(self):
        self.simulate()
        self.export()
        for command in ("summary", "verify", "status"):
            refused = run(command, self.flat)
            self.assertEqual(refused.returncode, 3, command)
            self.assertIn("is an archive", refused.stderr)
        for output in ("-", self.folder / "rows.csv"):
            refused = run("export", self.output, "-o", output, "--flat")
            self.assertEqual(refused.returncode, 2)
            self.assertIn("name it NAME.nc", refused.stderr)


if __name__ == "__main__":
    unittest.main()
