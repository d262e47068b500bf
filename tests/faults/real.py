"""What machines really do: full disks, limits, read-only and vanished folders, runs that meet, ranks that are lost.

Each run ends in time with its exit code and one line that says why; the same command then ends in the right file.
"""
import os
import resource
import shutil
import signal
import socket
import subprocess
import time
import unittest

os.environ["HDF5_USE_FILE_LOCKING"] = "FALSE"
import h5py

import program
from jobs import kill, processes_of, runs_the_program
from program import ProgramTest, environment, run, sha256

program.ERGODIC = os.environ["ERGODIC_TOY"]

BLOCK = 10000  # sessions
STUDY = f"workload: toy\nsessions: 200000\noutput: {{block: {BLOCK}}}\n"  # 14 MB
LONG = "workload: toy\nsessions: 1000\nwork: 1000000\noutput: {block: 2}\n"  # seconds
MEBIBYTE = 1 << 20


class Volume:
    """A small file system in memory."""

    def __init__(self, folder, size):
        self.folder = folder
        folder.mkdir()
        self.mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs")

    def mount(self, *how):
        done = subprocess.run(["mount", *how, self.folder], capture_output=True, text=True)
        if done.returncode != 0:
            self.folder.rmdir()
            raise unittest.SkipTest(f"cannot mount a small file system here: {done.stderr.strip()}")

    def change(self, how):
        subprocess.run(["mount", "-o", f"remount,{how}", self.folder], check=True)

    def remove(self):
        subprocess.run(["umount", "-l", self.folder], check=False)


