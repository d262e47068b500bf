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
from .places import Places


def _indices(key: Any, size: int) -> np.ndarray[Any, Any]:
    return np.atleast_1d(np.arange(size)[key])


class _Decoded(BackendArray):
    """A dataset of `/sessions`, decoded; what is not done yet is NaN, or None where the column is a category."""

    def __init__(self, dataset: h5py.Dataset, column: Column, ledger: Ledger, places: Places) -> None:
        self._dataset = dataset
        self._column = column
        self._ledger = ledger
        self._places = places
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
        leading = range(self._places.leading)
        done = self._is_done([_indices(key[axis], self.shape[axis]) for axis in leading])
        kept = tuple(done.shape[axis] for axis in leading if not isinstance(key[axis], (int, np.integer)))
        done = done.reshape(kept + (1,) * (np.ndim(stored) - len(kept)))
        # Nothing was ever written to what is not done: its codes may have no label.
        decoded = self._column.decode(np.where(done, stored, 0).astype(self._dataset.dtype))
        missing: Any = None if self.dtype == object else np.nan
        return np.where(done, decoded, missing).astype(self.dtype)


    def _is_done(self, asked: list[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
        """Of the sessions at these cases and replicates, or in ragged rows at these places."""
        if self._places.is_ragged:
            edges = [edge + self._places.firsts[case] for case in range(len(self._places.sizes))
                     for edges in self._ledger.done_ranges(case) for edge in edges]
            return np.searchsorted(np.array(edges, dtype=np.int64), asked[0], side="right") % 2 == 1
        cases, sessions = asked
        done = np.zeros((len(cases), len(sessions)), dtype=bool)
        for row, case in enumerate(cases):
            edges_of_case = np.array(self._ledger.done_ranges(int(case)), dtype=np.int64).ravel()
            done[row] = np.searchsorted(edges_of_case, sessions, side="right") % 2 == 1
        return done


def variable(dataset: h5py.Dataset, column: Column, ledger: Ledger, places: Places) -> xarray.Variable:
    """The column as a variable with its dimensions, unit and long name."""
    data = indexing.LazilyIndexedArray(_Decoded(dataset, column, ledger, places))
    return xarray.Variable(column.dimensions, data, {"long_name": column.long_name, "units": column.unit})
