"""The figures of a complete file from its group `/summary`: what `ergodic summary --json` prints of it.

What the program alone knows is not in the file, and so not here: exact values with their z, and the headlines.
"""
from __future__ import annotations

import math
from typing import Any, Callable

import h5py

from . import intervals
from .columns import dimensions, text

Figures = dict[str, Any]


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _interval(interval: intervals.Interval) -> list[float | None]:
    return [_number(end) for end in interval]


def _labels(group: h5py.Group, dataset: h5py.Dataset) -> list[str]:
    return [text(label) for label in group[dimensions(dataset)[1]][:]]


def _quantity(group: h5py.Group, name: str, case: int, n: int, confidence: float) -> Figures:
    def of(what: str) -> float:
        return float(group[f"{name}_{what}"][case])

    mean, deviation = of("mean"), of("standard_deviation")
    figures: Figures = {
        "unit": text(group[f"{name}_mean"].attrs["units"]), "mean": _number(mean),
        "interval": _interval(intervals.student(mean, deviation, n, confidence)),
        "standard_deviation": _number(deviation), "minimum": _number(of("minimum")), "maximum": _number(of("maximum"))}
    if f"{name}_quantile" in group:
        figures["quantiles"] = {f"{p:g}": _number(value)
                                for p, value in zip(group["probability"][:], group[f"{name}_quantile"][case])}
    return figures


def _category(counts: h5py.Dataset, group: h5py.Group, case: int, n: int, confidence: float) -> Figures:
    return {label: {"count": int(count), "share": _number(count / n if n else math.nan),
                    "interval": _interval(intervals.wilson(int(count), n, confidence))}
            for label, count in zip(_labels(group, counts), counts[case])}


def _tally(counts: h5py.Dataset, group: h5py.Group, case: int) -> Figures:
    return {"unit": text(counts.attrs["units"]),
            "counts": {label: int(count) for label, count in zip(_labels(group, counts), counts[case])}}


def _ratio(group: h5py.Group, name: str, case: int, confidence: float) -> Figures:
    value, error = float(group[name][case]), float(group[f"{name}_standard_error"][case])
    return {"unit": text(group[name].attrs["units"]), "value": _number(value), "standard_error": _number(error),
            "interval": _interval(intervals.normal(value, error, confidence))}


def of_case(file: h5py.File, label: str, case: int, confidence: float) -> Figures:
    """The figures of case number `case`."""
    group = file["summary"]
    n = int(group["sessions"][case])
    figures: Figures = {"case": label, "sessions": n, "failures": int(group["failures"][case])}

    def add(kind: str, names: list[str], figure: Callable[[str], Figures]) -> None:
        if names:
            figures[kind] = {name: figure(name) for name in names}

    def named(ending: str) -> list[str]:
        return [name.removesuffix(ending) for name in group if name.endswith(ending)]

    quantities, ratios = named("_mean"), named("_standard_error")
    categories = [name for name in named("_count") if dimensions(group[f"{name}_count"])[1:] == (name,)]
    tallies = [name for name in group if dimensions(group[name])[1:] == (f"{name}_label",)]
    add("quantities", quantities, lambda name: _quantity(group, name, case, n, confidence))
    add("categories", categories, lambda name: _category(group[f"{name}_count"], group, case, n, confidence))
    add("tallies", tallies, lambda name: _tally(group[name], group, case))
    add("ratios", ratios, lambda name: _ratio(group, name, case, confidence))
    return figures
