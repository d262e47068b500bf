"""Studies of stages, as a user has them: every command knows the stages, and what cannot be is refused."""
import csv
import io
import json
import os
import unittest

import h5py
import numpy

import program
from program import ProgramTest, run, sha256

program.ERGODIC = os.environ["ERGODIC_TOY"]

STUDY = "workload: toy_chain\ngenerations: 3\npopulation: 4\nmatches: 20\n"
STAGES = ["generation_0", "side", "generation_1", "generation_2", "last"]
SIZES = [20, 21, 22, 23]


class Stages(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study = self.write("study.yaml", STUDY)
        self.output = self.folder / "out.h5"

    def simulate(self, *more, **how):
        return self.succeed("run", self.study, "-o", self.output, *more, **how)

    def test_are_listed_before_a_run(self):
        text = self.succeed("validate", self.study).stdout
        self.assertIn("5 stages", text)
        self.assertIn("generation_1: 4 cases of 20 to 23 sessions, 86 in all", text)
        columns = self.succeed("validate", self.study, "--columns").stdout
        self.assertRegex(columns, r"(?m)^generation_1: \d+ columns?\n  \w")
        for line in text.splitlines():
            self.assertLessEqual(len(line), 120, line)
        planned = self.succeed("run", self.study, "--dry-run").stdout
        self.assertIn("reads generation_0, generation_2", planned)

    def test_lie_in_one_file_that_is_the_same_on_any_ranks(self):
        self.simulate()
        alone = sha256(self.output)
        for ranks in (2, 3):
            for scheduling in ("static", "dynamic"):
                self.simulate("--force", "--scheduling", scheduling, ranks=ranks)
                self.assertEqual(sha256(self.output), alone, (ranks, scheduling))

    def test_have_ragged_rows_of_which_cf_knows_the_cases(self):
        self.simulate()
        with h5py.File(self.output) as file:
            self.assertEqual(list(file["stages"]), STAGES)
            sessions = file["stages/generation_1/sessions"]
            self.assertEqual(list(sessions["match_played_count"][:]), SIZES)
            self.assertEqual(sessions["match_played_count"].attrs["sample_dimension"], b"match_played")
            first = numpy.concatenate([[0], numpy.cumsum(SIZES)])
            for case, size in enumerate(SIZES):
                match = sessions["match"][first[case]:first[case + 1]]
                failed = sessions["failed"][first[case]:first[case + 1]]
                self.assertTrue(numpy.array_equal(match[failed == 0], numpy.arange(size)[failed == 0]))

    def test_are_bred_from_the_rows_of_the_one_before(self):
        self.simulate()
        with h5py.File(self.output) as file:
            def of_case(stage, column):
                sessions = file[f"stages/{stage}/sessions"]
                parts = numpy.split(sessions[column][:], numpy.cumsum(SIZES)[:-1])
                flags = numpy.split(sessions["failed"][:], numpy.cumsum(SIZES)[:-1])
                return [part[flag == 0] for part, flag in zip(parts, flags)]

            for before, after in (("generation_0", "generation_1"), ("generation_1", "generation_2")):
                best = numpy.argmax([scores.mean() for scores in of_case(before, "score")])
                old, new = of_case(before, "gene"), of_case(after, "gene")
                for case in range(4):
                    self.assertEqual(set(new[case]), {(old[best][0] + old[case][0]) / 2}, (after, case))

    def test_are_summarised_one_by_one_and_all_together(self):
        self.simulate()
        text = self.succeed("summary", self.output).stdout
        for stage in STAGES:
            self.assertIn(f"stage {stage} of toy_chain", text)
        told = json.loads(self.succeed("summary", self.output, "--json").stdout)
        self.assertEqual([stage["stage"] for stage in told["stages"]], STAGES)
        one = json.loads(self.succeed("summary", self.output, "--json", "--stage", "generation_1").stdout)
        self.assertEqual(one, told["stages"][2])
        self.assertEqual(one["reads"], ["generation_0"])
        self.assertEqual([case["sessions"] + case["failures"] for case in one["cases"]], SIZES)

    def test_are_exported_and_replayed_by_their_names(self):
        self.simulate()
        rows = self.folder / "rows.csv"
        self.succeed("export", self.output, "--stage", "generation_2", "-o", rows)
        read = list(csv.DictReader(io.StringIO(rows.read_text())))
        self.assertEqual(len(read), sum(SIZES))
        archive = self.folder / "archive.h5"
        self.succeed("export", self.output, "--stage", "generation_2", "-o", archive)
        with h5py.File(archive) as file:
            self.assertEqual(list(file["sessions/match_played_count"][:]), SIZES)
            scores = file["sessions/score"][:]
        self.assertEqual([float(row["score"]) for row in read], list(scores))
        replayed = self.succeed("replay", self.output, "--stage", "generation_2", "--session", 85).stdout
        self.assertIn("exactly this row, bit for bit", replayed)
        self.assertIn("case genome 3, replicate 22", replayed)

    def test_are_verified_and_digested_as_a_whole(self):
        self.simulate()
        self.assertIn("430 sessions simulated again", self.succeed("verify", self.output).stdout)
        lines = self.succeed("digest", self.output, "--blocks").stdout.splitlines()
        self.assertEqual(len(lines), 61)
        with h5py.File(self.output, "r+") as file:
            file["stages/generation_1/sessions/score"][30] += 1
        wrong = run("verify", self.output)
        self.assertEqual(wrong.returncode, 3)
        self.assertIn("stage generation_1, ", wrong.stderr)

    def test_go_on_where_they_were_stopped_and_tell_where_that_is(self):
        self.simulate("--time-budget", "0.3s", "--set", "work=600000", expect=75)
        told = json.loads(run("status", self.output, "--json").stdout)
        self.assertEqual([stage["stage"] for stage in told["stages"]], STAGES)
        self.assertLess(told["stages"][-1]["blocks_done"], told["stages"][-1]["blocks"])
        self.assertIn(" of 5): ", run("status", self.output).stdout)
        early = run("replay", self.output, "--stage", "last", "--session", 0)
        self.assertEqual(early.returncode, 3, early.stdout)
        self.assertIn("which is not complete", early.stderr)
        self.simulate("--set", "work=600000", ranks=2)
        resumed = sha256(self.output)
        self.simulate("--set", "work=600000", "--force")
        self.assertEqual(sha256(self.output), resumed)

    def test_may_be_empty(self):
        text = self.succeed("validate", self.study, "--set", "without_cases=side").stdout
        self.assertIn("side: 0 cases of no sessions; columns", text)
        for key in ("without_sessions", "without_cases"):
            for stage, sessions in (("generation_0", 344), ("side", 344), ("last", 344), ("all", 0)):
                self.simulate("--force", "--set", f"{key}={stage}")
                alone = sha256(self.output)
                self.simulate("--force", "--set", f"{key}={stage}", "--scheduling", "dynamic", ranks=3)
                self.assertEqual(sha256(self.output), alone, (key, stage))
                self.assertIn(f" {sessions} sessions simulated again", self.succeed("verify", self.output).stdout)
                self.assertIn("complete", self.succeed("status", self.output).stdout)
                empty = "side" if stage == "all" else stage
                told = json.loads(self.succeed("summary", self.output, "--json", "--stage", empty).stdout)
                self.assertEqual([case["sessions"] for case in told["cases"]],
                                 [0] * (4 if key == "without_sessions" else 0))
                rows = self.folder / "rows.csv"
                self.succeed("export", self.output, "--stage", empty, "-o", rows, "--force")
                self.assertEqual(rows.read_text(), "case,replicate,gene,score,match,failed\n")
                archive = self.folder / "archive.h5"
                self.succeed("export", self.output, "--stage", empty, "-o", archive, "--force")
                with h5py.File(archive) as file:
                    self.assertEqual(file["sessions/score"].shape, (0,))
                refused = run("replay", self.output, "--stage", empty, "--session", 0)
                self.assertEqual(refused.returncode, 2, refused.stderr)
        with h5py.File(self.output) as file:
            self.assertEqual(len(file["stages/last/sessions/case"]), 0)

    def test_that_are_not_there_are_told_by_name(self):
        self.simulate()
        for command in (["replay", self.output, "--session", 1], ["export", self.output, "-o", self.folder / "a.csv"],
                        ["summary", self.output, "--csv"]):
            refused = run(*command)
            self.assertEqual(refused.returncode, 2, refused.stderr)
            self.assertIn("has the stages generation_0, side, generation_1, generation_2, last (which one?)", refused.stderr)
        refused = run("summary", self.output, "--stage", "sied")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("did you mean side?", refused.stderr)

    def test_refuse_what_would_need_a_part_of_them_alone(self):
        for more, why in ((["--shard", "1/2"], "cut into shards (a stage reads the rows of others"),
                          (["--shard", "1/2", "--set", "generations=1", "--set", "others=false"],
                           "cut into shards (a shard holds a run of the study's blocks"),
                          (["--set", "until={column: score, half_width: 0.1}"], "cannot be held to by a study of stages")):
            refused = run("run", self.study, "-o", self.output, *more)
            self.assertEqual(refused.returncode, 2, refused.stderr)
            self.assertIn(why, refused.stderr)
            self.assertFalse(self.output.exists())
        self.simulate()
        before = sha256(self.output)
        refused = run("run", self.study, "-o", self.output, "--extend", "--sessions", "30000")
        self.assertEqual(refused.returncode, 2, refused.stderr)
        self.assertIn("cannot be extended", refused.stderr)
        self.assertEqual(sha256(self.output), before)


unittest.main()
