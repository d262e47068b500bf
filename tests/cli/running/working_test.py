"""What a run is at when it simulates nothing: copying, closing, planning. It is shown, `status` knows it, it can be
stopped, and no watchdog takes it for a lost host; a rank that is really silent is named."""
import errno
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time
import unittest

import program
from jobs import kill, processes_of, runs_the_program
from program import ProgramTest, command, environment, run, sha256

program.ERGODIC = os.environ["ERGODIC_TOY"]

STUDY = "workload: toy\nsessions: 2000\nseeding: {seed: 11}\noutput: {block: 20}\n"
MORE = ["--sessions", 2400, "--extend"]
CASES = "workload: toy\nsessions: 600\noutput: {block: 600}\nsweep: {offset: [%s]}\n" % ", ".join(map(str, range(14, 74)))
HOST = socket.gethostname()
LONGEST = 15  # seconds, on a busy machine


def slow(**how):
    """The environment of a program whose disk takes its time."""
    return {"LD_PRELOAD": os.environ["ERGODIC_SLOW"], **{name: str(value) for name, value in how.items()}}


COPY = slow(SLOW_COPY=4)  # some 1000 pieces: four seconds at least


class WorkingTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study = self.write("study.yaml", STUDY)
        self.output = self.folder / "out.h5"
        self.draft = self.folder / "out.h5.tmp"

    def shorter(self):
        """A complete file, which is to be extended; its digest."""
        self.succeed("run", self.study, "-o", self.output)
        return sha256(self.output)

    def assert_as_undisturbed(self, *arguments):
        reference = self.folder / "reference.h5"
        self.succeed("run", self.study, "-o", reference, *[a for a in arguments if a != "--extend"])
        self.assertEqual(sha256(self.output), sha256(reference))

    def start(self, *arguments, ranks=None, env=None, progress="json"):
        process = subprocess.Popen(command("run", self.study, "-o", self.output, "--progress", progress, *arguments, ranks=ranks),
                                   env=environment(**(env or {})), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, start_new_session=True)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        kill(processes_of(process.pid))
        process.communicate()

    def copying(self, *arguments, **how):
        """A run that has told that it copies."""
        process = self.start(*MORE, *arguments, env=COPY, **how)
        self.said = [process.stderr.readline()]
        while self.said[-1] and '"copying"' not in self.said[-1]:
            self.said.append(process.stderr.readline())
        self.assertIn('"copying"', self.said[-1])
        return process

    def ranks_of(self, process):
        """In their order."""
        ranks = [pid for pid in processes_of(process.pid) if runs_the_program(pid)]
        def number(pid):
            settings = pathlib.Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
            return next((int(s.split(b"=")[1]) for s in settings if s.startswith(b"OMPI_COMM_WORLD_RANK=")), 0)
        return sorted(ranks, key=number)

    def ends(self, process, code):
        start = time.monotonic()
        output, errors = process.communicate(timeout=120)
        self.assertEqual(process.returncode, code, errors)
        return time.monotonic() - start, errors

    # The copy of --extend.

    def test_a_copy_longer_than_the_watchdog_is_shown_and_no_lost_host(self):
        self.shorter()
        for ranks, progress in [(3, "log"), (None, "bar"), (3, "json")]:
            process = self.start(*MORE, "--watchdog", "2s", ranks=ranks, env=COPY, progress=progress)
            seconds, errors = self.ends(process, 0)
            self.assertGreater(seconds, 4)
            self.assertNotIn("has waited", errors)
            if progress == "json":
                lines = [json.loads(line) for line in errors.splitlines() if line.startswith("{")]
                copying = [line for line in lines if line["state"] == "copying"]
                self.assertGreaterEqual(len(copying), 3)
                self.assertEqual(sorted(line["done"] for line in copying), [line["done"] for line in copying])
                self.assertLess(0, copying[0]["done"])
                self.assertEqual(len({line["total"] for line in copying}), 1)
                self.assertEqual(copying[0]["unit"], "bytes")
            else:
                shown = re.findall(r"copying ([\d.]+) of ([\d.]+ [kM]B)  \d+ %  [\d.]+ s left", errors)
                self.assertGreater(len(shown), 1, errors)
                self.assertLess(float(shown[0][0]), float(shown[-1][0]))
            self.assert_as_undisturbed(*MORE)
            self.output.unlink()
            self.shorter()

    def test_a_copy_stops_for_whatever_asks_and_is_gone_on_with(self):
        stop_file = self.folder / "out.h5.stop"
        before = self.shorter()
        asks = {"SIGTERM was received": lambda ranks: os.kill(ranks[0], signal.SIGTERM),
                "SIGINT was received": lambda ranks: os.kill(ranks[0], signal.SIGINT),
                "SIGUSR1 was received": lambda ranks: os.kill(ranks[-1], signal.SIGUSR1),
                "the stop file was there": lambda ranks: stop_file.touch()}
        for number, (why, ask) in enumerate(asks.items()):
            with self.subTest(why=why):
                process = self.copying(ranks=3 if number > 1 else None)
                ask(self.ranks_of(process))
                seconds, errors = self.ends(process, 75)
                self.assertLess(seconds, LONGEST if number > 1 else 3)
                self.assertRegex(errors, rf"stopped with work left \({why} while copying [\d.]+ of [\d.]+ [kM]B; {self.output} is as "
                                         r"it was, and the copy is kept\) run the same command again to continue")
                if number > 0:
                    self.assertRegex("".join(self.said), f"going on with {self.draft}, which an earlier run began: copying [1-9]")
                self.assertEqual(sha256(self.output), before)
                self.assertTrue(self.draft.exists())
                self.assertFalse(stop_file.exists())
                told = self.succeed("status", self.output).stdout.splitlines()[0]
                self.assertRegex(told, rf"complete; a run that was to go on from it stopped \S+Z \({why} while copying ")
        self.succeed("run", self.study, "-o", self.output, *MORE, ranks=2)
        self.assertFalse(self.draft.exists())
        self.assert_as_undisturbed(*MORE)

    def test_a_copy_keeps_to_the_time_budget(self):
        before = self.shorter()
        start = time.monotonic()
        _, errors = self.ends(self.start(*MORE, "--time-budget", "1s", ranks=2, env=COPY), 75)
        self.assertLess(time.monotonic() - start, LONGEST)
        self.assertIn("(the time budget is used up while copying ", errors)
        self.assertEqual(sha256(self.output), before)

    def test_a_killed_copy_is_gone_on_with(self):
        before = self.shorter()
        process = self.copying()
        time.sleep(1)
        process.kill()
        process.wait()
        self.assertEqual(sha256(self.output), before)
        done = self.succeed("run", self.study, "-o", self.output, *MORE)
        self.assertRegex(done.stderr, f"going on with {self.draft}, which an earlier run began: copying ")
        self.assert_as_undisturbed(*MORE)

    def test_what_an_earlier_run_left_and_is_of_no_use_is_told(self):
        self.shorter()
        self.draft.write_text("the beginning of another file")
        done = self.succeed("run", self.study, "-o", self.output, *MORE)
        self.assertIn(f"warning: {self.draft}, which an earlier run left, is begun anew", done.stderr)
        self.assert_as_undisturbed(*MORE)

    def test_a_file_system_that_cannot_copy_is_written_to(self):
        for reason in (errno.EXDEV, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL):
            self.shorter()
            self.succeed("run", self.study, "-o", self.output, *MORE, env=slow(CANNOT_COPY=reason))
            self.assert_as_undisturbed(*MORE)
            self.output.unlink()
        self.shorter()
        failed = self.succeed("run", self.study, "-o", self.output, *MORE, env=slow(CANNOT_COPY=errno.EIO), expect=4)
        self.assertIn("copy_file_range: Input/output error", failed.stderr)
        self.assertFalse(self.draft.exists(), "what failed may be the room for it")
        self.assertRegex(self.succeed("status", self.output).stdout, "ended .* with an error: .*copy_file_range")

    def test_status_knows_a_copy(self):
        self.shorter()
        process = self.copying(ranks=3)
        time.sleep(1)
        told = json.loads(self.succeed("status", self.output, "--json", expect=1).stdout)
        self.assertEqual(told["state"], "running")
        doing = told["run"]["doing"]
        self.assertEqual((doing["phase"], doing["unit"]), ("copying", "bytes"))
        self.assertTrue(0 < doing["done"] < doing["total"], doing)
        text = self.succeed("status", self.output, expect=1).stdout.splitlines()[0]
        self.assertRegex(text, rf"{self.output}: copying [\d.]+ of [\d.]+ [kM]B here as process {told['process']}, 3 ranks since ")
        self.ends(process, 0)
        self.assertEqual(self.succeed("status", self.output).stdout.splitlines()[0], f"{self.output}: complete")

    # Ranks that are really silent.

    def silenced(self, rank):
        process = self.copying("--watchdog", "3s", ranks=3)
        os.kill(self.ranks_of(process)[rank], signal.SIGSTOP)
        seconds, errors = self.ends(process, 75)
        self.assertLess(seconds, 3 + LONGEST)
        record = json.loads((self.folder / "out.run.json").read_text())["runs"][-1]
        self.assertEqual(record["state"], "failed")
        self.assertIn("has waited 3 s for other ranks", record["stop_reason"])
        status = run("status", self.output)
        self.assertIn(status.returncode, (0, 75), status.stderr)  # the copy may have been done in time
        self.assertIn("has waited 3 s for other ranks", status.stdout.splitlines()[0])
        return errors

    def test_a_silent_rank_0_is_named_with_what_it_was_at(self):
        before = self.shorter()
        errors = self.silenced(0)
        self.assertRegex(errors, rf"rank [12] of 3 on {HOST} has waited 3 s for other ranks \(rank 0 on {HOST}, copying [\d.]+ of "
                                 r"[\d.]+ [kM]B when last heard of, has been silent for \d")
        self.assertEqual(sha256(self.output), before)
        self.succeed("run", self.study, "-o", self.output, *MORE, ranks=2)
        self.assert_as_undisturbed(*MORE)

    def test_another_silent_rank_is_named_by_those_that_wait_for_it(self):
        self.shorter()
        errors = self.silenced(2)
        self.assertRegex(errors, rf"rank 1 of 3 on {HOST} has waited 3 s for other ranks \(rank 2 on {HOST} has been silent for \d")

    # The rest.

    def test_the_copy_between_two_rounds_is_shown_and_stops(self):
        self.study = self.write("rounds.yaml", STUDY + "until: {column: x, half_width: 0.004, max_sessions: 20000}\n")
        process = self.start(ranks=2, env=COPY)
        line = process.stderr.readline()
        while line and '"copying"' not in line:
            line = process.stderr.readline()
        os.kill(self.ranks_of(process)[-1], signal.SIGTERM)
        _, errors = self.ends(process, 75)
        self.assertIn("(SIGTERM was received while copying ", errors)
        told = json.loads(self.succeed("status", self.output, "--json", expect=75).stdout)
        self.assertEqual((told["state"], told["sessions_done"]), ("stopped", 2000))
        done = self.succeed("run", self.study, "-o", self.output, ranks=3)
        self.assertIn(f"going on with {self.draft}", done.stderr)
        self.assert_as_undisturbed()

    def test_closing_is_shown_and_stops_and_is_no_lost_host(self):
        self.study = self.write("cases.yaml", CASES)
        closing = slow(SLOW_READ=100)  # of the sums of each case
        seconds, errors = self.ends(self.start("--watchdog", "4s", ranks=3, env=closing, progress="log"), 0)
        self.assertNotIn("has waited", errors)
        shown = re.findall(r"closing (\d+) of 60 cases", errors)
        self.assertGreaterEqual(len(shown), 2, errors)
        self.assertLess(int(shown[0]), int(shown[-1]))
        self.assert_as_undisturbed()
        self.output.unlink()

        process = self.start(env=closing)
        while '"closing"' not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGTERM)
        seconds, errors = self.ends(process, 75)
        self.assertLess(seconds, 5)
        self.assertRegex(errors, r"\(SIGTERM was received while closing \d+ of 60 cases\)")
        first = self.succeed("status", self.output, expect=75).stdout.splitlines()[0]
        self.assertRegex(first, r"stopped .*Z \(SIGTERM was received while closing \d+ of 60 cases\)")
        self.succeed("run", self.study, "-o", self.output)
        self.assert_as_undisturbed()

    def test_a_wait_for_another_run_stops(self):
        self.shorter()
        self.copying()
        process = self.start(*MORE, "--wait", "1h", progress="log")
        self.assertIn("waiting for it to end", process.stderr.readline())
        process.send_signal(signal.SIGINT)
        seconds, errors = self.ends(process, 75)
        self.assertLess(seconds, 5)
        self.assertIn("stopped with work left (SIGINT was received while waiting for another run to end) ", errors)


if __name__ == "__main__":
    unittest.main()
