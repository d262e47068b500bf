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


def of_stage(study: int, name: str) -> int:
    """What the ledger of a stage is sealed with, in the place of the study's digest."""
    halves = struct.pack("<2Q", study & (1 << 64) - 1, study >> 64)
    return xxhash.xxh3_128_intdigest(halves + name.encode())


class Ledger:
    """The blocks of a file, or of one of its stages: `done`, block after block and case after case, and whether all of it
    is `complete`.

    `sealed_with`: the study's digest, or that of a stage. `block`: sessions of each block but a case's last; None in a file
    that does not say it, in which all cases have as many.
    """

    def __init__(self, group: h5py.Group, sealed_with: int, sizes: list[int], block: int | None) -> None:
        lines = group["line"][:]
        self.done = np.array([line.any() and _is_sealed(sealed_with, index, line) for index, line in enumerate(lines)],
                             dtype=bool)
        self.complete = bool(self.done.all()) and _is_sealed(sealed_with, len(lines), group["closing"][:])
        self._sizes = sizes
        self._block = block
        blocks = [len(lines) // len(sizes)] * len(sizes) if block is None else [-(-size // block) for size in sizes]
        self._firsts = np.concatenate([[0], np.cumsum(blocks, dtype=np.int64)])
        self._words = group["summary"]

    @property
    def share_done(self) -> float:
        """Of the blocks; of none, all."""
        return float(self.done.mean()) if self.done.size else 1.0

    def done_ranges(self, case: int) -> Ranges:
        """The half-open ranges of replicates of `case` whose rows are in the file, ascending, none touching the next."""
        first, last = self._firsts[case], self._firsts[case + 1]
        size = self._sizes[case]
        if self.done[first:last].all():
            return [(0, size)] if size else []
        ranges: Ranges = []
        for block in np.flatnonzero(self.done[first:last]):
            begin, end = self._replicates(int(first + block), int(block), int(last - first), size)
            if ranges and ranges[-1][1] == begin:
                ranges[-1] = (ranges[-1][0], end)
            else:
                ranges.append((begin, end))
        return ranges

    def _replicates(self, block: int, of_case: int, blocks: int, size: int) -> tuple[int, int]:
        if self._block is not None:
            return of_case * self._block, min((of_case + 1) * self._block, size)
        # A block says itself how many sessions it holds: the first two words of its summary, done and failed.
        count = int(self._words[block, :2].sum())
        first = size - count if of_case == blocks - 1 else of_case * count
        return first, first + count
