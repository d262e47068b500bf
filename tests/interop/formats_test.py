"""Files of every format, kept with what was said of them when they were made: they are read the same."""
import json
import math
import os
import pathlib
import shutil
import sys
import unittest

import h5py
import numpy

from program import SOURCE, ProgramTest, sha256

sys.path.insert(0, str(SOURCE / "tools" / "python"))
import ergodic  # noqa: E402

FORMATS = SOURCE / "tests" / "interop" / "formats"
REVISIONS = sorted(folder for folder in FORMATS.iterdir() if folder.is_dir())
COMPLETE = ("let_it_ride", "paths")
UNFINISHED = "unfinished"


class KeptFiles(ProgramTest):
    def setUp(self):
        super().setUp()
        self.assertIn("1.0", [revision.name for revision in REVISIONS])

    def files(self, names):
        """The folder and the name of each kept file; names in the messages are without folder, as when it was made."""
        for revision in REVISIONS:
            for name in names:
                with self.subTest(format=revision.name, file=name):
                    yield revision, name

    def assert_same(self, one, other, place=""):
        """Equal, exact figures to 9 digits: they are computed anew, perhaps by another library of linear algebra."""
        if isinstance(one, dict):
            self.assertEqual(one.keys(), other.keys(), place)
            for key in one:
                self.assert_same(one[key], other[key], f"{place}.{key}")
        elif isinstance(one, list):
            self.assertEqual(len(one), len(other), place)
            for i, (a, b) in enumerate(zip(one, other)):
                self.assert_same(a, b, f"{place}[{i}]")
        elif isinstance(one, float):
            self.assertTrue(math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12), f"{place}: {one} {other}")
        else:
            self.assertEqual(one, other, place)

    def test_give_the_same_summary(self):
        for revision, name in self.files((*COMPLETE, UNFINISHED)):
            kept = json.loads((revision / f"{name}.summary.json").read_text())
            self.assert_same(json.loads(self.succeed("summary", f"{name}.h5", "--json", cwd=revision).stdout), kept)

    def test_give_the_same_rows(self):
        for revision, name in self.files((*COMPLETE, UNFINISHED)):
            kept = (revision / f"{name}.rows.csv").read_text()
            self.assertEqual(self.succeed("export", f"{name}.h5", "-o", "-", cwd=revision).stdout, kept)

    def test_give_the_same_digests_and_verify(self):
        for revision, name in self.files(COMPLETE):
            kept = (revision / f"{name}.digest").read_text()
            self.assertEqual(self.succeed("digest", f"{name}.h5", "--blocks", cwd=revision).stdout, kept)
            self.assertIn("bit for bit", self.succeed("verify", f"{name}.h5", cwd=revision).stdout)
            self.succeed("replay", f"{name}.h5", "--session", 11, cwd=revision)

    def test_are_known_to_every_other_command_that_reads(self):
        for revision, name in self.files(COMPLETE):
            self.assertIn("complete", self.succeed("status", f"{name}.h5", cwd=revision).stdout)
            self.assertIn("cases", json.loads(self.succeed("compare", f"{name}.h5", "--json", cwd=revision).stdout))
            page = self.folder / "page.html"
            self.succeed("report", f"{name}.h5", "-o", page, cwd=revision)
            self.assertIn("<svg", page.read_text())

    def test_of_the_newest_format_are_made_the_same_again_but_for_the_programs_version(self):
        for name in COMPLETE:
            made = self.folder / f"{name}.h5"
            self.succeed("run", FORMATS / f"{name}.yaml", "-o", made)
            today, kept = self.content(made), self.content(REVISIONS[-1] / f"{name}.h5")
            self.assertEqual(today.keys(), kept.keys())
            for what in today.keys() - {"/@source"}:
                self.assertEqual(today[what], kept[what], f"{name}: {what}")

    @staticmethod
    def content(path):
        """The bytes of every dataset and attribute, by name: "/sessions/outcome", "/sessions/outcome@units"."""
        found = {}

        def look(name, thing):
            for key, value in thing.attrs.items():
                if key not in ("DIMENSION_LIST", "REFERENCE_LIST"):  # addresses in the file
                    found[f"/{name}@{key}"] = numpy.asarray(value).tobytes()
            if isinstance(thing, h5py.Dataset) and not thing.dtype.byteorder == ">":  # a dimension without values
                values = thing[:]
                found[f"/{name}"] = list(values) if values.dtype == object else values.tobytes()

        with h5py.File(path) as file:
            look("", file)
            file.visititems(look)
        return found

    def test_that_are_unfinished_end_in_the_bytes_of_the_program_that_began_them(self):
        for revision, name in self.files([UNFINISHED]):
            copy = shutil.copy(revision / f"{name}.h5", self.folder)
            done = self.succeed("run", FORMATS / f"{name}.yaml", "-o", copy)
            self.assertIn("continuing", done.stderr)
            self.assertEqual(sha256(copy), (revision / f"{name}.sha256").read_text().split()[0])
            pathlib.Path(copy).unlink()

    def test_are_extended_to_files_of_todays_format(self):
        for revision, name in self.files(COMPLETE):
            copy, whole = shutil.copy(revision / f"{name}.h5", self.folder), self.folder / "whole.h5"
            self.succeed("run", FORMATS / f"{name}.yaml", "-o", copy, "--sessions", 50, "--extend")
            self.succeed("run", FORMATS / f"{name}.yaml", "-o", whole, "--sessions", 50, "--force")
            self.assertEqual(sha256(copy), sha256(whole))
            pathlib.Path(copy).unlink()

    def test_are_read_by_the_python_package_with_and_without_the_program(self):
        for revision, name in self.files(COMPLETE):
            kept = json.loads((revision / f"{name}.summary.json").read_text())
            with ergodic.open(revision / f"{name}.h5", program=os.environ["ERGODIC_PROGRAM"]) as results:
                self.assertTrue(results.complete)
                self.assertEqual(results.format, tuple(map(int, revision.name.split("."))))
                self.assertEqual(results.draws, 1)
                self.assert_same(results.summary()["cases"], kept["cases"])
                of_file = results.summary(exact=False)["cases"]
                for ours, theirs in zip(of_file, kept["cases"]):
                    for quantity, figures in ours["quantities"].items():
                        self.assertEqual(figures["mean"], theirs["quantities"][quantity]["mean"])
                rows = results.rows()
                self.assertEqual(rows.sizes["row"], sum(case["sessions"] for case in kept["cases"]))

    def test_of_a_later_major_number_are_refused_by_the_package_and_of_a_later_minor_one_are_not(self):
        later = shutil.copy(REVISIONS[-1] / "paths.h5", self.folder)
        with h5py.File(later, "r+") as file:
            file.attrs["ergodic_format"] = "1.99"
        with ergodic.open(later) as results:
            self.assertEqual(results.format, (1, 99))
            self.assertTrue(results.complete)
        with h5py.File(later, "r+") as file:
            file.attrs["ergodic_format"] = "2.0"
        with self.assertRaisesRegex(ergodic.Error, "has the format 2.0 .this package reads format 1.") as raised:
            ergodic.open(later)
        self.assertEqual(raised.exception.code, 3)

    def test_are_read_by_h5py(self):
        for revision, name in self.files(COMPLETE):
            kept = json.loads((revision / f"{name}.summary.json").read_text())
            with h5py.File(revision / f"{name}.h5") as file:
                self.assertEqual([label.decode() for label in file["sessions/case"][:]],
                                 [case["case"] for case in kept["cases"]])
                for index, case in enumerate(kept["cases"]):
                    for quantity, figures in case["quantities"].items():
                        column = file[f"sessions/{quantity}"]
                        values = column[index] * column.attrs.get("scale_factor", 1)
                        self.assertTrue(numpy.isclose(values.mean(), figures["mean"], rtol=1e-12), quantity)


if __name__ == "__main__":
    unittest.main()
