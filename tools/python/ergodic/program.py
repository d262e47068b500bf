"""Finds the program `ergodic` and asks it what a file alone cannot tell."""
from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
from typing import Any

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


def ask(program: str, *arguments: PathLike) -> Any:
    """The parsed output of a command that prints JSON. Raises Error with the program's own message and code."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ERGODIC_")}
    command = [program, *(os.fspath(word) for word in arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL,
                          check=False)
    if done.returncode != 0:
        raise Error(done.stderr.strip(), done.returncode)
    return json.loads(done.stdout)
