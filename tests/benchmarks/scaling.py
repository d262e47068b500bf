#!/usr/bin/python3
"""Measures the constants that jobs/SCALING.md is made of. See README.md.

usage: scaling.py PACED EXCHANGE [--quick] [--ranks 1,2,4,8,16] [--folder DIR]
PACED: sessions that wait, build/release/bin/paced          EXCHANGE: build/release/bin/benchmark_exchange

Constants are slopes between a small and a large run, so that what is paid once does not count. What a session costs is
simulated: it sleeps, so that there may be more ranks than cores.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

os.environ["HDF5_USE_FILE_LOCKING"] = "FALSE"
import h5py

MPI = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1",
       "OMPI_MCA_mpi_yield_when_idle": "1", "OMPI_MCA_hwloc_base_binding_policy": "none", "PMIX_MCA_gds": "hash"}
# Starts a rank, and adds its processor time [s] and peak memory [KiB] to a file.
RANK = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "a") as file: file.write(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}\\n")
sys.exit(code)
"""


class Measured:
    def __init__(self, elapsed, seconds, ranks):
        self.elapsed = elapsed  # [s] of the command, with the start of MPI
        self.seconds = seconds  # [s] of the run, as its record has them
        self.processor = max(processor for processor, _ in ranks)  # [s] the most of a rank
        self.memory = max(memory for _, memory in ranks) / 1024  # [MiB] the largest peak of a rank


class Bench:
    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = pathlib.Path(folder)
        self.output = self.folder / "out.h5"
        (self.folder / "study.yaml").write_text("workload: paced\n")

    def run(self, sessions, *, block=1, rows="all", ranks=None, pace=0, more=("--force",)):
        used = self.folder / "used"
        used.unlink(missing_ok=True)
        launcher = [] if ranks is None else ["mpirun", "-n", str(ranks)]
        start = time.perf_counter()
        subprocess.run([*launcher, sys.executable, "-c", RANK, used, self.program, "run",
                        self.folder / "study.yaml", "-o", self.output, "--sessions", str(sessions), "--set",
                        f"output.block={block}", "--set", f"output.rows={rows}", "--progress", "none", *more],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       env={**os.environ, **MPI, "PACE": str(pace)})
        elapsed = time.perf_counter() - start
        record = json.loads((self.folder / "out.run.json").read_text())["runs"][-1]
        return Measured(elapsed, record["seconds"], [[float(n) for n in line.split()] for line in used.read_text().splitlines()])

    def reopen(self):
        """Takes back that the file is complete: the next run folds the summaries of its blocks again."""
        with h5py.File(self.output, "r+") as file:
            file["ledger/closing"][:] = 0

    def forget(self, every):
        """Takes back every `every`-th block: the next run has as many runs of blocks to do."""
        with h5py.File(self.output, "r+") as file:
            file["ledger/line"][::every] = 0
            file["ledger/closing"][:] = 0

    def bytes(self):
        return self.output.stat().st_size


def slope(measure, small, large, rounds):
    """The median of the slopes of what `measure` returns, in turn at both sizes."""
    return statistics.median((measure(large) - measure(small)) / (large - small) for _ in range(rounds))


