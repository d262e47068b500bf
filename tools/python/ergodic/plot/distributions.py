"""How one quantity, or one category, is distributed."""
from __future__ import annotations

from typing import Any, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, NullLocator

from .. import pieces
from ..pieces import Pieces
from .theme import ACCENT, EXACT, INK, legend_above, percent

_MOST_BARS, _FEWEST_BARS = 48, 12


def _lattice(values: np.ndarray[Any, Any]) -> float:
    """The step of the lattice that whole numbers lie on, 0 for reals: bins of whole steps have no false teeth."""
    scaled = values * 100
    whole = np.round(scaled)
    if not np.allclose(scaled, whole, atol=1e-6):
        return 0.0
    steps = np.unique(whole.astype(np.int64))
    return float(np.gcd.reduce(np.diff(steps))) / 100 if len(steps) > 1 else 1.0


def _edges(values: np.ndarray[Any, Any], low: float, high: float) -> np.ndarray[Any, Any]:
    step = _lattice(values[:: max(1, len(values) // 200_000)])
    if step == 0 or high <= low:
        return np.linspace(low, high if high > low else low + 1, _MOST_BARS + 1)
    width = step * max(1, np.ceil((high - low) / step / _MOST_BARS))
    return np.arange(low - step / 2, high + width, width)


def _finite(piece: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    piece = np.asarray(piece, dtype=float)
    is_finite = np.isfinite(piece)
    return piece if is_finite.all() else piece[is_finite]


def _count(values: Pieces, edges: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], int]:
    """How many values lie in each bin of equal widths, the last edge included, and of how many that are finite."""
    bins, low, high = len(edges) - 1, edges[0], edges[-1]
    counts, finite = np.zeros(bins, dtype=np.int64), 0
    for piece in values:
        piece = _finite(piece)
        finite += len(piece)
        inside = piece[(piece >= low) & (piece <= high)]
        places = np.minimum(((inside - low) * (bins / (high - low))).astype(np.int64), bins - 1)
        counts += np.bincount(places, minlength=bins)
    return counts, finite


def _draw_law(axes: Axes, law: Mapping[float, float], edges: np.ndarray[Any, Any],
              widths: np.ndarray[Any, Any]) -> None:
    """A line across each bar at the probability of its bin."""
    probabilities, _ = np.histogram(list(law), edges, weights=list(law.values()))
    possible = probabilities > 0
    centres = ((edges[:-1] + edges[1:]) / 2)[possible]
    halves = widths[possible] / 2
    axes.hlines(probabilities[possible], centres - halves, centres + halves, color=INK, linewidth=2, label="exact")


def histogram(axes: Axes, values: Any, *, law: Mapping[float, float] | None = None, mean: float | None = None,
              label: str = "", tails: float = 0.01) -> Axes:
    """The share of sessions by value, of an array or of `Results.pieces`. `tails`: the share at either end that is cut
    off, which the axis label tells; of millions of values, it is found from every second, third, … one.

    `law`: the exact probability of each value, drawn as a line across each bar at that of its bin; `mean`: the exact
    mean, drawn as a dashed line.
    """
    values = pieces.of(values)
    sample = _finite(values.sample())
    if not len(sample):
        axes.text(0.5, 0.5, "no sessions", ha="center", transform=axes.transAxes)
        return axes
    # A value that many sessions share is no tail, however far out it lies.
    low, high = np.quantile(sample, [tails, 1 - tails], method="inverted_cdf")
    edges = _edges(sample, low, high)
    counts, finite = _count(values, edges)
    widths = np.minimum(np.diff(edges), (edges[-1] - edges[0]) / _FEWEST_BARS)  # two values are two bars, no blocks
    axes.bar((edges[:-1] + edges[1:]) / 2, counts / finite, widths, color=ACCENT, linewidth=0)
    if law:
        _draw_law(axes, law, edges, widths)
    if mean is not None:
        axes.axvline(mean, color=EXACT, linewidth=1.4, linestyle=(0, (5, 2)), label="exact mean")
    legend_above(axes)
    beyond = 1 - counts.sum() / finite
    axes.set_xlabel(f"{label}{f' ({100 * beyond:.2g} % of sessions lie beyond)' if beyond > 0 else ''}")
    axes.yaxis.set_major_formatter(percent)
    axes.set_xlim(edges[0], edges[-1])
    axes.grid(axis="y")
    return axes


def binned(axes: Axes, edges: Any, counts: Any, *, below: int = 0, above: int = 0,
           law: Mapping[float, float] | None = None, mean: float | None = None, label: str = "") -> Axes:
    """A histogram that was counted already: `counts` between `edges`, and how many lie `below` and `above` them, which
    the axis label tells. `law`: the exact probability of each value, drawn as a line across each bar at that of its
    bin; `mean`: the exact mean, drawn as a dashed line where it lies in the bins."""
    edges, counts = np.asarray(edges, dtype=float), np.asarray(counts)
    total = max(1, int(counts.sum()) + below + above)
    axes.bar(edges[:-1], counts / total, np.diff(edges), align="edge", color=ACCENT, linewidth=0)
    if law:  # what lies on the last edge is above the bins
        _draw_law(axes, {value: p for value, p in law.items() if value < edges[-1]}, edges, np.diff(edges))
    if mean is not None and edges[0] <= mean <= edges[-1]:
        axes.axvline(mean, color=EXACT, linewidth=1.4, linestyle=(0, (5, 2)), label="exact mean")
    legend_above(axes)
    beyond = (below + above) / total
    axes.set_xlabel(f"{label}{f' ({100 * beyond:.2g} % of sessions lie beyond)' if beyond > 0 else ''}")
    axes.yaxis.set_major_formatter(percent)
    axes.set_xlim(edges[0], edges[-1])
    if counts.any():
        axes.set_ylim(bottom=0)
    axes.grid(axis="y")
    return axes


def shares(axes: Axes, labels: Sequence[str], values: Sequence[float], *, exact: Sequence[float] | None = None,
           logarithmic: bool = False) -> Axes:
    """A bar for the share of each label, with the exact probability as a line across it."""
    places = np.arange(len(labels))[::-1]
    axes.barh(places, values, 0.62, color=ACCENT, linewidth=0)
    if exact is not None:
        axes.vlines(exact, places - 0.42, places + 0.42, color=INK, linewidth=2.4, label="exact")
        legend_above(axes)
    axes.set_yticks(places, [label.replace("_", " ") for label in labels])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(-0.6, len(labels) - 0.4)
    if logarithmic:
        positive = [value for value in (*values, *(exact or ())) if value > 0]
        axes.set_xscale("log")
        axes.set_xlim(min(positive, default=0.1) / 3, 2)
        axes.xaxis.set_major_locator(LogLocator(numticks=5))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(percent)
    else:
        axes.xaxis.set_major_formatter(percent)
        axes.set_xlim(0, min(1.0, 1.12 * max([*values, *(exact or ()), 0.01])))
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)
    return axes
