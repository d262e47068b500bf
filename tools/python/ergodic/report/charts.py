"""Which charts a result file gets: what its figures and columns allow, in the order of the page."""
from __future__ import annotations

import functools
from typing import Any, Callable

import numpy as np
from matplotlib.axes import Axes

from .. import plot
from ..results import Results
from . import figures, numbers, trajectories
from .svg import chart

Figures = dict[str, Any]

MOST_CASES_IN_FULL = 8
_MOST_CASES_ON_AXES = 60
_MOST_CELLS = 400  # of a table of shades
_FIRST_CASES = 4  # of which courses are drawn, each on axes of its own


def _height(rows: int) -> float:
    return max(2.0, 1.0 + 0.27 * rows)


def by_case(results: Results, summary: Figures) -> list[str]:
    """Each headline over the cases: as a table of shades where two parameters are swept, else as dots."""
    cases = summary["cases"]
    drawn = []
    for title, headline in cases[0].get("headlines", {}).items():
        share = figures.is_share(cases[0], title)
        values = [case["headlines"][title]["value"] for case in cases]
        if any(value is None for value in values):
            continue
        form = functools.partial(_short, unit=headline["unit"], share=share)
        sweep = results.study.get("sweep") or {}
        if len(sweep) == 2 and len(results.cases) == len(values) <= _MOST_CELLS and not results.study.get("cases"):
            (row, rows), (column, columns) = sweep.items()
            draw = functools.partial(plot.grid, rows=rows, columns=columns, form=functools.partial(form, bare=True),
                                     values=np.reshape(values, (len(rows), len(columns))),
                                     labels=tuple(figures.words(path.rsplit(".", 1)[-1]) for path in (row, column)))
            height, caption = 1.0 + 0.36 * len(rows), figures.with_unit(title, headline["unit"], share)
        else:
            shown, which = _outermost(cases, title)
            headlines = [case["headlines"][title] for case in shown]
            labels, name = _labels(results, shown)
            draw = functools.partial(
                _named, name=name, draw=functools.partial(
                    plot.intervals, labels=labels, values=[h["value"] for h in headlines], form=form,
                    bounds=[_finite(h) for h in headlines], exact=[h.get("exact") for h in headlines]))
            height, caption = _height(len(shown)), title + which
        drawn.append(chart(draw, caption[0].upper() + caption[1:], f"{title} of each case; the table tells the numbers",
                           salt=f"by case {title}", height=height))
    return drawn


def _outermost(cases: list[Figures], title: str) -> tuple[list[Figures], str]:
    """All cases, or of more than axes can bear the highest and the lowest; and words for which these are."""
    if len(cases) <= _MOST_CASES_ON_AXES:
        return cases, ""
    ranked = sorted(cases, key=lambda case: float(case["headlines"][title]["value"]), reverse=True)
    half = _MOST_CASES_ON_AXES // 2
    return [*ranked[:half], *ranked[-half:]], f": the {half} highest and the {half} lowest of {len(cases)} cases"


def _labels(results: Results, cases: list[Figures]) -> tuple[list[str], str]:
    """What tells the cases apart along an axis, and its name: of a sweep the values alone, which leave it more room."""
    sweep = list(results.study.get("sweep") or {})
    values = [[results.parameters[path][results.cases.index(case["case"])] for path in sweep] for case in cases]
    plain = all(isinstance(v, (int, float, str)) and not isinstance(v, bool) for of_case in values for v in of_case)
    if not sweep or not plain or results.study.get("cases"):
        return [case["case"] for case in cases], ""
    name = ", ".join(figures.words(path.rsplit(".", 1)[-1]) for path in sweep)
    return [", ".join(v if isinstance(v, str) else numbers.plain(v) for v in of_case) for of_case in values], name


def _named(axes: Axes, draw: Callable[[Axes], Axes], name: str) -> None:
    draw(axes).set_ylabel(name)


def _finite(headline: Figures) -> tuple[float, float]:
    low, high = headline["interval"]
    return (headline["value"] if low is None else low, headline["value"] if high is None else high)


def _short(value: float, unit: str, share: bool, bare: bool = False) -> str:
    if bare:
        return numbers.plain(100 * value if share else value, 1)
    return numbers.amount(float(f"{value:.6g}"), unit if unit == "dollars" else "1", share=share)


