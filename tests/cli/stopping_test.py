"""Stopping in time: whatever asks for it, all ranks leave at a block boundary with code 75 and one line."""
import os
import pathlib
import signal
import subprocess
import time
import unittest

from program import ProgramTest, command, environment

# Minutes of work without rows: no run here comes to its end by itself.
STUDY = """\
workload: let_it_ride
sessions: 100000000
output: {rows: none, block: 20000}
bankroll: {starting_amount: 500, base_bet: 5, stop_conditions: {win_limit: 100, loss_limit: 100}}
"""
LONGEST = 20  # seconds, on a busy machine; tests/benchmarks/stop_latency.py measures it


class StoppingTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study = self.write("study.yaml", STUDY)
        self.output = self.folder / "out.h5"
        self.stop_file = self.folder / "out.h5.stop"

    def start(self, *arguments, ranks=None, **env):
        process = subprocess.Popen(command("run", self.study, "-o", self.output, "--progress", "json", *arguments, ranks=ranks),
                                   env=environment(**env), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.kill)
        return process

    def started(self, *arguments, **how):
        """A run that has told of progress."""
        process = self.start(*arguments, **how)
        self.assertTrue(process.stderr.readline(), "it says nothing")
        return process

    def ends(self, process, why, code=75):
        start = time.monotonic()
        output, errors = process.communicate(timeout=60)
        self.assertLess(time.monotonic() - start, LONGEST)
        self.assertEqual(process.returncode, code, errors)
        said = [line for line in errors.splitlines() if line.startswith("stopped")]
        self.assertEqual(len(said), 1, errors)
        self.assertIn(f"stopped with work left ({why}; ", said[0])
        self.assertIn("run the same command again to continue", said[0])
        self.succeed("verify", self.output, "--sample", "20000")

    def test_by_a_signal_to_one_process(self):
        for number in [signal.SIGUSR1, signal.SIGUSR2, signal.SIGTERM]:
            process = self.started()
            process.send_signal(number)
            self.ends(process, f"{number.name} was received")

    def within_a_path(self):
        """Hours of work in one block."""
        self.study = self.write("paths.yaml", "workload: paths\nprocess: markov_queue\nsessions: 10000\n"
                                "markov_queue: {arrival_rate: 4.0e+7, service_rate: 9.0e+7, horizon: 1}\n")

    def test_within_a_path_by_a_signal(self):
        self.within_a_path()
        process = self.start()
        time.sleep(2)
        process.send_signal(signal.SIGTERM)
        self.ends(process, "SIGTERM was received")

    def test_within_a_path_of_any_rank_by_a_stop_file(self):
        self.within_a_path()
        process = self.start("--set", "output.block=5000", ranks=2)
        time.sleep(4)
        self.stop_file.touch()
        self.ends(process, "the stop file was there")

    def test_within_a_path_when_the_time_is_used_up(self):
        self.within_a_path()
        self.ends(self.start("--time-budget", "1s"), "the time budget is used up")

    def test_by_a_signal_to_mpirun(self):
        process = self.started(ranks=3)
        process.send_signal(signal.SIGUSR1)
        self.ends(process, "SIGUSR1 was received")

    def test_by_a_signal_to_one_rank_of_three(self):
        process = self.started(ranks=3)
        ranks = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(ranks[-1]), signal.SIGTERM)
        self.ends(process, "SIGTERM was received")

    def test_when_mpirun_is_terminated_the_file_is_kept(self):
        process = self.started(ranks=2)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)  # mpirun gives its ranks little time, and its own exit code
        self.succeed("verify", self.output, "--sample", "20000")

    def test_by_the_stop_file_which_is_then_gone(self):
        process = self.started(ranks=2)
        self.stop_file.touch()
        self.ends(process, "the stop file was there")
        self.assertFalse(self.stop_file.exists())

    def test_a_stop_file_of_before_stops_no_run(self):
        self.stop_file.touch()
        done = self.succeed("run", self.study, "-o", self.output, "--sessions", "1000")
        self.assertIn(f"warning: removed {self.stop_file}", done.stderr)
        self.assertFalse(self.stop_file.exists())

    def test_by_the_end_of_the_job(self):
        end = str(int(time.time()) + 3600)
        process = self.start("--stop-margin", "3598s", ranks=2, SLURM_JOB_END_TIME=end)
        time.sleep(2)
        self.ends(process, "the end of the job is near")

    def test_by_the_time_budget(self):
        self.ends(self.start("--time-budget", "0.5s"), "the time budget is used up")

    def test_the_line_never_says_to_throw_the_file_away(self):
        for option, todo in [(["--force"], "without --force"), (["--resume", "never"], "without --resume never")]:
            self.output.unlink(missing_ok=True)
            done = self.succeed("run", self.study, "-o", self.output, "--time-budget", "0.1s", *option, expect=75)
            self.assertIn(f"run the same command {todo} to continue", done.stderr)

    def test_bad_times_are_errors_at_once(self):
        for arguments, env, text in [(["--stop-margin", "soon"], {}, "\"soon\" is no duration"),
                                     (["--time-budget", "-3"], {}, "is no duration"),
                                     ([], {"SLURM_JOB_END_TIME": "noon"}, "SLURM_JOB_END_TIME is \"noon\"")]:
            done = self.succeed("run", self.study, "-o", self.output, *arguments, expect=2, env=env)
            self.assertIn(text, done.stderr)
            self.assertFalse(self.output.exists())


if __name__ == "__main__":
    unittest.main()
