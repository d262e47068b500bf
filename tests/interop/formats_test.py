"""Files of every format, kept with what was said of them when they were made: they are read the same."""
import csv
import functools
import io
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
WITHOUT_ROWS = "sketched"
UNFINISHED = "unfinished"
# What only a program of a file's own draws can say of it.
OF_DRAWS = {"exact", "z", "exact_standard_deviation", "category_fits", "chi_square", "theory", "no_exact_figures"}


def without_draws(part):
    if isinstance(part, dict):
        return {key: without_draws(value) for key, value in part.items() if key not in OF_DRAWS}
    return [without_draws(value) for value in part] if isinstance(part, list) else part


def as_numbers(rows):
    """The fields of CSV: numbers as such, since the program of format 1.0 wrote 100 for 100.0."""
    def field(text):
        try:
            return float(text)
        except ValueError:
            return text
    return [[field(text) for text in row] for row in csv.reader(io.StringIO(rows))]


class KeptFiles(ProgramTest):
    def setUp(self):
        super().setUp()
        self.assertIn("1.0", [revision.name for revision in REVISIONS])

    def files(self, names):
        """The folder and the name of each kept file. Commands run in the folder: what they said has the name alone."""
        kept = [(revision, name) for revision in REVISIONS for name in names if (revision / f"{name}.h5").exists()]
        # A file of format 1.0 does not describe itself: to read it takes a program of its draws.
        return [file for file in kept if file[0].name != "1.0" or self.is_drawn_as_here(*file)]

    @staticmethod
    def draws(revision, name):
        with h5py.File(revision / f"{name}.h5") as file:
            return int(file.attrs.get("draws", 1))  # format 1.0 does not say

    @functools.cache
    def draws_here(self, name):
        """Of its study, today: some workloads have others for some of their studies alone."""
        made = self.folder / "drawn_here.h5"
        self.succeed("run", FORMATS / f"{name}.yaml", "-o", made, "--force")
        with h5py.File(made) as file:
            return int(file.attrs["draws"])

    def is_drawn_as_here(self, revision, name):
        return self.draws(revision, name) == self.draws_here(name)

    def what_is_said(self, revision, name, figures):
        return figures if self.is_drawn_as_here(revision, name) else without_draws(figures)

    def assert_same(self, one, other, place=""):
        """Today's figures are those that were kept, and others that have come since. Exact ones are equal to 9 digits: they
        are computed anew, perhaps by another library of linear algebra."""
        if isinstance(one, dict):
            self.assertLessEqual(other.keys(), one.keys(), place)
            for key in other:
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
        for revision, name in self.files((*COMPLETE, WITHOUT_ROWS, UNFINISHED)):
            kept = json.loads((revision / f"{name}.summary.json").read_text())
            today = json.loads(self.succeed("summary", f"{name}.h5", "--json", cwd=revision).stdout)
            self.assert_same(*(self.what_is_said(revision, name, figures) for figures in (today, kept)))

    def test_give_the_same_rows(self):
        for revision, name in self.files((*COMPLETE, UNFINISHED)):
            kept = (revision / f"{name}.rows.csv").read_text()
            today = self.succeed("export", f"{name}.h5", "-o", "-", cwd=revision).stdout
            self.assertEqual(as_numbers(today), as_numbers(kept))

    def test_give_the_same_digests_and_verify(self):
        for revision, name in self.files((*COMPLETE, WITHOUT_ROWS)):
            kept = (revision / f"{name}.digest").read_text()
            self.assertEqual(self.succeed("digest", f"{name}.h5", "--blocks", cwd=revision).stdout, kept)
            here = self.is_drawn_as_here(revision, name)
            verified = self.succeed("verify", f"{name}.h5", cwd=revision, expect=0 if here else 3)
            same = "with the same summaries" if name == WITHOUT_ROWS else "bit for bit"
            says = same if here else f"draws {self.draws(revision, name)} in"
            self.assertIn(says, verified.stdout + verified.stderr)
            self.succeed("replay", f"{name}.h5", "--session", 11, cwd=revision, expect=0 if here else 3)

    def test_are_known_to_every_other_command_that_reads(self):
        for revision, name in self.files(COMPLETE):
            self.assertIn("complete", self.succeed("status", f"{name}.h5", cwd=revision).stdout)
            self.assertIn("figures", json.loads(self.succeed("compare", f"{name}.h5", "--json", cwd=revision).stdout))
            page = self.folder / "page.html"
            self.succeed("report", f"{name}.h5", "-o", page, cwd=revision)
            self.assertIn("<svg", page.read_text())

    def test_of_the_newest_format_are_made_the_same_again_but_for_the_programs_version(self):
        for name in (*COMPLETE, WITHOUT_ROWS):
            made, (newest, _) = self.folder / f"{name}.h5", self.files([name])[-1]
            self.assertTrue(self.is_drawn_as_here(newest, name), f"keep files of the new draws of {name}: README.md")
            self.succeed("run", FORMATS / f"{name}.yaml", "-o", made)
            today, kept = self.content(made), self.content(newest / f"{name}.h5")
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
            if not self.is_drawn_as_here(revision, name):
                continue
            copy = shutil.copy(revision / f"{name}.h5", self.folder)
            done = self.succeed("run", FORMATS / f"{name}.yaml", "-o", copy)
            self.assertIn("continuing", done.stderr)
            self.assertEqual(sha256(copy), (revision / f"{name}.sha256").read_text().split()[0])
            pathlib.Path(copy).unlink()

    def test_are_extended_to_files_of_todays_format(self):
        for revision, name in self.files(COMPLETE):
            if not self.is_drawn_as_here(revision, name):
                continue
            copy, whole = shutil.copy(revision / f"{name}.h5", self.folder), self.folder / "whole.h5"
            self.succeed("run", FORMATS / f"{name}.yaml", "-o", copy, "--sessions", 50, "--extend")
            self.succeed("run", FORMATS / f"{name}.yaml", "-o", whole, "--sessions", 50, "--force")
            self.assertEqual(sha256(copy), sha256(whole))
            pathlib.Path(copy).unlink()

    def test_without_rows_are_extended_in_their_own_format_to_the_same_figures(self):
        for revision, name in self.files([WITHOUT_ROWS]):
            copy, whole = shutil.copy(revision / f"{name}.h5", self.folder), self.folder / "whole.h5"
            self.succeed("run", FORMATS / f"{name}.yaml", "-o", copy, "--sessions", 50, "--extend")
            self.succeed("run", FORMATS / f"{name}.yaml", "-o", whole, "--sessions", 50, "--force")
            with h5py.File(copy) as file:
                self.assertEqual("listed_sessions" in file.attrs, revision.name != "1.1")
            self.succeed("verify", copy)
            extended, anew = (json.loads(self.succeed("summary", file, "--json").stdout)["cases"] for file in (copy, whole))
            self.assertEqual(extended, anew)
            pathlib.Path(copy).unlink()

    def test_are_read_by_the_python_package_with_and_without_the_program(self):
        for revision, name in self.files(COMPLETE):
            kept = json.loads((revision / f"{name}.summary.json").read_text())
            with ergodic.open(revision / f"{name}.h5", program=os.environ["ERGODIC_PROGRAM"]) as results:
                self.assertTrue(results.complete)
                self.assertEqual(results.format, tuple(map(int, revision.name.rstrip("bcdefgh").split("."))))
                self.assertEqual(results.draws, self.draws(revision, name))
                self.assert_same(*(self.what_is_said(revision, name, cases)
                                   for cases in (results.summary()["cases"], kept["cases"])))
                of_file = results.summary(exact=False)["cases"]
                for ours, theirs in zip(of_file, kept["cases"]):
                    for quantity, figures in ours["quantities"].items():
                        self.assertEqual(figures["mean"], theirs["quantities"][quantity]["mean"])
                rows = results.rows()
                self.assertEqual(rows.sizes["row"], sum(case["sessions"] for case in kept["cases"]))

    def test_of_a_later_major_number_are_refused_by_the_package_and_of_a_later_minor_one_are_not(self):
        later = shutil.copy(self.files(["paths"])[-1][0] / "paths.h5", self.folder)
        with h5py.File(later, "r+") as file:
            file.attrs["ergodic_format"] = numpy.bytes_("1.99")
        with ergodic.open(later) as results:
            self.assertEqual(results.format, (1, 99))
            self.assertTrue(results.complete)
        with h5py.File(later, "r+") as file:
            file.attrs["ergodic_format"] = numpy.bytes_("2.0")
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
