#!/usr/bin/python3
"""Measures what stopping in time, the ledger, checkpoints and progress cost a run that computes. See README.md.

usage: overhead.py TOY [--ranks N] [--rounds R] [--seconds S]     TOY: the program of the tests, build/release/bin/toy
"""
import argparse
import json
import math
import os
import pathlib
import resource
import statistics
import subprocess
import tempfile

# A block of 500 sessions of 100 000 random words each takes about 0.1 s, as blocks are meant to (Workload::sessions_per_block).
STUDY = """\
workload: toy
work: 100000
"""
BLOCK = 500
MPI = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1"}


class Bench:
    def __init__(self, program, folder, ranks):
        self.program = os.path.abspath(program)
        self.folder = folder
        self.ranks = ranks
        (folder / "study.yaml").write_text(STUDY)

    def run(self, sessions, block, progress):
        """Seconds of the run as its record has them, without the start of MPI; and processor time of all its processes."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(["mpirun", "-n", str(self.ranks), self.program, "run", self.folder / "study.yaml", "-o",
                        self.folder / "out.h5", "--force", "--sessions", str(sessions), "--set", f"output.block={block}",
                        "--progress", progress],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **MPI})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = json.loads((self.folder / "out.run.json").read_text())["runs"][-1]["seconds"]
        return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--ranks", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=10, help="of a run, about")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(options.program, pathlib.Path(name), options.ranks)
        share = 4 * BLOCK  # sessions of a rank
        share = int(share * options.seconds / bench.run(share * options.ranks, BLOCK, "none")[0] / BLOCK) * BLOCK
        variants = {"one block a rank": (share, "none"), "blocks": (BLOCK, "none"), "blocks, with progress": (BLOCK, "log")}
        found = {name: [] for name in variants}
        for _ in range(options.rounds):  # interleaved: the machine's speed drifts
            for name, variant in variants.items():
                found[name].append(bench.run(share * options.ranks, *variant))
    bare = found.pop("one block a rank")
    print(f"{options.ranks} ranks, {share // BLOCK} blocks each, {statistics.median(s for s, _ in bare):.1f} s; "
          "over one block a rank, medians of the rounds and their standard errors:")
    for name, runs in found.items():
        for what, of in (("elapsed", 0), ("processor time", 1)):
            more = [100 * (run[of] / without[of] - 1) for run, without in zip(runs, bare)]
            print(f"  {name:<24}{what:<16}{statistics.median(more):+.2f} % ± {median_error(more):.2f} %")


def median_error(values):
    """Its standard error, from the median distance to it: rounds that something else disturbed weigh little."""
    distance = statistics.median(abs(value - statistics.median(values)) for value in values)
    return 1.4826 * distance * math.sqrt(math.pi / 2 / len(values))


if __name__ == "__main__":
    main()