class RealFaults(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study = self.write("study.yaml", STUDY)
        self.host = socket.gethostname()

    def reference(self, study):
        output = self.folder / "reference.h5"
        self.succeed("run", study, "-o", output)
        return sha256(output)

    def interrupted(self, output):
        """A copy of the finished file that lacks all but its first block, and takes no space for them."""
        whole = self.folder / "interrupted.h5"
        shutil.copy(self.folder / "reference.h5", whole)
        with h5py.File(whole, "r+") as file:
            file["ledger/line"][1:] = 0
            file["ledger/closing"][:] = 0
            file["ledger/summary"][1:] = 0
            for column in file["sessions"].values():
                if column.ndim > 1:
                    column[:, BLOCK:] = 0
        subprocess.run(["cp", "--sparse=always", whole, output], check=True)

    def volume(self, size):
        volume = Volume(self.folder / "volume", size)
        self.addCleanup(volume.remove)
        return volume

    def fails(self, *arguments, says, code=4, **how):
        start = time.monotonic()
        done = run(*arguments, **how)
        self.assertLess(time.monotonic() - start, 60)
        self.assertEqual(done.returncode, code, done.stderr)
        for text in says:
            self.assertIn(text, done.stderr)
        return done

    def test_a_disk_that_is_too_small_shows_before_anything_is_simulated(self):
        digest = self.reference(self.study)
        volume = self.volume("2m")
        output = volume.folder / "out.h5"
        command = ["run", self.study, "-o", output]
        self.fails(*command, ranks=3, says=[f"rank 0 of 3 on {self.host}", "cannot reserve", "No space left on device",
                                            "free space", "run the same command again"])
        self.assertEqual(list(volume.folder.iterdir()), [])
        volume.change("size=64m")
        self.succeed(*command, ranks=3)
        self.assertEqual(sha256(output), digest)

    def test_a_disk_that_fills_up_later_ends_the_run_and_costs_nothing_that_is_done(self):
        digest = self.reference(self.study)
        volume = self.volume("2m")
        output = volume.folder / "out.h5"
        self.interrupted(output)  # as on a file system that cannot reserve space
        command = ["run", self.study, "-o", output]
        self.fails(*command, ranks=3, says=["rank ", f" of 3 on {self.host}, sessions ", "pwrite: No space left on device",
                                            "free space"])
        self.succeed("verify", output)
        volume.change("size=64m")
        self.succeed(*command, ranks=2)
        self.assertEqual(sha256(output), digest)

    def limited(self, size):
        """Files of this process and those it starts are not longer than `size`."""
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_FSIZE, before)
        return before

    def test_a_file_size_limit_is_an_error_with_advice(self):
        study = self.write("large.yaml", STUDY.replace("200000", "2000000"))
        before = self.limited(32 * MEBIBYTE)
        says = ["File too large", "ulimit -f"]
        output = self.folder / "out.h5"
        for ranks in (None, 3):
            self.fails("run", study, "-o", output, ranks=ranks, says=says)
            self.assertFalse(output.exists())
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        digest = self.reference(self.study)
        self.interrupted(output)
        self.limited(6 * MEBIBYTE)  # what Open MPI itself needs
        self.fails("run", self.study, "-o", output, says=[*says, "pwrite"])
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        self.succeed("run", self.study, "-o", output)
        self.assertEqual(sha256(output), digest)

    def test_a_read_only_folder_is_refused_at_once(self):
        volume = self.volume("64m")
        volume.change("ro")
        self.fails("run", self.study, "-o", volume.folder / "out.h5", ranks=3,
                   says=[f"rank 0 of 3 on {self.host}", "Read-only file system", "choose a folder"])
        volume.change("rw")
        self.succeed("run", self.study, "-o", volume.folder / "out.h5", ranks=3)

    # What happens to a run that has begun.

    def begin(self, output, *more, ranks=3):
        """A run of seconds that has an output."""
        study = self.write("long.yaml", LONG)
        command = ["run", study, "-o", output, "--progress", "none", *more]
        job = subprocess.Popen(program.command(*command, ranks=ranks), env=environment(), start_new_session=True,
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.end, job)
        deadline = time.monotonic() + 60
        while not output.exists():
            self.assertLess(time.monotonic(), deadline)
            self.assertIsNone(job.poll())
            time.sleep(0.02)
        return command, job

    @staticmethod
    def end(job):
        kill(processes_of(job.pid))
        job.wait()
        job.stderr.close()

    def ends(self, job, seconds, code, says):
        try:
            _, text = job.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.fail("the job still runs")
        self.assertEqual(job.returncode, code, text)
        for part in says:
            self.assertIn(part, text)

    def test_an_output_that_is_removed_during_the_run_is_missed(self):
        digest = None
        for removed in ("file", "folder"):
            place = self.folder / removed
            place.mkdir()
            output = place / "out.h5"
            command, job = self.begin(output)
            output.unlink()
            while removed == "folder" and place.exists():  # the job ends meanwhile, and takes its own files away
                shutil.rmtree(place, ignore_errors=True)
            # Of a folder that goes at once the lock is missed first, by a rank that has not joined in it.
            missed = str(output) if removed == "folder" else f"{output} is gone (it was removed or renamed"
            self.ends(job, 60, 4, [f" of 3 on {self.host}", missed])
            place.mkdir(exist_ok=True)
            self.succeed(*command, ranks=3)
            digest = digest or sha256(output)
            self.assertEqual(sha256(output), digest)

    def test_a_run_waits_for_the_ranks_of_a_killed_mpirun_and_goes_on(self):
        output = self.folder / "out.h5"
        command, job = self.begin(output)
        kill([job.pid])
        self.succeed(*command, ranks=2)
        again = self.folder / "again.h5"
        self.succeed("run", command[1], "-o", again)
        self.assertEqual(sha256(output), sha256(again))

    def test_a_run_that_meets_another_says_that_it_waits_and_then_gives_up(self):
        output = self.folder / "out.h5"
        command, job = self.begin(output, "--sessions", "30000")
        start = time.monotonic()
        self.fails(*command, "--wait", "1s", says=["is in use (another run is writing it: process ", ") waiting for it to end",
                                                   "wait until that run has ended"])
        self.assertGreater(time.monotonic() - start, 1)
        self.assertIsNone(job.poll())

    def test_ranks_that_wait_for_one_that_never_answers_end_the_run(self):
        output = self.folder / "out.h5"
        command, job = self.begin(output, "--watchdog", "2s")
        ranks = [pid for pid in processes_of(job.pid) if runs_the_program(pid)]
        self.assertEqual(len(ranks), 3)
        os.kill(ranks[-1], signal.SIGSTOP)
        self.ends(job, 60, 75, ["has waited 2 s for other ranks", f" of 3 on {self.host}", "run the same command again"])
        self.succeed(*command[:-2], ranks=2)
        again = self.folder / "again.h5"
        self.succeed("run", command[1], "-o", again)
        self.assertEqual(sha256(output), sha256(again))

    def test_a_run_that_was_stopped_as_a_whole_has_not_waited(self):
        output = self.folder / "out.h5"
        _, job = self.begin(output, "--watchdog", "2s")
        everyone = processes_of(job.pid)
        for pid in everyone:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(4)
        for pid in everyone:
            os.kill(pid, signal.SIGCONT)
        self.ends(job, 120, 0, [])


if __name__ == "__main__":
    unittest.main()
