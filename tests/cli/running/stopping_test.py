"""Stopping in time: whatever asks for it, all ranks leave at a block boundary with code 75 and one line."""
import os
import pathlib
import re
import signal
import subprocess
import time
import unittest

from program import ProgramTest, command, environment, run

# Minutes of work without rows: no run here comes to its end by itself.
STUDY = """\
workload: let_it_ride
sessions: 100000000
output: {rows: none, block: 20000}
bankroll: {starting_amount: 500, base_bet: 5, stop_conditions: {win_limit: 100, loss_limit: 100}}
"""
SIGNALS = [signal.SIGUSR1, signal.SIGUSR2, signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
DATE = r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ"
LONGEST = 20  # seconds, on a busy machine; tests/benchmarks/stop_latency.py measures it


def meddling(how):
    """The environment of a program that meddling.c is preloaded into."""
    return {"LD_PRELOAD": os.environ["ERGODIC_MEDDLING"], "MEDDLE": how}


def ranks_of(process):
    """Those that this mpirun has started, in their order."""
    return [int(pid) for pid in pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


class StoppingTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study = self.write("study.yaml", STUDY)
        self.output = self.folder / "out.h5"
        self.stop_file = self.folder / "out.h5.stop"

    def start(self, *arguments, ranks=None, progress="json", **env):
        process = subprocess.Popen(command("run", self.study, "-o", self.output, "--progress", progress, *arguments, ranks=ranks),
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
        for number in SIGNALS:
            process = self.started()
            process.send_signal(number)
            self.ends(process, f"{number.name} was received")

    def test_by_a_second_signal_of_a_terminal_at_once(self):
        self.within_a_path()
        for number in (signal.SIGINT, signal.SIGHUP):
            self.output.unlink(missing_ok=True)
            process = self.start(progress="log")
            process.stderr.readline()
            time.sleep(1)  # it is in its block
            process.send_signal(number)
            time.sleep(0.8)
            self.assertIsNone(process.poll(), "it stops at the end of its block, or in three seconds")
            start = time.monotonic()
            process.send_signal(number)
            errors = process.communicate(timeout=60)[1]
            self.assertLess(time.monotonic() - start, 1)
            self.assertEqual(process.returncode, -number, errors)
            first = self.succeed("status", self.output, expect=75).stdout.splitlines()[0]
            self.assertRegex(first, rf"the run of {DATE} was to stop \({number.name} was received\), and was ended before it had")

    def test_by_the_same_signal_sent_twice_once(self):
        """As timeout(1) does, and a terminal that closes with the shell in it."""
        for number in (signal.SIGINT, signal.SIGHUP):
            process = self.started()
            process.send_signal(number)
            time.sleep(0.05)
            process.send_signal(number)
            self.ends(process, f"{number.name} was received")

    def test_not_by_what_nohup_ignores(self):
        process = subprocess.Popen(["nohup", *command("run", self.study, "-o", self.output, "--progress", "json")],
                                   env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True)
        self.addCleanup(process.kill)
        self.assertTrue(process.stderr.readline())
        process.send_signal(signal.SIGHUP)
        time.sleep(1)
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGTERM)
        self.ends(process, "SIGTERM was received")

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
        process.send_signal(signal.SIGUSR2)
        self.ends(process, "SIGUSR2 was received")

    def test_by_a_signal_whose_handler_another_library_takes_as_mpi_starts(self):
        for number in SIGNALS:
            process = self.started(**meddling("takes_signals"))
            process.send_signal(number)
            self.ends(process, f"{number.name} was received")
        process = self.started(ranks=3, **meddling("takes_signals"))
        os.kill(ranks_of(process)[-1], signal.SIGUSR1)
        self.ends(process, "SIGUSR1 was received")

    def test_by_a_signal_that_comes_while_mpi_starts(self):
        for number in SIGNALS:
            process = self.start(**meddling("takes_signals"), MEDDLE_SIGNAL=str(int(number)))
            self.ends(process, f"{number.name} was received")

    def test_by_a_signal_to_one_rank_of_three(self):
        process = self.started(ranks=3)
        os.kill(ranks_of(process)[-1], signal.SIGTERM)
        self.ends(process, "SIGTERM was received")

    def test_when_mpirun_is_terminated_the_file_is_kept(self):
        """jobs/README.md: mpirun has an exit code of its own, and tells its ranks a second late; told again within that
        second it ends them without a word. So it is with Ctrl-C, and a terminal that closes."""
        version = subprocess.run(["mpirun", "--version"], capture_output=True, text=True).stdout
        for number, times in [(signal.SIGTERM, 1), (signal.SIGTERM, 2), (signal.SIGINT, 1), (signal.SIGINT, 2),
                              (signal.SIGHUP, 1)]:
            with self.subTest(number=number, times=times):
                process = self.started(ranks=2)
                start = time.monotonic()
                for _ in range(times):
                    process.send_signal(number)
                    time.sleep(0.2)
                _, errors = process.communicate(timeout=60)
                seconds = time.monotonic() - start
                self.assertNotEqual(process.returncode, 0)
                self.succeed("verify", self.output, "--sample", "20000")
                if "(Open MPI) 4.1." in version:
                    self.assertEqual("SIGTERM was received" in errors, times == 1, errors)
                    self.assertTrue(times == 2 or seconds > 1, f"they were told after {seconds:.1f} s")

    def test_leaves_nothing_to_do_or_say_after_mpi_has_ended(self):
        """As soon as one rank has returned 75, mpirun kills the others, in MPI_Finalize or after it."""
        process = self.started(**meddling("is_killed"))
        process.send_signal(signal.SIGUSR2)
        self.ends(process, "SIGUSR2 was received", code=-signal.SIGKILL)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["out.h5", "out.run.json", "study.yaml"])
        self.assertIn("stopped ", self.succeed("status", self.output, expect=75).stdout)

        for says, asks in [("sessions in ", []), ("is already complete", []), ("20 000 in all", ["--dry-run"])]:
            done = run("run", self.study, "-o", self.folder / "short.h5", "--sessions", 20000, *asks,
                       env=meddling("is_killed"))
            self.assertEqual(done.returncode, -signal.SIGKILL, done.stderr)
            self.assertIn(says, done.stdout)

    def test_a_log_tells_in_the_midst_of_a_block_that_a_signal_has_come(self):
        self.within_a_path()
        for number, ranks in [(signal.SIGUSR1, None), (signal.SIGTERM, None), (signal.SIGUSR2, 2)]:
            self.output.unlink(missing_ok=True)
            process = self.start("--set", "output.block=5000", progress="log", ranks=ranks)
            self.assertRegex(process.stderr.readline(), f"^{DATE}: {ranks or 1} ranks? on 1 node; 10 000 sessions in 2 blocks "
                                                        "are to do\n$")
            time.sleep(0.5)
            process.send_signal(number)
            lines = [line for line in process.communicate(timeout=60)[1].splitlines() if not line.startswith("ergodic: ")]
            self.assertEqual(process.returncode, 75)
            self.assertRegex(lines[0], f"^{DATE}: {number.name} was received: stopping when the blocks in hand are done, or "
                                       "given up after three seconds$")
            self.assertEqual(len(lines), 2, lines)
            self.assertIn("stopped with work left", lines[1])

    def test_ranks_are_waited_for_with_a_word(self):
        process = self.start(progress="log", ranks=3)
        process.stderr.readline()
        os.kill(ranks_of(process)[-1], signal.SIGUSR1)  # rank 0 itself gets none
        errors = process.communicate(timeout=60)[1]
        self.assertEqual(process.returncode, 75, errors)
        self.assertEqual(len(re.findall(f"{DATE}: SIGUSR1 was received: stopping when the blocks in hand are done", errors)), 1)

    def test_a_run_after_one_in_vain_says_what_to_change(self):
        todo = "take a smaller output.block (of a new file), or a longer job"

        def told(expect=75):
            return run("run", self.study, "-o", self.output, "--time-budget", "0s").stderr, \
                   self.succeed("status", self.output, expect=expect).stdout

        plain = self.study
        self.within_a_path()
        process = self.start(progress="log")
        process.stderr.readline()
        process.kill()
        process.communicate(timeout=60)
        self.assertIn(todo, self.succeed("status", self.output, expect=75).stdout)
        for why in ("without a word", "the time budget is used up"):  # of the killed one; of the one that has met it
            errors, status = told()
            self.assertRegex(errors, f"warning: the last run, of {DATE}, ended before a block was done \\({why}\\) ")
            self.assertIn(todo, errors)
            self.assertIn(todo, status)
            self.assertNotIn("run the same command again", status)

        self.output.unlink()
        self.study = plain
        self.succeed("run", self.study, "-o", self.output, "--time-budget", "1s", expect=75)
        self.assertIn("run the same command again to continue", self.succeed("status", self.output, expect=75).stdout)
        self.assertNotIn("before a block was done", told()[0])

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
                                     ([], {"SLURM_JOB_END_TIME": "noon"}, "SLURM_JOB_END_TIME is \"noon\""),
                                     ([], {"SLURM_JOB_END_TIME": str(int(time.time()) - 3660)},
                                      "SLURM_JOB_END_TIME was 1 h 01 min ago")]:
            done = self.succeed("run", self.study, "-o", self.output, *arguments, expect=2, env=env)
            self.assertIn(text, done.stderr)
            self.assertFalse(self.output.exists())


if __name__ == "__main__":
    unittest.main()
