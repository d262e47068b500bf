#!/usr/bin/python3
"""How long from USR2 to exit code 75 with everything durable: mpirun alone, and srun and mpirun in a SLURM job.

usage: stop_latency.py ERGODIC [--ranks N] [--repetitions R]
after: tools/slurm-cluster up --nodes 4; . /tmp/ergodic-slurm-USER/environment
"""
import argparse
import os
import pathlib
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
STUDY = SOURCE / "jobs" / "studies" / "let_it_ride" / "strategies.yaml"
SETTINGS = {"ERGODIC_SESSIONS": "20000000"}
NODES = 4
# Open MPI 4.1's: a message of a rank that is through MPI_Init may reach one that is not yet. Started by srun, one job of 16
# ranks in some 60 ends so before there is an output.
SEGMENTATION_FAULT = 139


def wait_until(condition):
    deadline = time.monotonic() + 120
    while not condition():
        if time.monotonic() > deadline:
            sys.exit("not within 120 s")
        time.sleep(0.01)


def check(ergodic, output):
    """The file must open, and each block that it calls done have its digest."""
    verified = subprocess.run([ergodic, "verify", output, "--sample", "0"], capture_output=True, text=True)
    if verified.returncode != 0:
        sys.exit(f"verify after USR2: {verified.stdout}{verified.stderr}")


def through_mpirun(ergodic, ranks, output, wait):
    command = ["mpirun", "-q", "-n", str(ranks), ergodic, "run", STUDY, "-o", output, "--progress", "none"]
    process = subprocess.Popen(command, env={**os.environ, **SETTINGS}, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    wait(output)
    sent = time.monotonic()
    process.send_signal(signal.SIGUSR2)
    code = process.wait(timeout=60)
    return time.monotonic() - sent, code


def through_slurm(launch):
    def stop(ergodic, ranks, output, wait):
        variables = {"STUDY": STUDY, "OUTPUT": output, "ERGODIC": ergodic, "LAUNCH": launch, **SETTINGS}
        submit = ["sbatch", "--parsable", "--output=/dev/null", f"--nodes={NODES}",
                  f"--ntasks-per-node={ranks // NODES}", SOURCE / "jobs" / "slurm" / "several_nodes.sh"]
        job = subprocess.run(submit, env={**os.environ, **{k: str(v) for k, v in variables.items()}}, check=True,
                             capture_output=True, text=True).stdout.strip()

        def shown():
            return subprocess.run(["scontrol", "show", "job", job], capture_output=True, text=True, check=True).stdout

        def has_ended():
            return not any(f"JobState={state}" in shown() for state in ("PENDING", "CONFIGURING", "RUNNING", "COMPLETING"))
        wait(output, has_ended)
        sent = time.monotonic()
        if not has_ended():
            subprocess.run(["scancel", "--batch", "--signal=USR2", job], check=True)
        wait_until(has_ended)
        return time.monotonic() - sent, int(shown().split("ExitCode=")[1].split(":")[0])
    return stop


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--ranks", type=int, default=16, help=f"a multiple of {NODES}")
    parser.add_argument("--repetitions", type=int, default=10)
    parser.add_argument("--only", choices=["mpirun", "SLURM, srun", "SLURM, mpirun"], help="one of the ways")
    options = parser.parse_args()
    ergodic = options.program.resolve()
    pause = random.Random(1)
    ways = {"mpirun": through_mpirun, "SLURM, srun": through_slurm("srun --mpi=pmix"),
            "SLURM, mpirun": through_slurm("mpirun")}
    for name, stop in ways.items():
        if options.only not in (None, name):
            continue
        seconds, crashed = [], 0
        for _ in range(options.repetitions):
            with tempfile.TemporaryDirectory(prefix="ergodic-test-") as folder:
                output = pathlib.Path(folder) / "out.h5"

                def wait(output, has_ended=lambda: False):
                    wait_until(lambda: output.with_suffix(".run.json").exists() or has_ended())
                    time.sleep(pause.uniform(0.2, 1.2))
                taken, code = stop(ergodic, options.ranks, output, wait)
                if code == SEGMENTATION_FAULT and not output.exists():
                    crashed += 1
                    continue
                if code != 75:
                    sys.exit(f"{name}: exit code {code} instead of 75")
                check(ergodic, output)
                seconds.append(taken)
        print(f"{name:14} {options.ranks} ranks, USR2 to exit 75: median {statistics.median(seconds):.2f} s, "
              f"longest {max(seconds):.2f} s of {len(seconds)}; {crashed} jobs crashed in MPI_Init", flush=True)


main()
