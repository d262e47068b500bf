"""A result file, opened: what it says of itself as a whole, whether it has stages or not."""
from __future__ import annotations

import functools
import hashlib
import json
import os
import pathlib
from typing import Any

import yaml

from .columns import text
from .errors import Error
from .opening import not_ours, opened

PathLike = str | os.PathLike[str]
_FORMAT = 1  # the major number


class File:
    """What `Results` and `Chain` have in common. Nothing but names and the study is read until it is asked for."""

    def __init__(self, path: PathLike, program: PathLike | None = None) -> None:
        self.path = pathlib.Path(path)
        self._program = program
        self._file = opened(self.path)
        if "ergodic_archive" in self._file.attrs:
            group = ', group="sessions"' if "sessions" in self._file else ""  # a flat one has none
            self._file.close()
            raise Error(f"{self.path} is an archive (ergodic export made it; it has no ledger) open it with "
                        f'xarray.open_dataset("{self.path.name}"{group}), or give the file that it is of', 3)
        try:
            self.format = self._read_format()
            self._read_study()
            self._read_frame()
        except (KeyError, OSError) as error:
            self._file.close()
            raise Error(f"{self.path} is damaged ({error.args[0]}) restore it, or run its study again", 4) from error

    def _read_frame(self) -> None:
        """What the kind of file has besides. Raises what h5py does for a part that is not there."""

    def _read_format(self) -> tuple[int, int]:
        """Major and minor number. Raises Error when this package does not read files of that format."""
        written = text(self._file.attrs.get("ergodic_format", ""))
        major, _, minor = written.partition(".")
        if not major.isdecimal() or not (minor or "0").isdecimal():
            self._file.close()
            raise not_ours(self.path, "it has no ergodic_format")
        if int(major) != _FORMAT:
            maker = text(self._file.attrs.get("source", "ergodic"))
            self._file.close()
            raise Error(f"{self.path} has the format {written} (this package reads format {_FORMAT}) read it with the "
                        f"package of the program that made it, {maker}", 3)
        return int(major), int(minor or "0")

    def _read_study(self) -> None:
        attributes = self._file.attrs
        self.workload = text(attributes["workload"])
        self.title = text(attributes.get("title", ""))
        self.version = text(attributes["source"]).removeprefix("ergodic ")
        self.draws = int(attributes.get("draws", 1))  # files of format 1.0 had no others
        self.identity = text(attributes["study_digest"])
        self.study_text = self._file["study/yaml"][:].tobytes().decode()
        self.study: dict[str, Any] = yaml.safe_load(self.study_text)

    @functools.cached_property
    def _description(self) -> dict[str, Any]:
        """What the file says that it holds; {} in files of format 1.0."""
        if "study/description" not in self._file:
            return {}
        told: dict[str, Any] = json.loads(self._file["study/description"][:].tobytes())
        return told

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    @property
    def complete(self) -> bool:
        """Whether all blocks are done and the file was closed with its summary."""
        raise NotImplementedError

    @property
    def share_done(self) -> float:
        """The share of blocks that are done."""
        raise NotImplementedError

    @property
    def seeding(self) -> dict[str, Any]:
        """The study's; of a workload that draws no random numbers, which has none, seed 0."""
        told: dict[str, Any] = self.study.get("seeding") or {"seed": 0, "common": False}
        return told

    @property
    def runs(self) -> list[dict[str, Any]]:
        """The runs that made the file, from OUT.run.json beside it; none where that is not there."""
        usual = self.path.suffix in (".h5", ".hdf5", ".nc")
        record = self.path.with_suffix(".run.json") if usual else self.path.with_name(self.path.name + ".run.json")
        try:
            runs: list[dict[str, Any]] = json.loads(record.read_text())["runs"]
            return runs
        except (OSError, ValueError, KeyError):
            return []

    @functools.cached_property
    def provenance(self) -> dict[str, Any]:
        """Where the file is from: version, draws, seed, identity, SHA-256 of the file (reads it whole), runs."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
        return {"version": self.version, "workload": self.workload, "draws": self.draws,
                "seed": self.seeding["seed"], "common_random_numbers": self.seeding["common"],
                "identity": self.identity, "sha256": digest.hexdigest(),
                "complete": self.complete, "runs": self.runs}
