#!/usr/bin/python3
"""Measures how what a command costs grows with the cases of a study, each of one session. See README.md.

usage: cases.py PROGRAM [--against PROGRAM] [--cases 1000,10000,100000] [--workloads paths,let_it_ride] [--folder DIR]

Of each command: processor time and peak memory at every number of cases, and the log-log slopes between the smallest
and the largest, of what is spent above a study of one case. A slope of 1 grows as the study does. With another
program, `--against`, the same of it, in turn, and how many times as much it takes.
"""
import argparse
import itertools
import math
import os
import pathlib
import subprocess
import tempfile

STUDIES = {
    "paths": """\
workload: paths
sessions: 1
process: random_walk
random_walk: {{steps: 10}}
sweep: {{random_walk.start: {values}}}
""",
    "let_it_ride": """\
workload: let_it_ride
sessions: 1
output: {{rows: none}}
simulation: {{hands_per_session: 10}}
bankroll: {{base_bet: 5, stop_conditions: {{win_limit: 100, loss_limit: 100}}}}
sweep: {{bankroll.starting_amount: {values}}}
""",
}
COMMANDS = {
    "dry run": ("run", "{study}", "--dry-run"),
    "run": ("run", "{study}", "-o", "{output}", "--force", "--progress", "none"),
    "summary": ("summary", "{output}"),
    "summary --json": ("summary", "{output}", "--json"),
    "compare": ("compare", "{output}"),
    "status": ("status", "{output}"),
    "exact": ("exact", "{study}"),
}
MPI = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "PMIX_MCA_gds": "hash"}


class Used:
    """What a command took: processor time [s], peak memory [MiB]."""

    def __init__(self, seconds, memory):
        self.seconds = seconds
        self.memory = memory

    def above(self, least):
        return Used(self.seconds - least.seconds, self.memory - least.memory)


def run(line):
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, env={**os.environ, **MPI})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{line} ended with {process.returncode}"
    return Used(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(program, folder, workload, cases, rounds):
    """What each command takes, at best, for a study of so many cases; beside it the bytes of its file."""
    study = folder / f"{workload}.{cases}.yaml"
    study.write_text(STUDIES[workload].format(values=list(range(500, 500 + cases))))
    output = folder / "out.h5"
    words = {"study": study, "output": output}
    used = {}
    for name, command in COMMANDS.items():
        if name == "compare" and cases == 1:
            continue
        line = [program, *(part.format(**words) for part in command)]
        runs = [run(line) for _ in range(rounds)]
        used[name] = Used(min(r.seconds for r in runs), min(r.memory for r in runs))
    size = output.stat().st_size
    output.unlink()
    return used, size


def slope(small, large, times):
    return math.log(large / small) / math.log(times) if small > 0 and large > 0 else math.nan


def show(workload, counts, found, least):
    """`found[cases]`: what measure() returns."""
    print(f"\n{workload}, cases of one session; above a study of one case")
    print(f"{'':16}" + "".join(f"{n:>11} cases: s, MiB" for n in counts) + f"{'slopes: s':>16}, MiB")
    small, large = counts[0], counts[-1]
    for name in found[small][0]:
        start = least[0].get(name, least[0]["summary"])
        used = [found[n][0][name].above(start) for n in counts]
        print(f"{name:16}" + "".join(f"{u.seconds:>14.2f} {u.memory:>9.1f}" for u in used) +
              f"{slope(used[0].seconds, used[-1].seconds, large / small):>16.2f} {slope(used[0].memory, used[-1].memory, large / small):>5.2f}")
    print(f"{'bytes of file':16}" + "".join(f"{found[n][1] - least[1]:>24}" for n in counts) +
          f"{slope(found[small][1] - least[1], found[large][1] - least[1], large / small):>16.2f}")


def show_ratios(counts, mine, others):
    largest = counts[-1]
    print(f"the other program takes, of {largest} cases:")
    for name, used in mine[largest][0].items():
        other = others[largest][0][name]
        print(f"  {name:16} {other.seconds / used.seconds:8.2f} times the time, {other.memory / used.memory:6.2f} times the memory")
    print(f"  {'file':16} {others[largest][1] / mine[largest][1]:8.2f} times the bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--against", help="another version of the program")
    parser.add_argument("--cases", default="1000,10000,100000")
    parser.add_argument("--workloads", default="paths,let_it_ride")
    parser.add_argument("--rounds", type=int, default=1, help="of which the best counts")
    parser.add_argument("--folder", help="where the files go; a temporary folder unless given")
    options = parser.parse_args()
    counts = [int(n) for n in options.cases.split(",")]
    programs = [os.path.abspath(p) for p in (options.program, options.against) if p]
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for workload in options.workloads.split(","):
            found = {program: {} for program in programs}
            for cases, program in itertools.product([1, *counts], programs):
                found[program][cases] = measure(program, pathlib.Path(folder), workload, cases, options.rounds)
            for program in programs:
                show(workload, counts, found[program], found[program][1])
            if options.against:
                show_ratios(counts, found[programs[0]], found[programs[1]])


main()
