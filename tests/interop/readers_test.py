"""Promise 5: each tool of the table in tests/interop/README.md reads a column and its labels, of a result file and of
an archive. What is not installed is skipped, and says so."""
import csv
import importlib.util
import io
import re
import shutil
import subprocess
import unittest

from program import ProgramTest

STUDY = """\
workload: let_it_ride
metadata: {name: interoperability}
sessions: 400
output: {block: 100}
simulation: {hands_per_session: 50}
cases: {basic: {}, pull always: {strategy.type: always_pull}}
"""

R = """
suppressMessages(library(rhdf5))
file <- commandArgs(trailingOnly = TRUE)[1]
cents <- h5read(file, "/sessions/session_profit", bit64conversion = "double")
cat(h5read(file, "/sessions/case"), sep = "\\n")
cat(dim(cents)[1], mean(cents[, 1]), mean(cents[, 2]), "\\n")
cat(suppressWarnings(h5readAttributes(file, "/sessions/stop_reason"))$flag_meanings, "\\n")
"""

# ncread applies the scale factor, hence dollars; it reads no strings of any length, so the labels are those of the
# attribute.
OCTAVE = """
pkg load netcdf
file = argv(){end};
cents = 100 * ncread(file, "/sessions/session_profit");
printf("%s\\n", ncreadatt(file, "/sessions", "case_labels"));
printf("%d %.12g %.12g\\n", rows(cents), mean(cents(:, 1)), mean(cents(:, 2)));
printf("%s\\n", ncreadatt(file, "/sessions/stop_reason", "flag_meanings"));
"""


def has(module):
    return importlib.util.find_spec(module) is not None


def has_r():
    if shutil.which("Rscript") is None:
        return False
    return subprocess.run(["Rscript", "-e", "quit(status = !requireNamespace('rhdf5', quietly = TRUE))"],
                          capture_output=True, timeout=60).returncode == 0


def has_octave():
    return shutil.which("octave-cli") is not None and \
        subprocess.run(["octave-cli", "--eval", "pkg load netcdf"], capture_output=True, timeout=60).returncode == 0


class Readers(ProgramTest):
    LABELS = ["basic", "pull always"]
    REASONS = ["win_limit", "loss_limit", "max_hands", "insufficient_funds"]

    def setUp(self):
        super().setUp()
        result, archive = self.folder / "result.h5", self.folder / "archive.h5"
        self.succeed("run", self.write("study.yaml", STUDY), "-o", result)
        self.succeed("export", result, "-o", archive)
        self.files = (result, archive)
        # In cents, from the program's own rows as text: no reader of HDF5 has a part in it.
        rows = csv.DictReader(io.StringIO(self.succeed("export", result, "-o", "-").stdout))
        self.cents = {label: [] for label in self.LABELS}
        for row in rows:
            self.cents[row["case"]].append(round(100 * float(row["session_profit"])))

    def said(self, *command):
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def assert_means(self, words):
        """400 sessions, and the mean of each case in cents."""
        self.assertEqual(int(words[0]), 400)
        for word, label in zip(words[1:], self.LABELS):
            self.assertAlmostEqual(float(word), sum(self.cents[label]) / 400, places=3)

    def test_h5py(self):
        import h5py
        for path in self.files:
            with self.subTest(path.name), h5py.File(path) as file:
                self.assertEqual(file["sessions/session_profit"][1].tolist(), self.cents["pull always"])
                self.assertEqual(file["sessions/case"].asstr()[:].tolist(), self.LABELS)
                meanings = file["sessions/stop_reason"].attrs["flag_meanings"]
                self.assertEqual(meanings.decode().split(), self.REASONS)

    def assert_xarray_reads(self, engine):
        import xarray
        for path in self.files:
            with self.subTest(path.name), xarray.open_dataset(path, engine=engine, group="sessions") as sessions:
                profit = sessions["session_profit"].sel(case="pull always")
                self.assertEqual((profit * 100).round().astype(int).values.tolist(), self.cents["pull always"])
                self.assertEqual(sessions["case"].values.tolist(), self.LABELS)
                self.assertEqual(sessions["stop_reason"].attrs["flag_meanings"].split(), self.REASONS)

    def test_xarray_by_h5netcdf(self):
        self.assert_xarray_reads("h5netcdf")

    @unittest.skipUnless(has("netCDF4"), "python3-netcdf4 is not installed")
    def test_xarray_by_netcdf4(self):
        self.assert_xarray_reads("netcdf4")

    def test_pandas(self):
        import h5py
        import pandas
        for path in self.files:
            with self.subTest(path.name), h5py.File(path) as file:
                columns = file["sessions"]
                frame = pandas.DataFrame(columns["session_profit"][:].T, columns=columns["case"].asstr()[:])
                reasons = columns["stop_reason"].attrs["flag_meanings"].decode().split()
                ended = pandas.Categorical.from_codes(columns["stop_reason"][0], reasons)
            self.assertEqual(frame.to_dict("list"), self.cents)
            self.assertEqual(ended.categories.tolist(), self.REASONS)

    def test_pandas_by_csv(self):
        import pandas
        path = self.folder / "rows.csv"
        self.succeed("export", self.files[0], "-o", path)
        frame = pandas.read_csv(path)
        means = frame.groupby("case")["session_profit"].mean()
        for label in self.LABELS:
            self.assertAlmostEqual(100 * means[label], sum(self.cents[label]) / 400, places=6)
        self.assertLessEqual(set(frame["stop_reason"]), set(self.REASONS))

    def test_ncdump(self):
        for path in self.files:
            with self.subTest(path.name):
                told = self.said("ncdump", "-v", "sessions/case,sessions/session_profit", path)
                self.assertIn('case = "basic", "pull always"', told)
                numbers = re.search(r"session_profit =\s([-\d,\s]+);", told)[1]
                self.assertEqual(list(map(int, numbers.split(","))), self.cents["basic"] + self.cents["pull always"])
                self.assertIn("win_limit loss_limit max_hands insufficient_funds", told)

    def test_h5dump(self):
        for path in self.files:
            with self.subTest(path.name):
                told = self.said("h5dump", "-y", "-w", "1", "-d", "/sessions/session_profit", path)
                numbers = re.search(r"DATA \{(.*?)\}", told, re.DOTALL)[1]
                self.assertEqual(list(map(int, numbers.split(","))), self.cents["basic"] + self.cents["pull always"])
                self.assertIn('"basic", "pull always"', self.said("h5dump", "-y", "-d", "/sessions/case", path))

    @unittest.skipUnless(has_r(), "r-bioc-rhdf5 is not installed")
    def test_r(self):
        script = self.write("read.R", R)
        for path in self.files:
            with self.subTest(path.name):
                *labels, means, reasons = self.said("Rscript", "--vanilla", script, path).splitlines()
                self.assertEqual(labels, self.LABELS)
                self.assert_means(means.split())
                self.assertEqual(reasons.split(), self.REASONS)

    @unittest.skipUnless(has_octave(), "octave and octave-netcdf are not installed")
    def test_octave(self):
        script = self.write("read.m", OCTAVE)
        for path in self.files:
            with self.subTest(path.name):
                *labels, means, reasons = self.said("octave-cli", "--quiet", script, path).splitlines()
                self.assertEqual(labels, self.LABELS)
                self.assert_means(means.split())
                self.assertEqual(reasons.split(), self.REASONS)


if __name__ == "__main__":
    unittest.main()
