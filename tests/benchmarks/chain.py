#!/usr/bin/python3
"""Measures what stages cost: the same sessions as a chain of stages, each bred from the one before, and as a single stage.
See README.md.

usage: chain.py TOY [--stages S] [--cases C] [--sessions N] [--work W] [--ranks N] [--rounds R]
       TOY: the program of the tests, build/release/bin/toy
"""
import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import tempfile

MPI = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1"}


def study(stages, cases, options):
    return (f"workload: toy_chain\ngenerations: {stages}\npopulation: {cases}\nmatches: {options.sessions}\n"
            f"work: {options.work}\nragged: false\nothers: false\noutput: {{rows: none, block: {options.sessions}}}\n")


def run(program, study_file, output, ranks):
    """Seconds of the run as its record has them, and processor time of all its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    launcher = ["mpirun", "-n", str(ranks)] if ranks > 1 else []
    subprocess.run([*launcher, program, "run", study_file, "-o", output, "--force", "--progress", "none"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **MPI})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = json.loads(output.with_suffix(".run.json").read_text())["runs"][-1]["seconds"]
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--stages", type=int, default=100)
    parser.add_argument("--cases", type=int, default=100, help="of a stage")
    parser.add_argument("--sessions", type=int, default=1000, help="of a case, one block")
    parser.add_argument("--work", type=int, default=100, help="random words of a session")
    parser.add_argument("--ranks", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        forms = {"one stage": (1, options.stages * options.cases), "chain": (options.stages, options.cases)}
        for form, (stages, cases) in forms.items():
            (folder / f"{form}.yaml").write_text(study(stages, cases, options))
        found = {form: [] for form in forms}
        for _ in range(options.rounds):  # interleaved: the machine's speed drifts
            for form in forms:
                found[form].append(run(program, folder / f"{form}.yaml", folder / f"{form}.h5", options.ranks))
        print(f"{options.stages} stages of {options.cases} cases of {options.sessions} sessions, {options.ranks} ranks; "
              "medians, and the chain over one stage:")
        for what, of in (("elapsed", 0), ("processor time", 1)):
            one, chain = (statistics.median(times[of] for times in found[form]) for form in forms)
            ratios = statistics.median(c[of] / o[of] for o, c in zip(found["one stage"], found["chain"]))
            print(f"  {what:<16}{one:8.2f} s {chain:8.2f} s   {100 * (ratios - 1):+.1f} %")
        sizes = {form: (folder / f"{form}.h5").stat().st_size for form in forms}
        more = (sizes["chain"] - sizes["one stage"]) / options.stages
        print(f"  file            {sizes['one stage'] / 1e6:8.2f} MB {sizes['chain'] / 1e6:8.2f} MB"
              f"  {more / 1024:.1f} KiB a stage")


if __name__ == "__main__":
    main()
