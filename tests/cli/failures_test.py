"""Sessions that fail: recorded beside their neighbours, counted, and fatal only when the study says so."""
import json
import os
import time
import unittest

import h5py

import program
from program import ProgramTest, run

program.ERGODIC = os.environ["ERGODIC_TOY"]

STUDY = "workload: toy\nsessions: 1000\noutput: {block: 50}\nfail_every: 100\n"


class Failures(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"

    def study(self, more=""):
        return self.write("study.yaml", STUDY + more)

    def test_are_recorded_and_do_not_hurt_their_neighbours(self):
        done = self.succeed("run", self.study(), "-o", self.output, ranks=3)
        self.assertIn("10 failed", done.stdout)
        with h5py.File(self.output) as file:
            failed = file["failures/session"][:].ravel()
            self.assertEqual(sorted(failed[failed >= 0]), list(range(0, 1000, 100)))
            self.assertTrue(file["failures/category"][0, 0].tobytes().startswith(b"unlucky\0"))
            self.assertEqual(list(file["sessions/failed"][0].nonzero()[0]), list(range(0, 1000, 100)))
            self.assertEqual(list(file["sessions/n"][0][99:102]), [99, 0, 101])
        self.succeed("verify", self.output)

    def test_are_told_by_category_with_the_reason_and_how_to_see_one_and_are_in_no_mean(self):
        self.succeed("run", self.study("failures: {maximum_share: 1}\n"), "-o", self.output)
        said = self.succeed("summary", self.output).stdout
        self.assertIn("  10 sessions failed, and are in no figure but `failed`\n", said)
        self.assertRegex(said, r"\n    unlucky +10   such as session 0: every so often\n")
        self.assertIn(f"\n    Next: ergodic replay {self.output} --session 0\n", said)
        self.assertRegex(said, r"\n    yes +10 +1\.000 %")
        case, = json.loads(self.succeed("summary", self.output, "--json").stdout)["cases"]
        self.assertEqual(case["failures"], 10)
        self.assertEqual(case["failure_categories"], {"unlucky": {"described": 10, "session": 0, "reason": "every so often"}})
        self.assertEqual(case["categories"]["failed"]["yes"]["count"], 10)
        with h5py.File(self.output) as file:
            n, failed = file["sessions/n"][0], file["sessions/failed"][0]
        self.assertAlmostEqual(case["quantities"]["n"]["mean"], n[failed == 0].mean(), places=9)
        self.assertIn(",failures,described unlucky,10.0,,,sessions\n", self.succeed("summary", self.output, "--csv").stdout)
        self.assertIn("It failed, unlucky: every so often\n", self.succeed("replay", self.output, "--session", 0).stdout)

    def test_are_said_to_be_described_in_part_where_a_block_has_no_room_for_all(self):
        study = self.write("study.yaml", "workload: toy\nsessions: 1000\noutput: {block: 500}\nfail_every: 2\n"
                                         "failures: {maximum_share: 1}\n")
        self.succeed("run", study, "-o", self.output)
        said = self.succeed("summary", self.output).stdout
        self.assertIn("  500 sessions failed, and are in no figure but `failed`\n", said)
        self.assertIn("    of the 32 that the file describes, some of each block\n", said)

    def test_leave_neither_figures_nor_errors_to_a_case_of_nothing_else(self):
        study = self.write("study.yaml", "workload: toy\nsessions: 100\noutput: {block: 50}\nfailures: {maximum_share: 1}\n"
                                         "cases: {a: {}, b: {fail_every: 1}, c: {}, d: {}, e: {fail_every: 2}}\n")
        self.succeed("run", study, "-o", self.output)
        said = self.succeed("summary", self.output).stdout
        self.assertRegex(said, r"\nb +0 +- +- +undefined +undefined\n")
        self.assertRegex(said, r"\ne +50 +100\.000 % +[\d.]+ % +[\d.]+ +[\d.]+\n")
        case = json.loads(self.succeed("summary", self.output, "--json", "--case", "b").stdout)["cases"][0]
        self.assertEqual((case["sessions"], case["failures"]), (0, 100))
        self.assertIsNone(case["quantities"]["x"]["mean"])
        compared = self.succeed("compare", self.output, "--column", "x").stdout
        self.assertRegex(compared, r"\n  b +undefined +undefined +too few sessions +-")
        ranking = compared.split("ranking, the highest first\n")[1]
        self.assertEqual(sorted(line.split()[1] for line in ranking.splitlines() if line.strip()), ["a", "c", "d", "e"])
        self.assertNotRegex(ranking, r"\bb\b")

    def test_end_the_run_with_code_5_when_there_are_more_than_the_study_allows(self):
        study = self.study("failures: {maximum_share: 0.005}\n")
        for ranks in (None, 2):
            done = run("run", study, "-o", self.output, "--force", ranks=ranks)
            self.assertEqual(done.returncode, 5, done.stderr)
            self.assertEqual(done.stderr.count("10 of 1 000 sessions failed"), 1)

    def test_end_all_ranks_at_the_first_one_when_the_study_says_abort(self):
        study = self.study("failures: {action: abort}\n")
        for ranks in (None, 3):
            start = time.monotonic()
            done = run("run", study, "-o", self.output, "--force", ranks=ranks, timeout=30)
            self.assertEqual(done.returncode, 5, done.stderr)
            # Ranks 0 and 2 both fail in their first block: either may be the first.
            self.assertRegex(done.stderr, r"session (0|\d00) failed \(unlucky: every so often\)")
            self.assertLess(time.monotonic() - start, 10)
            if ranks:
                self.assertRegex(done.stderr, r"rank [012] of 3 on ")

    def test_leave_a_file_that_can_be_continued(self):
        study = self.study("failures: {action: abort}\n")
        self.assertEqual(run("run", study, "-o", self.output, ranks=2).returncode, 5)
        self.assertIn("NOT COMPLETE", self.succeed("summary", self.output).stdout)
        self.succeed("verify", self.output)


if __name__ == "__main__":
    unittest.main()
