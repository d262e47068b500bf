"""The sessions that failed, of a workload that declares how they do: their rows tell all of them."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Iterator

import numpy as np

if TYPE_CHECKING:
    from .results import Results


def _number(value: float) -> str:
    return repr(float(value)).removesuffix(".0")


def sentence(category: dict[str, Any], numbers: list[float], columns: list[str]) -> str:
    """What is told of a failure, with its numbers in their places."""

    def filled(place: re.Match[str]) -> str:
        index = int(place[1])
        if index >= len(numbers) or np.isnan(numbers[index]):
            return "…"
        if place[2]:
            which, names = int(numbers[index]), columns if place[2] == ":column" else category.get("labels", [])
            return names[which] if 0 <= which < len(names) else "…"
        return _number(numbers[index])

    return re.sub(r"\{([0-2])(:column|:label)?\}", filled, str(category["sentence"]))


def declared(results: Results, *, firsts: bool = False) -> Iterator[dict[str, Any]]:
    """Of each: case, session, category, reason, can_retry. None where no rows were kept. `firsts`: of the first of each
    category in a case alone."""
    if "failure" not in results.columns:
        return
    names = [name for name in (f"failure_number_{i}" for i in (1, 2, 3)) if name in results.columns]
    for label in results.cases:
        for replicate, code, numbers in results.failed_rows(label, names, firsts=firsts):
            category = results.failure_categories[code]
            yield {"case": label, "session": replicate, "category": category["name"],
                   "reason": sentence(category, numbers, results.all_columns), "can_retry": bool(category["can_retry"])}


def declared_kinds(results: Results) -> list[dict[str, Any]]:
    """Of each case, why sessions failed, as `ergodic summary --json` tells it; nothing where there are none."""
    examples: dict[tuple[str, str], dict[str, Any]] = {}
    for failed in declared(results, firsts=True):
        examples[failed["case"], failed["category"]] = failed
    found = []
    for index, label in enumerate(results.cases):
        counted = zip(results.failure_categories, results.failure_counts(index))
        kinds = {}
        for category, count in sorted(counted, key=lambda pair: -int(pair[1])):
            if not count:
                continue
            one = examples.get((label, category["name"]))
            kinds[category["name"]] = {
                "described": int(count),
                "session": None if one is None else sum(list(results.sizes.values())[:index]) + one["session"],
                "reason": sentence(category, [], []) if one is None else one["reason"]}
        found.append({"failure_categories": kinds} if kinds else {})
    return found
