#!/usr/bin/python3
"""Measures what the engine promises: scaling, memory, bytes written, replay. See README.md.

usage: engine.py PROGRAM [--folder DIR] [--sessions N] [--rounds R]
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

import h5py

STUDY = """\
workload: let_it_ride
sessions: {sessions}
simulation: {{hands_per_session: 200}}
bankroll: {{starting_amount: 500, base_bet: 5, stop_conditions: {{win_limit: 100, loss_limit: 100}}}}
"""
MPI = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1"}


class Bench:
    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)

    def study(self, sessions):
        path = self.folder / f"{sessions}.yaml"
        path.write_text(STUDY.format(sessions=sessions))
        return path

    def run(self, sessions, ranks=None):
        """Seconds of the run as its record has them (without the start of MPI), and of the whole command."""
        output = self.folder / "bench.h5"
        launcher = [] if ranks is None else ["mpirun", "-n", str(ranks)]
        start = time.perf_counter()
        subprocess.run([*launcher, self.program, "run", self.study(sessions), "-o", output, "--force", "--progress", "none"],
                       check=True, stdout=subprocess.DEVNULL, env={**os.environ, **MPI})
        whole = time.perf_counter() - start
        record = json.loads((self.folder / "bench.run.json").read_text())["runs"][-1]
        return record["seconds"], whole

    def resources(self, sessions):
        """Peak memory [MiB] and bytes given to write calls, of one rank without mpirun."""
        output = self.folder / "bench.h5"
        process = subprocess.Popen([self.program, "run", self.study(sessions), "-o", output, "--force", "--progress", "none"],
                                   stdout=subprocess.DEVNULL, env={**os.environ, **MPI})
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # dead, but its counters are still there
        io = dict(line.split(": ") for line in pathlib.Path(f"/proc/{process.pid}/io").read_text().splitlines())
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0, "the run failed"
        return usage.ru_maxrss / 1024, int(io["wchar"])

    def payload(self, sessions):
        plan = subprocess.run([self.program, "run", self.study(sessions), "--dry-run"], check=True, capture_output=True, text=True).stdout
        return plan.split("bytes")[1].split(" of results")[0].strip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--folder", default=None, help="where the files go; a temporary folder unless given")
    parser.add_argument("--sessions", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        bench = Bench(os.path.abspath(options.program), folder)

        one, two = [], []
        for _ in range(options.rounds):  # interleaved: the machine's speed drifts
            one.append(bench.run(options.sessions, 1)[0])
            two.append(bench.run(options.sessions, 2)[0])
        ratios = sorted(a / b for a, b in zip(one, two))
        print(f"1 rank {statistics.median(one):.2f} s, 2 ranks {statistics.median(two):.2f} s, ratio {statistics.median(ratios):.3f} "
              f"({ratios[0]:.3f} to {ratios[-1]:.3f}), {options.sessions} sessions")

        start = time.perf_counter()
        replay = subprocess.run([bench.program, "replay", bench.folder / "bench.h5", "--session", str(options.sessions - 1)], check=True,
                                capture_output=True, text=True)
        print(f"replay of session {options.sessions - 1}: {time.perf_counter() - start:.2f} s; {replay.stdout.strip().splitlines()[-1]}")

        small, large = options.sessions // 100, options.sessions
        memory_small, _ = bench.resources(small)
        memory_large, written = bench.resources(large)
        print(f"peak memory of a rank: {memory_small:.1f} MiB for {small} sessions, {memory_large:.1f} MiB for {large}, "
              f"ratio {memory_large / memory_small:.3f}")
        with h5py.File(bench.folder / "bench.h5") as file:
            payload = sum(d.nbytes for g in ("sessions", "ledger", "summary") for d in file[g].values() if d.ndim == 2)
        print(f"bytes written {written}, payload {payload}, ratio {written / payload:.5f} (the plan says {bench.payload(large)})")


main()
