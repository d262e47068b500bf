"""Ranks that outlive their killed mpirun: the next run waits for all of them, not for rank 0 alone.

Of a run of three ranks, rank 0 is killed, and all else stopped (SIGSTOP), mpirun too: it cannot end them, and a stopped
rank whose mpirun dies gets a SIGHUP. As long as ranks 1 and 2 are there the next run is refused, with their names, and
the file stays as it is. Then they go on and write blocks, and the next run waits; mpirun is killed, they end, and the next
run ends in the bytes of an undisturbed one.
"""
import os
import pathlib
import signal
import subprocess
import time
import unittest

os.environ["HDF5_USE_FILE_LOCKING"] = "FALSE"
import h5py

import program
from jobs import LIMIT, Job, kill, processes_of
from program import ProgramTest, command, environment, sha256

program.ERGODIC = os.environ["ERGODIC_TOY"]

STUDY = "workload: toy\nsessions: 6000\nseeding: {seed: 11}\noutput: {block: 20}\nwork: 100000\n"
SOME = 30  # blocks


def rank_of(pid):
    for setting in pathlib.Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"):
        if setting.startswith(b"OMPI_COMM_WORLD_RANK="):
            return int(setting.split(b"=")[1])
    raise AssertionError(f"process {pid} is no rank")


def is_stopped(pid):
    """With all its threads: one that is in a call to the system ends it first."""
    stats = [path.read_text() for path in pathlib.Path(f"/proc/{pid}/task").glob("*/stat")]
    return all(stat.rsplit(") ", 1)[1].startswith("T") for stat in stats)


def blocks_written(output):
    with h5py.File(output, "r") as file:
        return int(file["ledger/line"][:, :3].all(axis=1).sum())


class Orphans(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study = self.write("study.yaml", STUDY)
        self.output = self.folder / "out.h5"
        self.reference = self.folder / "reference.h5"
        self.succeed("run", self.study, "-o", self.reference)

    def wait_until(self, condition, what):
        deadline = time.monotonic() + LIMIT
        while not condition():
            self.assertLess(time.monotonic(), deadline, f"not within {LIMIT} s: {what}")
            time.sleep(0.01)

    def orphaned(self, job):
        """The stopped ranks of a run whose rank 0 is killed."""
        self.wait_until(lambda: self.output.exists() and blocks_written(self.output) >= SOME, "blocks are written")
        ranks = {rank_of(pid): pid for pid in job.ranks()}
        self.assertEqual(sorted(ranks), [0, 1, 2])
        orphans = sorted([ranks[1], ranks[2]])
        stopped = [job.process.pid, *orphans]
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        self.wait_until(lambda: all(is_stopped(pid) for pid in stopped), "mpirun and two ranks are stopped")
        kill([ranks[0]])
        self.wait_until(lambda: sorted(processes_of(job.process.pid)) == sorted(stopped), "rank 0 is gone")
        return orphans

    def next_run(self, ranks, *arguments):
        return subprocess.Popen(command("run", self.study, "-o", self.output, "--progress", "none", *arguments, ranks=ranks),
                                env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True)

    def assert_refused_while_they_live(self, orphans):
        before = sha256(self.output)
        named = f"its ranks live on as processes {orphans[0]}, {orphans[1]}"
        refused = self.succeed("run", self.study, "-o", self.output, "--wait", "0.3s", expect=4)
        self.assertIn("another run is writing it: its process ", refused.stderr)
        self.assertIn(named, refused.stderr)
        self.assertIn("wait until that run has ended", refused.stderr)
        self.assertEqual(sha256(self.output), before)
        status = self.succeed("status", self.output, expect=75).stdout
        self.assertIn(f"ranks of it live on here as processes {orphans[0]}, {orphans[1]}", status)

    def test_are_waited_for_by_the_next_run_whichever_they_are(self):
        for ranks in (None, 3):
            with self.subTest(ranks=ranks), Job("run", self.study, "-o", self.output, ranks=3) as job:
                orphans = self.orphaned(job)
                self.assert_refused_while_they_live(orphans)
                with self.next_run(ranks, "--wait", "60s") as following:
                    self.addCleanup(following.kill)
                    self.assertIn("waiting for it to end", following.stderr.readline())
                    before = blocks_written(self.output)
                    for pid in orphans:
                        os.kill(pid, signal.SIGCONT)
                    self.wait_until(lambda: blocks_written(self.output) > before, "they go on")
                    self.assertIsNone(following.poll())
                    kill([job.process.pid])
                    _, told = following.communicate(timeout=120)
                self.assertEqual(following.returncode, 0, told)
                self.assertEqual(sha256(self.output), sha256(self.reference))
                self.assertFalse(pathlib.Path(f"{self.output}.lock").exists())
            self.output.unlink()


if __name__ == "__main__":
    unittest.main()
