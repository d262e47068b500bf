"""What `ergodic exact` says of processes at random awkward parameters, against mpmath: rates next to each other, loads next
to 1, horizons over eight decades, volatilities and reversions down to 0. A value is right to a relative 1e-9, or it is
not given and a sentence says so: never NaN, never a quietly wrong number.

    awkward.py [--seed S] [--trials N] [--only PROCESS …]

Each module of the folder awkward/ has TRIALS, from a process's name to a function from a random.Random to a Trial: the
study's keys, and the true values of what is known of it, by name:

    figure NAME; mean COLUMN, sd COLUMN; share COLUMN LABEL

worked out apart from the program's formulae, with digits to spare: by definition, by integrals, by exponentials of
matrices. A true value that is a difference of given numbers may be a Difference, which is held to 1e-9 of the largest of
them.
"""
import argparse
import collections
import importlib
import json
import pathlib
import random
import sys
import tempfile
import time
import typing

import mpmath

import program

PRECISION = 1e-9
LARGEST, SMALLEST = mpmath.mpf("1.797e308"), mpmath.mpf("1e-290")
LEAST_SHARE_GIVEN = 0.8  # of a process's values: a program that refuses all has no faults, and no use
FOLDER = pathlib.Path(__file__).with_suffix("")


class Difference(typing.NamedTuple):
    value: mpmath.mpf
    largest: mpmath.mpf  # of what it is a difference of


class Trial(typing.NamedTuple):
    process: str
    keys: dict  # of the process's section: numbers, texts, lists
    known: dict  # from a name, as above, to the true value, or to a function that finds it
    more: dict = {}  # of the study


def modules():
    sys.path.insert(0, str(FOLDER))
    sys.modules.setdefault("awkward", sys.modules[__name__])  # for their imports, when this file is __main__
    names = sorted(path.stem for path in FOLDER.glob("*.py"))
    return [module for module in map(importlib.import_module, names) if hasattr(module, "TRIALS")]


def said(case):
    """By the names of a trial, what the program says; None where it gives no value."""
    values = {f"figure {name}": figure["value"] for name, figure in case["figures"].items()}
    for column, moments in case.get("quantities", {}).items():
        values[f"mean {column}"] = moments["mean"]
        if "standard_deviation" in moments:
            values[f"sd {column}"] = moments["standard_deviation"]
    for column, law in case.get("laws", {}).items():
        if "values" not in law:
            values.update({f"share {column} {label}": p for label, p in law.items()})
    return values


def error(value, true, smallest=SMALLEST):
    """Of a value, relative to the true one; 0 where both are too small for doubles."""
    scale = abs(true.largest) if isinstance(true, Difference) else 0
    true = true.value if isinstance(true, Difference) else true
    scale = max(scale, abs(true))
    if scale < smallest:
        return mpmath.mpf(0 if abs(value) < smallest else "inf")
    return abs(mpmath.mpf(value) - true) / scale


class Verdict:
    """Of all trials: how many values were right or refused, and what is wrong."""

    def __init__(self):
        self.right, self.refused, self.faults = collections.Counter(), collections.Counter(), []
        self.worst = collections.defaultdict(float)

    def judge(self, trial, study, folder):
        path = folder / "study.yaml"
        path.write_text(study)
        try:
            done = program.run("exact", path, "--json", timeout=60)
        except program.subprocess.TimeoutExpired:
            return self.fault(trial, study, "takes more than a minute")
        if done.returncode == 2 and "study.yaml:" in done.stderr:  # one clear error
            self.refused[trial.process] += len(trial.known)
            return None
        if done.returncode != 0:
            return self.fault(trial, study, f"ends with {done.returncode}: {done.stderr}")
        case = json.loads(done.stdout)["cases"][0]
        values = said(case)
        for name, true in trial.known.items():
            self.judge_value(trial, study, name, values.get(name), true, case.get("notes", []))
        unchecked = [f"{name} has no value" for name in values if values[name] is None and name not in trial.known]
        for what in unchecked:
            if not case.get("notes"):
                self.fault(trial, study, what)
        return None

    def judge_value(self, trial, study, name, value, true, notes):
        if value is None:
            if not notes:
                self.fault(trial, study, f"{name} has no value, and no sentence says why")
            self.refused[trial.process] += 1
            return
        true = true() if callable(true) else true
        off = error(value, true, mpmath.sqrt(SMALLEST) if name.startswith("sd ") else SMALLEST)  # its square is found
        if off > PRECISION:
            exact = true.value if isinstance(true, Difference) else true
            return self.fault(trial, study, f"{name} is {value!r}, true {mpmath.nstr(exact, 17)}: {mpmath.nstr(off, 2)} off")
        self.right[trial.process] += 1
        self.worst[trial.process] = max(self.worst[trial.process], float(off))

    def fault(self, trial, study, what):
        self.faults.append(f"{trial.process}: {what}\n{study}")

    def close(self):
        for process in sorted(self.right | self.refused):
            right, refused = self.right[process], self.refused[process]
            print(f"{process}: {right} values right, the worst to {self.worst[process]:.1e}; {refused} not given")
            if right < LEAST_SHARE_GIVEN * (right + refused):
                self.faults.append(f"{process}: of {right + refused} values {refused} are not given")
        for fault in self.faults:
            print(f"\n{fault}")
        print(f"\n{len(self.faults)} faults")
        return 1 if self.faults else 0


def study_of(trial):
    return json.dumps({"workload": "paths", "process": trial.process, trial.process: trial.keys, **trial.more})


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--trials", type=int, default=20, help="of each process")
    parser.add_argument("--only", nargs="*", help="these processes")
    chosen = parser.parse_args()
    verdict = Verdict()
    with tempfile.TemporaryDirectory(prefix="ergodic-awkward-") as folder:
        for module in modules():
            for process, make in module.TRIALS.items():
                if chosen.only and process not in chosen.only:
                    continue
                began = time.monotonic()
                for trial in range(chosen.trials):
                    with mpmath.workdps(60):
                        drawn = make(random.Random(f"{chosen.seed} {process} {trial}"))
                        verdict.judge(drawn, study_of(drawn), pathlib.Path(folder))
                print(f"{process}: {time.monotonic() - began:.1f} s", file=sys.stderr)
    return verdict.close()


if __name__ == "__main__":
    sys.exit(main())