def categories(results: Results, summary: Figures) -> list[str]:
    """How sessions are parted by each category; of too many cases to be drawn, the tables alone tell it."""
    drawn: list[str] = []
    cases = figures.begun(summary)["cases"]
    if not 0 < len(cases) <= _MOST_CASES_ON_AXES:
        return drawn
    for name, labels in cases[0].get("categories", {}).items():
        if name in results.failure_columns:
            continue
        title = figures.words(name).capitalize()
        described = f"shares of {figures.words(name)}; a table tells the numbers"
        if len(results.cases) == 1:
            exact = [label.get("exact") for label in labels.values()]
            draw = functools.partial(plot.shares, labels=list(labels), values=[s["share"] for s in labels.values()],
                                     exact=None if None in exact else exact)
            drawn.append(chart(draw, title, described, salt=name, height=_height(len(labels))))
        else:
            shares, exact = ([[label.get(what) for label in case["categories"][name].values()] for case in cases]
                             for what in ("share", "exact"))
            places, places_are = _labels(results, cases)
            draw = functools.partial(_named, name=places_are, draw=functools.partial(
                plot.stacked, cases=places, labels=list(labels), shares=shares, exact=exact))
            drawn.append(chart(draw, title, described, salt=name, height=_height(len(cases)) + 0.3))
    return drawn


def tallies(case: Figures, index: int) -> list[str]:
    """How often each label of a tally was counted, on a logarithmic scale where they differ by orders."""
    drawn = []
    for name, tally in case.get("tallies", {}).items():
        total = sum(tally["counts"].values())
        if total == 0:
            continue
        theory = tally.get("theory")
        shares = [count / total for count in tally["counts"].values()]
        draw = functools.partial(plot.shares, labels=list(tally["counts"]), values=shares,
                                 logarithmic=min(filter(None, shares)) < max(shares) / 30,
                                 exact=list(theory.values()) if theory else None)
        drawn.append(chart(draw, figures.words(name).capitalize(), f"frequencies of {figures.words(name)}",
                           salt=f"tally {name} {index}",
                           height=_height(len(tally["counts"]))))
    return drawn


def _quantities(results: Results, case: Figures) -> list[str]:
    """The kept quantities that are worth a histogram: those whose quantiles the workload finds worth their cost, or
    else those of the headlines; less those that are the same in every session, and those of which the summary has the
    histogram that the study asked for."""
    kept = [name for name in case.get("quantities", {})
            if name in results.columns and not results.axes_of(name)]
    described = [name for name in kept if "quantiles" in case["quantities"][name]]
    means = [figures.column_of([case], title) for title in case.get("headlines", {})]
    chosen = described or [name for name in kept if name in means]
    return [name for name in chosen if name not in case.get("histograms", {}) and _varies(case, name)]


def _varies(case: Figures, name: str) -> bool:
    quantity = case["quantities"][name]
    return bool(quantity["minimum"] != quantity["maximum"])


def _label(results: Results, name: str) -> str:
    column = results.columns[name]
    return figures.with_unit(figures.words(name), column.unit)


def _laws(results: Results, case: Figures) -> dict[str, dict[Any, float]]:
    """What is known of the case's sessions: nothing without the program, nor where some failed."""
    known = any("exact" in quantity for quantity in case.get("quantities", {}).values())
    return results.laws(case["case"]) if known else {}


def distributions(results: Results, case: Figures, index: int) -> list[str]:
    """Histograms of a case's quantities: those that the study asked for, then others that the rows give. Over the bars
    lies the exact law, where that is known."""
    drawn = []
    laws = _laws(results, case)
    for name, h in case.get("histograms", {}).items():
        known = case["quantities"].get(name, {}).get("exact")
        draw = functools.partial(plot.binned, edges=h["edges"], counts=h["counts"], below=h["below"], above=h["above"],
                                 law=laws.get(name), mean=known,
                                 label=figures.with_unit(figures.words(name), h["unit"]))
        drawn.append(chart(draw, figures.words(name).capitalize(), f"histogram of {figures.words(name)}",
                           salt=f"binned {name} {index}"))
    for name in _quantities(results, case):
        values = results.pieces(name, index).map(results.columns[name].decode)
        if not len(values):
            continue
        draw = functools.partial(plot.histogram, values=values, law=laws.get(name),
                                 mean=case["quantities"][name].get("exact"), label=_label(results, name))
        drawn.append(chart(draw, f"{figures.words(name).capitalize()}",
                           f"histogram of {figures.words(name)}", salt=f"histogram {name} {index}"))
    return drawn


# How sessions end: the column that tells when, the one that tells why, its label of those that have not, the title.
_ENDINGS = (("hands_played", "stop_reason", None, "Ended by then, and why"),
            ("duration", "end", "running", "Ended by then, and where"),
            ("first_hit", "hit", "no", "Hit by then"),
            ("first_hit", "reached", "no", "Reached by then"))


def _without(codes: np.ndarray[Any, Any], code: int) -> np.ndarray[Any, Any]:
    return np.where(codes == code, -1, codes.astype(np.int16))


