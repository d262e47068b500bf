"""What a column's stored numbers mean: the attributes of CF that `src/store/README.md` describes."""
from __future__ import annotations

import dataclasses
import math
from typing import Any

import h5py
import numpy as np


def text(value: Any) -> str:
    """An attribute or label of the file: h5py gives bytes or str, depending on how it was written."""
    return value.decode() if isinstance(value, bytes) else str(value)


def dimensions(dataset: h5py.Dataset) -> tuple[str, ...]:
    """The names of a dataset's dimensions; a dimension's own values have it alone."""
    if h5py.h5ds.is_scale(dataset.id):
        return (dataset.name.rsplit("/", 1)[1],)
    return tuple(scales[0].name.rsplit("/", 1)[1] for scales in dataset.dims)


@dataclasses.dataclass(frozen=True)
class Column:
    """A column of `/sessions`: `labels` of its codes if it is a category, else a quantity in `unit`.

    `fill`: what stands for a missing value among its stored numbers; None where none is ever missing.
    """

    name: str
    unit: str
    long_name: str
    scale: float
    labels: tuple[str, ...]
    dimensions: tuple[str, ...]
    dtype: np.dtype[Any]
    fill: Any = None

    @classmethod
    def of(cls, dataset: h5py.Dataset) -> Column:
        a = dataset.attrs
        labels = tuple(text(a["flag_meanings"]).split(" ")) if "flag_meanings" in a else ()
        fill = np.ravel(a["_FillValue"])[0] if "_FillValue" in a else None
        if fill is not None and labels:
            labels = labels[:-1]  # the last one is that of the fill
        return cls(dataset.name.rsplit("/", 1)[1], text(a.get("units", "1")), text(a.get("long_name", "")),
                   float(a.get("scale_factor", 1.0)), labels, dimensions(dataset), dataset.dtype, fill)

    @property
    def is_category(self) -> bool:
        return bool(self.labels)

    def is_missing(self, stored: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Which of these stored numbers stand for none. Of reals it is one NaN, known by its bits."""
        if self.fill is None:
            return np.zeros(np.shape(stored), dtype=bool)
        if self.dtype.kind == "f":
            bits = np.ascontiguousarray(stored, dtype="<f8").view("<u8")
            return np.asarray(bits == np.asarray(self.fill, dtype="<f8").view("<u8")).reshape(np.shape(stored))
        return np.asarray(stored == self.fill)

    def decode(self, stored: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Stored numbers in the column's unit, codes as labels; where one is missing NaN, or None of a category.

        Where 1 / scale is whole it divides, which rounds only once: 57 cents are 0.57 dollars, not 0.5700000000000001.
        """
        if self.is_category:
            labels = np.array([*self.labels, None], dtype=object)
            return np.asarray(labels[np.where(self.is_missing(stored), len(self.labels), stored)], dtype=object)
        if self.fill is not None and self.dtype.kind != "f":
            return np.where(self.is_missing(stored), np.nan, dataclasses.replace(self, fill=None).decode(stored))
        if self.scale == 1:
            return stored
        inverse = 1 / self.scale
        whole = self.scale < 1 and inverse == math.floor(inverse)
        return stored / inverse if whole else stored * self.scale
