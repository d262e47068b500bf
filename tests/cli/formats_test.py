"""The three numbers of a file: who reads it, who may go on with it, and what is said where not."""
import json
import os
import shutil
import unittest

import h5py
import numpy

import program
from program import ERGODIC, ProgramTest, run, sha256

TOY = os.environ["ERGODIC_TOY"]
STUDY = "workload: toy\nsessions: 100\noutput: {block: 20}\ncases: {low: {}, high: {offset: 500}}\n"
REDRAWN = {"TOY_DRAWS": "2"}
OF_DRAWS = {"exact", "z", "exact_standard_deviation", "category_fits", "chi_square", "theory", "no_exact_figures",
            "known_quantiles"}


class Formats(ProgramTest):
    def setUp(self):
        super().setUp()
        program.ERGODIC = TOY
        self.study = self.write("study.yaml", STUDY)
        self.output = self.folder / "out.h5"
        self.succeed("run", self.study, "-o", self.output)

    def tearDown(self):
        program.ERGODIC = ERGODIC

    def refused(self, *arguments, env=None):
        """The one sentence on standard error."""
        done = self.succeed(*arguments, env=env, expect=3)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        return done.stderr

    def figures(self, **how):
        """What the summary says, without what only the draws of the file let it say."""
        told = json.loads(self.succeed("summary", self.output, "--json", **how).stdout)

        def plain(part):
            if isinstance(part, dict):
                return {key: plain(value) for key, value in part.items()
                        if key not in OF_DRAWS}
            return part
        return {**plain(told), "cases": [plain(case) for case in told["cases"]]}, told

    def test_a_file_tells_its_format_and_the_draws_of_its_workload(self):
        with h5py.File(self.output) as file:
            self.assertEqual(file.attrs["ergodic_format"].decode(), "1.2" if "listed_sessions" in file.attrs else "1.1")
            self.assertEqual(file.attrs["draws"], 1)
            description = json.loads(file["study/description"][:].tobytes())
        self.assertEqual(description["cases"], ["low", "high"])
        self.assertEqual([column["name"] for column in description["columns"]][:2], ["n", "x"])

    def test_reading_does_not_need_equal_draws_and_says_what_is_left_out(self):
        own, told = self.figures()
        self.assertIn("exact", told["cases"][0]["headlines"]["mean x"])
        other, redrawn = self.figures(env=REDRAWN)
        self.assertEqual(other, own)
        self.assertEqual(redrawn["no_exact_figures"], f"toy draws 1 in {self.output}, 2 here")
        text = self.succeed("summary", self.output, env=REDRAWN).stdout
        self.assertIn(f"NO EXACT FIGURES: toy draws 1 in {self.output}, 2 here\n", text)
        self.assertNotIn("z = ", text)
        self.assertIn("complete", self.succeed("status", self.output, env=REDRAWN).stdout)
        for command in (["digest", self.output], ["export", self.output, "-o", "-"],
                        ["compare", self.output, "--all", "--json"]):
            self.assertEqual(self.succeed(*command, env=REDRAWN).stdout, self.succeed(*command).stdout)
        archive = self.folder / "archive.h5"
        self.succeed("export", self.output, "-o", archive, env=REDRAWN)
        self.succeed("export", self.output, "-o", self.folder / "again.h5")
        self.assertEqual(sha256(archive), sha256(self.folder / "again.h5"))
        csv = self.succeed("export", self.output, "-o", "-", "--summary", env=REDRAWN)
        self.assertEqual(csv.stderr, f"no exact figures: toy draws 1 in {self.output}, 2 here\n")

    def test_a_file_of_a_workload_that_is_not_known_is_read_too(self):
        own, _ = self.figures()
        rows = self.succeed("export", self.output, "-o", "-").stdout
        program.ERGODIC = ERGODIC
        other, told = self.figures()
        self.assertEqual(other, own)
        self.assertEqual(told["no_exact_figures"], "there is no workload toy here")
        self.assertEqual(self.succeed("export", self.output, "-o", "-").stdout, rows)
        self.assertIn("cannot replay", self.refused("replay", self.output, "--session", 3))

    def test_a_file_that_does_not_describe_itself_is_read_whatever_the_draws(self):
        own, _ = self.figures()
        rows = self.succeed("export", self.output, "-o", "-").stdout
        with h5py.File(self.output, "r+") as file:  # as of format 1.0
            del file["study/description"], file["study/description_length"], file.attrs["draws"]
            file.attrs["ergodic_format"] = numpy.bytes_("1")
        for draws in ({}, REDRAWN):
            self.assertEqual(self.figures(env=draws)[0], own)
            self.assertEqual(self.succeed("export", self.output, "-o", "-", env=draws).stdout, rows)
            self.assertIn("complete", self.succeed("status", self.output, env=draws).stdout)
        self.succeed("verify", self.output)
        self.assertIn("toy draws 1 in ", self.refused("verify", self.output, env=REDRAWN))

    def test_what_simulates_needs_equal_draws_and_says_which_differ(self):
        before = sha256(self.output)
        why = f"(toy draws 1 in {self.output}, 2 here)"
        for command in (["replay", self.output, "--session", 7], ["verify", self.output]):
            self.assertIn(f"cannot {command[0]} {self.output} {why} use the program that made it, ergodic ",
                          self.refused(*command, env=REDRAWN))
        for more in ([], ["--sessions", 200, "--extend"]):
            self.assertIn(f"cannot continue {self.output} {why} finish it with ergodic ",
                          self.refused("run", self.study, "-o", self.output, *more, env=REDRAWN))
        self.assertEqual(sha256(self.output), before)
        self.succeed("run", self.study, "-o", self.output, "--force", env=REDRAWN)
        with h5py.File(self.output) as file:
            self.assertEqual(file.attrs["draws"], 2)
        self.succeed("verify", self.output, env=REDRAWN)

    def test_shards_of_other_draws_are_not_merged(self):
        shards = [self.folder / f"{i}.h5" for i in (1, 2)]
        self.succeed("run", self.study, "-o", shards[0], "--shard", "1/2")
        self.succeed("run", self.study, "-o", shards[1], "--shard", "2/2", env=REDRAWN)
        merged = self.folder / "merged.h5"
        self.assertIn("toy draws 1 in the first, 2 in the second", self.refused("merge", merged, *shards))
        self.assertIn(f"cannot merge {shards[0]} (toy draws 1 in {shards[0]}, 2 here)",
                      self.refused("merge", merged, *shards, env=REDRAWN))
        self.assertFalse(merged.exists())

    def test_shards_with_other_columns_are_not_merged(self):
        shards = [self.folder / f"{i}.h5" for i in (1, 2)]
        for i, shard in enumerate(shards, 1):
            self.succeed("run", self.study, "-o", shard, "--shard", f"{i}/2")
        with h5py.File(shards[1], "r+") as file:
            text = file["study/description"]
            text[...] = numpy.frombuffer(text[:].tobytes().replace(b'"high"', b'"h1gh"'), text.dtype)
        self.assertIn("give other rows at equal draws", self.refused("merge", self.folder / "merged.h5", *shards))

    def test_the_version_that_made_a_file_is_told_and_never_compared(self):
        with h5py.File(self.output, "r+") as file:
            file.attrs["source"] = numpy.bytes_("ergodic 7.0.0")
        self.assertEqual(json.loads(self.succeed("summary", self.output, "--json").stdout)["program_version"], "7.0.0")
        self.succeed("verify", self.output)
        self.assertIn("already complete", self.succeed("run", self.study, "-o", self.output).stdout)

    def test_a_format_of_tomorrow_is_refused_and_a_minor_one_is_not(self):
        later = self.folder / "later.h5"
        shutil.copy(self.output, later)
        with h5py.File(later, "r+") as file:
            file.attrs["ergodic_format"] = numpy.bytes_("1.7")
        self.succeed("verify", later)
        with h5py.File(later, "r+") as file:
            file.attrs["ergodic_format"] = numpy.bytes_("2.0")
        sentence = f"{later} has the format 2.0 (this program reads format 1) read it with the program that made it, "
        for command in (["summary", later], ["status", later], ["digest", later], ["export", later, "-o", "-"],
                        ["compare", later], ["report", later], ["replay", later, "--session", 0], ["verify", later],
                        ["run", self.study, "-o", later], ["merge", self.folder / "all.h5", later]):
            self.assertIn(sentence, self.refused(*command))

    def test_version_tells_the_numbers_and_what_the_program_is_built_with(self):
        text = self.succeed("--version").stdout
        self.assertRegex(text, r"\Aergodic \d+\.\d+\.\d+\n")
        self.assertRegex(text, r"\nformat +1\.2 ")
        self.assertRegex(text, r"\ndraws +toy 1, patchy 1, toy_chain 1, toy_costly 1\n")
        told = json.loads(self.succeed("--version", "--json", env=REDRAWN).stdout)
        self.assertEqual(told["draws"], {"toy": 2, "patchy": 1, "toy_chain": 1, "toy_costly": 1})
        self.assertEqual(told["format"], "1.2")
        self.assertEqual(told["hdf5"]["library"], ".".join(map(str, h5py.h5.get_libversion())))
        for key in ("version", "mpi", "compiler", "libraries", "system"):
            self.assertTrue(told[key], key)
        once = self.succeed("--version", ranks=2).stdout
        self.assertEqual(once.count("ergodic "), 1, "by one process")


if __name__ == "__main__":
    unittest.main()
