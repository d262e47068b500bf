"""Values that come piece by piece, since all of them would fill the memory."""
from __future__ import annotations

from typing import Any, Callable, Iterator

import numpy as np

Array = np.ndarray[Any, Any]

# Arrays that follow each other through a few operations stay in the processor's cache.
SESSIONS = 1 << 18

_SAMPLE = 1_000_000


class Pieces:
    """Arrays of values, of `count` values in all, which `read` begins to give anew whenever they are gone through."""

    def __init__(self, read: Callable[[], Iterator[Array]], count: int) -> None:
        self._read = read
        self._count = count

    def __iter__(self) -> Iterator[Array]:
        return self._read()

    def __len__(self) -> int:
        return self._count

    def map(self, change: Callable[[Array], Array]) -> Pieces:
        """The same, each changed when it is read to one of as many values."""
        return Pieces(lambda: map(change, self._read()), self._count)

    def sample(self, most: int = _SAMPLE) -> Array:
        """All values, or of more than `most` every second, third, … one."""
        step = -(-self._count // most) or 1
        taken, seen = [], 0
        for piece in self:
            taken.append(piece[-seen % step::step].copy())  # not a view, which would keep all of the piece
            seen += len(piece)
        return np.concatenate(taken) if taken else np.empty(0)


def of(values: Any) -> Pieces:
    """Values of any array as one piece; pieces as they are."""
    if isinstance(values, Pieces):
        return values
    whole = np.asarray(values)
    return Pieces(lambda: iter([whole]), len(whole))
