"""The figures of a complete file from its group `/summary`: what `ergodic summary --json` prints of it.

What the program alone knows is not in the group, and so not here: exact values with their z, controlled means, which
take such values, the headlines; and what takes the rows: intervals of quantiles, whether those of means are to be
trusted, and so whether targets are reached.
"""
from __future__ import annotations

import math
from typing import Any, Iterator

import h5py

from . import intervals
from .columns import dimensions, text

Figures = dict[str, Any]


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _interval(interval: intervals.Interval) -> list[float | None]:
    return [_number(end) for end in interval]


def _labels(group: h5py.Group, axis: str) -> list[str]:
    return [text(label) for label in group[axis][:]]


def _coordinates(group: h5py.Group, axis: str) -> list[float]:
    return [float(value) for value in group[axis][:]]


def _is_labelled(group: h5py.Group, axis: str) -> bool:
    return bool(group[axis].dtype == object)


def _places(group: h5py.Group, column: str, variable: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The name and the index of a column at each place of its axis: "profit[seat 3]"; once where it has none."""
    axis = dimensions(group[variable])[1:2]
    if not axis or axis[0] in (column, "probability"):
        yield column, ()
        return
    if _is_labelled(group, axis[0]):
        places = _labels(group, axis[0])
    else:
        places = [repr(coordinate).removesuffix(".0") for coordinate in _coordinates(group, axis[0])]
    for index, place in enumerate(places):
        yield f"{column}[{axis[0]} {place}]", (index,)


def _is_missing_count(group: h5py.Group, name: str) -> bool:
    """Whether it is a variable that counts sessions without a value, and no mean of a column called so."""
    return name in group and text(group[name].attrs.get("units", "")) == "sessions"


def _quantities(group: h5py.Group, name: str, case: int, n: int, confidence: float) -> Figures:
    unit = text(group[f"{name}_mean"].attrs["units"])
    mean, deviation, least, greatest = (group[f"{name}_{what}"][case]
                                        for what in ("mean", "standard_deviation", "minimum", "maximum"))
    gaps = group[f"{name}_missing"][case] if _is_missing_count(group, f"{name}_missing") else None
    figures: Figures = {}
    for named, at in _places(group, name, f"{name}_mean"):
        missing = 0 if gaps is None else int(gaps[at])
        interval = intervals.student(float(mean[at]), float(deviation[at]), n - missing, confidence)
        figures[named] = {"unit": unit, "mean": _number(mean[at]), "interval": _interval(interval),
                          "standard_deviation": _number(deviation[at]), "minimum": _number(least[at]),
                          "maximum": _number(greatest[at]), **({} if gaps is None else {"missing": missing})}
        if f"{name}_quantile" in group:
            values = group[f"{name}_quantile"][(case, *at)]
            figures[named]["quantiles"] = {f"{p:g}": _number(value)
                                           for p, value in zip(group["probability"][:], values)}
    return figures


def _categories(group: h5py.Group, name: str, case: int, confidence: float) -> Figures:
    found: Figures = {}
    for named, at in _places(group, name, f"{name}_count"):
        counts = [int(count) for count in group[f"{name}_count"][(case, *at)]]
        n = sum(counts)  # of the column `failed` or `outcome` all sessions, else those that have one
        found[named] = {label: {"count": count, "share": _number(count / n if n else math.nan),
                                "interval": _interval(intervals.wilson(count, n, confidence))}
                        for label, count in zip(_labels(group, name), counts)}
    return found


def _tally(group: h5py.Group, name: str, case: int) -> Figures:
    counts = zip(_labels(group, f"{name}_label"), group[name][case])
    return {"unit": text(group[name].attrs["units"]), "counts": {label: int(count) for label, count in counts}}


def _ratio(group: h5py.Group, name: str, case: int, confidence: float) -> Figures:
    value, error = float(group[name][case]), float(group[f"{name}_standard_error"][case])
    return {"unit": text(group[name].attrs["units"]), "value": _number(value), "standard_error": _number(error),
            "interval": _interval(intervals.normal(value, error, confidence))}


def wanted(study: Figures) -> Figures:
    """What a study asks of its summary: of `pairs` of columns covariances, each with each other, and of means with their
    controls; `histograms`."""
    output = study.get("output") or {}
    groups = [output.get("covariances") or [], *([c["of"], *c["by"]] for c in output.get("controls") or [])]
    pairs: list[list[str]] = []
    for columns in groups:
        for i, second in enumerate(columns):
            new = ([first, second] for first in columns[:i])
            pairs += [pair for pair in new if pair not in pairs and pair[::-1] not in pairs]
    return {"pairs": pairs, "histograms": output.get("histograms") or []}


def _covariances(group: h5py.Group, pairs: list[list[str]], case: int) -> list[Figures]:
    found = []
    for first, second in pairs:
        covariance = group[f"{first}_{second}_covariance"]
        found.append({"columns": [first, second], "unit": text(covariance.attrs["units"]),
                      "covariance": _number(covariance[case]),
                      "correlation": _number(group[f"{first}_{second}_correlation"][case])})
    return found


def _histograms(group: h5py.Group, histograms: list[Figures], case: int) -> Figures:
    found: Figures = {}
    for one in histograms:
        name = one["column"]
        # The file has the lower edges; where the last bin ends the study says.
        edges = [*_coordinates(group, f"{name}_bin"), float(one["to"])]
        below, counts, above = (group[f"{name}{part}_histogram"] for part in ("_below", "", "_above"))
        for named, at in _places(group, name, f"{name}_mean"):
            place = (case, *at)
            found[named] = {"unit": text(group[f"{name}_mean"].attrs["units"]), "edges": edges,
                            "below": int(below[place]), "counts": [int(count) for count in counts[place]],
                            "above": int(above[place])}
    return found


def failure_categories(described: list[dict[str, Any]], cases: list[str], first_sessions: list[int]) -> list[Figures]:
    """Of each case, why sessions failed: its failures that are described, by category; nothing where there are none."""
    places = {label: case for case, label in enumerate(cases)}
    kinds: list[Figures] = [{} for _ in cases]
    for failure in described:
        case = places[failure["case"]]
        kind = kinds[case].setdefault(failure["category"], {
            "described": 0, "session": first_sessions[case] + failure["session"], "reason": failure["reason"]})
        kind["described"] += 1
    return [{"failure_categories": of_case} if of_case else {} for of_case in kinds]


def of_case(root: h5py.Group, asked: Figures, label: str, case: int, confidence: float) -> Figures:
    """The figures of case number `case` of a study, or of a stage; `asked`: what is `wanted`."""
    group = root["summary"]
    n = int(group["sessions"][case])
    figures: Figures = {"case": label, "sessions": n, "failures": int(group["failures"][case])}

    def named(ending: str) -> list[str]:
        return [name.removesuffix(ending) for name in group if name.endswith(ending)]

    tallies = [name for name in group if dimensions(group[name])[1:] == (f"{name}_label",)]
    categories = [name for name in named("_count") if dimensions(group[f"{name}_count"])[-1] == name]
    kinds: dict[str, Any] = {"quantities": {}, "categories": {}, "category_missing": {}, "tallies": {}, "ratios": {}}
    for name in named("_mean"):
        kinds["quantities"].update(_quantities(group, name, case, n, confidence))
    for name in categories:
        kinds["categories"].update(_categories(group, name, case, confidence))
        if _is_missing_count(group, f"{name}_missing"):
            gaps = group[f"{name}_missing"][case]
            kinds["category_missing"].update({place: int(gaps[at]) for place, at in
                                              _places(group, name, f"{name}_missing")})
    for name in tallies:
        kinds["tallies"][name] = _tally(group, name, case)
    for name in named("_standard_error"):
        kinds["ratios"][name] = _ratio(group, name, case, confidence)
    kinds["covariances"] = _covariances(group, asked["pairs"], case)
    kinds["histograms"] = _histograms(group, asked["histograms"], case)
    return figures | {kind: found for kind, found in kinds.items() if found}


def axes(root: h5py.Group) -> Figures:
    """The places of the axes that columns lie along."""
    group = root["summary"]
    along = set()
    for name in group:
        for ending in ("_mean", "_count"):
            further = dimensions(group[name])[1:2]
            if name.endswith(ending) and further and further[0] != name.removesuffix(ending):
                along.add(further[0])
    found: Figures = {}
    for axis in along:
        found[axis] = {"unit": text(group[axis].attrs.get("units", "1"))}
        if _is_labelled(group, axis):
            found[axis]["labels"] = _labels(group, axis)
        else:
            found[axis]["coordinates"] = _coordinates(group, axis)
    return found
