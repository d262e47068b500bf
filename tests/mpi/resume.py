"""Promise 2: a run that was killed or stopped opens, is right as far as it says, and ends in the same file on any ranks."""
import argparse
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

from program import command, environment, run, sha256
from studies import reference_digest, write_study

RANKS = [3, 1, 2, 5]


def fail(message):
    sys.exit(message)


def killed_once(study, output, ranks, delay, *arguments):
    """True when all processes were killed before the run had ended."""
    process = subprocess.Popen(command("run", study, "-o", output, "--progress", "none", *arguments, ranks=ranks),
                               env=environment(), start_new_session=True, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    time.sleep(delay)
    ended = process.poll() is not None
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait(timeout=30)
    wait_until_gone(output)
    return not ended


def wait_until_gone(output):
    """Ranks may outlive a killed mpirun by seconds: until none of them is left."""
    for _ in range(200):
        if subprocess.run(["pgrep", "-f", str(output)], stdout=subprocess.DEVNULL).returncode != 0:
            return
        subprocess.run(["pkill", "-9", "-f", str(output)])
        time.sleep(0.05)
    fail("ranks are still alive after 10 s")


def interrupt_by_kills(study, output):
    kills = 0
    draw = random.Random(20260131)
    for attempt in range(40):
        if not killed_once(study, output, RANKS[attempt % len(RANKS)], draw.uniform(0.2, 0.9)):
            break
        kills += 1
        if output.exists():
            check_readable(output)
    if kills < 3:
        fail(f"only {kills} kills hit a running program: the study is too short for this machine")
    return kills


def interrupt_by_budget(study, output):
    stops = 0
    for attempt in range(40):
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


def interrupt_by_growth(study, output):
    """A finished file of fewer sessions, extended; killed on the way."""
    first = run("run", study, "-o", output, "--sessions", "70001")
    if first.returncode != 0:
        fail(f"the shorter run: {first.returncode}\n{first.stderr}")
    kills = 0
    draw = random.Random(20260131)
    for attempt in range(8):
        # Without mpirun a kill may hit the copying, which is short.
        ranks, longest = [(None, 0.4), (3, 1.6)][attempt % 2]
        if not killed_once(study, output, ranks, draw.uniform(0.05, longest), "--extend"):
            break
        kills += 1
        check_readable(output)
    if kills == 0:
        fail("no kill hit a running program: the study is too short for this machine")
    return kills


def interrupted_once(study, output, ranks, draw):
    """A run that something stops after a while, unless it is faster."""
    how = draw.choice(["kill", "signal", "stop file", "budget"])
    delay = draw.uniform(0.2, 0.8)
    if how == "kill":
        return killed_once(study, output, ranks, delay)
    scheduling = ["--scheduling", draw.choice(["static", "dynamic"])]
    if how == "budget":
        return run("run", study, "-o", output, "--time-budget", f"{delay / 4:.2f}s", *scheduling, ranks=ranks).returncode == 75
    process = subprocess.Popen(command("run", study, "-o", output, "--progress", "json", *scheduling, ranks=ranks),
                               env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    process.stderr.readline()  # it has begun
    time.sleep(delay / 4)
    if how == "signal":
        process.send_signal(signal.SIGUSR1)
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
    parser.add_argument("--how", choices=["killed", "stopped", "extended", "elastic"])
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
        interrupt = {"killed": interrupt_by_kills, "stopped": interrupt_by_budget, "extended": interrupt_by_growth}
        interruptions = interrupt[options.how](study, output)
        how = ["--extend"] if options.how == "extended" else []
        last = run("run", study, "-o", output, *how, ranks=2)
        if last.returncode != 0:
            fail(f"the last run: {last.returncode}\n{last.stdout}\n{last.stderr}")
        if file_and_digest(output) != reference_digest(options.reference):
            fail("the file is not the one of an undisturbed run")
        print(f"{interruptions} interruptions, the same file")


main()
