"""Processes that were to be the ranks of one run and do not know of each other, as under another MPI's mpirun."""
import os
import pathlib
import shutil
import subprocess
import time
import unittest

import program
from program import ProgramTest, command, environment

program.ERGODIC = os.environ["ERGODIC_TOY"]

LONG = "workload: toy\nsessions: 1000\nwork: 1000000\noutput: {block: 2}\n"  # seconds
SEES = "PMI_SIZE is 3, and Open MPI"


def as_of_mpich(rank):
    return {"PMI_RANK": str(rank), "PMI_SIZE": "3"}


class Strangers(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study = self.write("study.yaml", LONG)
        self.output = self.folder / "out.h5"

    def begin(self, env):
        process = subprocess.Popen(command("run", self.study, "-o", self.output, "--progress", "none"), env=environment(**env),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        deadline = time.monotonic() + 60
        while not self.output.exists():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        return process

    def refused(self, env, *arguments, through=()):
        """What it says, and after how many seconds."""
        start = time.monotonic()
        done = subprocess.run([*through, *command("run", self.study, "-o", self.output, *arguments)], text=True,
                              capture_output=True, timeout=120, env=environment(**env), stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 4, done.stderr)
        return done.stderr, time.monotonic() - start

    def test_of_one_output_are_told_at_once_what_they_are(self):
        first = self.begin(as_of_mpich(0))
        self.assertIn("warning: this run has one rank (" + SEES, first.stderr.readline())
        text, seconds = self.refused(as_of_mpich(2), "--wait", "60s")
        self.assertLess(seconds, 30)
        for part in (f"another run is writing it: process {first.pid} here", f"started by the same process {os.getpid()} (",
                     SEES, "mpirun, or with srun --mpi=pmix"):
            self.assertIn(part, text)
        self.assertEqual(len(text.splitlines()), 1)

    def test_that_another_process_started_may_be_another_job_and_are_waited_for(self):
        self.begin({})
        text, seconds = self.refused(as_of_mpich(1), "--wait", "1s", through=["sh", "-c", '"$@"; exit $?', "sh"])
        self.assertGreater(seconds, 1)
        self.assertIn("waiting for it to end, 1.0 s at most", text)
        self.assertIn(SEES, text)

    def test_that_no_launcher_started_wait_as_ever_and_are_told_of_their_parent(self):
        self.begin({})
        text, seconds = self.refused({}, "--wait", "1s")
        self.assertGreater(seconds, 1)
        self.assertIn("waiting for it to end, 1.0 s at most", text)
        self.assertIn(f"started by the same process {os.getpid()} (", text)
        self.assertNotIn("sees one process", text)

    def test_alone_is_one_process_without_a_daemon_of_mpi(self):
        process = self.begin({})
        children = [task.read_text() for task in pathlib.Path(f"/proc/{process.pid}/task").glob("*/children")]
        self.assertIsNone(process.poll())
        self.assertEqual("".join(children), "")

    def test_with_outputs_of_their_own_are_runs_of_their_own(self):
        for rank in range(3):
            done = self.succeed("run", self.study, "-o", self.folder / f"{rank}.h5", "--sessions", 20, env=as_of_mpich(rank))
            self.assertEqual("this run has one rank" in done.stderr, rank == 0)

    def test_of_a_real_mpirun_of_mpich(self):
        launcher = shutil.which("mpiexec.hydra")
        if launcher is None:
            self.skipTest("there is no mpiexec.hydra here")
        done = subprocess.run([launcher, "-n", "3", *command("run", self.study, "-o", self.output)], capture_output=True,
                              text=True, timeout=120, env=environment())
        self.assertIn(SEES, done.stderr)


if __name__ == "__main__":
    unittest.main()
