"""The SLURM of the tests: brought up and down by CTest's fixture, submitted to by the tests."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

from program import SOURCE, environment

SKIPPED = 77
FOLDER = pathlib.Path(os.environ["ERGODIC_SLURM_FOLDER"])
TOOL = SOURCE / "tools" / "slurm-cluster"
JOBS = SOURCE / "jobs" / "slurm"
ENDED = {"COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL"}


def skip_unless_installed():
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    missing = [name for name in ("munged", "slurmctld", "slurmd", "sbatch") if not shutil.which(name, path=path)]
    if missing:
        print(f"skipped: no {', '.join(missing)} here; tools/check installs tools/packages-slurm.txt where it may")
        sys.exit(SKIPPED)


def cluster_environment():
    """What `. FOLDER/environment` sets."""
    shell = subprocess.run(["bash", "-c", f". {FOLDER}/environment && env -0"], env=environment(), capture_output=True,
                           text=True, check=True)
    return dict(line.split("=", 1) for line in shell.stdout.split("\0") if line)


class Job:
    """A submitted job script of jobs/slurm."""

    def __init__(self, script, folder, *options, **variables):
        self.environment = {**cluster_environment(), **{k: str(v) for k, v in variables.items()}}
        submit = ["sbatch", "--parsable", f"--output={folder}/%j.log", *options, JOBS / script]
        self.id = self.slurm(*submit, cwd=folder).strip()
        self.log = pathlib.Path(folder) / f"{self.id}.log"

    def slurm(self, *arguments, **how):
        """What a client command of SLURM prints."""
        done = subprocess.run([*map(str, arguments)], env=self.environment, capture_output=True, text=True,
                              timeout=60, **how)
        if done.returncode != 0:
            raise AssertionError(f"{arguments}: {done.stderr}")
        return done.stdout

    def properties(self):
        """What SLURM knows of the job: JobState, ExitCode (code:signal), Restarts, …"""
        return dict(re.findall(r"(\w+)=(\S+)", self.slurm("scontrol", "show", "job", self.id)))

    def wait_until_ended(self, timeout):
        """Its properties then."""
        def ended():
            now = self.properties()
            return now["JobState"] in ENDED and now
        return self.wait_until(ended, timeout, "the job has ended")

    def wait_until(self, condition, timeout, what):
        deadline = time.monotonic() + timeout
        while not (result := condition()):
            if time.monotonic() > deadline:
                raise AssertionError(f"not within {timeout} s: {what}\n{self.properties()}\n{self.log_text()}")
            time.sleep(0.1)
        return result

    def signal(self, *options):
        self.slurm("scancel", *options, "--signal=USR2", self.id)

    def log_text(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""


if __name__ == "__main__":
    skip_unless_installed()
    sys.exit(subprocess.run([TOOL, *sys.argv[1:], "--folder", FOLDER], timeout=100).returncode)
