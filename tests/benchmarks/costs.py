#!/usr/bin/python3
"""Measures how what a command costs grows with the cases, the rows or the ranks of a study. See README.md.

usage: costs.py PROGRAM [--by cases|rows|ranks] [--counts 1000,10000,100000] [--against PROGRAM]
                [--workloads paths,let_it_ride | --workloads toy_chain] [--rounds N] [--folder DIR]

Of each command: processor time and peak memory at every count, and the log-log slopes of what is spent above the same
study with few of them (ten cases, one row of each case, one rank), from the first count at which that is more than
noise, 0.02 s or 2 MiB, to the last. A slope of 1 grows as the study does. With another program, `--against`, the same of it, in turn, and how many times as much it
takes at the largest count.
"""
import argparse
import itertools
import math
import os
import pathlib
import subprocess
import sys
import tempfile

STUDIES = {
    "paths": """\
workload: paths
sessions: {sessions}
process: random_walk
random_walk: {{steps: 10}}
sweep: {{random_walk.start: {values}}}
""",
    "let_it_ride": """\
workload: let_it_ride
sessions: {sessions}
simulation: {{hands_per_session: 10}}
bankroll: {{base_bet: 5, stop_conditions: {{win_limit: 100, loss_limit: 100}}}}
sweep: {{bankroll.starting_amount: {values}}}
""",
    "toy_chain": """\
workload: toy_chain
generations: 1
others: false
population: {cases}
matches: {sessions}
spread: 7
""",
}
# As a study of very many cases would: the quantiles then come from sketches, of which each block has its own.
WITHOUT_ROWS = {("let_it_ride", "cases"): "output: {rows: none}\n"}
RUN = ("run", "{study}", "-o", "{output}", "--force", "--progress", "none")
COMMANDS = {
    "dry run": ("run", "{study}", "--dry-run"),
    "run": RUN,
    "summary": ("summary", "{output}"),
    "summary --json": ("summary", "{output}", "--json"),
    "compare": ("compare", "{output}"),
    "status": ("status", "{output}"),
    "exact": ("exact", "{study}"),
    "report": ("report", "{output}", "-o", "{output}.html", "--python", "/usr/bin/python3"),
}
# The page of 10^5 cases is made of all their figures in Python's objects, some GB.
MEASURED = {"cases": [name for name in COMMANDS if name != "report"], "rows": list(COMMANDS), "ranks": ["run"]}
# Of the program of the tests: a stage whose cases have 1 to 7 sessions.
OF_STAGES = ["dry run", "run", "summary --json", "status"]
COUNTS = {"cases": "1000,10000,100000", "rows": "10000,100000,1000000", "ranks": "2,4,8,16"}
# A few cases are told in full, and not in a table: a start is that of a study of some more.
LEAST = {"cases": 10, "rows": 1, "ranks": 1}
MPI = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "PMIX_MCA_gds": "hash",
       "OMPI_MCA_rmaps_base_oversubscribe": "1", "OMPI_MCA_mpi_yield_when_idle": "1",
       "OMPI_MCA_hwloc_base_binding_policy": "none"}


class Used:
    """What a command took: processor time [s], peak memory of its largest process [MiB]."""

    def __init__(self, seconds, memory):
        self.seconds = seconds
        self.memory = memory

    def above(self, least):
        return Used(self.seconds - least.seconds, self.memory - least.memory)


