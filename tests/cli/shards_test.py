"""`run --shard`, `merge` and `run --extend`, as a user meets them."""
import json
import os
import signal
import subprocess
import time
import unittest

import h5py

import program
from program import ProgramTest, command, environment, sha256

program.ERGODIC = os.environ["ERGODIC_TOY"]

STUDY = """\
workload: toy
sessions: 3000
seeding: {seed: 11}
output: {block: 256}
cases: {low: {}, high: {offset: 500, fail_every: 100}}
"""


class ShardsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study = self.write("study.yaml", STUDY)
        self.output = self.folder / "out.h5"

    def shards(self, count, **how):
        for index in range(1, count + 1):
            self.succeed("run", self.study, "--shard", f"{index}/{count}", cwd=self.folder, **how)
        return [self.folder / f"study.{index}of{count}.h5" for index in range(1, count + 1)]

    def test_of_a_folder_are_told_by_status_with_what_to_submit_again(self):
        folder = self.folder / "runs"
        folder.mkdir()
        for index in (1, 2, 4, 7):
            self.succeed("run", self.study, "--shard", f"{index}/8", "-o", folder / f"out.try.{index}of8.h5")
        self.succeed("run", self.study, "--shard", "6/8", "-o", folder / "out.try.6of8.h5", "--time-budget", "0s", expect=75)
        self.succeed("run", self.study, "--shard", "1/1", "-o", folder / "other.1of1.h5")
        (folder / "notes.5of8.txt").touch()
        told = json.loads(self.succeed("status", folder, "--json", expect=75).stdout)
        self.assertEqual(told, [
            {"output": str(folder / "other.h5"), "shards": 1, "complete": [1], "running": [], "stopped": [], "missing": [],
             "to_run": ""},
            {"output": str(folder / "out.try.h5"), "shards": 8, "complete": [1, 2, 4, 7], "running": [], "stopped": [6],
             "missing": [3, 5, 8], "to_run": "3,5-6,8"}])
        text = self.succeed("status", folder, expect=75).stdout
        self.assertIn("out.try.h5: 4 of 8 shards are complete\n  complete: 1-2,4,7\n  stopped: 6\n  missing: 3,5,8\n"
                      "Next: SHARDS=8 sbatch --array=3,5-6,8 jobs/slurm/shards.sh\n", text)
        self.assertIn(f"Next: ergodic merge {folder}/other.h5 {folder}/other.*of1.h5\n", text)
        for path in folder.glob("out.*"):
            path.unlink()
        self.assertIn("1 of 1 shards are complete", self.succeed("status", folder).stdout)
        (self.folder / "none").mkdir()
        self.refused(4, "is a folder (without shards", "status", self.folder / "none")
        self.refused(2, "--follow goes with one file", "status", folder, "--follow")

    def refused(self, code, text, *arguments, **how):
        done = self.succeed(*arguments, expect=code, **how)
        self.assertIn(text, done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)

    def whole(self, *arguments):
        whole = self.folder / "whole.h5"
        self.succeed("run", self.study, "-o", whole, "--force", *arguments)
        return sha256(whole)

    def test_merged_shards_are_the_file_of_one_run(self):
        shards = self.shards(3, ranks=2)
        done = self.succeed("merge", self.output, *reversed(shards))
        self.assertIn("3 shards merged: 6 000 sessions", done.stdout)
        self.assertEqual(sha256(self.output), self.whole())
        runs = json.loads((self.folder / "out.run.json").read_text())["runs"]
        self.assertEqual(len(runs), 3)
        self.assertIn("already complete", self.succeed("merge", self.output, *shards).stdout)
        self.assertIn("already complete", self.succeed("run", self.study, "-o", self.output).stdout)

    def test_a_job_array_names_its_shard_in_the_environment(self):
        self.succeed("run", self.study, cwd=self.folder, env={"ERGODIC_SHARD": "2/4"})
        with h5py.File(self.folder / "study.2of4.h5") as file:
            self.assertEqual(file.attrs["shard"], b"2/4")

    def test_a_shard_opens_like_any_result_and_holds_its_own_rows_alone(self):
        self.succeed("run", self.study, "-o", self.folder / "whole.h5")
        shards = self.shards(3)
        with h5py.File(self.folder / "whole.h5") as whole:
            values = whole["sessions/x"][:].reshape(-1)
            size = os.path.getsize(self.folder / "whole.h5")
        for shard in shards:
            self.assertLess(os.path.getsize(shard), 0.6 * size)
            with h5py.File(shard) as file:
                first, last = file.attrs["first_session"], file.attrs["last_session"]
                self.assertEqual(list(file["sessions/x"]), list(values[first:last + 1]))

    def test_what_is_shown_of_a_shard_says_so(self):
        shard = self.shards(3)[1]
        self.assertIn("SHARD 2/3 of the study: sessions 2 048 to 4 023 alone", self.succeed("summary", shard).stdout)
        self.assertEqual(json.loads(self.succeed("summary", shard, "--json").stdout)["shard"],
                         {"index": 2, "count": 3, "first_session": 2048, "last_session": 4023})
        self.assertIn("shard 2/3, 8 of 8 blocks are done", self.succeed("verify", shard).stdout)
        self.assertIn("The file holds exactly this row", self.succeed("replay", shard, "--session", "4023").stdout)
        self.refused(2, "session 4024 is not in", "replay", shard, "--session", "4024")
        self.refused(2, "with sessions 2048 to 4023", "replay", shard, "--session", "0")
        self.assertIn("shard      2/3: 8 of these blocks",
                      self.succeed("run", self.study, "--shard", "2/3", "--dry-run").stdout)
        self.assertIn("already complete: 1 976 sessions",
                      self.succeed("run", self.study, "--shard", "2/3", cwd=self.folder).stdout)

    def test_what_follows_a_shard_is_the_merge(self):
        merge = "Next: ergodic merge study.h5 study.*of3.h5, when all 3 shards are complete\n"
        for _ in range(2):  # made, and found complete
            for index in (1, 2, 3):
                said = self.succeed("run", self.study, "--shard", f"{index}/3", cwd=self.folder).stdout
                self.assertTrue(said.endswith(merge), said)
        command = merge.split("Next: ")[1].split(", ")[0].replace("ergodic", program.ERGODIC, 1)
        subprocess.run(["sh", "-c", command], cwd=self.folder, check=True, timeout=60, stdout=subprocess.DEVNULL)
        said = self.succeed("run", self.study, "--shard", "1/3", "-o", self.folder / "part.h5").stdout
        self.assertIn(f"Next: ergodic merge OUT.h5 {self.folder}/part.h5 …, when all 3 shards are complete\n", said)

    def test_a_report_of_a_shard_is_refused_for_what_it_is(self):
        shard = self.shards(2)[0]
        self.refused(2, "cannot make a report of shard 1/2 (its sessions are a part of the study's)", "report", shard)

    def test_a_study_that_is_edited_and_has_more_sessions_is_told_by_the_edit(self):
        self.succeed("run", self.study, "-o", self.output)
        self.refused(3, 'this study has "seed: 77", the file\'s has "seed: ', "run", self.study, "-o", self.output, "--sessions",
                     "5000", "--seed", "77")

    def test_a_shard_that_is_none_is_refused(self):
        for text in ["0/3", "4/3", "a/b", "3", "1/", "/3", "-1/3", "1/2/3", "1.5/3"]:
            self.refused(2, f"\"{text}\" is no shard (it is i/n with 1 <= i <= n)", "run", self.study, f"--shard={text}")
        self.refused(2, "cannot cut the study into 99 shards (it has 24 blocks", "run", self.study, "--shard", "1/99")
        self.refused(2, "a shard cannot be extended", "run", self.study, "--shard", "1/2", "--extend")

    def test_a_file_of_another_part_is_never_continued(self):
        self.succeed("run", self.study, "-o", self.output, "--shard", "1/3")
        before = sha256(self.output)
        self.refused(3, "holds shard 1/3 (this run is to simulate shard 2/3)", "run", self.study, "-o", self.output,
                     "--shard", "2/3")
        self.refused(3, "this run is to simulate all of the study", "run", self.study, "-o", self.output)
        self.refused(3, "--resume never wants none", "run", self.study, "-o", self.output, "--shard", "1/3", "--resume",
                     "never")
        self.refused(3, "there is no", "run", self.study, "-o", self.folder / "new.h5", "--shard", "1/3", "--resume",
                     "require")
        self.assertEqual(sha256(self.output), before)

    def test_shards_that_do_not_make_a_study_are_named(self):
        shards = self.shards(3)
        self.refused(3, "1 of the 3 shards is missing (2/3) run the study with --shard 2/3", "merge", self.output,
                     shards[0], shards[2])
        self.refused(3, "are the same shard (1/3)", "merge", self.output, *shards, shards[0])
        self.refused(4, "No such file", "merge", self.output, *shards[:2], self.folder / "none.h5")
        self.refused(4, "it is one of the shards", "merge", shards[0], *shards)
        self.refused(2, "SHARD is required", "merge", self.output)
        self.assertFalse(self.output.exists())
        self.succeed("merge", self.output, *shards)
        self.refused(3, "is no shard", "merge", self.folder / "two.h5", self.output, *shards)

    def test_a_killed_merge_leaves_no_output_and_runs_again(self):
        self.study.write_text(STUDY.replace("3000", "500000").replace("256", "4096"))
        shards = self.shards(2)
        for delay in [0.01, 0.03, 0.05, 0.1, 0.2]:
            process = subprocess.Popen(command("merge", self.output, *shards), env=environment(), stdout=subprocess.DEVNULL)
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            if process.wait(timeout=30) == 0:
                break
            if self.output.exists():  # it was killed after the file had got its name
                self.assertNotIn("NOT COMPLETE", self.succeed("verify", self.output, "--sample", "10").stdout)
        self.succeed("merge", self.output, *shards)
        self.assertEqual(sha256(self.output), self.whole())

    def test_an_extended_file_is_the_long_run(self):
        self.succeed("run", self.study, "-o", self.output)
        done = self.succeed("run", self.study, "-o", self.output, "--sessions", "5000", "--extend", ranks=2)
        self.assertIn("18 of 40 blocks are to do", done.stderr)
        self.assertEqual(sha256(self.output), self.whole("--sessions", "5000"))
        self.assertIn("already complete",
                      self.succeed("run", self.study, "-o", self.output, "--sessions", "5000", "--extend").stdout)

    def test_a_file_is_extended_only_on_request_and_never_reduced(self):
        self.succeed("run", self.study, "-o", self.output)
        before = sha256(self.output)
        self.refused(3, "add --extend to keep them", "run", self.study, "-o", self.output, "--sessions", "5000")
        for extend in [[], ["--extend"]]:
            self.refused(3, "sessions are never dropped", "run", self.study, "-o", self.output, "--sessions", "2000", *extend)
        self.refused(3, "belongs to another study", "run", self.study, "-o", self.output, "--sessions", "5000", "--extend",
                     "--seed", "12")
        self.refused(2, "excludes", "run", self.study, "-o", self.output, "--sessions", "5000", "--extend", "--force")
        self.refused(2, "leave out one of them", "run", self.study, "-o", self.output, "--extend", "--resume", "never")
        self.assertEqual(sha256(self.output), before)


if __name__ == "__main__":
    unittest.main()
