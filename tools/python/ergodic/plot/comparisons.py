"""Cases side by side, and simulation beside theory."""
from __future__ import annotations

from typing import Any, Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from .theme import ACCENT, EXACT, HATCHES, INK, MUTED, PAPER, SHADES, legend_above, percent

Format = Callable[[float], str]


def intervals(axes: Axes, labels: Sequence[str], values: Sequence[float], bounds: Sequence[tuple[float, float]], *,
              exact: Sequence[float | None] | None = None, form: Format = "{:g}".format) -> Axes:
    """A dot with its interval for each case, and an open diamond for its exact value."""
    places = np.arange(len(labels))[::-1]
    known = [(place, value) for place, value in zip(places, exact or ()) if value is not None]
    if known:
        axes.plot([value for _, value in known], [place for place, _ in known], "D", ms=9, mfc="none", mec=EXACT,
                  mew=1.4, label="exact", zorder=2)
    for place, (low, high) in zip(places, bounds):
        axes.plot([low, high], [place, place], color=ACCENT, linewidth=2.2, solid_capstyle="butt", zorder=3)
    axes.plot(values, places, "o", ms=4.2, color=ACCENT, label="simulated", zorder=4)
    if known:
        legend_above(axes)
    axes.set_yticks(places, labels)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(-0.6, len(labels) - 0.4)
    axes.margins(x=0.08)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: form(value)))
    axes.locator_params(axis="x", nbins=5)
    axes.grid(axis="both")
    axes.spines["left"].set_visible(False)
    return axes


def _tick(value: Any) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def grid(axes: Axes, rows: Sequence[Any], columns: Sequence[Any], values: Any, *, form: Format = "{:g}".format,
         labels: tuple[str, str] = ("", "")) -> Axes:
    """A table of shaded cells: a value of each pair of parameters, `values[row, column]`."""
    values = np.asarray(values, dtype=float)
    spread = np.nanmax(values) - np.nanmin(values)
    strength = (values - np.nanmin(values)) / spread if spread > 0 else np.zeros_like(values)
    for (row, column), value in np.ndenumerate(values):
        axes.barh(row, 0.94, 0.9, left=column - 0.47, color=ACCENT, alpha=0.06 + 0.5 * strength[row, column])
        axes.text(column, row, form(value), ha="center", va="center", fontsize=10, color=INK)
    axes.set_xticks(range(len(columns)), [_tick(value) for value in columns])
    axes.set_yticks(range(len(rows)), [_tick(value) for value in rows])
    axes.set_ylabel(labels[0])
    axes.set_xlabel(labels[1])
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def stacked(axes: Axes, cases: Sequence[str], labels: Sequence[str], shares: Any, *,
            exact: Sequence[Sequence[float | None]] | None = None) -> Axes:
    """A bar a case, parted by the share of each label: `shares[case, label]`. Where all of a case's `exact`
    probabilities are known, lines across its bar part it by these."""
    shares = np.asarray(shares, dtype=float)
    places = np.arange(len(cases))[::-1]
    left = np.zeros(len(cases))
    for index, label in enumerate(labels):
        if not shares[:, index].any():
            continue
        axes.barh(places, shares[:, index], 0.68, left=left, color=ACCENT, alpha=SHADES[index % len(SHADES)],
                  hatch=HATCHES[index % len(HATCHES)], edgecolor=PAPER, linewidth=0.8, label=label.replace("_", " "))
        left += shares[:, index]
    known = [(place, bound) for place, law in zip(places, exact or ()) if None not in law
             for bound in np.cumsum(np.array(law, dtype=float))[:-1] if 0.0005 < bound < 0.9995]
    if known:
        at, bounds = np.transpose(known)
        axes.vlines(bounds, at - 0.42, at + 0.42, color=EXACT, linewidth=1.6, label="exact")
    axes.set_yticks(places, cases)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(-0.6, len(cases) - 0.4)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(percent)
    axes.spines["left"].set_visible(False)
    legend_above(axes)
    return axes


def z_scores(axes: Axes, z: Sequence[float]) -> Axes:
    """How many standard errors lie between simulated and exact values, over the normal law that they should follow."""
    values = np.asarray(z, dtype=float)
    edge = max(4.0, float(np.ceil(np.abs(values).max(initial=0))))
    edges = np.arange(-edge, edge + 0.25, 0.5)
    counts, _ = np.histogram(values, edges)
    axes.bar(edges[:-1], counts, 0.46, align="edge", color=ACCENT, linewidth=0, label="comparisons")
    x = np.linspace(-edge, edge, 241)
    axes.plot(x, 0.5 * len(values) * np.exp(-x * x / 2) / np.sqrt(2 * np.pi), color=EXACT, linestyle=(0, (5, 2)),
              label="expected")
    for limit in (-1.96, 1.96):
        axes.axvline(limit, color=MUTED, linewidth=0.8, linestyle=(0, (1, 2)))
    axes.set_xlabel("z, standard errors between simulated and exact")
    axes.locator_params(axis="y", integer=True, nbins=5)
    axes.grid(axis="y")
    legend_above(axes)
    return axes
