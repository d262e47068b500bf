"""Where the sessions of each case lie in the datasets of a file: `/sessions` of `src/store/README.md`."""
from __future__ import annotations

import bisect
import itertools
from typing import Any, Sequence

import h5py
import numpy as np



class Places:
    """How many sessions each case has, and where they are: cases that are alike lie in a rectangle, (case, session);
    those of their own sizes one after the other, in a contiguous ragged array (CF conventions, 9.3.3)."""

    def __init__(self, sizes: Sequence[int], *, is_ragged: bool) -> None:
        self.sizes = [int(size) for size in sizes]
        self.firsts = [0, *itertools.accumulate(self.sizes)]
        self.is_ragged = is_ragged

    @classmethod
    def of(cls, sessions: h5py.Group, cases: int, per_case: int | None) -> Places:
        """Those of a group. `per_case`: how many sessions each case has, where they are alike; None: the columns, or their
        dimension, say so."""
        for dataset in sessions.values():
            if "sample_dimension" in dataset.attrs:
                return cls(dataset[:], is_ragged=True)
        return cls([per_case or 0] * cases, is_ragged=False)

    def of_session(self, number: int) -> tuple[int, int]:
        """The case and the replicate of a session's ID."""
        case = bisect.bisect_right(self.firsts, number) - 1
        return case, number - self.firsts[case]

    @property
    def leading(self) -> int:
        """How many of a column's dimensions tell the session; what follows are its axes."""
        return 1 if self.is_ragged else 2

    def at(self, case: int, replicates: slice) -> Any:
        """The index of a case's replicates, a slice whose ends are given, in a dataset."""
        if not self.is_ragged:
            return case, replicates
        first = self.firsts[case]
        return slice(first + replicates.start, first + replicates.stop, replicates.step)

    def is_column(self, dataset: h5py.Dataset) -> bool:
        """Whether a dataset of the group has a value a session, or more."""
        if not self.is_ragged:
            return bool(dataset.ndim >= 2)
        is_dimension = h5py.h5ds.is_scale(dataset.id)
        return not is_dimension and "sample_dimension" not in dataset.attrs and dataset.ndim >= 1

    def axes(self, dimensions_of_column: tuple[str, ...]) -> tuple[str, ...]:
        return dimensions_of_column[self.leading:]

    def case_of_rows(self, labels: Sequence[str]) -> np.ndarray[Any, Any]:
        """Of each session in the order of IDs, the label of its case."""
        return np.repeat(np.array([*labels, None], dtype=object)[:-1], self.sizes)

    def replicates(self) -> np.ndarray[Any, Any]:
        """Likewise its replicate."""
        return np.concatenate([np.arange(size) for size in self.sizes] or [np.empty(0, dtype=int)])
