"""Finds the program `ergodic` and asks it what a file alone cannot tell."""
from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
from typing import Any, Iterator

from .errors import Error

PathLike = str | os.PathLike[str]


def find(program: PathLike | None = None) -> str | None:
    """`program`, or what ERGODIC_PROGRAM names, or the one installed or built with this package, or on the PATH."""
    given = program or os.environ.get("ERGODIC_PROGRAM")
    if given:
        found = shutil.which(os.fspath(given))
        if found is None:
            raise Error(f"{os.fspath(given)} is not a program that can be run (it should be ergodic) "
                        "name another, or none")
        return found
    package = pathlib.Path(__file__).resolve().parent
    for place in (package.parents[3] / "bin/ergodic", package.parents[2] / "build/release/bin/ergodic"):
        if os.access(place, os.X_OK):
            return str(place)
    return shutil.which("ergodic")


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("ERGODIC_")}


def ask_lines(program: str, *arguments: PathLike) -> Iterator[Any]:
    """The parsed lines of a command that prints JSON lines, one by one as it prints them. Raises as ask()."""
    command = [program, *(os.fspath(word) for word in arguments)]
    with tempfile.TemporaryFile("w+") as errors, subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env=_environment(),
            stdin=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield json.loads(line)
        if process.wait() != 0:
            errors.seek(0)
            raise Error(errors.read().strip(), process.returncode)


def ask(program: str, *arguments: PathLike) -> Any:
    """The parsed output of a command that prints JSON. Raises Error with the program's own message and code."""
    command = [program, *(os.fspath(word) for word in arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=_environment(), stdin=subprocess.DEVNULL,
                          check=False)
    if done.returncode != 0:
        raise Error(done.stderr.strip(), done.returncode)
    return json.loads(done.stdout)
