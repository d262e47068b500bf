"""ergodic status: a run is looked at from outside, from its file and the record beside it."""
import json
import os
import pathlib
import signal
import subprocess
import time
import unittest

from program import ProgramTest, command, environment, run, sha256

# Minutes of work without rows: no run here comes to its end by itself.
STUDY = """\
workload: let_it_ride
sessions: 100000000
output: {rows: none, block: 5000}
bankroll: {starting_amount: 500, base_bet: 5, stop_conditions: {win_limit: 100, loss_limit: 100}}
"""


class StatusTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study = self.write("study.yaml", STUDY)
        self.output = self.folder / "out.h5"

    def started(self, *arguments, ranks=None):
        """A run whose record tells of every rank."""
        process = subprocess.Popen(command("run", self.study, "-o", self.output, "--progress", "none", *arguments,
                                           ranks=ranks), env=environment(), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.output.exists():
                told = json.loads(run("status", self.output, "--json").stdout)
                ranks_told = told.get("run", {}).get("ranks", [])
                if ranks_told and all(rank["sessions"] > 0 for rank in ranks_told):
                    return process
            time.sleep(0.2)
        self.fail("no rank tells of itself")

    def status(self, expect):
        return json.loads(self.succeed("status", self.output, "--json", expect=expect).stdout)

    def test_of_a_run_tells_how_far_it_is_and_how_each_rank_stands(self):
        self.started(ranks=3)
        first = self.status(expect=1)
        self.assertEqual((first["state"], first["sessions"]), ("running", 100_000_000))
        self.assertTrue(pathlib.Path(f"/proc/{first['process']}").exists())
        self.assertEqual([rank["rank"] for rank in first["run"]["ranks"]], [0, 1, 2])
        self.assertEqual({rank["host"] for rank in first["run"]["ranks"]}, {os.uname().nodename})
        for rank in first["run"]["ranks"]:
            self.assertLess(rank["blocks"][0], rank["blocks"][1])
            self.assertLess(rank["silent_for_s"], 30)
        self.assertGreater(first["sessions_per_s"], 0)
        self.assertGreater(first["left_s"], 0)
        deadline = time.monotonic() + 30
        while self.status(expect=1)["sessions_done"] <= first["sessions_done"] and time.monotonic() < deadline:
            time.sleep(0.2)
        self.assertGreater(self.status(expect=1)["sessions_done"], first["sessions_done"])
        text = self.succeed("status", self.output, expect=1).stdout
        self.assertIn(f"running here as process {first['process']}, 3 ranks since", text)
        self.assertEqual(len(text.splitlines()), 7)

    def test_of_a_stopped_run_tells_why(self):
        process = self.started()
        process.send_signal(signal.SIGUSR1)
        process.wait(timeout=60)
        told = self.status(expect=75)
        self.assertEqual((told["state"], told["run"]["stop_reason"]), ("stopped", "SIGUSR1 was received"))
        self.assertEqual(told["sessions_done"], told["run"]["sessions"])
        self.assertEqual(told["sessions_done"], sum(rank["sessions"] for rank in told["run"]["ranks"]))
        self.assertIn("run the same command again", self.succeed("status", self.output, expect=75).stdout)

    def test_of_a_killed_run_says_that_it_is_dead_though_its_record_says_running(self):
        process = self.started()
        process.kill()
        process.wait(timeout=60)
        self.assertTrue((self.folder / "out.h5.lock").exists())
        told = self.status(expect=75)
        self.assertEqual((told["state"], told["process"], told["left_s"]), ("killed", None, None))
        self.assertIn("ended without a word", self.succeed("status", self.output, expect=75).stdout)

    def test_of_a_complete_file_is_0_and_changes_nothing(self):
        self.succeed("run", self.study, "-o", self.output, "--sessions", "20000")
        before = sha256(self.output), sorted(path.name for path in self.folder.iterdir())
        told = self.status(expect=0)
        self.assertEqual((told["state"], told["sessions_done"], told["blocks_done"]), ("complete", 20000, 4))
        self.assertEqual(before, (sha256(self.output), sorted(path.name for path in self.folder.iterdir())))
        (self.folder / "out.run.json").write_text("[not a record")
        self.assertNotIn("run", self.status(expect=0))

    def test_another_machines_run_is_believed_as_long_as_its_record_is_fresh(self):
        self.succeed("run", self.study, "-o", self.output, "--time-budget", "0.2s", expect=75)
        (self.folder / "out.h5.lock").touch()
        record = json.loads((self.folder / "out.run.json").read_text())
        last = record["runs"][-1]
        for age, state in ((5, "running"), (600, "silent")):
            updated = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - age))
            last.update(hosts=["another-machine"], state="running", updated=updated, ended="")
            (self.folder / "out.run.json").write_text(json.dumps(record))
            told = self.status(expect=1)
            self.assertEqual((told["state"], told["process"]), (state, None))
            self.assertAlmostEqual(told["age_s"], age, delta=30)

    def test_follow_prints_a_line_a_change_and_ends_with_the_run(self):
        process = self.started("--time-budget", "6s")
        followed = self.succeed("status", self.output, "--follow", expect=75).stdout.splitlines()
        process.wait(timeout=60)
        self.assertTrue(followed[0].startswith("running  "), followed)
        self.assertEqual(len(set(followed)), len(followed), "no line comes twice")
        self.assertIn("the time budget is used up", followed[-2])
        lines = self.succeed("status", self.output, "--follow", "--json", expect=75).stdout.splitlines()
        self.assertEqual([json.loads(line)["state"] for line in lines], ["stopped"])

    def test_of_no_result_file_is_an_error(self):
        self.assertIn("No such file", self.succeed("status", self.output, expect=4).stderr)


if __name__ == "__main__":
    unittest.main()
