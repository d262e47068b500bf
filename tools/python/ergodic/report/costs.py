"""What the runs of a file have cost, as the record beside it tells."""
from __future__ import annotations

import html
from typing import Any

from . import markup, numbers

_Run = dict[str, Any]
_escape = html.escape


def _add(to: dict[str, float], cost: dict[str, float]) -> None:
    for name in ("seconds", "processor_seconds"):
        to[name] = to.get(name, 0.0) + cost.get(name, 0.0)


def _works(runs: list[_Run]) -> str:
    costs: dict[str, dict[str, float]] = {}
    for run in runs:
        for work, cost in run.get("costs", {}).items():
            if isinstance(cost, dict):
                _add(costs.setdefault(work, {}), cost)
    whole = sum(cost["seconds"] for cost in costs.values())
    rows = [[_escape(work), numbers.data(cost["seconds"], numbers.seconds(cost["seconds"])),
             f"{numbers.plain(100 * cost['seconds'] / whole, 1)}{numbers.THIN}%",
             numbers.data(cost["processor_seconds"], numbers.seconds(cost["processor_seconds"]))]
            for work, cost in costs.items() if cost["seconds"] > 0]
    return markup.table(["spent on", "time", "share", "processor"], rows, "All runs and ranks together") if rows else ""


def _cases(runs: list[_Run]) -> str:
    cases: dict[tuple[str, str], dict[str, Any]] = {}
    for run in runs:
        for told in run.get("dearest_cases", []):
            case = cases.setdefault((told.get("stage", ""), told.get("case", "")),
                                    {"sessions": 0, "peak": 0, "preparing": {}, "simulating": {}})
            case["sessions"] += told.get("sessions", 0)
            case["peak"] = max(case["peak"], told.get("peak_bytes", 0))
            for work in ("preparing", "simulating"):
                _add(case[work], told.get(work, {}))
    if len(cases) < 2:
        return ""
    dearest = sorted(cases.items(), key=lambda item: -item[1]["preparing"]["seconds"] - item[1]["simulating"]["seconds"])
    rows = [[_escape(f"{stage}/{label}" if stage else label), numbers.plain(case["sessions"]),
             *(numbers.data(case[work]["seconds"], numbers.seconds(case[work]["seconds"]))
               for work in ("preparing", "simulating")),
             numbers.size(case["peak"])] for (stage, label), case in dearest]
    return markup.table(["case", "sessions", "preparing", "simulating", "memory of the process"], rows,
                        "The cases that cost the most")


def costs(runs: list[_Run]) -> str:
    """The section; nothing where no record tells."""
    return markup.section("costs", "What it cost", _works(runs), _cases(runs))
