"""A result file, opened."""
from __future__ import annotations

import functools
import tempfile
from typing import Any, Iterable, Iterator, Sequence

import h5py
import numpy as np
import xarray

from . import course, failures, lazy, parameters, pieces, program, summary
from .columns import Column, text
from .errors import Error
from .file import File
from .ledger import Ledger
from .opening import did_you_mean
from .pieces import Pieces
from .places import Places


class Results(File):
    """The results of `ergodic run` in a file without stages, or in one of its stages, complete or not. Made by
    `ergodic.open`; closes with `close()` or `with`.

    Nothing but names, the study and the ledger is read until it is asked for.
    """

    stage = ""  # whose results these are; none where the study has no stages
    reads: list[str] = []  # the earlier stages that its cases are made from

    @property
    def stages(self) -> dict[str, Results]:
        """None: a file that has some is opened as `Chain`."""
        return {}

    @property
    def _held(self) -> dict[str, Any]:
        """What the file says that is held here."""
        return self._description

    @property
    def _root(self) -> h5py.Group:
        """Where the groups `sessions`, `ledger`, `summary` and `failures` are."""
        return self._file

    @property
    def _sealed_with(self) -> int:
        return int(self.identity, 16)

    def _sessions_of_each(self) -> int | None:
        """How many sessions each case has where cases are alike: the file says it, in rounds, or its study does."""
        told = self._file.attrs.get("sessions_per_case", self._held.get("sessions_per_case"))
        return int(self.study["sessions"] if told is None else told) if not isinstance(told, list) else None

    def _read_frame(self) -> None:
        """Its columns and its ledger. Raises what h5py does for a part that is not there."""
        group = self._root["sessions"]
        self.cases = [text(label) for label in group["case"][:]]
        self._places = Places.of(group, len(self.cases), self._sessions_of_each())
        self._kept = {name: dataset for name, dataset in group.items() if self._places.is_column(dataset)}
        self.columns = {name: Column.of(dataset) for name, dataset in self._kept.items()}
        self._ledger = Ledger(self._root["ledger"], self._sealed_with, self._places.sizes,
                              self._held.get("sessions_per_block"))

    @property
    def sizes(self) -> dict[str, int]:
        """How many sessions each case has."""
        return dict(zip(self.cases, self._places.sizes))

    @property
    def sessions_per_case(self) -> int | None:
        """How many each case has; None where cases have sizes of their own."""
        return None if self._places.is_ragged else (self._places.sizes or [0])[0]

    def __enter__(self) -> Results:
        return self

    def __repr__(self) -> str:
        state = "" if self.complete else f", NOT COMPLETE: {self.share_done:.1%} done"
        where = f"{self.path}, stage {self.stage}" if self.stage else str(self.path)
        each = f"{min(self._places.sizes, default=0)} to {max(self._places.sizes, default=0)}" \
            if self._places.is_ragged else str(self.sessions_per_case)
        return f"<ergodic.Results {where}: {self.workload}, {len(self.cases)} cases of {each} sessions{state}>"

    @functools.cached_property
    def failure_categories(self) -> list[dict[str, Any]]:
        """How sessions fail, where the workload declares it: name, can_retry, sentence. They are then told in rows."""
        if self.format < (1, 2):
            return []
        told: list[dict[str, Any]] = self._held.get("failures", [])
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
        return self._ledger.share_done

    @functools.cached_property
    def parameters(self) -> dict[str, list[Any]]:
        """Of each key that a case or the sweep sets, its value in every case. Of a stage, whose cases are its own, none."""
        return {} if self.stage else parameters.by_case(self.study)

    def axes_of(self, column: str) -> tuple[str, ...]:
        """The axes that a column lies along: none of one value a session."""
        return self._places.axes(self.columns[column].dimensions)

    @functools.cached_property
    def sessions(self) -> xarray.Dataset:
        """All columns, lazily: dimensions `case`, `session` (or what the workload calls it), and a column's own axes.

        Numbers are in their unit, categories are labels. `case` has the labels as its index and each swept or changed
        parameter as a further coordinate. In an incomplete file what is not done is NaN, or None in a category.
        Where cases have sizes of their own, all sessions lie along one dimension, with coordinates `case` and `replicate`.
        """
        group = self._root["sessions"]
        variables = {name: lazy.variable(group[name], column, self._ledger, self._places)
                     for name, column in self.columns.items()}
        coordinates = self._coordinates_of_sessions()
        used = {dimension for column in self.columns.values() for dimension in column.dimensions}
        for name in used - {"case"}:
            if group[name].dtype.byteorder != ">":  # netCDF's mark of a dimension without values is a big-endian float
                places = group[name][:]
                coordinates[name] = [text(place) for place in places] if places.dtype == object else places
        of_stage = {"stage": self.stage} if self.stage else {}
        title = {"title": self.title, **of_stage, "source": f"ergodic {self.version}", "complete": int(self.complete)}
        return xarray.Dataset(variables, coordinates, title)

    def _coordinates_of_sessions(self) -> dict[str, Any]:
        if self._places.is_ragged:
            along = next((column.dimensions[0] for column in self.columns.values()), "session")
            told = {"case": (along, self._places.case_of_rows(self.cases)),
                    "replicate": (along, self._places.replicates())}
            return {name: values for name, values in told.items() if name not in self.columns}
        coordinates: dict[str, Any] = {"case": np.array(self.cases, dtype=object)}
        for path, values in self.parameters.items():
            same = len({type(value) for value in values}) == 1 and isinstance(values[0], (bool, int, float))
            coordinates[path] = ("case", np.array(values) if same else np.array([*values, None], dtype=object)[:-1])
        return coordinates

    def rows(self, columns: str | Sequence[str] | None = None, cases: str | Sequence[str] | None = None,
             sessions: slice | None = None, *, failed: bool = False) -> xarray.Dataset:
        """Rows in memory: one `row` for each session that is done, with coordinates `case` and `session` (`session_number`
        where a column is called `session`).

        `columns`, `cases`: names, all by default; `sessions`: a slice of replicates, the same in each case. Sessions
        that failed have zeros in their columns, and are left out unless `failed`.
        """
        names = self._chosen("column", columns, list(self.columns))
        labels = self._chosen("case", cases, self.cases)
        group = self._root["sessions"]
        axes = {axis: self.sessions[axis].values for name in names
                for axis in self.axes_of(name)
                if axis in self.sessions.coords}
        number = "session_number" if "session" in names else "session"
        parts = []
        for label in labels:
            case = self.cases.index(label)
            for replicates in self._replicates(case, sessions or slice(None)):
                at = self._places.at(case, replicates)
                read = {name: group[name][at] for name in names}
                index = np.arange(replicates.start, replicates.stop, replicates.step)
                if not failed and self._flag in group:
                    kept = group[self._flag][at] == 0
                    read, index = {name: values[kept] for name, values in read.items()}, index[kept]
                decoded = {name: (("row", *self.axes_of(name)), self.columns[name].decode(values))
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
            count -= sum(int(np.count_nonzero(flags[self._places.at(case, replicates)])) for replicates in cut)
        return Pieces(lambda: self._stored(column, case, cut), count)

    def _stored(self, column: str, case: int, replicates: Iterable[slice]) -> Iterator[np.ndarray[Any, Any]]:
        dataset, flags = self._kept[column], self._flags(column)
        for some in replicates:
            values = dataset[self._places.at(case, some)]
            if flags is not None:
                values = values[flags[self._places.at(case, some)] == 0]
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
        of_case = [*self._of_stage, *([] if case is None else ["--case", case])]
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
        start, stop, step = wanted.indices(self._places.sizes[case])
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
            answer: dict[str, Any] = program.ask(at_hand, "summary", self.path, "--json", *self._of_stage,
                                                 "--confidence", repr(confidence))
            self.require_its_own(answer, at_hand)
            return answer
        if exact:
            raise Error("the exact values are not known here (the program ergodic is not found) put it on the PATH or "
                        "name it in ERGODIC_PROGRAM")
        if not self.complete:
            raise Error(f"{self.path} has no figures yet (it is not complete, and they are folded from its blocks by "
                        "the program ergodic, which is not found or not asked) run its study further", 3)
        until = self.study.get("until")
        axes = summary.axes(self._root)
        failed = failures.declared_kinds(self) if self.failure_categories else \
            summary.failure_categories(self.failures, list(self.cases), self._places.firsts)
        of_stage = {"stage": self.stage, "reads": self.reads} if self.stage else {}
        return {"file": str(self.path), "workload": self.workload, "title": self.title, **of_stage,
                "program_version": self.version, "identity": f"{self._sealed_with:032x}",
                "seed": self.seeding["seed"], "common_random_numbers": self.seeding["common"],
                "sessions_per_case": self.sessions_per_case, "blocks": self._ledger.done.size,
                "blocks_done": int(self._ledger.done.sum()), "complete": self.complete, "confidence": confidence,
                **({"axes": axes} if axes else {}), **({"max_sessions": until["max_sessions"]} if until else {}),
                "cases": [{**summary.of_case(self._root, self._wanted, label, index, confidence), **failed[index]}
                          for index, label in enumerate(self.cases)]}

    def require_its_own(self, answer: dict[str, Any], asked: str) -> None:
        """Raises Error for a summary of another study."""
        if int(answer["identity"], 16) != self._sealed_with:
            raise Error(f"{asked} takes {self.path} for another study's (it is not the program that made it) name "
                        "that one, or make the file anew", 3)

    @property
    def _of_stage(self) -> list[str]:
        """What tells the program of which stage."""
        return ["--stage", self.stage] if self.stage else []

    @property
    def _wanted(self) -> dict[str, Any]:
        """Of the columns, the pairs with covariances, and the histograms, that the summary has."""
        if not self.stage:
            return summary.wanted(self.study)
        return {"pairs": self._held["covariances"], "histograms": self._held["histograms"]}

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
        if "failures" not in self._root:
            return []
        group = self._root["failures"]
        done = self._ledger.done
        described = []
        for block, slot in zip(*np.nonzero(group["session"][:] >= 0)):
            if not done[block]:
                continue
            case, replicate = self._places.of_session(int(group["session"][block, slot]))
            words = {name: group[name][block, slot].tobytes().rstrip(b"\0").decode(errors="replace")
                     for name in ("category", "reason")}
            described.append({"case": self.cases[case], "session": replicate, **words,
                              "can_retry": bool(group["can_retry"][block, slot])})
        return described

    @property
    def all_columns(self) -> list[str]:
        """All columns that a session gives, kept or not; of a workload that declares its failures."""
        return [column["name"] for column in self._held["columns"]] if self.failure_categories else []

    def failed_rows(self, case: str, numbers: list[str], *,
                    firsts: bool = False) -> Iterator[tuple[int, int, list[float]]]:
        """Of each session of a case that failed: its replicate, its category's code, what these columns hold. `firsts`:
        of the first of each category alone.
        """
        found: set[int] = set()
        group, index = self._root["sessions"], self.cases.index(case)
        for replicates in self._replicates(index, slice(None)):
            at = self._places.at(index, replicates)
            codes = group["failure"][at]
            failed = np.flatnonzero(~self.columns["failure"].is_missing(codes))
            if firsts:
                kinds, places = np.unique(codes[failed], return_index=True)
                failed = failed[[place for kind, place in zip(kinds, places) if kind not in found]]
                found.update(int(kind) for kind in kinds)
            values = [group[name][at][failed] for name in numbers] if len(failed) else []
            for place, row in enumerate(failed):
                yield replicates.start + int(row), int(codes[row]), [float(of_each[place]) for of_each in values]

    def failure_counts(self, case: int) -> list[int]:
        """Of each declared category, how many sessions of a case failed so; of a complete file."""
        return [int(count) for count in self._root["summary/failure_count"][case]]
