#!/usr/bin/python3
"""Measures how well ranks share sessions whose costs differ a thousandfold, or the blocks of a chain of stages, at the end of
each of which they wait for each other. See README.md.

usage: uneven.py TOY [--chain] [--ranks N] [--rounds R]     TOY: the program of the tests, build/release/bin/toy
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile

# Two cases: sessions of 100 random words, and of 100 000. All the work lies in the second half of the sessions.
STUDY = """\
workload: toy
sessions: 20000
output: {rows: none, block: 50}
sweep: {work: [100, 100000]}
"""
# Twenty stages of 100 cases, each bred from the one before, and a block a case.
CHAIN = """\
workload: toy_chain
generations: 20
population: 100
matches: 200
work: 3000
ragged: false
others: false
output: {rows: none, block: 200}
"""
MPI = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1"}


# Says what processor time the rank took.
TIMED = '"$@" > /dev/null; times > $TIMES.$OMPI_COMM_WORLD_RANK'


def measure(program, folder, ranks, scheduling):
    """Seconds of the run as its record has them, without the start of MPI; and the largest processor time of a rank."""
    times = folder / "times"
    subprocess.run(["mpirun", "-n", str(ranks), "sh", "-c", TIMED, "sh", program, "run", folder / "study.yaml", "-o",
                    folder / "out.h5", "--force", "--progress", "none", "--scheduling", scheduling],
                   check=True, env={**os.environ, **MPI, "TIMES": str(times)})
    seconds = json.loads((folder / "out.run.json").read_text())["runs"][-1]["seconds"]
    return seconds, max(processor_seconds(folder / f"times.{rank}") for rank in range(ranks))


def processor_seconds(path):
    """Of what the shell started, in user mode: the second line of `times`, as in 1m2.345s."""
    minutes, seconds = path.read_text().splitlines()[1].split()[0].rstrip("s").split("m")
    return 60 * int(minutes) + float(seconds)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--chain", action="store_true", help="of stages, in place of uneven sessions")
    parser.add_argument("--ranks", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    found = {"static": [], "dynamic": []}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "study.yaml").write_text(CHAIN if options.chain else STUDY)
        for _ in range(options.rounds):  # interleaved: the machine's speed drifts
            alone = measure(program, folder, 1, "static")
            for scheduling, efficiencies in found.items():
                together = measure(program, folder, options.ranks, scheduling)
                efficiencies.append([a / (options.ranks * t) for a, t in zip(alone, together)])
    for scheduling, efficiencies in found.items():
        elapsed, processor = map(statistics.median, zip(*efficiencies))
        print(f"{scheduling}: parallel efficiency {elapsed:.3f} by elapsed time, {processor:.3f} by the processor time of the "
              f"busiest of {options.ranks} ranks")


main()
