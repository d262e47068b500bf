"""The random words of any session, equal to the program's: `src/random/README.md`."""
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LOW, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
_MULTIPLIERS = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_WEYL = np.array([0x9E3779B9, 0xBB67AE85], np.uint64)


def key(seed: int, workload: str, case: str | None = None) -> NDArray[np.uint64]:
    """The two words of a stream's key. `case` is its label; None under common random numbers."""
    name = workload if case is None else f"{workload}/{case}"
    words = np.random.SeedSequence(seed, spawn_key=tuple(name.encode())).generate_state(2)
    return words.astype(np.uint64)


def philox(counter: NDArray[np.uint64], key: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Philox4x32-10 (Salmon, Moraes, Dror & Shaw, SC11) of counters `(n, 4)` and a key `(2,)`, 32 bits in each."""
    c0, c1, c2, c3 = np.asarray(counter, np.uint64).T
    k = np.asarray(key, np.uint64)
    for _ in range(10):
        a, b = c0 * _MULTIPLIERS[0], c2 * _MULTIPLIERS[1]
        c0, c1, c2, c3 = b >> _HALF ^ c1 ^ k[0], b & _LOW, a >> _HALF ^ c3 ^ k[1], a & _LOW
        k = k + _WEYL & _LOW
    return np.stack([c0, c1, c2, c3], axis=1).astype(np.uint32)


def words(seed: int, workload: str, case: str | None, replicate: int, count: int, *, purpose: int = 0,
          first: int = 0) -> NDArray[np.uint32]:
    """Words `first` to `first + count - 1` of the stream of one replicate.

    `case` is the case's label, or None where the study has `seeding.common: true`; `purpose` is what the workload uses
    them for, from 0. A stream has 2^34 words.
    """
    if not 0 <= first <= first + count <= 1 << 34:
        raise ValueError(f"words {first} to {first + count} are not in a stream (it has 2^34) ask for fewer")
    blocks = np.arange(first // 4, (first + count + 3) // 4, dtype=np.uint64)
    counter = np.empty((len(blocks), 4), np.uint64)
    counter[:, 0] = blocks
    counter[:, 1:] = purpose, replicate & 0xFFFFFFFF, replicate >> 32
    return philox(counter, key(seed, workload, case)).ravel()[first % 4:first % 4 + count]