def blocks(bench, size, rounds):
    """Returns the seconds that a block, its fold and its line take of a processor."""
    constants = {}
    print(f"per block, of {size} blocks of one session of 8 B, one rank; processor time, so without waiting for the disk:")
    for rows in ("all", "none"):
        time_of = slope(lambda n: bench.run(n, rows=rows).processor, size // 10, size, rounds)
        size_of = slope(lambda n: (bench.run(n, rows=rows), bench.bytes())[1], size // 10, size, 1)
        print(f"  rows {rows:<5}{size_of:8.1f} B, {1e6 * time_of:8.2f} µs to simulate, write, record and fold")
        constants["block"] = time_of

    def folded(n):
        bench.run(n)
        bench.reopen()
        return bench.run(n, more=()).processor

    def looked_at(n):
        bench.run(n)
        return bench.run(n, more=()).processor

    def resumed(n):
        bench.run(n)
        bench.forget(2)
        return bench.run(n, more=())

    constants["fold"] = slope(folded, size // 10, size, rounds)
    constants["line"] = slope(looked_at, size // 10, size, rounds)
    print(f"  {1e6 * constants['fold']:.2f} µs to fold the summaries of a file whose blocks are done")
    print(f"  {1e6 * constants['line']:.2f} µs to read its line in the ledger at a start")
    memory = slope(lambda n: resumed(n).memory, size // 10, size, 1)
    print(f"  {1024 * 1024 * memory:.1f} B of memory in a rank that continues, where every other block is to do")
    return constants


def syncs(folder, count):
    """What it costs to make a block durable."""
    descriptor = os.open(pathlib.Path(folder) / "synced", os.O_CREAT | os.O_WRONLY)
    os.posix_fallocate(descriptor, 0, 4096 * count)
    os.fsync(descriptor)
    taken = []
    for i in range(count):
        os.pwrite(descriptor, bytes([i % 251 + 1]) * 4096, 4096 * i)
        start = time.perf_counter()
        os.fdatasync(descriptor)
        taken.append(time.perf_counter() - start)
    os.close(descriptor)
    taken.sort()
    print(f"a sync of 4 KiB: {1000 * taken[count // 2]:.2f} ms, 99 % within {1000 * taken[count * 99 // 100]:.2f} ms")


def starts(bench, all_ranks, rounds):
    print("start and end of a run of one block a rank (with mpirun; more ranks than cores here):")
    for ranks in all_ranks:
        runs = [bench.run(ranks, ranks=ranks) for _ in range(rounds)]
        print(f"  {ranks:3} ranks: {statistics.median(r.elapsed for r in runs):6.2f} s, of which the run "
              f"{statistics.median(r.seconds for r in runs):.3f} s; {max(r.memory for r in runs):.1f} MiB a rank")


def exchanges(program, all_ranks, rounds):
    """Returns the seconds that rank 0 spends on one message."""
    print("progress, exchanged without a pause:")
    for ranks in all_ranks:
        done = subprocess.run(["mpirun", "-n", str(ranks), os.path.abspath(program), str(rounds)], check=True,
                              capture_output=True, text=True, env={**os.environ, **MPI})
        print(f"  {ranks:3} ranks: {done.stdout.strip()}")
    return float(done.stdout.split(", ")[1].split()[0]) / 1e6


def scaling(bench, all_ranks, seconds, rounds):
    """Blocks of 10 sessions of 5 ms."""
    pace, block = 5, 10
    of_rank = max(block, int(seconds / (pace / 1000)) // block * block)
    most = max(all_ranks)
    for name, sessions_on in (("weak", lambda ranks: of_rank * ranks), ("strong", lambda ranks: of_rank * most)):
        print(f"{name} scaling, sessions that sleep {pace} ms in blocks of {block}, efficiency against the time that they sleep:")
        for ranks in all_ranks:
            line = f"  {ranks:3} ranks, {sessions_on(ranks)} sessions:"
            for scheduling in ("static", "dynamic"):
                ideal = sessions_on(ranks) / ranks * pace / 1000
                runs = [bench.run(sessions_on(ranks), block=block, ranks=ranks, pace=pace,
                                  more=("--force", "--scheduling", scheduling)).seconds for _ in range(rounds)]
                line += f"  {scheduling} {statistics.median(runs):7.2f} s, {ideal / statistics.median(runs):.3f}"
            print(line, flush=True)


def model(constants, message):
    """The formulae of jobs/SCALING.md for 10^12 sessions of 1 ms in blocks of 10 s."""
    sessions, cost, block, told = 10**12, 1e-3, 10, 4
    count = sessions * cost / block
    print(f"10^12 sessions of {1000 * cost:.0f} ms in {count:.0e} blocks of {block} s:")
    for ranks in (10**3, 10**4, 10**5):
        print(f"  {ranks:7} ranks: {sessions * cost / ranks / 3600:8.1f} h of simulation; the engine "
              f"{1e6 * constants['block'] / block:.1f} millionths of it; rank 0 would hear {100 * told * ranks * message:.2f} % of its "
              f"time; {ranks / max(block, 5):.0f} syncs/s; start {count * constants['line']:.0f} s for the ledger, end "
              f"{count * constants['fold']:.0f} s for the fold")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("exchange")
    parser.add_argument("--folder", help="where the files go; a temporary folder unless given")
    parser.add_argument("--ranks", default="1,2,4,8,16", help="of starts, exchanges and scaling")
    parser.add_argument("--quick", action="store_true", help="smaller, once: some two minutes")
    options = parser.parse_args()
    all_ranks = [int(n) for n in options.ranks.split(",")]
    rounds = 1 if options.quick else 5
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        bench = Bench(options.program, folder)
        constants = blocks(bench, 50_000 if options.quick else 500_000, rounds)
        syncs(folder, 100 if options.quick else 1000)
        starts(bench, all_ranks, rounds)
        message = exchanges(options.exchange, [n for n in all_ranks if n > 1] or [2], 100 if options.quick else 2000)
        scaling(bench, all_ranks, 1 if options.quick else 10, rounds)
        model(constants, message)


main()