def _endings(results: Results, case: Figures, index: int) -> list[str]:
    drawn = []
    for when, why, unended, title in _ENDINGS:
        if when not in results.columns or why not in results.columns or not case["sessions"]:
            continue
        labels = results.columns[why].labels
        if not labels or any(results.columns[name].fill is not None for name in (when, why)):
            continue  # of sets of paths: their means; or the two are not of the same sessions
        codes = results.pieces(why, index)
        if unended in labels:
            codes = codes.map(functools.partial(_without, code=labels.index(unended)))
        if all(np.all(piece < 0) for piece in codes):
            continue
        draw = functools.partial(plot.endings, times=results.pieces(when, index), codes=codes, labels=labels,
                                 label=_label(results, when))
        drawn.append(chart(draw, title, f"{title}: the share of sessions, by {figures.words(when)}",
                           salt=f"endings {when} {index}"))
    return drawn


def courses(results: Results, summary: Figures, case: Figures, index: int) -> list[str]:
    """Convergence of the first mean among the headlines that varies, endings over time, and columns along an axis."""
    drawn = []
    means = [figures.column_of([case], title) for title in case.get("headlines", {})]
    name = next((mean for mean in means if mean and mean in results.columns and _varies(case, mean)), None)
    if name is not None and case["sessions"] >= 2:
        values = results.pieces(name, index).map(results.columns[name].decode)
        draw = functools.partial(plot.convergence, values=values, exact=case["quantities"][name].get("exact"),
                                 label=f"mean {_label(results, name)}")
        drawn.append(chart(draw, f"Convergence of mean {figures.words(name)}",
                           "the mean and its interval, with the number of sessions", salt=f"convergence {index}"))
    return drawn + _endings(results, case, index) + _paths(results, summary, case, index)


_MOST_TICKS = 12


def _along(axes: Axes, draw: Callable[[Axes], Axes], axis: str, places: list[Any], centre: float) -> None:
    """`places` of the axis, where few enough are labels or whole numbers, `centre` from where each begins."""
    draw(axes).set_xlabel(figures.words(axis))
    if all(isinstance(place, str) for place in places):
        axes.set_xticks(np.arange(len(places)) + centre, places)
    elif len(places) <= _MOST_TICKS and all(place == int(place) for place in places):
        axes.set_xticks(places, [f"{place:g}" for place in places])


def _paths(results: Results, summary: Figures, case: Figures, index: int) -> list[str]:
    """Columns along an axis: states by their shares, quantities as quantiles of the rows, or without these by their
    means."""
    drawn = []
    for (name, axis), places in case["along"].items():
        if len(places) < 2 or not case["sessions"]:
            continue
        x = summary["axes"][axis].get("coordinates")
        is_category = "mean" not in places[0]
        if is_category:
            shares, exact = ([[place[label].get(what) for place in places] for label in places[0]]
                             for what in ("share", "exact"))
            draw = functools.partial(plot.occupation, shares=shares, labels=list(places[0]), x=x,
                                     exact=None if any(None in known for known in exact) else exact)
        elif name in results.columns and results.columns[name].fill is None:
            # Quantiles of this many paths are as sharp as the line that draws them.
            paths = results.columns[name].decode(results.stored(name, index, slice(0, 20_000)))
            draw = functools.partial(plot.fan, paths=paths, x=x, label=_label(results, name))
        else:
            exact = [place.get("exact") for place in places]
            draw = functools.partial(plot.spread, means=[place["mean"] for place in places], x=x,
                                     deviations=[place["standard_deviation"] or 0 for place in places],
                                     exact=None if None in exact else exact,
                                     label=figures.with_unit(figures.words(name), places[0]["unit"]))
        centre = 0.5 if is_category else 0.0
        drawn.append(chart(functools.partial(_along, draw=draw, axis=axis, centre=centre,
                                             places=x or summary["axes"][axis]["labels"]),
                           f"{figures.words(name).capitalize()} over {figures.words(axis)}",
                           f"distribution of {figures.words(name)} along {figures.words(axis)}",
                           salt=f"paths {name} {index}"))
    return drawn


def theory(z: list[float]) -> list[str]:
    """All z of the study."""
    if len(z) < 30:  # fewer show no law
        return []
    return [chart(functools.partial(plot.z_scores, z=z), f"{len(z)} comparisons with theory",
                  "histogram of z, with the normal law", salt="z", height=3.0)]


def of_cases(results: Results, summary: Figures) -> list[tuple[str, list[str]]]:
    """Distributions and courses of the first cases, each with the case's label."""
    full = summary["cases"][:_FIRST_CASES if len(results.cases) <= MOST_CASES_IN_FULL else 1]
    return [(case["case"], distributions(results, case, index) + trajectories.of_case(results, case["case"], index)
             + courses(results, summary, case, index) + tallies(case, index))
            for index, case in enumerate(full)]
