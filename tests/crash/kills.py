"""Promise 2: SIGKILL a run, an extension or a merge at any moment; nothing that the file calls done is lost or wrong.

Each kill takes one rank, all ranks, mpirun, or everything, on 0 to 5 ranks (0: without mpirun), at a moment drawn over
the whole life of the program. Then the file, if there is one, opens in h5py; every block that it calls done is what its
digest says, and a sample of its sessions is simulated again; few finished blocks were lost; and the same command, again
and again until no kill hits it, ends in the bytes of an undisturbed run. With --unsynced LIBRARY the disk also forgets
what was not synced, or a random part of it.
"""
import argparse
import collections
import contextlib
import math
import os
import pathlib
import random
import re
import resource
import shutil
import struct
import sys
import tempfile
import time

os.environ["HDF5_USE_FILE_LOCKING"] = "FALSE"
import h5py
import numpy
import xxhash

import program
from jobs import LIMIT, Hang, Job
from program import run, sha256
from unsynced import forget

program.ERGODIC = os.environ["ERGODIC_TOY"]

STUDY = """\
workload: toy
sessions: 3000
seeding: {seed: 11}
output: {block: 100}
work: 40000
cases: {low: {}, high: {offset: 500, fail_every: 100}}
"""
SHORTER = 1600  # sessions per case, whole blocks
SYNC_INTERVAL = 0.1  # [s] the shortest of src/engine/run/sync_pace.hpp
FREE_SYNCS = os.access("/dev/shm", os.W_OK)  # where they cost nothing they are frequent: each may be wrong about its blocks
MOST_KILLS = 6  # of one file, then it may end
LEFT_BEHIND = -7  # in the first word of a block's summary, a number of sessions: written before the last kill


class Wrong(Exception):
    pass


