"""What each case of a study changes, from the resolved study."""
from __future__ import annotations

import itertools
from typing import Any

Study = dict[str, Any]


def _base(study: Study, path: str) -> Any:
    value: Any = study
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def by_case(study: Study) -> dict[str, list[Any]]:
    """Of each key that a case or a sweep sets, its value in every case: `{"bankroll.base_bet": [5.0, 10.0]}`.

    Cases come first and the last axis of the sweep is the fastest, as the program numbers them.
    """
    sweep: dict[str, list[Any]] = study.get("sweep") or {}
    named: list[dict[str, Any]] = [changes or {} for changes in (study.get("cases") or {}).values()] or [{}]
    points = [dict(zip(sweep, values)) for values in itertools.product(*sweep.values())]
    cases = [{**changes, **point} for changes in named for point in points]
    paths = dict.fromkeys(path for case in cases for path in case)
    return {path: [case.get(path, _base(study, path)) for case in cases] for path in paths}