MEASURE = """\
import os, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def run(line):
    """Measured by a process of its own, whose children are this command and what it starts."""
    done = subprocess.run([sys.executable, "-c", MEASURE, *map(str, line)], stdout=subprocess.PIPE, text=True, check=True,
                          env={**os.environ, **MPI})
    code, seconds, memory = done.stdout.split()
    assert code == "0", f"{line} ended with {code}"
    return Used(float(seconds), float(memory))


def write_study(path, workload, by, count):
    cases, sessions = {"cases": (count, 1), "rows": (2, count), "ranks": (2, 50_000)}[by]
    values = list(range(500, 500 + cases))
    path.write_text(STUDIES[workload].format(sessions=sessions, values=values, cases=cases) + WITHOUT_ROWS.get((workload, by), ""))


def measure(program, folder, workload, by, count, rounds):
    """What each command takes, at best, for a study of so many; beside it the bytes of its file."""
    study, output = folder / f"{workload}.{by}.{count}.yaml", folder / "out.h5"
    write_study(study, workload, by, count)
    words = {"study": study, "output": output}
    used = {}
    for name in OF_STAGES if workload == "toy_chain" else MEASURED[by]:
        line = [program, *(part.format(**words) for part in COMMANDS[name])]
        if by == "ranks":
            line = ["mpirun", "-n", count, *line]
        runs = [run(line) for _ in range(rounds)]
        used[name] = Used(min(r.seconds for r in runs), min(r.memory for r in runs))
    size = output.stat().st_size
    output.unlink()
    return used, size


def slope(spent, counts, least, noise=0.0):
    """Of what is spent beyond `least` of them against how many there are beyond it: from the first count at which more
    is spent than noise to the last."""
    told = [(count - least, used) for count, used in zip(counts, spent) if used > noise]
    if len(told) < 2 or told[-1][0] != counts[-1] - least:
        return math.nan
    (first, small), (last, large) = told[0], told[-1]
    return math.log(large / small) / math.log(last / first)


def show(workload, by, counts, found, least):
    """`found[count]`: what measure() returns."""
    what = {"cases": "cases of one session", "rows": "rows of each of two cases",
            "ranks": "ranks, 10^5 sessions in all; time of all processes"}[by]
    print(f"\n{workload}, {what}; above the same of {LEAST[by]}")
    print(f"{'':16}" + "".join(f"{n:>14} {by}: s, MiB"[-24:] for n in counts) + f"{'slopes: s':>16}, MiB")
    for name in found[counts[0]][0]:
        used = [found[n][0][name].above(least[0][name]) for n in counts]
        slopes = [slope([u.seconds for u in used], counts, LEAST[by], noise=0.02),
                  slope([u.memory for u in used], counts, LEAST[by], noise=2)]
        print(f"{name:16}" + "".join(f"{u.seconds:>14.2f} {u.memory:>9.1f}" for u in used) +
              f"{slopes[0]:>16.2f} {slopes[1]:>5.2f}")
    if by == "ranks":
        return
    sizes = [found[n][1] - least[1] for n in counts]
    print(f"{'bytes of file':16}" + "".join(f"{size:>24}" for size in sizes) +
          f"{slope(sizes, counts, LEAST[by]):>16.2f}")


def show_ratios(by, counts, mine, others):
    largest = counts[-1]
    print(f"the other program takes, of {largest} {by}:")
    for name, used in mine[largest][0].items():
        other = others[largest][0][name]
        print(f"  {name:16} {other.seconds / used.seconds:8.2f} times the time, {other.memory / used.memory:6.2f} times the memory")
    print(f"  {'file':16} {others[largest][1] / mine[largest][1]:8.2f} times the bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--by", choices=MEASURED, default="cases")
    parser.add_argument("--counts", help="of cases, rows of each case, or ranks")
    parser.add_argument("--against", help="another version of the program")
    parser.add_argument("--workloads", default="paths,let_it_ride")
    parser.add_argument("--rounds", type=int, default=1, help="of which the best counts")
    parser.add_argument("--folder", help="where the files go; a temporary folder unless given")
    options = parser.parse_args()
    counts = [int(n) for n in (options.counts or COUNTS[options.by]).split(",")]
    programs = [os.path.abspath(p) for p in (options.program, options.against) if p]
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for workload in options.workloads.split(","):
            found = {program: {} for program in programs}
            for count, program in itertools.product([LEAST[options.by], *counts], programs):
                found[program][count] = measure(program, pathlib.Path(folder), workload, options.by, count, options.rounds)
            for program in programs:
                show(workload, options.by, counts, found[program], found[program][LEAST[options.by]])
            if options.against:
                show_ratios(options.by, counts, found[programs[0]], found[programs[1]])


main()