def must(what, done, *codes):
    if done.returncode not in codes:
        raise Wrong(f"{what}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def changed(path):
    """When the file was written last; None: it is not there."""
    with contextlib.suppress(FileNotFoundError):
        return os.stat(path).st_mtime_ns
    return None


class Inputs:
    """What the scenarios start from, and the file in which all must end."""

    def __init__(self, folder):
        self.study = folder / "study.yaml"
        self.study.write_text(STUDY)
        self.reference = folder / "reference.h5"
        self.life = {}
        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        self.life[None] = self.time_of(None)
        self.cpu = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - used
        self.digest = sha256(self.reference)
        self.life[3] = self.time_of(3)
        if sha256(self.reference) != self.digest:
            raise Wrong("3 ranks give another file than one")
        self.blocks = len(h5py.File(self.reference)["ledger/line"])
        self.short = folder / "short.h5"
        must("the shorter run", run("run", self.study, "-o", self.short, "--sessions", SHORTER), 0)
        self.shards = [folder / f"{i}of2.h5" for i in (1, 2)]
        for i, shard in enumerate(self.shards):
            must("a shard", run("run", self.study, "-o", shard, "--shard", f"{i + 1}/2"), 0)
        start = time.monotonic()
        must("the undisturbed merge", run("merge", folder / "merged.h5", *self.shards), 0)
        self.merging = time.monotonic() - start

    def time_of(self, ranks):
        start = time.monotonic()
        must("the undisturbed run", run("run", self.study, "-o", self.reference, "--force", ranks=ranks), 0)
        return time.monotonic() - start

    def most_lost(self, power_cut):
        """Finished blocks of a rank: the one whose line was being written. A power cut takes those since the last sync, which
        are of the shortest interval where syncs cost nothing; at twice the mean rate, and half as much again."""
        if not power_cut:
            return 1
        return math.ceil(3 * SYNC_INTERVAL / (self.cpu / self.blocks)) + 1 if FREE_SYNCS else self.blocks


def durable(study, block, line):
    """Whether a ledger line says that its block is on the disk: its seal is as src/store/README.md has it."""
    low, high, *seal = (int(word) for word in line)
    made = xxhash.xxh3_128_intdigest(struct.pack("<5Q", study & (1 << 64) - 1, study >> 64, block, low, high))
    return seal == [made & (1 << 64) - 1, made >> 64]


Look = collections.namedtuple("Look", "lines durable words places")


def look_into(path):
    """Reads all that is in the file. Returns which blocks have a ledger line, and which one that says durable; the first
    word of their summaries, and its place in the file."""

    def read(_, item):
        if isinstance(item, h5py.Dataset):
            item[...]

    with h5py.File(path, "r") as file:
        file.visititems(read)
        study = int(file.attrs["study_digest"], 16)
        lines = file["ledger/line"][:]
        sums = file["ledger/summary"]
        return Look(lines[:, :3].all(axis=1), numpy.array([durable(study, *numbered) for numbered in enumerate(lines)]), sums[:, 0],
                    [sums.id.get_offset() + 8 * sums.shape[1] * block for block in range(len(lines))])


def written(words):
    return (words != 0) & (words != LEFT_BEHIND)


def mark_leftovers(path):
    """Puts a mark into what undone blocks left: the next kill then counts its own, and what is there cannot matter."""
    found = look_into(path)
    descriptor = os.open(path, os.O_WRONLY)
    for block in numpy.flatnonzero(~found.lines):
        os.pwrite(descriptor, LEFT_BEHIND.to_bytes(8, "little", signed=True), found.places[block])
    os.close(descriptor)


class Campaign:
    def __init__(self, folder, seed, shim):
        self.draw = random.Random(seed)
        self.folder = folder
        self.shim = shim
        self.inputs = Inputs(folder)
        self.counts = collections.Counter()
        self.most_lost = 0
        self.number = 0

    # What is killed.

    def scenario(self):
        """A new output, the command that makes it, and whether that may run under mpirun."""
        self.number += 1
        output = self.folder / f"{self.number}.h5"
        study = self.inputs.study
        how = self.draw.choice(["run", "run", "run", "extend", "merge"])
        if how == "merge":
            return output, ["merge", output, *self.inputs.shards], False
        more = ["--progress", "none"]
        if how == "extend":
            shutil.copy(self.inputs.short, output)
            more += ["--extend"]
        return output, ["run", study, "-o", output, *more], True

    def environment(self, output):
        """Half of the kills on a forgetful disk hit a step, often an early one: in the skeleton, or at the end."""
        if not self.shim:
            return {}
        forgetful = {"LD_PRELOAD": str(self.shim), "UNSYNCED_FILE": str(output),
                     "UNSYNCED_JOURNAL": f"{output}.journal"}
        if self.draw.random() < 0.5:
            forgetful["UNSYNCED_KILL_AT"] = str(int(math.exp(self.draw.uniform(0, math.log(4000)))))
        return forgetful

    def killed_once(self, output, command, under_mpirun):
        """False when the program ended first; it must have succeeded then."""
        ranks = self.draw.choice([None, 1, 2, 3, 4, 5]) if under_mpirun else None
        if under_mpirun:
            command = [*command, "--scheduling", self.draw.choice(["static", "dynamic"])]
        what = self.draw.choice(["one rank", "all ranks", "mpirun", "everything"])
        life = self.inputs.life[3 if ranks else None] if under_mpirun else self.inputs.merging
        making = changed(f"{output}.tmp")
        env = self.environment(output)
        before = self.state(output)
        with Job(*command, ranks=ranks, env=env) as job:
            ended = job.ended_within(LIMIT) if "UNSYNCED_KILL_AT" in env else self.let_live(job, output, life)
            if not ended:
                job.kill(what, self.draw)
                if not self.shim and what == "mpirun" and self.draw.random() < 0.5:
                    self.meet_orphans(output, command)
            code = job.wait_until_gone()
            self.counts["times that mpirun hung, its ranks gone"] += job.launcher_hangs
        if code == 0:
            return False
        if ended and "UNSYNCED_KILL_AT" not in env:
            raise Wrong(f"{command} ended with code {code}")
        self.counts["kills"] += 1
        self.counts[what if not ended else "at a step"] += 1
        if changed(f"{output}.tmp") != making:
            self.counts["while the file was made or copied"] += 1
        self.check(output, command[0], before, ranks or 1)
        return True

    def let_live(self, job, output, life):
        """Whether it has ended before its time was up: drawn over its life, or over what follows the first sight of a
        file, since it is mpirun's start that takes longest."""
        if self.draw.random() < 0.5:
            while not job.ended_within(0.001) and not output.exists() and not pathlib.Path(f"{output}.tmp").exists():
                pass
            life = min(life, self.inputs.cpu)
        return job.ended_within(self.draw.uniform(0, life))

    def meet_orphans(self, output, command):
        """The next run comes while ranks of a killed mpirun may still write: it is refused, and told why, or right."""
        deadline = time.monotonic() + LIMIT
        while True:
            done = run(*command, timeout=60)
            if done.returncode == 4 and "another run is writing it" in done.stderr and time.monotonic() < deadline:
                self.counts["refusals of the next run while the killed one lived"] += 1
                time.sleep(0.05)
                continue
            must("the next run beside orphans", done, 0)
            self.counts["next runs that waited for the killed one"] += "waiting for it to end" in done.stderr
            self.counts["next runs at once"] += 1
            return self.require_the_same(output)

    # What is then checked.

    def state(self, output):
        """Which blocks must stay done: of a disk that forgets, those that are durable."""
        return self.kept(look_into(output)) if output.exists() else None

    def kept(self, found):
        return found.durable if self.shim else found.lines

    def check(self, output, kind, done_before, ranks):
        if not output.exists():
            if self.shim:
                forget(output, pathlib.Path(f"{output}.journal"), self.draw)
            if done_before is not None:
                raise Wrong(f"{output} is gone")
            self.counts["before there was a file"] += 1
            return
        wrote = written(look_into(output).words)
        shape = wrote.shape
        if self.shim:
            self.counts["unsynced steps"] += forget(output, pathlib.Path(f"{output}.journal"), self.draw)
            if not output.exists():
                self.counts["files that a forgotten rename took back"] += 1
                return
        try:
            found = look_into(output)
        except Exception as error:  # whatever h5py finds: it is unreadable
            self.counts["unreadable files"] += 1
            raise Wrong(f"{output} does not open: {error!r}") from error
        verified = run("verify", output, "--sample", "40", timeout=LIMIT)
        if verified.returncode != 0:
            self.counts["files with wrong blocks"] += 1
            must("verify", verified, 0)
        done = self.kept(found)
        told = int(re.search(rf" (\d+) of {len(done)} blocks are done", verified.stdout)[1])
        if not done.sum() <= told <= found.lines.sum():
            raise Wrong(f"{done.sum()} ledger lines are kept of {found.lines.sum()}, but: {verified.stdout}")
        self.counts["blocks that were written, not durable, when their rank died"] += int((found.lines & ~found.durable).sum())
        if done.all():
            self.counts["when all blocks were done"] += 1
        if done_before is not None and done.shape == done_before.shape and (done_before & ~done).any():
            raise Wrong("a block that was done before this run is not done any more")
        if shape == done.shape and kind == "run":
            lost = int((wrote & ~done).sum())
            self.most_lost = max(self.most_lost, lost / ranks)
            if lost > ranks * self.inputs.most_lost(self.shim):
                raise Wrong(f"{lost} finished blocks of {ranks} ranks are lost")
        mark_leftovers(output)

    def require_the_same(self, output):
        if sha256(output) != self.inputs.digest:
            self.counts["wrong hashes"] += 1
            raise Wrong("the file is not the one of an undisturbed run")
        if pathlib.Path(f"{output}.tmp").exists():
            raise Wrong("a temporary file is left")

    def end(self, output, command, under_mpirun):
        ranks = self.draw.choice([None, 1, 2, 3]) if under_mpirun else None
        must("the last run", run(*command, ranks=ranks, timeout=60), 0)

    def one_file(self, kills):
        output, command, under_mpirun = self.scenario()
        for _ in range(min(kills, MOST_KILLS)):
            if not self.killed_once(output, command, under_mpirun):
                break
        else:
            self.end(output, command, under_mpirun)
        self.require_the_same(output)
        self.counts["files in the end"] += 1
        for path in self.folder.glob(f"{self.number}.h5*"):
            path.unlink()
        for path in self.folder.glob(f"{self.number}.run.json*"):
            path.unlink()

    def report(self):
        for name in ("kills", "unreadable files", "files with wrong blocks", "wrong hashes"):
            print(f"{self.counts.pop(name, 0)} {name}")
        print(f"most work lost: {self.most_lost:.1f} blocks a rank, of those that were finished (bound: "
              f"{self.inputs.most_lost(self.shim)})")
        for name, count in sorted(self.counts.items()):
            print(f"  {count} {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--unsynced", type=pathlib.Path, help="the library of unsynced.c: what was not synced is lost")
    parser.add_argument("--seconds", type=float, default=math.inf, help="end after this long, with fewer kills")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    begin = time.monotonic()
    where = "/dev/shm" if options.unsynced and FREE_SYNCS else None
    with tempfile.TemporaryDirectory(prefix="ergodic-test-", dir=where) as folder:
        campaign = Campaign(pathlib.Path(folder), options.seed, options.unsynced and options.unsynced.resolve())
        try:
            while campaign.counts["kills"] < options.kills and time.monotonic() - begin < options.seconds:
                campaign.one_file(options.kills - campaign.counts["kills"])
        except (Wrong, Hang) as error:
            sys.exit(f"file {campaign.number}: {error}")
        finally:
            campaign.report()
    print(f"{time.monotonic() - begin:.0f} s")


main()
