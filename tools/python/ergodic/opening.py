"""A file that may be a result file, and what is said of one that is not."""
from __future__ import annotations

import difflib
import os
import pathlib
from typing import Iterable

import h5py

from .errors import Error


def did_you_mean(given: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(given, list(known), 1)
    return f" did you mean {close[0]}?" if close else ""


def not_ours(path: pathlib.Path, why: str) -> Error:
    return Error(f"{path} is not a result file of ergodic ({why}) give one that ergodic run made", 3)


def opened(path: pathlib.Path) -> h5py.File:
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise not_ours(path, "it is no file")
    try:
        return h5py.File(path, "r")
    except OSError as error:
        if error.errno:
            raise Error(f"cannot open {path} ({os.strerror(error.errno)})", 4) from error
        raise not_ours(path, str(error).partition("(")[2].rstrip(")")) from error
