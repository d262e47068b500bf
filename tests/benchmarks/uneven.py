#!/usr/bin/python3
"""Measures how well ranks share sessions whose costs differ a thousandfold. See README.md.

usage: uneven.py TOY [--ranks N] [--rounds R]     TOY: the program of the tests, build/release/bin/toy
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
MPI = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1"}


def seconds(program, folder, ranks, scheduling):
    """Of the run as its record has them: without the start of MPI."""
    subprocess.run(["mpirun", "-n", str(ranks), program, "run", folder / "study.yaml", "-o", folder / "out.h5", "--force",
                    "--progress", "none", "--scheduling", scheduling],
                   check=True, stdout=subprocess.DEVNULL, env={**os.environ, **MPI})
    return json.loads((folder / "out.run.json").read_text())["runs"][-1]["seconds"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--ranks", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    efficiency = {"static": [], "dynamic": []}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "study.yaml").write_text(STUDY)
        for _ in range(options.rounds):  # interleaved: the machine's speed drifts
            alone = seconds(program, folder, 1, "static")
            for scheduling, found in efficiency.items():
                found.append(alone / (options.ranks * seconds(program, folder, options.ranks, scheduling)))
    for scheduling, found in efficiency.items():
        print(f"{scheduling}: parallel efficiency {statistics.median(found):.3f} on {options.ranks} ranks "
              f"({min(found):.3f} to {max(found):.3f})")


main()
