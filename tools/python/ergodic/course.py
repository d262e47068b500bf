"""The course of a session, step by step, as `ergodic replay --json` tells it."""
from __future__ import annotations

from typing import Any, Sequence

import numpy as np
import xarray


def _array(values: Sequence[Any]) -> np.ndarray[Any, Any]:
    """Numbers as numbers, with NaN where a step has none; texts as they are, with None. What no step has is NaN."""
    there = [value for value in values if value is not None]
    if there and isinstance(there[0], str):
        return np.array([*values, None], dtype=object)[:-1]
    if len(there) == len(values) and all(isinstance(value, int) for value in there):
        return np.array(values, dtype=np.int64)
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def dataset(told: dict[str, Any]) -> xarray.Dataset:
    """One line of `ergodic replay --json`: a variable a field along `moment`, and who it is in the attributes.

    (A field may be called `step`, and would be an index then.)
    """
    steps = told["steps"]
    fields = {field["name"]: ("moment", _array([step[field["name"]] for step in steps]), {"units": field["unit"]})
              for field in told["fields"]}
    about = {name: told[name] for name in ("case", "replicate", "session", "stream", "row", "file", "failure")
             if name in told}
    return xarray.Dataset(fields, attrs=about)
