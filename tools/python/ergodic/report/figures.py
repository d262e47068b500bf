"""Which figures of a summary say what: headlines and their columns, and all that is held against theory."""
from __future__ import annotations

import dataclasses
from typing import Any

Figures = dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Compared:
    """A simulated figure beside its exact value."""

    name: str
    value: float
    interval: list[float | None]
    unit: str
    share: bool
    exact: float
    z: float | None
    is_normal: bool = True  # whether z follows the normal law: not where hardly a session is expected


def of_single_values(summary: Figures) -> Figures:
    """The summary without columns that lie along an axis, "profit[seat 3]": these are drawn over it, not listed. Each
    case has them apart, under "along": `{("profit", "seat"): [figures at each place]}`."""
    kinds = ("quantities", "categories", "category_fits", "histograms")
    cases = []
    for case in summary["cases"]:
        single = {kind: {name: figure for name, figure in case[kind].items() if not name.endswith("]")}
                  for kind in kinds if kind in case}
        along: dict[tuple[str, str], list[Any]] = {}
        for kind in ("quantities", "categories"):
            for name, figure in case.get(kind, {}).items():
                if name.endswith("]"):
                    column, _, place = name.partition("[")
                    along.setdefault((column, place.split(" ")[0]), []).append(figure)
        cases.append({**case, **single, "along": along})
    return {**summary, "cases": cases}


def begun(summary: Figures) -> Figures:
    """The summary of the cases that have sessions: of an incomplete file these may be few."""
    return {**summary, "cases": [case for case in summary["cases"] if case["sessions"]]}


def label_of(cases: list[Figures], title: str) -> tuple[str, str] | None:
    """The category and the label whose share a headline is, unless they lie along an axis."""
    headline = cases[0]["headlines"][title]
    there = "label" in headline and headline["column"] in cases[0].get("categories", {})
    return (headline["column"], headline["label"]) if there else None


def column_of(cases: list[Figures], title: str) -> str | None:
    """The quantity whose mean a headline is, unless it lies along an axis."""
    headline = cases[0]["headlines"][title]
    there = "label" not in headline and headline["column"] in cases[0].get("quantities", {})
    return str(headline["column"]) if there else None


def is_share(case: Figures, title: str) -> bool:
    """Whether a headline is the share of a category's label, rather than a quantity's mean."""
    return "label" in case["headlines"][title]


def words(name: str) -> str:
    """A name of the file as words."""
    return name.replace("_", " ")


def _is_normal(sessions: int, probability: float) -> bool:
    """The rule of thumb for counts: at least five are expected, of the label and of all others."""
    return sessions * min(probability, 1 - probability) >= 5


def compared(case: Figures) -> list[Compared]:
    """Every figure of a case of which the exact value is known."""
    found = []
    for name, q in case.get("quantities", {}).items():
        if "exact" in q:
            found.append(Compared(f"mean {words(name)}", q["mean"], q["interval"], q["unit"], False, q["exact"],
                                  q.get("z")))
    for name, labels in case.get("categories", {}).items():
        for label, s in labels.items():
            if "exact" in s:
                found.append(Compared(f"{words(name)}: {words(label)}", s["share"], s["interval"], "1", True,
                                      s["exact"], s.get("z"), _is_normal(case["sessions"], s["exact"])))
    for name, r in case.get("ratios", {}).items():
        if "exact" in r:
            found.append(Compared(words(name), r["value"], r["interval"], r["unit"], False, r["exact"], r.get("z")))
    return [figure for figure in found if figure.value is not None]


def all_z(summary: Figures) -> list[float]:
    """Of all figures of which z follows the normal law."""
    return [figure.z for case in summary["cases"] for figure in compared(case)
            if figure.z is not None and figure.is_normal]


def with_unit(name: str, unit: str, share: bool = False) -> str:
    """A name and the unit that its numbers are in, unless the name says it."""
    return f"{name}, %" if share else name if unit == "1" or unit in name.split() else f"{name}, {unit}"
