#!/usr/bin/python3
"""How long the Python package takes to open a file of 10^7 sessions, in how much memory, and how long its report takes.

    tests/benchmarks/python_package.py build/release/bin/ergodic
"""
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


if __name__ == "__main__":
    main()
