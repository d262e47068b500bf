"""Promise 1: the result file is a pure function of the study; ranks and scheduling do not show in it."""
import argparse
import pathlib
import sys
import tempfile

from program import run, sha256
from studies import reference_digest, write_study


def result_of(folder, ranks, scheduling):
    study = write_study(folder)
    output = pathlib.Path(folder) / "out.h5"
    done = run("run", study, "-o", output, "--scheduling", scheduling, ranks=ranks)
    if done.returncode != 0:
        sys.exit(f"run failed with {done.returncode}\n{done.stdout}\n{done.stderr}")
    digest = run("digest", output)
    if digest.returncode != 0:
        sys.exit(f"digest failed\n{digest.stderr}")
    return f"{sha256(output)} {digest.stdout.split()[0]}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--make", type=pathlib.Path)
    parser.add_argument("--reference", type=pathlib.Path)
    parser.add_argument("--ranks", type=int)
    parser.add_argument("--scheduling")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="ergodic-test-") as folder:
        if options.make:  # without mpirun: one rank
            options.make.mkdir(parents=True, exist_ok=True)
            (options.make / "sha256").write_text(result_of(folder, None, "static"))
            return
        result = result_of(folder, options.ranks, options.scheduling)
    expected = reference_digest(options.reference)
    if result != expected:
        sys.exit(f"{options.ranks} ranks, {options.scheduling}: {result}\nreference: {expected}")


main()
