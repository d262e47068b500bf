"""An output that is replaced, removed or renamed while a run writes it: no work is lost with exit code 0.

A restore, an rsync, another host's --force put a file in the place of the one that a run has open; what it writes from
then on is in a file that nobody will find. The run sees that within seconds, ends with code 4 and says what happened.
"""
import json
import os
import random
import re
import select
import shutil
import subprocess
import time
import unittest

from program import ProgramTest, command, environment, sha256

# Minutes of work: no run of it here comes to its end by itself.
LONG = """\
workload: let_it_ride
sessions: 100000000
output: {rows: none, block: 20000}
bankroll: {starting_amount: 500, base_bet: 5, stop_conditions: {win_limit: 100, loss_limit: 100}}
"""
SHORT = LONG.replace("100000000", "1200000").replace("rows: none, block: 20000", "columns: [session_profit], block: 2000")
IN_ROUNDS = SHORT.replace("1200000", "100000") + "until: {column: session_profit, half_width: 0.5, max_sessions: 400000}\n"
LONGEST = 20  # seconds until it is seen and said, on a busy machine
TIMES = int(os.environ.get("ERGODIC_TIMES", 21))
SEED = 20261130


class Replaced(ProgramTest):
    def setUp(self):
        super().setUp()
        self.work = self.folder / "work"
        self.work.mkdir()
        self.output = self.work / "out.h5"

    def start(self, text, *arguments, ranks=None, output=None, cwd=None):
        """A run that simulates."""
        study = self.write("study.yaml", text)
        process = subprocess.Popen(command("run", study, "-o", output or self.output, "--progress", "none", *arguments, ranks=ranks),
                                   env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd)
        self.addCleanup(process.kill)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if (self.work / "out.run.json").exists() and self.record()[-1]["per_rank"]:
                return process
            time.sleep(0.01)
        self.fail("it does not begin")

    def ends(self, process, code, says=(), longest=LONGEST):
        start = time.monotonic()
        output, errors = process.communicate(timeout=120)
        self.assertEqual(process.returncode, code, output + errors)
        self.assertLess(time.monotonic() - start, longest)
        for words in says:
            self.assertIn(words, errors)
        return output, errors

    def record(self, path=None):
        return json.loads((path or self.work / "out.run.json").read_text())["runs"]

    # -- what may be done to it; each returns the words of the error, or None where nothing is lost -------------------

    def replace_by_an_older_copy(self):
        shutil.copy(self.output, self.folder / "older.h5")
        os.rename(self.folder / "older.h5", self.output)
        return f"{self.output} was replaced while this run wrote it"

    def replace_and_keep_a_backup(self):
        shutil.copy(self.output, self.folder / "older.h5")
        os.rename(self.output, self.work / "out.h5~")
        os.rename(self.folder / "older.h5", self.output)
        return f"and is {self.work / 'out.h5~'} now"

    def replace_by_no_result_file(self):
        os.rename(self.write("notes.txt", "not HDF5"), self.output)
        return f"{self.output} was replaced while this run wrote it"

    def remove(self):
        self.output.unlink()
        return f"{self.output} is gone (it was removed or renamed while this run wrote it)"

    def rename(self):
        self.output.rename(self.work / "other.h5")
        return f"and is {self.work / 'other.h5'} now"

    def rename_and_back(self):
        self.output.rename(self.work / "other.h5")
        time.sleep(0.05)
        (self.work / "other.h5").rename(self.output)

    def rename_the_folder_and_back(self):
        self.work.rename(self.folder / "elsewhere")
        time.sleep(0.05)
        (self.folder / "elsewhere").rename(self.work)

    # -----------------------------------------------------------------------------------------------------------------

    def test_at_any_moment_code_0_means_that_the_work_is_in_the_named_file(self):
        process = self.start(SHORT)
        begin = time.monotonic()
        self.ends(process, 0, longest=120)
        usual, right = time.monotonic() - begin, sha256(self.output)
        moments, in_time = random.Random(SEED), 0
        deeds = [self.replace_by_an_older_copy, self.replace_and_keep_a_backup, self.replace_by_no_result_file, self.remove,
                 self.rename, self.rename_and_back, self.rename_the_folder_and_back]
        for time_of_deed in range(TIMES):
            deed, moment, ranks = deeds[time_of_deed % len(deeds)], moments.uniform(0, 0.9 * usual), [None, 2][time_of_deed % 2]
            with self.subTest(deed=deed.__name__, moment=moment, usual=usual, ranks=ranks):
                shutil.rmtree(self.work)
                self.work.mkdir()
                process = self.start(SHORT, ranks=ranks)
                time.sleep(moment)
                says = deed()
                # What it prints at its end is there: it was too late to do it any harm.
                too_late = bool(select.select([process.stdout], [], [], 0)[0])
                in_time += not too_late
                output, errors = process.communicate(timeout=120)
                self.assertNotIn("stopped with work left", errors)
                if process.returncode == 0:
                    self.assertNotIn("NOT COMPLETE", output)
                    self.assertTrue(too_late or says is None, "its work is lost")
                    if says is None:
                        self.assertEqual(sha256(self.output), right)
                else:
                    self.assertEqual(process.returncode, 4, errors)
                    self.assertIn(says or f"{self.output} is gone", errors)
                    if says is None:  # it ended while its file was away, and has done all
                        again = self.succeed("run", self.folder / "study.yaml", "-o", self.output)
                        self.assertIn("already complete", again.stdout)
                        self.assertEqual(sha256(self.output), right)
        self.assertGreater(in_time, TIMES / 4)

    def test_is_seen_in_seconds_and_not_at_the_end(self):
        for deed in (self.replace_by_an_older_copy, self.replace_and_keep_a_backup, self.remove):
            for ranks in (None, 3):
                with self.subTest(deed=deed.__name__, ranks=ranks):
                    shutil.rmtree(self.work)
                    self.work.mkdir()
                    process = self.start(LONG, ranks=ranks)
                    _, errors = self.ends(process, 4, [deed()])
                    self.assertEqual(len(errors.splitlines()), 1, errors)
                    self.assertIn(self.record()[-1]["stop_reason"], errors)
                    self.assertEqual(self.record()[-1]["state"], "unfinished")

    def test_the_record_of_another_run_that_has_taken_its_place_is_left_alone(self):
        process = self.start(LONG)
        theirs = {"runs": [{**self.record()[-1], "hosts": ["another-machine"], "started": "2026-01-01T00:00:00Z"}]}
        self.replace_by_an_older_copy()
        (self.work / "out.run.json").write_text(json.dumps(theirs))
        self.ends(process, 4)
        self.assertEqual(json.loads((self.work / "out.run.json").read_text()), theirs)

    def test_what_was_kept_aside_is_taken_up_again(self):
        process = self.start(LONG)
        time.sleep(1)
        self.replace_and_keep_a_backup()
        self.ends(process, 4)
        os.rename(self.work / "out.h5~", self.output)
        told = self.succeed("run", self.folder / "study.yaml", "-o", self.output, "--time-budget", "0.1s", expect=75).stderr
        to_do, blocks = (int(number.replace("\N{NARROW NO-BREAK SPACE}", "").replace(" ", ""))
                         for number in re.search(r"continuing .*: ([\d\s]+) of ([\d\s]+) blocks are to do", told).groups())
        self.assertLess(to_do, blocks)

    def test_a_folder_that_is_renamed_does_no_harm(self):
        process = self.start(SHORT, cwd=self.work, output="out.h5")  # by a relative name, which goes with it
        self.work.rename(self.folder / "elsewhere")
        self.ends(process, 0, longest=120)
        self.assertIn("bit for bit", self.succeed("verify", self.folder / "elsewhere" / "out.h5").stdout)

        self.work.mkdir()
        process = self.start(SHORT)
        self.work.rename(self.folder / "away")
        self.ends(process, 4, [f"{self.output} is gone", f"and is {self.folder / 'away' / 'out.h5'} now"], longest=120)
        (self.folder / "away").rename(self.work)
        again = self.succeed("run", self.folder / "study.yaml", "-o", self.output)
        self.assertIn("already complete", again.stdout)

    def test_our_own_renames_do_no_harm(self):
        study = self.write("study.yaml", SHORT)
        for options in (["--force"], ["--force", "--sessions", 4000], ["--extend"]):
            for ranks in (None, 2):
                done = self.succeed("run", study, "-o", self.output, *options, ranks=ranks)
                self.assertEqual(done.stderr.count("replaced") + done.stderr.count("gone"), 0, done.stderr)
        self.succeed("run", self.write("rounds.yaml", IN_ROUNDS), "-o", self.output, "--force", ranks=2)
        self.assertIn("bit for bit", self.succeed("verify", self.output).stdout)
        link = self.folder / "link.h5"
        link.symlink_to(self.output)
        self.succeed("run", study, "-o", link, "--force")
        self.assertTrue(link.is_symlink())


if __name__ == "__main__":
    unittest.main()
