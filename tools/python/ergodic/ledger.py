"""Which blocks of a file are done, and which sessions they hold: the group `/ledger` of `src/store/README.md`.

Of a run that goes on, was killed or failed, only what is durable counts here: the blocks of its last seconds may be left out.
"""
from __future__ import annotations

import struct
from typing import Any

import h5py
import numpy as np
import xxhash

Ranges = list[tuple[int, int]]


def _is_sealed(study: int, block: int, line: np.ndarray[Any, Any]) -> bool:
    low, high, seal_low, seal_high = (int(word) for word in line)
    marked = struct.pack("<5Q", study & (1 << 64) - 1, study >> 64, block, low, high)
    return xxhash.xxh3_128_intdigest(marked) == seal_high << 64 | seal_low


class Ledger:
    """The blocks of a file: `done[case, block of the case]`, and whether the file is `complete`."""

    def __init__(self, file: h5py.File, cases: int, sessions: int) -> None:
        study = int(file.attrs["study_digest"], 16)
        lines = file["ledger/line"][:]
        self.done = np.array([line.any() and _is_sealed(study, block, line) for block, line in enumerate(lines)],
                             dtype=bool).reshape(cases, -1)
        self.complete = bool(self.done.all()) and _is_sealed(study, len(lines), file["ledger/closing"][:])
        self._sessions = sessions
        self._words = file["ledger/summary"]

    def done_ranges(self, case: int) -> Ranges:
        """The half-open ranges of replicates of `case` whose rows are in the file, ascending, none touching the next.

        A block says itself how many sessions it holds: the first two words of its summary, done and failed.
        """
        if self.done[case].all():
            return [(0, self._sessions)]
        blocks = self.done.shape[1]
        ranges: Ranges = []
        for block in np.flatnonzero(self.done[case]):
            count = int(self._words[case * blocks + block, :2].sum())
            first = self._sessions - count if block == blocks - 1 else int(block) * count
            if ranges and ranges[-1][1] == first:
                ranges[-1] = (ranges[-1][0], first + count)
            else:
                ranges.append((first, first + count))
        return ranges
