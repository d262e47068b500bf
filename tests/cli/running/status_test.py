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

    def started(self, *arguments, ranks=None, env=None):
        """A run whose record tells of every rank."""
        process = subprocess.Popen(command("run", self.study, "-o", self.output, "--progress", "none", *arguments,
                                           ranks=ranks), env=environment(**(env or {})), stdout=subprocess.DEVNULL,
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
        process = self.started()
        following = subprocess.Popen(command("status", self.output, "--follow"), env=environment(), text=True,
                                     stdout=subprocess.PIPE)
        self.addCleanup(following.kill)
        followed = [following.stdout.readline(), following.stdout.readline()]
        process.send_signal(signal.SIGUSR1)
        followed += following.communicate(timeout=60)[0].splitlines(keepends=True)
        self.assertEqual(following.returncode, 75)
        self.assertTrue(all(line.startswith("running  ") for line in followed[:2]), followed)
        self.assertEqual(len(set(followed)), len(followed), "no line comes twice")
        self.assertTrue(any("SIGUSR1 was received" in line for line in followed), followed)
        lines = self.succeed("status", self.output, "--follow", "--json", expect=75).stdout.splitlines()
        self.assertEqual([json.loads(line)["state"] for line in lines], ["stopped"])

    def test_runs_without_a_launcher_share_no_folder_that_the_first_to_end_removes(self):
        sessions = self.folder / "sessions"
        sessions.mkdir()
        self.started(env={"OMPI_MCA_orte_tmpdir_base": str(sessions)})
        self.assertEqual(list(sessions.iterdir()), [])

    def first_line(self, expect=1):
        return self.succeed("status", self.output, expect=expect).stdout.splitlines()[0].removeprefix(f"{self.output}: ")

    def test_of_a_suspended_run_says_so_first_and_how_it_goes_on(self):
        process = self.started()
        process.send_signal(signal.SIGSTOP)
        time.sleep(2)
        told = self.status(expect=1)
        self.assertEqual((told["state"], told["suspended"], told["process"]), ("silent", True, process.pid))
        self.assertRegex(self.first_line(), rf"^no rank heard of for [\d.]+ s: suspended here as process {process.pid}, 1 rank since "
                                            rf"\S+Z \(Ctrl-Z or SIGSTOP\) fg, or kill -CONT {process.pid}, lets it go on$")
        process.send_signal(signal.SIGCONT)
        time.sleep(3)
        self.assertEqual((self.status(expect=1)["state"], self.status(expect=1)["suspended"]), ("running", False))

    def test_of_a_run_that_mpirun_has_suspended_names_mpirun(self):
        """jobs/README.md: Open MPI 4's mpirun passes Ctrl-Z on to its ranks."""
        if "(Open MPI) 4.1." not in subprocess.run(["mpirun", "--version"], capture_output=True, text=True).stdout:
            self.skipTest("of Open MPI 4.1")
        process = self.started(ranks=2)
        process.send_signal(signal.SIGTSTP)
        time.sleep(2)
        self.assertRegex(self.first_line(), rf"^no rank heard of for .*: suspended here as .* \(Ctrl-Z or SIGSTOP\) kill -CONT "
                                            rf"{process.pid}, which started its ranks, lets it go on$")
        process.send_signal(signal.SIGCONT)
        time.sleep(3)
        self.assertRegex(self.first_line(), "^running here")
        process.send_signal(signal.SIGUSR2)
        self.assertEqual(process.wait(timeout=60), 75)

    def test_of_a_rank_that_is_silent_names_it(self):
        process = self.started(ranks=3)
        ranks = {int(pid) for pid in pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()}
        silent = max(ranks - {self.status(expect=1)["process"]})
        os.kill(silent, signal.SIGSTOP)
        deadline = time.monotonic() + 40  # 10 s, on a busy machine
        while "heard" not in self.first_line() and time.monotonic() < deadline:
            time.sleep(0.5)
        self.assertRegex(self.first_line(), rf"^running here as process \d+, 3 ranks since \S+Z; rank [12] on {os.uname().nodename} "
                                            r"has not been heard of for [1-4]\d\.\d s$")
        os.kill(silent, signal.SIGCONT)

    def test_of_a_run_that_hangs_says_that_nothing_is_heard(self):
        self.started_slowly()
        time.sleep(13)
        told = self.status(expect=1)
        self.assertEqual((told["state"], told["suspended"]), ("silent", False))
        self.assertRegex(self.first_line(), rf"^no rank heard of for [1-4]\d\.\d s, though running here as process {told['process']}, "
                                            r"1 rank since \S+Z \(in a long block, suspended, or hanging\)$")

    def started_slowly(self):
        """A run whose first block waits for the disk for half a minute."""
        process = subprocess.Popen(command("run", self.study, "-o", self.output, "--progress", "log"),
                                   env=environment(LD_PRELOAD=os.environ["ERGODIC_SLOW"], SLOW_WRITE="30000"),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        process.stderr.readline()
        return process

    def test_of_a_run_that_failed_tells_why_whichever_rank_met_it(self):
        study = self.write("abort.yaml", "workload: toy\nsessions: 4000\nfail_every: 1000\nfailures: {action: abort}\n"
                           "output: {block: 10}\nwork: 1000\n")
        for ranks in (None, 3):
            self.output.unlink(missing_ok=True)
            done = subprocess.run([*(["mpirun", "-q", "-n", str(ranks)] if ranks else []), os.environ["ERGODIC_TOY"], "run", study,
                                   "-o", self.output, "--set", "sessions=4000"], env=environment(), capture_output=True,
                                  text=True, timeout=60)
            self.assertEqual(done.returncode, 5, done.stderr)
            record = json.loads((self.folder / "out.run.json").read_text())["runs"][-1]
            self.assertEqual(record["state"], "failed")
            self.assertIn("failed (unlucky: every so often) the study says failures.action: abort", record["stop_reason"])
            self.assertEqual("rank " in record["stop_reason"], ranks is not None)
            status = subprocess.run([os.environ["ERGODIC_TOY"], "status", self.output], env=environment(), capture_output=True,
                                    text=True)
            self.assertEqual(status.returncode, 75)
            self.assertRegex(status.stdout.splitlines()[0], r"ended \S+Z with an error: .*unlucky.*; then run the same command again")

    def test_of_a_run_without_memory_tells_so(self):
        study = self.write("large.yaml", "workload: toy\nsessions: 16000000\ntimes: 60\noutput: {rows: none, block: 16000000}\n")
        done = subprocess.run(["bash", "-c", 'ulimit -v 2000000; exec "$@"', "limited", os.environ["ERGODIC_TOY"], "run", study, "-o",
                               self.output], env=environment(), capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 70, done.stderr)
        status = subprocess.run([os.environ["ERGODIC_TOY"], "status", self.output], env=environment(), capture_output=True, text=True)
        self.assertRegex(status.stdout.splitlines()[0], r"ended \S+Z with an error: .*out of memory \(an allocation failed\)")

    def test_of_no_result_file_is_an_error(self):
        self.assertIn("No such file", self.succeed("status", self.output, expect=4).stderr)


if __name__ == "__main__":
    unittest.main()
