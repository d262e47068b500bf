#!/usr/bin/python3
"""How long a file of 10^7 sessions takes to open in Python, to report, to summarise and to compare, in how much memory.

    tests/benchmarks/python_package.py build/release/bin/ergodic
"""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
STUDY = SOURCE / "jobs/studies/let_it_ride/basic.yaml"

OPEN = """\
import resource, sys, time
import ergodic, ergodic.results
imported = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
results = ergodic.open(sys.argv[1])
results.sessions
opened = time.perf_counter() - start
results.rows(sessions=slice(9_999_000, None))
rows = time.perf_counter() - start - opened
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(f"open: {opened:.3f} s; the last 1000 rows: {rows:.3f} s")
print(f"at most {memory // 1024} MiB, of which imports {imported // 1024}")
"""


# Two cases of the same cards: 10^7 rows each, compared row by row.
COMPARED = """\
workload: let_it_ride
sessions: 10000000
seeding: {seed: 1, common: true}
simulation: {hands_per_session: 20}
output: {columns: [session_profit, hands_played, outcome, stop_reason]}
cases: {basic: {}, optimal: {strategy.type: optimal}}
"""


def measured(*command):
    """Seconds and MiB of a command on one core, the better of two runs: the first may wait for the disk."""
    best = None
    for _ in range(2):
        start = time.perf_counter()
        process = subprocess.Popen(["taskset", "-c", "0", *map(str, command)], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0, command
        found = (time.perf_counter() - start, usage.ru_maxrss // 1024)
        best = min(best or found, found)
    return "{:.2f} s, at most {} MiB".format(*best)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder) / "large.h5"
        run = [program, "run", STUDY, "-o", output, "--sessions", "10000000", "--progress", "none"]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        print(f"{output.stat().st_size / 1e6:.0f} MB of 10^7 sessions")
        package = {"PYTHONPATH": str(SOURCE / "tools/python")}
        subprocess.run([sys.executable, "-c", OPEN, output], check=True, env=package)
        start = time.perf_counter()
        subprocess.run([program, "report", output, "--python", sys.executable], check=True, stdout=subprocess.DEVNULL)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        print(f"report: {time.perf_counter() - start:.1f} s; at most {memory // 1024} MiB")
        print(f"summary of 10^7 rows: {measured(program, 'summary', output)}")
        study, two = pathlib.Path(folder) / "two.yaml", pathlib.Path(folder) / "two.h5"
        study.write_text(COMPARED)
        subprocess.run([program, "run", study, "-o", two, "--progress", "none"], check=True, stdout=subprocess.DEVNULL)
        print(f"compare of 2 x 10^7 rows, in pairs: {measured(program, 'compare', two)}")


if __name__ == "__main__":
    main()
