"""How far each case lies from the first, in the headlines."""
from __future__ import annotations

import dataclasses
import math
from typing import Any

import numpy as np

from .. import pieces
from ..intervals import normal_critical
from ..pieces import Pieces
from ..results import Results
from . import figures

Figures = dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Difference:
    """`value` is the case's less the first one's; normal interval."""

    value: float
    interval: list[float | None]
    paired: bool


class _Rows:
    """What a headline averages, one number a session: a quantity, or 1 where a category has the label."""

    def __init__(self, results: Results, cases: list[Figures], title: str) -> None:
        self._results = results
        self._places = {label: index for index, label in enumerate(results.cases)}
        self._quantity = figures.column_of(cases, title)
        self._category = figures.label_of(cases, title)

    @property
    def kept(self) -> bool:
        name = self._quantity or (self._category and self._category[0])
        return name in self._results.columns

    def of(self, case: Figures) -> Pieces:
        index = self._places[case["case"]]
        if self._quantity is not None:
            return self._results.pieces(self._quantity, index).map(self._results.columns[self._quantity].decode)
        assert self._category is not None
        name, label = self._category
        code = self._results.columns[name].labels.index(label)
        return self._results.pieces(name, index).map(lambda codes: (codes == code).astype(float))


def _held(rows: Pieces) -> Pieces:
    """Rows that are gone through with every case, in memory where they are few."""
    return pieces.of(np.concatenate(list(rows))) if len(rows) <= pieces.SESSIONS else rows


def _paired_error(one: Pieces, other: Pieces) -> float:
    """The standard error of the mean difference."""
    n, mean, squares = 0, 0.0, 0.0
    for a, b in zip(one, other):
        differences = a - b
        more, shift = len(differences), float(differences.mean()) - mean
        # T. F. Chan, G. H. Golub & R. J. LeVeque, The American Statistician 37 (1983) 242-247.
        squares += float(np.var(differences)) * more + shift * shift * n * more / (n + more)
        n += more
        mean += shift * more / n
    return math.sqrt(squares / (n - 1) / n) if n > 1 else math.nan


def _missing(case: Figures, title: str) -> int:
    """How many sessions have no value of what the headline is of."""
    name, label = figures.column_of([case], title), figures.label_of([case], title)
    if name is not None:
        return int(case["quantities"][name].get("missing", 0))
    return int(case.get("category_missing", {}).get(label[0], 0)) if label else 0


def _standard_error(case: Figures, title: str) -> float:
    share, n = case["headlines"][title]["value"], case["sessions"] - _missing(case, title)
    name = figures.column_of([case], title)
    if name is not None:
        deviation = case["quantities"][name]["standard_deviation"]
        return math.nan if deviation is None or n < 1 else float(deviation) / math.sqrt(n)
    return math.sqrt(share * (1 - share) / n)


def of(results: Results, summary: Figures, title: str) -> list[Difference]:
    """One for each case but the first. Under common random numbers sessions of the same number are paired: their
    differences vary far less than they do."""
    first, *others = summary["cases"]
    rows = _Rows(results, summary["cases"], title)
    paired = summary["common_random_numbers"] and rows.kept and \
        len({case["sessions"] - _missing(case, title) for case in summary["cases"]} | set(results.sizes.values())) == 1
    base = _held(rows.of(first)) if paired else None
    found = []
    for case in others:
        value = case["headlines"][title]["value"] - first["headlines"][title]["value"]
        if base is not None:
            error = _paired_error(rows.of(case), base)
        else:
            error = math.hypot(_standard_error(first, title), _standard_error(case, title))
        half = normal_critical(summary["confidence"]) * error
        ends = [value - half, value + half]
        found.append(Difference(value, [end if math.isfinite(end) else None for end in ends], bool(paired)))
    return found
