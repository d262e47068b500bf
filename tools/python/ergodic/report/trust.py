"""Which intervals are not to be trusted: those of means that rare sessions make, where there are too few of them."""
from __future__ import annotations

import html
from typing import Any, Iterator

from . import figures, markup, numbers

Figures = dict[str, Any]
_MOST_ROWS = 20


def _found(summary: Figures) -> Iterator[tuple[str, str, Figures]]:
    """Case, name and figure. That no two sessions differ is usual: only of key figures is it told."""
    for case in summary["cases"]:
        for kind in ("headlines", "quantities", "ratios"):
            for name, figure in case.get(kind, {}).items():
                never_varies = figure.get("sessions_asked") is None
                if not figure.get("interval_is_trusted", True) and never_varies == (kind == "headlines"):
                    yield case["case"], name, figure


def trust(summary: Figures) -> str:
    """A section; nothing where all are to be trusted, or the program, which knows, was not found."""
    rows = []
    for case, name, figure in _found(summary):
        asked = figure.get("sessions_asked")
        rows.append([html.escape(case), f'<td class="text">{html.escape(figures.words(name))}</td>',
                     "–" if asked is None else numbers.data(asked, numbers.plain(float(f"{asked:.3g}")))])
    if not rows:
        return ""
    more = f" The first {_MOST_ROWS} of {len(rows)}:" if len(rows) > _MOST_ROWS else ""
    said = ('<p>The intervals of these means may not hold them as often as they say. Rare sessions make their '
            "variance, and there are too few of them: the mean may be too low, and its interval too short at once. "
            f"Simulate as many sessions as their skewness asks for; without a number, no two sessions differ.{more}</p>\n")
    table = markup.table(["case", "figure", "sessions asked"], rows[:_MOST_ROWS])
    return markup.section("trust", "Not to be trusted", said, table)
