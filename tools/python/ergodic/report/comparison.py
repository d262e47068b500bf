"""Key figures, and how the cases differ in them."""
from __future__ import annotations

import html
from typing import Any

from ..results import Results
from . import charts, differences, figures, markup, numbers

Figures = dict[str, Any]
_escape = html.escape


def _known(figure: Figures, unit: str, share: bool) -> str:
    if "exact" not in figure:
        return ""
    exact = numbers.data(figure["exact"], numbers.exact(figure["exact"], unit, figure["interval"], share))
    z = f'<br><i>z</i> = {numbers.data(figure["z"], numbers.plain(figure["z"], 2))}' if "z" in figure else ""
    return f"exact {exact}{z}"


def _tiles(case: Figures) -> str:
    """One case: its headlines, large."""
    tiles = []
    for title, h in case.get("headlines", {}).items():
        share = figures.is_share(case, title)
        known = _known(h, h["unit"], share)
        tiles.append(f"<dt>{_escape(title)}</dt><dd>{numbers.figure(h['value'], h['unit'], h['interval'], share=share)}"
                     + (f"<small>{known}</small>" if known else "") + "</dd>")
    return '<dl class="tiles">' + "".join(f"<div>{tile}</div>" for tile in tiles) + "</dl>\n" if tiles else ""


def _key_table(cases: list[Figures]) -> str:
    titles = list(cases[0].get("headlines", {}))
    rows = []
    for case in cases:
        cells = [numbers.data(case["sessions"], numbers.plain(case["sessions"]))]
        for title in titles:
            h = case["headlines"][title]
            cells.append(numbers.figure(h["value"], _in_cell(h), h["interval"], share=figures.is_share(case, title)))
        rows.append([_escape(case["case"]), *cells])
    return markup.table(["case", "sessions", *(_escape(_heading(cases[0], title)) for title in titles)], rows,
                        named="key figures")


def _in_cell(headline: Figures) -> str:
    """The unit that a cell repeats: dollars are read as such, others stand in the column's head."""
    return "dollars" if headline["unit"] == "dollars" else "1"


def _other_unit(headline: Figures) -> str:
    return "1" if headline["unit"] == "dollars" else str(headline["unit"])


def _heading(case: Figures, title: str) -> str:
    return figures.with_unit(title, _other_unit(case["headlines"][title]))


def key_figures(summary: Figures) -> str:
    cases = summary["cases"]
    return markup.section("key", "Key figures", _tiles(cases[0]) if len(cases) == 1 else _key_table(cases))


def _listed(values: list[Any]) -> str:
    """Values of a swept key; of very many the first and the last."""
    told = [_escape(numbers.plain(v) if isinstance(v, (int, float)) else str(v))
            for v in (values if len(values) <= markup.MOST_ROWS else values[:10])]
    return ", ".join(told if len(told) == len(values) else [*told, "…", _escape(str(values[-1]))])


def _changes(results: Results) -> str:
    """What the cases change, as a sentence."""
    sweep = results.study.get("sweep") or {}
    if not sweep:
        return ""
    said = "; ".join(f"<b>{_escape(figures.words(path.rsplit('.', 1)[-1]))}</b> {_listed(values)}"
                     for path, values in sweep.items())
    return f"<p>The cases {'are all pairings of' if len(sweep) > 1 else 'differ in'} {said}.</p>\n"


def _differences(results: Results, summary: Figures) -> str:
    cases = summary["cases"]
    titles = list(cases[0].get("headlines", {}))
    if len(cases) < 2 or not titles or any(case["headlines"][t]["value"] is None for case in cases for t in titles):
        return ""
    columns = {title: differences.of(results, summary, title) for title in titles}
    paired = any(difference.paired for column in columns.values() for difference in column)
    rows = []
    for index, case in enumerate(cases[1:]):
        cells = []
        for title, column in columns.items():
            h = case["headlines"][title]
            share = figures.is_share(case, title)
            cells.append(numbers.figure(column[index].value, _in_cell(h), column[index].interval, share=share))
        rows.append([_escape(case["case"]), *cells])
    how = ("Sessions are paired: they share their random numbers, so that differences are sharper than the results "
           "themselves." if paired else "The cases are taken as independent"
           + (", for want of all rows to pair their sessions by." if summary["common_random_numbers"] else "."))
    body = markup.table(["case", *(_escape(_heading(cases[0], title)) for title in titles)], rows,
                        named="differences")
    if len(rows) > charts.MOST_CASES_IN_FULL:
        body = f"<details><summary>Differences of {len(rows)} cases</summary>{body}</details>\n"
    return (f"<h3>Differences from {_escape(cases[0]['case'])}</h3>\n"
            f'<p class="note">The case less {_escape(cases[0]["case"])}; shares in percentage points. {how}</p>\n'
            f"{body}")


def comparison(results: Results, summary: Figures) -> str:
    summary = figures.begun(summary)
    if len(summary["cases"]) < 2:
        return ""
    drawn = markup.side_by_side(charts.by_case(results, summary))
    return markup.section("cases", "Cases compared", _changes(results), drawn, _differences(results, summary))
