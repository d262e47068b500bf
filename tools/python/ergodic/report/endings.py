"""How sessions end: distributions, shares, failures."""
from __future__ import annotations

import html
import itertools
from typing import Any

from ..failures import declared
from ..results import Results
from . import charts, figures, markup, numbers

Figures = dict[str, Any]
_escape = html.escape
_MOST_FAILURES = 20


def _quantiles(summary: Figures) -> str:
    tables = []
    for name, quantity in summary["cases"][0].get("quantities", {}).items():
        if "quantiles" not in quantity:
            continue
        unit = "dollars" if quantity["unit"] == "dollars" else "1"  # others stand in the caption
        rows = []
        for case in summary["cases"]:
            q = case["quantities"][name]
            values = [q["minimum"], *q["quantiles"].values(), q["maximum"]]
            cells = (numbers.data(value, numbers.amount(value, unit)) for value in values)
            rows.append([_escape(case["case"]), *cells])
        head = ["case", "least", *(f"{100 * float(p):g}{numbers.THIN}%" for p in quantity["quantiles"]), "greatest"]
        named = figures.words(name)
        caption = named if unit == "dollars" else figures.with_unit(named, quantity["unit"])
        tables.append(markup.table(head, rows, _escape(caption[0].upper() + caption[1:])))
    body = "".join(tables)
    if len(summary["cases"]) > charts.MOST_CASES_IN_FULL and body:
        body = f"<details><summary>Quantiles of {len(summary['cases'])} cases</summary>{body}</details>\n"
    return body


def _cases_drawn(results: Results, summary: Figures) -> list[str]:
    parts = []
    for label, drawn in charts.of_cases(results, summary):
        heading = f"<h3>Case {_escape(label)}</h3>\n" if len(results.cases) > 1 else ""
        parts.append(heading + markup.side_by_side(drawn) if drawn else "")
    return parts


def distributions(results: Results, summary: Figures) -> str:
    return markup.section("sessions", "How sessions end", markup.side_by_side(charts.categories(results, summary)),
                    *_cases_drawn(results, summary), _quantiles(summary))


def shares(summary: Figures, of_failures: frozenset[str]) -> str:
    """Each category's shares, case by case."""
    return markup.section("shares", "Shares", *share_tables(summary, of_failures))


def share_tables(summary: Figures, of_failures: frozenset[str]) -> list[str]:
    """One a category; of those of failures none."""
    tables = []
    for name, labels in summary["cases"][0].get("categories", {}).items():
        if name in of_failures:  # they have a section of their own
            continue
        rows = []
        for case in summary["cases"]:
            cells = [numbers.figure(label["share"], "1", label["interval"], share=True)
                     for label in case["categories"][name].values()]
            rows.append([_escape(case["case"]), *cells])
        tables.append(markup.table(["case", *(_escape(figures.words(label)) for label in labels)], rows,
                             _escape(figures.words(name).capitalize())))
    return tables


def failures(results: Results, summary: Figures) -> str:
    failed = sum(case["failures"] for case in summary["cases"])
    if not failed:
        return ""
    first = list(itertools.islice(declared(results), _MOST_FAILURES)) if results.failure_categories else results.failures
    by_category = {(case["case"], category): kind["described"] for case in summary["cases"]
                   for category, kind in case.get("failure_categories", {}).items()}
    described = sum(by_category.values())
    said = (f"<p>{markup.count(failed, 'session')} failed and {'is' if failed == 1 else 'are'} left out of every "
            "figure. "
            f"{markup.count(described, 'failure')} {'is' if described == 1 else 'are'} described in the "
            "file.</p>\n")
    counted = markup.table(["case", "category", "described"],
                     [[_escape(case), f'<td class="text">{_escape(category)}</td>', str(count)]
                      for (case, category), count in by_category.items()])
    listed = markup.table(["session", "case", "category", "reason", "again?"],
                    [[str(f["session"]), _escape(f["case"]), f'<td class="text">{_escape(f["category"])}</td>',
                      f'<td class="text">{_escape(f["reason"])}</td>', "may help" if f["can_retry"] else "no use"]
                     for f in first[:_MOST_FAILURES]])
    return markup.section("failures", "Failures", said, counted,
                    f"<details><summary>The first {min(len(first), _MOST_FAILURES)}</summary>{listed}</details>\n")
