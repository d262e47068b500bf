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


def killed_once(study, output, ranks, delay):
    """True when all processes were killed before the run had ended."""
    process = subprocess.Popen(command("run", study, "-o", output, "--progress", "none", ranks=ranks), env=environment(),
                               start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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


def check_readable(output):
    """What the file says is done must be right: every block's digest, and a sample of its sessions."""
    verified = run("verify", output, "--sample", "200")
    if verified.returncode != 0:
        fail(f"verify after an interruption: {verified.returncode}\n{verified.stdout}\n{verified.stderr}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--how", choices=["killed", "stopped"])
    parser.add_argument("--reference", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ergodic-test-") as folder:
        study = write_study(folder)
        output = pathlib.Path(folder) / "out.h5"
        interruptions = (interrupt_by_kills if options.how == "killed" else interrupt_by_budget)(study, output)
        last = run("run", study, "-o", output, ranks=2)
        if last.returncode != 0:
            fail(f"the last run: {last.returncode}\n{last.stdout}\n{last.stderr}")
        digest = run("digest", output).stdout.split()[0]
        if f"{sha256(output)} {digest}" != reference_digest(options.reference):
            fail("the file is not the one of an undisturbed run")
        print(f"{interruptions} interruptions, the same file")


main()
