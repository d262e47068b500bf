"""Promise 2: a run that was stopped or killed is right as far as it says, and ends in the same file on any ranks."""
import argparse
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

from jobs import Job
from program import command, environment, run, sha256
from studies import reference_digest, write_study

RANKS = [3, 1, 2, 5]
MOST_STOPS = 8  # by time budgets: then it may end


def fail(message):
    sys.exit(message)


def interrupt_by_budget(study, output):
    stops = 0
    for attempt in range(MOST_STOPS):
        done = run("run", study, "-o", output, "--time-budget", "0.1s", "--scheduling", ["static", "dynamic"][attempt % 2],
                   ranks=RANKS[attempt % len(RANKS)])
        if done.returncode == 0:
            break
        if done.returncode != 75 or "run the same command again" not in done.stderr:
            fail(f"expected exit code 75, got {done.returncode}\n{done.stdout}\n{done.stderr}")
        stops += 1
        check_readable(output)
    if stops < 2:
        fail(f"only {stops} stops: the study is too short for this machine")
    return stops


def interrupted_once(study, output, ranks, draw):
    """A run that something stops after a while, unless it is faster."""
    how = draw.choice(["kill", "signal", "stop file", "budget"])
    delay = draw.uniform(0.1, 0.4)
    if how == "kill":
        with Job("run", study, "-o", output, ranks=ranks) as job:
            ended = job.ended_within(delay)
            job.kill("everything", draw)
            job.wait_until_gone()
        return not ended
    scheduling = ["--scheduling", draw.choice(["static", "dynamic"])]
    if how == "budget":
        return run("run", study, "-o", output, "--time-budget", f"{delay / 4:.2f}s", *scheduling, ranks=ranks).returncode == 75
    process = subprocess.Popen(command("run", study, "-o", output, "--progress", "json", *scheduling, ranks=ranks),
                               env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    process.stderr.readline()  # it has begun
    time.sleep(delay / 4)
    if how == "signal":
        process.send_signal(signal.SIGUSR2)
    else:
        pathlib.Path(f"{output}.stop").touch()
    _, errors = process.communicate(timeout=60)
    if process.returncode not in (0, 75):
        fail(f"{how} on {ranks} ranks: exit code {process.returncode}\n{errors}")
    return process.returncode == 75


def elastic(study, output, rounds, reference):
    """Begun on n1 ranks, continued on n2, ended on n3: each triple from nothing."""
    draw = random.Random(20260917)
    stops = 0
    for number in range(rounds):
        ranks = [draw.randint(1, 6) for _ in range(3)]
        for path in output.parent.glob(output.name + "*"):
            path.unlink()
        stops += sum(interrupted_once(study, output, n, draw) for n in ranks[:2])
        last = run("run", study, "-o", output, ranks=ranks[2])
        if last.returncode != 0 or file_and_digest(output) != reference:
            fail(f"round {number}, ranks {ranks}: {last.returncode}, not the file of an undisturbed run\n{last.stderr}")
    if stops < rounds:
        fail(f"only {stops} stops in {rounds} rounds: the study is too short for this machine")
    return stops


def file_and_digest(output):
    return f"{sha256(output)} {run('digest', output).stdout.split()[0]}"


def check_readable(output):
    """What the file says is done must be right: every block's digest, and a sample of its sessions."""
    verified = run("verify", output, "--sample", "200")
    if verified.returncode != 0:
        fail(f"verify after an interruption: {verified.returncode}\n{verified.stdout}\n{verified.stderr}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--how", choices=["stopped", "elastic"])
    parser.add_argument("--reference", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=4, help="of elastic: how many triples of rank counts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ergodic-test-") as folder:
        study = write_study(folder)
        output = pathlib.Path(folder) / "out.h5"
        if options.how == "elastic":
            stops = elastic(study, output, options.rounds, reference_digest(options.reference))
            print(f"{options.rounds} triples of rank counts, {stops} interruptions, the same file")
            return
        stops = interrupt_by_budget(study, output)
        last = run("run", study, "-o", output, ranks=2)
        if last.returncode != 0:
            fail(f"the last run: {last.returncode}\n{last.stdout}\n{last.stderr}")
        if file_and_digest(output) != reference_digest(options.reference):
            fail("the file is not the one of an undisturbed run")
        print(f"{stops} stops, the same file")


main()
