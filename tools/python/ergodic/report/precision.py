"""Whether figures are as precise as a study in rounds asks, and what control variates make of them."""
from __future__ import annotations

import html
from typing import Any

from . import figures, markup, numbers

Figures = dict[str, Any]
_escape = html.escape
_MOST_ROWS = 12


def _rounded(value: float) -> str:
    return numbers.plain(float(f"{value:.3g}"))


def _half(value: float | None, share: bool) -> str:
    if value is None:
        return "–"
    shown = f"{_rounded(100 * value)}{numbers.THIN}%" if share else _rounded(value)
    return numbers.data(value, f"±{numbers.THIN}{shown}")


def _state(reached: bool) -> str:
    return f'<td class="text{"" if reached else " far"}">{"reached" if reached else "not reached"}</td>'


def _targets(summary: Figures) -> str:
    rows = []
    for case in summary["cases"]:
        for target in case.get("targets", []):
            for f in target["figures"]:
                unit = "dollars" if f["unit"] == "dollars" else "1"
                places = numbers.decimals(f["half_width"])
                is_share = ": " in f["figure"]
                estimate = numbers.data(f["estimate"], numbers.amount(f["estimate"], unit, places, share=is_share))
                rows.append([_escape(case["case"]), f'<td class="text">{_escape(figures.words(f["figure"]))}</td>',
                             estimate, _half(f["half_width"], is_share), _half(f["allowed"], is_share),
                             _state(f["reached"])])
    if not rows:
        return ""
    missed = sum("not reached" in row[-1] for row in rows)
    outcome = "All that it asks is reached." if not missed else (
        f"{missed} of {len(rows)} figures did not get there with the {numbers.plain(summary['max_sessions'])} sessions "
        "per case that it allows.")
    if not summary["complete"]:
        outcome = "It is not finished: this is what the blocks that are done give."
    said = f"<p>The study runs in rounds until its figures are as precise as it asks. {outcome}</p>\n"
    return said + markup.table(["case", "figure", "estimate", "half-width", "wanted", "target"], rows)


def _controlled(summary: Figures) -> str:
    rows = []
    for case in summary["cases"]:
        for name, c in case.get("controlled", {}).items():
            unit = "dollars" if c["unit"] == "dollars" else "1"
            plain = case["quantities"].get(name, {}).get("interval")
            exact = numbers.data(c["exact"], numbers.exact(c["exact"], unit, c["interval"], False)) if "exact" in c \
                else "–"
            by = ", ".join(figures.words(control) for control in c["controls"])
            gain = "–" if c["gain"] is None else numbers.data(c["gain"], _rounded(c["gain"]) + "×")
            means = f"{figures.words(name)}, by {by}"
            rows.append([_escape(case["case"]), f'<td class="text">{_escape(means)}</td>',
                         numbers.figure(c["plain_mean"], unit, plain), numbers.figure(c["mean"], unit, c["interval"]),
                         exact, gain])
    if not rows:
        return ""
    return ('<h3>With control variates</h3>\n<p class="note">Means corrected by how far columns lie from their known '
            "means; the gain says how many times as many sessions the plain mean would take.</p>\n"
            + markup.table(["case", "mean of", "plain", "controlled", "exact", "gain"], rows))


def _covariances(summary: Figures) -> str:
    rows = []
    for case in summary["cases"]:
        for c in case.get("covariances", []):
            if c["covariance"] is None:
                continue
            pair = " and ".join(figures.words(column) for column in c["columns"])
            cells = (numbers.data(c["correlation"], numbers.plain(c["correlation"], 4)),
                     numbers.data(c["covariance"], numbers.plain(float(f"{c['covariance']:.4g}"))))
            rows.append([_escape(case["case"]), f'<td class="text">{_escape(pair)}</td>', *cells,
                         f'<td class="text">{_escape(c["unit"] if c["unit"] != "1" else "")}</td>'])
    table = markup.table(["case", "columns", "correlation", "covariance", "unit"], rows)
    if len(rows) > _MOST_ROWS:
        return f"<details><summary>{len(rows)} covariances</summary>{table}</details>\n"
    return f"<h3>Covariances</h3>\n{table}" if rows else ""


def precision(summary: Figures) -> str:
    """Targets, controlled means and covariances, of the studies that ask for them."""
    return markup.section("precision", "Precision and dependence", _targets(summary), _controlled(summary),
                          _covariances(summary))
