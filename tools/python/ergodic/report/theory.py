"""Simulated figures beside their exact values."""
from __future__ import annotations

import fractions
import html
from typing import Any

from . import charts, figures, markup, numbers

Figures = dict[str, Any]
_escape = html.escape
_MOST_CASES = markup.MOST_ROWS  # each has a table of some kB
_MOST_WARNINGS = 20


def _against(case: Figures) -> str:
    rows = []
    for f in figures.compared(case):
        mark = ' class="far"' if f.z is not None and f.is_normal and abs(f.z) > 3.5 else ""
        z = numbers.data(f.z, numbers.plain(f.z, 2)) if f.z is not None else "–"
        exact = numbers.data(f.exact, numbers.exact(f.exact, f.unit, f.interval, f.share))
        rows.append([_escape(f.name), numbers.figure(f.value, f.unit, f.interval, share=f.share), exact,
                     f"<td{mark}>{z}</td>"])
    fits = [*((name, fit) for name, fit in case.get("category_fits", {}).items()),
            *((name, tally["chi_square"]) for name, tally in case.get("tallies", {}).items() if "chi_square" in tally)]
    fitted = "".join(
        f'<p class="note">{_escape(figures.words(name)).capitalize()}: χ² = '
        f"{numbers.data(fit['statistic'], numbers.plain(fit['statistic'], 1))} with "
        f"{numbers.plain(fit['degrees_of_freedom'])} degree{'s' if fit['degrees_of_freedom'] != 1 else ''} of freedom, "
        f"<i>p</i> {numbers.data(fit['p_value'], numbers.probability(fit['p_value']))}.</p>\n" for name, fit in fits)
    return markup.table(["figure", "simulated", "exact", "<i>z</i>"], rows) + fitted if rows else ""


def _known(case: Figures) -> str:
    """What is known of a case without simulating it, folded away."""
    rows = []
    for name, figure in case.get("exact", {}).items():
        value = numbers.data(figure["value"], numbers.amount(figure["value"], figure["unit"]))
        fraction = f'<td class="text">{_lowest_terms(figure.get("fraction", ""))}</td>'
        rows.append([_escape(figures.words(name)), value, fraction])
    table = markup.table(["figure", "exact value", "as a fraction"], rows)
    return f"<details><summary>Known without simulation</summary>{table}</details>\n" if rows else ""


def _lowest_terms(fraction: str) -> str:
    return str(fractions.Fraction(fraction)).replace("-", "−") if fraction else ""


def _agreement(z: list[float]) -> str:
    """How far all simulated figures lie from their exact values, in a sentence."""
    beyond = sum(abs(value) > 1.96 for value in z)
    about = numbers.plain(0.05 * len(z), 0 if len(z) > 40 else 1)
    farthest = numbers.plain(max(abs(value) for value in z), 2)
    some = f"{beyond} of them lie{'s' if beyond == 1 else ''}" if beyond else "None of them lies"
    return (f"<p>{len(z)} simulated figures have an exact value. {some} more than 1.96 standard errors "
            f"off, where about {about} would by chance; the farthest by {farthest}. (Labels of which fewer than five "
            "sessions are expected do not count. Figures of one case, and of cases with common random numbers, move "
            "together.)</p>\n")


def _left_out(summary: Figures) -> str:
    """Why the program could tell no exact values: it draws otherwise than the one that made the file."""
    why = summary.get("no_exact_figures")
    return f'<p class="note">No exact figures: {_escape(why)}.</p>\n' if why else ""


def _warnings(cases: list[Figures]) -> str:
    """What the program says of figures that are not what they seem."""
    said = [warning if len(cases) == 1 else f"{case['case']}: {warning}"
            for case in cases for warning in case.get("warnings", [])]
    return "".join(f'<p class="note"><b>Warning:</b> {_escape(one)}.</p>\n' for one in said[:_MOST_WARNINGS])


def theory(summary: Figures) -> str:
    """Each case's figures beside their exact values, and whether they agree on the whole."""
    cases, z = summary["cases"], figures.all_z(summary)
    tables = []
    for index, case in enumerate(cases[:_MOST_CASES]):
        table = _against(case) + _known(case)
        if table and len(cases) > 1:
            state = " open" if index == 0 else ""
            table = f"<details{state}><summary>{_escape(case['case'])}</summary>{table}</details>\n"
        tables.append(table)
    if len(tables) > charts.MOST_CASES_IN_FULL and tables[0]:
        heading = f"The {'next' if len(cases) > _MOST_CASES else 'other'} {len(tables) - 1} cases"
        tables[1:] = [f"<details><summary>{heading}</summary>{''.join(tables[1:])}</details>\n"]
    if len(cases) > _MOST_CASES and tables[0]:
        tables.append(f'<p class="note">The figures of all {len(cases)} cases: <code>ergodic summary --csv</code>.</p>\n')
    drawn = markup.side_by_side(charts.theory(z))
    return markup.section("theory", "Simulated and exact", _left_out(summary), _warnings(cases),
                          _agreement(z) if z else "", drawn, *tables)
