"""Promises 1 and 2 for a study that goes on in rounds until its figures are precise enough: the same rounds, the same
file, on any ranks, killed and stopped in them or between them."""
import pathlib
import random
import sys
import tempfile

from jobs import Job
from program import run, sha256

# Five rounds, of 2000 to 185 344 sessions a case: a second or so of work, which is enough to be killed in.
STUDY = """\
workload: let_it_ride
sessions: 2000
until:
  column: session_profit
  half_width: 1
  also: [{column: stop_reason, half_width: 0.003}]
seeding: {seed: 7}
output: {block: 1024, columns: [session_profit, stop_reason]}
simulation: {hands_per_session: 100}
bankroll:
  starting_amount: 500
  base_bet: 5
  stop_conditions: {win_limit: 100, loss_limit: 100}
cases:
  basic: {}
  optimal: {strategy.type: optimal}
"""


def undisturbed(study, output, ranks, scheduling):
    done = run("run", study, "-o", output, "--scheduling", scheduling, ranks=ranks)
    if done.returncode != 0:
        sys.exit(f"{ranks} ranks: run failed with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return sha256(output), done.stderr.count("going on from")


def disturbed(study, output, draw):
    """Killed and stopped by turns on changing ranks until it is complete; how often it was."""
    for times in range(200):
        ranks = draw.choice([1, 2, 3, 5])
        if times % 2 == 0:
            with Job("run", study, "-o", output, ranks=ranks) as job:
                job.ended_within(draw.uniform(0.1, 0.8))
                job.kill("everything", draw)
                job.wait_until_gone()
        else:
            done = run("run", study, "-o", output, "--time-budget", f"{draw.uniform(0.02, 0.2):.2f}s", ranks=ranks)
            if done.returncode == 0:
                return times
            if done.returncode != 75:
                sys.exit(f"{ranks} ranks, stopped: {done.returncode}\n{done.stderr}")
            verified = run("verify", output, "--sample", "100")
            if verified.returncode != 0:
                sys.exit(f"verify: {verified.returncode}\n{verified.stdout}\n{verified.stderr}")
    sys.exit("it does not come to an end")


def main():
    with tempfile.TemporaryDirectory(prefix="ergodic-test-") as folder:
        folder = pathlib.Path(folder)
        study = folder / "study.yaml"
        study.write_text(STUDY)
        expected, rounds = undisturbed(study, folder / "reference.h5", None, "static")
        if rounds < 3:
            sys.exit(f"only {rounds} rounds after the first: the test tests little")
        for ranks, scheduling in [(1, "dynamic"), (2, "static"), (3, "dynamic"), (5, "static")]:
            result, _ = undisturbed(study, folder / f"{ranks}.h5", ranks, scheduling)
            if result != expected:
                sys.exit(f"{ranks} ranks, {scheduling}: {result}\nreference: {expected}")
        output = folder / "disturbed.h5"
        times = disturbed(study, output, random.Random(20261121))
        if sha256(output) != expected:
            sys.exit(f"{times} times killed or stopped: not the file of an undisturbed run")
        if times < 3:
            sys.exit(f"only {times} times killed or stopped: the study is too short for this machine")
        print(f"{rounds + 1} rounds, {times} times killed or stopped, the same file")


main()
