"""Columns as xarray variables that are read from the file, and decoded, when they are indexed."""
from __future__ import annotations

from typing import Any

import h5py
import numpy as np
import xarray
from xarray.backends import BackendArray
from xarray.core import indexing

from .columns import Column
from .ledger import Ledger


def _indices(key: Any, size: int) -> np.ndarray[Any, Any]:
    return np.atleast_1d(np.arange(size)[key])


class _Decoded(BackendArray):
    """A dataset of `/sessions`, decoded; what is not done yet is NaN, or None where the column is a category."""

    def __init__(self, dataset: h5py.Dataset, column: Column, ledger: Ledger) -> None:
        self._dataset = dataset
        self._column = column
        self._ledger = ledger
        self._partial = not bool(ledger.done.all())
        self.shape = dataset.shape
        decoded = column.decode(np.zeros(1, dataset.dtype)).dtype
        self.dtype = np.dtype(float) if self._partial and decoded != object else decoded

    def __getitem__(self, key: indexing.ExplicitIndexer) -> Any:
        return indexing.explicit_indexing_adapter(key, self.shape, indexing.IndexingSupport.OUTER_1VECTOR, self._read)

    def _read(self, key: tuple[Any, ...]) -> Any:
        stored = self._dataset[key]
        if not self._partial:
            return self._column.decode(stored)
        cases, sessions = (_indices(key[axis], self.shape[axis]) for axis in (0, 1))
        done = np.zeros((len(cases), len(sessions)), dtype=bool)
        for row, case in enumerate(cases):
            edges = np.array(self._ledger.done_ranges(int(case)), dtype=np.int64).ravel()
            done[row] = np.searchsorted(edges, sessions, side="right") % 2 == 1
        kept = tuple(done.shape[axis] for axis in (0, 1) if not isinstance(key[axis], (int, np.integer)))
        done = done.reshape(kept + (1,) * (np.ndim(stored) - len(kept)))
        # Nothing was ever written to what is not done: its codes may have no label.
        decoded = self._column.decode(np.where(done, stored, 0).astype(self._dataset.dtype))
        missing: Any = None if self.dtype == object else np.nan
        return np.where(done, decoded, missing).astype(self.dtype)


def variable(dataset: h5py.Dataset, column: Column, ledger: Ledger) -> xarray.Variable:
    """The column as a variable with its dimensions, unit and long name."""
    data = indexing.LazilyIndexedArray(_Decoded(dataset, column, ledger))
    return xarray.Variable(column.dimensions, data, {"long_name": column.long_name, "units": column.unit})
