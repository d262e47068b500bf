#!/usr/bin/env python3
"""Asks every reader of tests/interop/README.md that is installed, and prints the table of what it read.

    every_reader.py make PROGRAM FOLDER    makes the files that they read, with the program ergodic
    every_reader.py read FOLDER [NAME…]    asks those whose name has NAME in it, all without
    every_reader.py packages               prints Debian's packages of all of them

What is not installed is skipped, and says so. Exit code 1: a reader read something else than it should.
"""
import argparse
import csv
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from readers import PROBES, Probe

STUDY = """\
workload: let_it_ride
metadata: {name: every reader}
sessions: 400
output: {block: 100}
simulation: {hands_per_session: 50}
cases: {basic: {}, optimal: {strategy.type: optimal}, pull always: {strategy.type: always_pull}}
"""
FILES = ("result.h5", "archive.h5", "flat.nc", "rows.csv")
SECONDS = 120


def make(program: str, folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.yaml").write_text(STUDY)
    result = folder / "result.h5"
    subprocess.run([program, "run", folder / "study.yaml", "-o", result, "--force", "--progress", "none"], check=True,
                   capture_output=True)
    for name in FILES[1:]:
        flat = ["--flat"] if name == "flat.nc" else []
        subprocess.run([program, "export", result, "-o", folder / name, "--force", *flat], check=True)


def in_bash(script: str, folder: pathlib.Path) -> subprocess.CompletedProcess[str]:
    # The Python that runs this is the one that is asked, and no display is there.
    path = f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "QT_QPA_PLATFORM": "offscreen"}
    try:
        return subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True,
                              errors="replace", timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess([], 124, "", f"nothing after {SECONDS} s")


class Truth:
    """What the program's own rows say, as text: no reader of HDF5 has a part in it."""

    def __init__(self, folder: pathlib.Path) -> None:
        with (folder / "rows.csv").open() as file:
            rows = list(csv.DictReader(file))
        self.dollars = [float(row["session_profit"]) for row in rows[:3]]
        self.labels = list(dict.fromkeys(row["case"] for row in rows))

    def money(self, told: str) -> str:
        """In what the profits stand in the text, one after the other; "" where they do not."""
        numbers = [float(text) for text in re.findall(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", told)]
        runs = list(zip(numbers, numbers[1:], numbers[2:]))
        for unit, scale in (("dollars", 1), ("cents", 100)):
            if any(all(abs(a - scale * b) < 1e-6 for a, b in zip(run, self.dollars)) for run in runs):
                return unit
        return ""

    def has_labels(self, told: str) -> bool:
        return all(re.search(rf"\b{label}\b", told) for label in self.labels)


def ask(probe: Probe, folder: pathlib.Path, truth: Truth) -> tuple[str, str, str]:
    """The version, what it read, and what is wrong with that."""
    version = " ".join(in_bash(probe.version, folder).stdout.split())
    done = in_bash(probe.script, folder)
    money, labels = truth.money(done.stdout), truth.has_labels(done.stdout)
    read = f"{money or 'NO PROFITS'}, {probe.labels if labels and probe.labels else 'labels' if labels else 'no labels'}"
    if done.returncode == 0 and money == probe.money and labels == bool(probe.labels):
        return version, read, ""
    return version, read, f"exit code {done.returncode}, for {probe.money} and labels by {probe.labels or 'nothing'}:\n" \
                          f"{done.stdout[-1000:]}{done.stderr[-1000:]}"


def read(folder: pathlib.Path, names: list[str]) -> int:
    """Asks the readers in a copy of the folder; returns how many read something wrong."""
    truth = Truth(folder)
    faults = asked = skipped = 0
    print(f"{'reader':32}{'version':32}{'file':14}read")
    for probe in PROBES:
        if names and not any(name.lower() in probe.name.lower() for name in names):
            continue
        with tempfile.TemporaryDirectory() as temporary:
            copy = pathlib.Path(temporary)
            for name in FILES:
                shutil.copy(folder / name, copy)
            if in_bash(probe.installed, copy).returncode != 0:
                skipped += 1
                print(f"{probe.name:32}skipped: not installed ({probe.package})", flush=True)
                continue
            asked += 1
            version, said, wrong = ask(probe, copy, truth)
        print(f"{probe.name:32}{version[:30]:32}{probe.file:14}{said}", flush=True)
        if wrong:
            faults += 1
            print(f"  WRONG: {wrong}", flush=True)
    print(f"{asked} asked, {faults} wrong, {skipped} not installed")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("program")
    making.add_argument("folder", type=pathlib.Path)
    reading = commands.add_parser("read")
    reading.add_argument("folder", type=pathlib.Path)
    reading.add_argument("names", nargs="*")
    commands.add_parser("packages")
    given = parser.parse_args()
    if given.command == "packages":
        listed = {name for probe in PROBES if not probe.package.startswith("npm") for name in probe.package.split(", ")}
        print(*sorted(listed))
        return 0
    if given.command == "make":
        make(given.program, given.folder)
        return 0
    return 1 if read(given.folder, given.names) else 0


if __name__ == "__main__":
    sys.exit(main())
