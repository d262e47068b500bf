"""Promise 5: the file opens in the tools that people use, with named dimensions, units and long names."""
import json
import os
import re
import subprocess
import unittest
from unittest import mock

import h5py
import numpy
import xarray

import program
from program import ProgramTest

STUDY = """\
workload: let_it_ride
metadata: {name: interoperability}
sessions: 3000
output: {block: 1000}
simulation: {hands_per_session: 50}
cases: {basic: {}, pull always: {strategy.type: always_pull}}
"""


class Netcdf(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"
        self.succeed("run", self.write("study.yaml", STUDY), "-o", self.output)
        self.summary = json.loads(self.succeed("summary", self.output, "--json").stdout)

    def mean(self, case):
        return self.summary["cases"][case]["quantities"]["session_profit"]["mean"]

    def test_h5py_reads_values_labels_and_attributes(self):
        with h5py.File(self.output) as file:
            profit = file["sessions/session_profit"]
            self.assertEqual(profit.shape, (2, 3000))
            self.assertEqual(profit.dtype, numpy.dtype("<i8"))
            self.assertEqual(profit.attrs["units"].decode(), "dollars")
            self.assertEqual(profit.attrs["scale_factor"], 0.01)
            self.assertTrue(profit.attrs["long_name"])
            self.assertEqual(profit.dims[0].keys(), ["case"])
            self.assertEqual(profit.dims[1].keys()[0].split()[0:2], ["This", "is"])
            self.assertEqual([label.decode() for label in file["sessions/case"][:]], ["basic", "pull always"])
            self.assertAlmostEqual(profit[0].mean() / 100, self.mean(0), places=9)
            self.assertIn(b"let_it_ride", file["study/yaml"][:].tobytes())

    def test_every_column_has_a_long_name_and_units(self):
        with h5py.File(self.output) as file:
            for name, column in file["sessions"].items():
                if column.ndim < 2:
                    continue
                self.assertTrue(column.attrs["long_name"], name)
                self.assertTrue(column.attrs["units"], name)

    def test_xarray_opens_sessions_with_named_dimensions_and_labels(self):
        with xarray.open_dataset(self.output, engine="h5netcdf", group="sessions") as sessions:
            self.assertEqual(dict(sessions.sizes), {"case": 2, "session": 3000})
            self.assertEqual(list(sessions["case"].values), ["basic", "pull always"])
            basic = sessions["session_profit"].sel(case="basic")
            self.assertAlmostEqual(float(basic.mean()), self.mean(0), places=9)
            self.assertEqual(basic.attrs["units"], "dollars")
            reasons = sessions["stop_reason"]
            self.assertIn("max_hands", reasons.attrs["flag_meanings"].split())
            self.assertEqual(len(reasons.attrs["flag_values"]), len(reasons.attrs["flag_meanings"].split()))

    def test_xarray_opens_the_summary(self):
        with xarray.open_dataset(self.output, engine="h5netcdf", group="summary") as summary:
            self.assertAlmostEqual(float(summary["session_profit_mean"].sel(case="pull always")), self.mean(1), places=12)
            counts = summary["hand_frequency"].sel(case="basic")
            self.assertEqual(int(counts.sum()), int(self.summary["cases"][0]["quantities"]["hands_played"]["mean"] * 3000 + 0.5))
            self.assertIn("full_house", list(counts["hand_frequency_label"].values))
            quantiles = summary["session_profit_quantile"].sel(case="basic")
            with h5py.File(self.output) as file:
                cents = numpy.sort(file["sessions/session_profit"][0])
            for probability, value in zip(quantiles["probability"].values, quantiles.values):
                rank = max(1, int(numpy.ceil(round(probability * 3000, 9))))
                self.assertAlmostEqual(value, cents[rank - 1] / 100, places=9)

    def test_xarray_opens_the_ledger(self):
        with xarray.open_dataset(self.output, engine="h5netcdf", group="ledger") as ledger:
            self.assertEqual(ledger.sizes["block"], 6)

    def test_ncdump_shows_the_header_and_reads_the_values(self):
        header = subprocess.run(["ncdump", "-h", self.output], capture_output=True, text=True, timeout=60)
        self.assertEqual(header.returncode, 0, header.stderr)
        for text in ("session = 3000", "case = 2", "int64 session_profit(case, session)", 'session_profit:units = "dollars"',
                     "stop_reason:flag_meanings", "string case(case)"):
            self.assertIn(text, header.stdout)
        self.assertNotIn("phony_dim", header.stdout)
        values = subprocess.run(["ncdump", "-v", "sessions/case,sessions/hands_played,summary/sessions,study/yaml", self.output],
                                capture_output=True, text=True, timeout=60)
        self.assertEqual(values.returncode, 0, values.stderr)
        self.assertIn('"pull always"', values.stdout)

    def test_dimensions_without_values_read_as_zeros_whatever_was_in_memory(self):
        archive, flat = self.folder / "archive.h5", self.folder / "flat.nc"
        self.succeed("export", self.output, "-o", archive)
        self.succeed("export", self.output, "-o", flat, "--flat")
        for path, least in ((self.output, 5), (archive, 2), (flat, 2)):
            found = []

            def look(name, thing):
                if isinstance(thing, h5py.Dataset) and thing.dtype.byteorder == ">":  # netCDF's mark of one
                    sevens = numpy.full(thing.shape, 7, thing.dtype)
                    thing.id.read(h5py.h5s.ALL, h5py.h5s.ALL, sevens)
                    self.assertFalse(sevens.any(), f"{path.name}: {name}")
                    found.append(name)

            with h5py.File(path) as file:
                file.visititems(look)
            self.assertGreaterEqual(len(found), least, found)

    def test_labels_are_an_attribute_too_unless_they_are_too_long_for_one(self):
        with h5py.File(self.output) as file:
            for group in ("sessions", "summary"):
                self.assertEqual(file[group].attrs["case_labels"].decode(), "basic\npull always")
            self.assertEqual(file["summary"].attrs["stop_reason_labels"].decode().split("\n"),
                             file["summary/stop_reason"].asstr()[:].tolist())
        for more, there in ((0, True), (1, False)):  # 63 KiB, and a byte more
            labels = [f"{i:03}" + "x" * (103 + (i < 313 + more)) for i in range(600)]
            self.assertEqual(len("\n".join(labels)), 63 * 1024 + more)
            study = STUDY.replace("cases: {basic: {}, pull always: {strategy.type: always_pull}}",
                                  "cases:" + "".join(f"\n  {label}: {{}}" for label in labels))
            output = self.folder / f"{more}.h5"
            self.succeed("run", self.write("long.yaml", study), "-o", output, "--sessions", 1)
            with h5py.File(output) as file:
                self.assertEqual(file["sessions/case"].asstr()[:].tolist(), labels)
                self.assertEqual("case_labels" in file["sessions"].attrs, there)

    def test_names_the_version_of_cf_that_allows_its_types(self):
        with h5py.File(self.output) as file:
            self.assertEqual(file.attrs["Conventions"].decode(), "CF-1.11")

    def test_a_file_without_rows_opens_too(self):
        output = self.folder / "summaries.h5"
        self.succeed("run", self.folder / "study.yaml", "-o", output, "--set", "output.rows=none")
        with xarray.open_dataset(output, engine="h5netcdf", group="summary") as summary:
            self.assertAlmostEqual(float(summary["session_profit_mean"].sel(case="basic")), self.mean(0), places=12)
        self.assertEqual(subprocess.run(["ncdump", "-h", output], stdout=subprocess.DEVNULL, timeout=60).returncode, 0)


class Axes(ProgramTest):
    """Columns along axes: of the toy workload of the tests, which has them by coordinate and by label."""

    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"
        study = self.write("study.yaml", "workload: toy\nsessions: 100\ncases: {low: {}, high: {offset: 500}}\n")
        with mock.patch.object(program, "ERGODIC", os.environ["ERGODIC_TOY"]):
            self.succeed("run", study, "-o", self.output)

    def test_xarray_has_them_as_dimensions_with_coordinates_units_and_labels(self):
        with xarray.open_dataset(self.output, engine="h5netcdf", group="sessions") as sessions:
            self.assertEqual(sessions["chips"].dims, ("case", "session", "seat"))
            self.assertEqual(sessions["luck"].dims, ("case", "session", "time"))
            self.assertEqual(list(sessions["seat"].values), [1, 2, 3])
            self.assertEqual(sessions["time"].attrs, {"long_name": "time", "units": "s"})
            self.assertEqual(int(sessions["chips"].sel(case="high", seat=2)[17]), 217)
            self.assertTrue((sessions["luck"].sel(time=0.5) == sessions["x"] / 2).all())
            self.assertEqual(int(sessions["mood"].sel(case="low", phase="late")[3]), 1)

    def test_labels_of_axes_are_an_attribute_too(self):
        with h5py.File(self.output) as file:
            self.assertEqual(file["sessions"].attrs["phase_labels"].decode(), "early\nlate")
            self.assertEqual(file["summary"].attrs["phase_labels"].decode(), "early\nlate")
            self.assertNotIn("seat_labels", file["sessions"].attrs)

    def test_xarray_has_a_statistic_at_each_place(self):
        with xarray.open_dataset(self.output, engine="h5netcdf", group="sessions") as sessions, \
                xarray.open_dataset(self.output, engine="h5netcdf", group="summary") as summary:
            self.assertEqual(summary["chips_mean"].dims, ("case", "seat"))
            self.assertEqual(summary["chips_quantile"].dims, ("case", "seat", "probability"))
            self.assertEqual(summary["mood_count"].dims, ("case", "phase", "mood"))
            numpy.testing.assert_allclose(summary["luck_mean"], sessions["luck"].mean("session"), rtol=1e-12)
            numpy.testing.assert_array_equal(summary["mood_count"].sel(mood="wild"), sessions["mood"].sum("session"))

    def test_ncdump_shows_them(self):
        done = subprocess.run(["ncdump", "-v", "sessions/chips,sessions/phase,sessions/time,summary/mood_count", self.output],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        for text in ("int chips(case, session, seat)", 'time:units = "s"', 'phase = "early", "late"',
                     "int64 mood_count(case, phase, mood)"):
            self.assertIn(text, done.stdout)
        self.assertNotIn("phony_dim", done.stdout)


class Unfinished(ProgramTest):
    """A file in the middle of its run must not look as if it had results."""

    STUDY = STUDY.replace("sessions: 3000", "sessions: 3000000")

    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"
        self.succeed("run", self.write("study.yaml", self.STUDY), "-o", self.output, "--time-budget", "0.2s", expect=75)

    def test_has_no_figure_in_its_summary(self):
        with h5py.File(self.output) as file:
            counts = reals = 0
            for name, variable in file["summary"].items():
                if h5py.h5ds.is_scale(variable.id):
                    continue
                if variable.dtype.kind == "f":
                    self.assertTrue(numpy.isnan(variable[...]).all(), name)
                    reals += 1
                else:
                    self.assertTrue((variable[...] == -1).all(), name)
                    counts += 1
            self.assertGreater(counts, 3)
            self.assertGreater(reals, 10)
            self.assertEqual(variable.attrs.get("_FillValue"), None)

    def test_is_told_as_what_it_is_by_every_command_that_reads(self):
        summary = json.loads(self.succeed("summary", self.output, "--json").stdout)
        self.assertFalse(summary["complete"])
        self.assertGreater(summary["cases"][0]["sessions"], 0)
        self.assertLess(summary["cases"][0]["quantities"]["session_profit"]["mean"], 0)
        self.assertIn("NOT COMPLETE", self.succeed("verify", self.output).stdout)
        archive = self.folder / "archive.h5"
        self.succeed("export", self.output, "-o", archive)
        with h5py.File(archive) as file:
            self.assertNotIn("summary", file)
        page = self.folder / "page.html"
        self.succeed("report", self.output, "-o", page)
        self.assertIsNone(re.search(r"[>\"]nan\b", page.read_text(), re.IGNORECASE))


if __name__ == "__main__":
    unittest.main()
