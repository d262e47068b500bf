"""Promise 2 for studies of stages: SIGKILL a run within and between its stages, on 1 to 5 ranks, static and dynamic; the
same command, again and again on other ranks, ends in the bytes of an undisturbed run, and `verify` finds no wrong block on
the way.
"""
import argparse
import os
import pathlib
import random
import sys
import tempfile
import time

import program
from jobs import Job
from program import run, sha256

program.ERGODIC = os.environ["ERGODIC_TOY"]

STUDY = """\
workload: toy_chain
seeding: {seed: 5}
generations: 6
population: 6
matches: 40
work: 60000
"""
MOST_KILLS = 6  # of one file, then it may end


def fail(message):
    sys.exit(message)


def must_be_right(output):
    """Whatever the ledger calls done is what its digest says, and what its sessions give."""
    if not output.exists():
        return
    checked = run("verify", output, "--sample", 60)
    if checked.returncode != 0:
        fail(f"after a kill: {checked.stdout}{checked.stderr}")


def kill_at_random(draw, study, output, life):
    """Whether it was: it may have ended before."""
    ranks = draw.choice([None, 1, 2, 3, 5])
    what = draw.choice(["one rank", "all ranks", "mpirun", "everything"])
    with Job("run", study, "-o", output, "--scheduling", draw.choice(["static", "dynamic"]), "--progress", "none",
             ranks=ranks) as job:
        if draw.random() < 0.7:  # mpirun's start takes longest
            while not output.exists() and not job.ended_within(0.001):
                pass
        killed = not job.ended_within(draw.uniform(0, life))
        if killed:
            job.kill(what, draw)
        job.wait_until_gone()
        return killed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="ergodic-test-") as name:
        folder = pathlib.Path(name)
        study = folder / "study.yaml"
        study.write_text(STUDY)
        reference = folder / "reference.h5"
        start = time.monotonic()
        if (done := run("run", study, "-o", reference)).returncode != 0:
            fail(done.stderr)
        life = time.monotonic() - start
        kills, files = 0, 0
        while kills < options.kills:
            output = folder / f"{files}.h5"
            for _ in range(draw.randint(1, MOST_KILLS)):
                kills += kill_at_random(draw, study, output, life)
                must_be_right(output)
            ranks = draw.choice([None, 2, 3])
            if (done := run("run", study, "-o", output, ranks=ranks)).returncode != 0:
                fail(f"the last start on {ranks} ranks: {done.returncode}\n{done.stdout}{done.stderr}")
            if sha256(output) != sha256(reference):
                fail(f"file {files} of seed {options.seed} is another one")
            output.unlink()
            files += 1
        print(f"{kills} kills of {files} files: each ended in the bytes of an undisturbed run")


main()
