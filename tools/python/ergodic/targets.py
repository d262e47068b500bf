"""How precise a study in rounds has become: `targets` of `ergodic summary --json`."""
from __future__ import annotations

from typing import Any, Callable, Iterator

Figures = dict[str, Any]


def _found(case: Figures, wanted: Figures) -> Iterator[tuple[str, str, float, list[float | None]]]:
    """Name, unit, estimate and interval of the figures that a target names: of a column along an axis all places."""
    column = wanted["column"]

    def is_meant(name: str) -> bool:
        return name == column or name.startswith(f"{column}[")

    if column in case.get("ratios", {}):
        ratio = case["ratios"][column]
        yield column, ratio["unit"], ratio["value"], ratio["interval"]
    for name, quantity in case.get("quantities", {}).items():
        if is_meant(name):
            yield name, quantity["unit"], quantity["mean"], quantity["interval"]
    for name, labels in case.get("categories", {}).items():
        for label, share in labels.items() if is_meant(name) else ():
            if wanted.get("label") in (None, label):
                yield f"{name}: {label}", "1", share["share"], share["interval"]


def _text(wanted: Figures, unit: str) -> str:
    text = str(wanted["column"]) + (f": {wanted['label']}" if wanted.get("label") else "")
    width, relative = wanted.get("half_width"), wanted.get("relative")
    if width:
        text += f" ± {width:g}{'' if unit == '1' else f' {unit}'}"
    if relative:
        text += f"{' or' if width else ' ±'} {100 * relative:g} % of it"
    return f"{text} at {100 * wanted.get('confidence', 0.95):g} %"


def _precision(wanted: Figures, name: str, unit: str, estimate: float | None,
               interval: list[float | None]) -> Figures:
    low, high = interval
    half = (high - low) / 2 if low is not None and high is not None and high > low else None
    allowed = None if estimate is None else max(wanted.get("half_width") or 0.0,
                                                (wanted.get("relative") or 0.0) * abs(estimate))
    reached = half is not None and allowed is not None and half <= allowed
    return {"figure": name, "unit": unit, "estimate": estimate, "half_width": half, "allowed": allowed,
            "reached": reached}


def of_case(until: Figures, at_confidence: Callable[[float], Figures]) -> list[Figures]:
    """Each target with its figures, whether all are reached; `at_confidence` gives the figures of the case."""
    if not until:
        return []
    targets = []
    for wanted in (until, *(until.get("also") or [])):
        found = list(_found(at_confidence(wanted.get("confidence", 0.95)), wanted))
        precisions = [_precision(wanted, *figure) for figure in found]
        targets.append({"target": _text(wanted, found[0][1]), "reached": all(p["reached"] for p in precisions),
                        "figures": precisions})
    return targets
