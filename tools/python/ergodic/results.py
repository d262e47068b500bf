"""A result file, opened."""
from __future__ import annotations

import functools
import hashlib
import json
import os
import pathlib
import tempfile
from typing import Any, Iterable, Iterator, Sequence

import h5py
import numpy as np
import xarray
import yaml

from . import course, failures, lazy, parameters, pieces, program, summary
from .columns import Column, text
from .errors import Error
from .ledger import Ledger
from .opening import did_you_mean, not_ours, opened, require_a_rectangle
from .pieces import Pieces

PathLike = str | os.PathLike[str]
_FORMAT = 1  # the major number


class Results:
    """A result file of `ergodic run`, complete or not. Made by `ergodic.open`; closes with `close()` or `with`.

    Nothing but names, the study and the ledger is read until it is asked for.
    """

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
            require_a_rectangle(self.path, self._file)
            self._read_frame()
        except (KeyError, OSError) as error:
            self._file.close()
            raise Error(f"{self.path} is damaged ({error.args[0]}) restore it, or run its study again", 4) from error

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

    def _read_frame(self) -> None:
        """What the file is of, its columns and its ledger. Raises what h5py does for a part that is not there."""
        attributes = self._file.attrs
        self.workload = text(attributes["workload"])
        self.title = text(attributes.get("title", ""))
        self.version = text(attributes["source"]).removeprefix("ergodic ")
        self.draws = int(attributes.get("draws", 1))  # files of format 1.0 had no others
        self.study_text = self._file["study/yaml"][:].tobytes().decode()
        self.study: dict[str, Any] = yaml.safe_load(self.study_text)
        self.cases = [text(label) for label in self._file["sessions/case"][:]]
        self.sessions_per_case = int(attributes.get("sessions_per_case", self.study["sessions"]))
        self._kept = {name: dataset for name, dataset in self._file["sessions"].items() if dataset.ndim >= 2}
        self.columns = {name: Column.of(dataset) for name, dataset in self._kept.items()}
        self._ledger = Ledger(self._file, len(self.cases), self.sessions_per_case)

    def __enter__(self) -> Results:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        state = "" if self.complete else f", NOT COMPLETE: {self.share_done:.1%} done"
        return (f"<ergodic.Results {self.path}: {self.workload}, {len(self.cases)} cases of "
                f"{self.sessions_per_case} sessions{state}>")

    def close(self) -> None:
        self._file.close()

    @functools.cached_property
    def failure_categories(self) -> list[dict[str, Any]]:
        """How sessions fail, where the workload declares it: name, can_retry, sentence. They are then told in rows."""
        if self.format < (1, 2):
            return []
        told: list[dict[str, Any]] = json.loads(self._file["study/description"][:].tobytes()).get("failures", [])
        return told

    @property
    def _flag(self) -> str:
        """The column that is not 0 where a session failed."""
        return "outcome" if self.failure_categories else "failed"

    @property
    def failure_columns(self) -> frozenset[str]:
        """The columns that tell of failures, in which sessions that did not fail have no values, and of the flag."""
        if not self.failure_categories:
            return frozenset({"failed"})
        return frozenset({"outcome", "failure", "can_retry", *(f"failure_number_{i}" for i in (1, 2, 3))})

    @property
    def complete(self) -> bool:
        """Whether all blocks are done and the file was closed with its summary."""
        return self._ledger.complete

    @property
    def share_done(self) -> float:
        """The share of blocks that are done."""
        return float(self._ledger.done.mean())

    @functools.cached_property
    def parameters(self) -> dict[str, list[Any]]:
        """Of each key that a case or the sweep sets, its value in every case."""
        return parameters.by_case(self.study)

    @functools.cached_property
    def sessions(self) -> xarray.Dataset:
        """All columns, lazily: dimensions `case`, `session` (or what the workload calls it), and a column's own axes.

        Numbers are in their unit, categories are labels. `case` has the labels as its index and each swept or changed
        parameter as a further coordinate. In an incomplete file what is not done is NaN, or None in a category.
        """
        group = self._file["sessions"]
        variables = {name: lazy.variable(group[name], column, self._ledger) for name, column in self.columns.items()}
        coordinates: dict[str, Any] = {"case": np.array(self.cases, dtype=object)}
        for path, values in self.parameters.items():
            same = len({type(value) for value in values}) == 1 and isinstance(values[0], (bool, int, float))
            coordinates[path] = ("case", np.array(values) if same else np.array([*values, None], dtype=object)[:-1])
        used = {dimension for column in self.columns.values() for dimension in column.dimensions}
        for name in used - {"case"}:
            if group[name].dtype.byteorder != ">":  # netCDF's mark of a dimension without values is a big-endian float
                places = group[name][:]
                coordinates[name] = [text(place) for place in places] if places.dtype == object else places
        title = {"title": self.title, "source": f"ergodic {self.version}", "complete": int(self.complete)}
        return xarray.Dataset(variables, coordinates, title)

    def rows(self, columns: str | Sequence[str] | None = None, cases: str | Sequence[str] | None = None,
             sessions: slice | None = None, *, failed: bool = False) -> xarray.Dataset:
        """Rows in memory: one `row` for each session that is done, with coordinates `case` and `session` (`session_number`
        where a column is called `session`).

        `columns`, `cases`: names, all by default; `sessions`: a slice of replicates, the same in each case. Sessions
        that failed have zeros in their columns, and are left out unless `failed`.
        """
        names = self._chosen("column", columns, list(self.columns))
        labels = self._chosen("case", cases, self.cases)
        group = self._file["sessions"]
        axes = {axis: self.sessions[axis].values for name in names for axis in self.columns[name].dimensions[2:]
                if axis in self.sessions.coords}
        number = "session_number" if "session" in names else "session"
        parts = []
        for label in labels:
            case = self.cases.index(label)
            for replicates in self._replicates(case, sessions or slice(None)):
                read = {name: group[name][case, replicates] for name in names}
                index = np.arange(replicates.start, replicates.stop, replicates.step)
                if not failed and self._flag in group:
                    kept = group[self._flag][case, replicates] == 0
                    read, index = {name: values[kept] for name, values in read.items()}, index[kept]
                decoded = {name: (("row", *self.columns[name].dimensions[2:]), self.columns[name].decode(values))
                           for name, values in read.items()}
                case_of_row = np.full(len(index), label, dtype=object)
                coordinates: dict[str, Any] = {"case": ("row", case_of_row), number: ("row", index), **axes}
                parts.append(xarray.Dataset(decoded, coordinates))
        if not parts:
            raise Error(f"{self.path} has none of these rows (no block of theirs is done) run its study further", 2)
        return xarray.concat(parts, "row") if len(parts) > 1 else parts[0]

    def stored(self, column: str, case: int, sessions: slice | None = None) -> np.ndarray[Any, Any]:
        """The stored numbers of one column and case: cents, codes. What is done, without failed sessions, and without
        those that have no value in a column of one value a session."""
        self._chosen("column", column, list(self.columns))
        parts = list(self._stored(column, case, self._replicates(case, sessions or slice(None))))
        return np.concatenate(parts) if parts else np.empty(0, self.columns[column].dtype)

    def pieces(self, column: str, case: int) -> Pieces:
        """What `stored` gives, in pieces of a few hundred thousand sessions: of any number of them, in little memory."""
        self._chosen("column", column, list(self.columns))
        cut = [slice(first, min(first + pieces.SESSIONS, replicates.stop))
               for replicates in self._replicates(case, slice(None))
               for first in range(replicates.start, replicates.stop, pieces.SESSIONS)]
        count = sum(replicates.stop - replicates.start for replicates in cut)
        flags = self._flags(column)
        if self.columns[column].fill is not None:
            count = sum(len(values) for values in self._stored(column, case, cut))
        elif flags is not None:
            count -= sum(int(np.count_nonzero(flags[case, replicates])) for replicates in cut)
        return Pieces(lambda: self._stored(column, case, cut), count)

    def _stored(self, column: str, case: int, replicates: Iterable[slice]) -> Iterator[np.ndarray[Any, Any]]:
        dataset, flags = self._kept[column], self._flags(column)
        for some in replicates:
            values = dataset[case, some]
            if flags is not None:
                values = values[flags[case, some] == 0]
            yield values if values.ndim > 1 else values[~self.columns[column].is_missing(values)]

    def _flags(self, column: str) -> h5py.Dataset | None:
        """What tells of each session whether it failed; none where all have a value of the column."""
        return None if column in self.failure_columns else self._kept.get(self._flag)

    def courses(self, sessions: slice, case: str | None = None) -> Iterator[xarray.Dataset]:
        """The courses of several sessions, as course(); one is in memory at a time. `sessions` needs no end."""
        at_hand = program.find(self._program)
        if at_hand is None:
            raise Error("the course of a session is not known here (it takes the program ergodic, which is not found) "
                        "put it on the PATH or name it in ERGODIC_PROGRAM")
        if sessions.step not in (None, 1):
            raise Error("courses come one after the other (the slice has a step) leave it out, and take what you need")
        which = f"{'' if sessions.start is None else sessions.start}:{'' if sessions.stop is None else sessions.stop}"
        if case is not None:
            self._chosen("case", case, self.cases)
        of_case = [] if case is None else ["--case", case]
        for told in program.ask_lines(at_hand, "replay", self.path, "--json", "--sessions", which, *of_case):
            yield course.dataset(told)

    def course(self, session: int, case: str | None = None) -> xarray.Dataset:
        """A session simulated again, step by step: along `moment` each field that its workload tells, in its unit.

        `session` is an ID of the study, or with `case` a replicate of that case. The attributes say who it is (`case`,
        `replicate`, `session`, `stream`), give its `row`, and what the `file` says to that: "equal".
        """
        (told,) = self.courses(slice(session, session + 1), case)
        return told

    def _chosen(self, kind: str, given: str | Sequence[str] | None, known: list[str]) -> list[str]:
        wanted = known if given is None else [given] if isinstance(given, str) else list(given)
        for name in wanted:
            if name not in known:
                raise Error(f'there is no {kind} "{name}" ({self.path.name} has {", ".join(known) or "none"})'
                            f"{did_you_mean(name, known)}")
        return wanted

    def _replicates(self, case: int, wanted: slice) -> Iterable[slice]:
        start, stop, step = wanted.indices(self.sessions_per_case)
        if step < 1:
            raise Error("rows cannot be read backwards (the step of the slice is negative) reverse what comes")
        for first, last in self._ledger.done_ranges(case):
            begin = max(start, first + (start - first) % step)
            if begin < min(stop, last):
                yield slice(begin, min(stop, last), step)

    def summary(self, confidence: float = 0.95, *, exact: bool | None = None) -> dict[str, Any]:
        """The figures of `ergodic summary --json`, to the last digit.

        With `exact`, and by default where the program is found, they are the program's: with headlines, exact values
        and z. Without, they are computed from the file alone, which must then be complete.
        """
        at_hand = program.find(self._program) if exact is not False else None
        if at_hand is not None:
            answer: dict[str, Any] = program.ask(at_hand, "summary", self.path, "--json", "--confidence",
                                                 repr(confidence))
            if answer["identity"] != text(self._file.attrs["study_digest"]):
                raise Error(f"{at_hand} takes {self.path} for another study's (it is not the program that made it) name "
                            "that one, or make the file anew", 3)
            return answer
        if exact:
            raise Error("the exact values are not known here (the program ergodic is not found) put it on the PATH or "
                        "name it in ERGODIC_PROGRAM")
        if not self.complete:
            raise Error(f"{self.path} has no figures yet (it is not complete, and they are folded from its blocks by "
                        "the program ergodic, which is not found or not asked) run its study further", 3)
        seeding, until = self.study["seeding"], self.study.get("until")
        axes = summary.axes(self._file)
        failed = failures.declared_kinds(self) if self.failure_categories else \
            summary.failure_categories(self.failures, list(self.cases), self.sessions_per_case)
        return {"file": str(self.path), "workload": self.workload, "title": self.title,
                "program_version": self.version, "identity": text(self._file.attrs["study_digest"]),
                "seed": seeding["seed"], "common_random_numbers": seeding["common"],
                "sessions_per_case": self.sessions_per_case, "blocks": self._ledger.done.size,
                "blocks_done": int(self._ledger.done.sum()), "complete": self.complete, "confidence": confidence,
                **({"axes": axes} if axes else {}), **({"max_sessions": until["max_sessions"]} if until else {}),
                "cases": [{**summary.of_case(self._file, self.study, label, index, confidence), **failed[index]}
                          for index, label in enumerate(self.cases)]}

    def laws(self, case: str) -> dict[str, dict[Any, float]]:
        """What is known exactly of the whole distribution of a case's columns and tallies: of categories and tallies
        the probability of each label, of a quantity that of each value, in its unit. `ergodic exact` computes them.

        Raises Error when there is no such case, or the program is not found.
        """
        self._chosen("case", case, self.cases)
        at_hand = program.find(self._program)
        if at_hand is None:
            raise Error("the exact laws are not known here (the program ergodic is not found) put it on the PATH or "
                        "name it in ERGODIC_PROGRAM")
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as study:
            study.write(self.study_text)
            study.flush()
            (known,) = program.ask(at_hand, "exact", study.name, "--json", "--case", case)["cases"]
        return {name: dict(zip(law["values"], law["probabilities"])) if isinstance(law.get("values"), list) else law
                for name, law in known.get("laws", {}).items()}  # of a quantity two lists, else by label

    @property
    def failures(self) -> list[dict[str, Any]]:
        """The failures that are described, at most 16 a block: case, session, category, reason, can_retry. Of a workload
        that declares how its sessions fail, all that rows were kept of.
        """
        if self.failure_categories:
            return list(failures.declared(self))
        if "failures" not in self._file:
            return []
        group = self._file["failures"]
        done = self._ledger.done.ravel()
        described = []
        for block, slot in zip(*np.nonzero(group["session"][:] >= 0)):
            if not done[block]:
                continue
            case, replicate = divmod(int(group["session"][block, slot]), self.sessions_per_case)
            words = {name: group[name][block, slot].tobytes().rstrip(b"\0").decode(errors="replace")
                     for name in ("category", "reason")}
            described.append({"case": self.cases[case], "session": replicate, **words,
                              "can_retry": bool(group["can_retry"][block, slot])})
        return described

    @property
    def all_columns(self) -> list[str]:
        """All columns that a session gives, kept or not; of a workload that declares its failures."""
        return [column["name"] for column in
                json.loads(self._file["study/description"][:].tobytes())["columns"]] if self.failure_categories else []

    def failed_rows(self, case: str, numbers: list[str], *,
                    firsts: bool = False) -> Iterator[tuple[int, int, list[float]]]:
        """Of each session of a case that failed: its replicate, its category's code, what these columns hold. `firsts`:
        of the first of each category alone.
        """
        found: set[int] = set()
        group, index = self._file["sessions"], self.cases.index(case)
        for replicates in self._replicates(index, slice(None)):
            codes = group["failure"][index, replicates]
            failed = np.flatnonzero(~self.columns["failure"].is_missing(codes))
            if firsts:
                kinds, places = np.unique(codes[failed], return_index=True)
                failed = failed[[place for kind, place in zip(kinds, places) if kind not in found]]
                found.update(int(kind) for kind in kinds)
            values = [group[name][index, replicates][failed] for name in numbers] if len(failed) else []
            for place, row in enumerate(failed):
                yield replicates.start + int(row), int(codes[row]), [float(of_each[place]) for of_each in values]

    def failure_counts(self, case: int) -> list[int]:
        """Of each declared category, how many sessions of a case failed so; of a complete file."""
        return [int(count) for count in self._file["summary/failure_count"][case]]

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
                "seed": self.study["seeding"]["seed"], "common_random_numbers": self.study["seeding"]["common"],
                "identity": text(self._file.attrs["study_digest"]), "sha256": digest.hexdigest(),
                "complete": self.complete, "runs": self.runs}


def open(path: PathLike, *, program: PathLike | None = None) -> Results:  # noqa: A001: as xarray and h5py name it
    """Opens a result file. `program` is the ergodic to ask for exact values; by default it is looked for.

    Raises Error when there is no such file, or it is not one of ours.
    """
    return Results(path, program)
