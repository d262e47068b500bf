"""How something goes on: with the number of sessions, or along an axis such as time."""
from __future__ import annotations

from typing import Any, Iterable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, NullFormatter

from .. import pieces
from ..intervals import normal_critical
from ..pieces import Pieces
from .theme import ACCENT, DASHES, EXACT, HATCHES, MUTED, PAPER, SERIES, SHADES, legend_above, percent, whole


def running_moments(values: Any, points: int = 240) -> tuple[Any, Any, Any]:
    """Numbers of sessions n, evenly spaced by ratio, with the mean and standard deviation of the first n values."""
    values = pieces.of(values)
    if len(values) < 2:
        raise ValueError(f"{len(values)} values have no running deviation (it takes two) simulate more sessions")
    n = np.unique(np.geomspace(min(100, max(2, len(values) // 10)), len(values), points).astype(np.int64))
    sums, squares = np.zeros(len(n)), np.zeros(len(n))  # from each of these numbers to the next
    seen, centre = 0, None
    for piece in values:
        if centre is None:
            centre = piece[:1000].mean()  # sums of squares of large numbers would cancel
        shifted = piece - centre
        first = np.searchsorted(n, seen, side="right")
        inside = n[(n > seen) & (n < seen + len(piece))] - seen
        starts = np.concatenate([[0], inside])
        sums[first:first + len(starts)] += np.add.reduceat(shifted, starts)
        np.square(shifted, out=shifted)
        squares[first:first + len(starts)] += np.add.reduceat(shifted, starts)
        seen += len(piece)
    sums, squares = np.cumsum(sums), np.cumsum(squares)
    mean = sums / n
    variance = np.maximum(squares - n * mean**2, 0) / np.maximum(n - 1, 1)
    return n, centre + mean, np.sqrt(variance)


def convergence(axes: Axes, values: Any, *, exact: float | None = None, confidence: float = 0.95,
                label: str = "") -> Axes:
    """The mean of the first n sessions, of an array or of `Results.pieces`, with its band, against n; the exact mean."""
    n, mean, deviation = running_moments(values)
    half = normal_critical(confidence) * deviation / np.sqrt(n)
    axes.fill_between(n, mean - half, mean + half, color=ACCENT, alpha=0.2, linewidth=0,
                      label=f"{100 * confidence:g} % interval")
    axes.plot(n, mean, color=ACCENT, label="mean so far")
    if exact is not None:
        axes.axhline(exact, color=EXACT, linestyle=(0, (5, 2)), linewidth=1.4, label="exact")
    axes.set_xscale("log")
    if len(n) > 1:
        axes.set_xlim(n[0], n[-1])
    if n[-1] < 100 * n[0]:
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter(whole)
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_xlabel("sessions")
    axes.set_ylabel(label)
    axes.grid(axis="y")
    legend_above(axes)
    return axes


def aligned(courses: Iterable[Any], y: str, *, x: str | None = None, grid: Any = None,
            hold: bool = True) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Courses (`Results.courses`) as paths `(session, step)` on one grid, for `fan` and `trajectories`.

    A path has at each place of `grid` (by default 241 of them, or all whole numbers up to 1000) the value of field `y`
    where field `x`, by default the first, was last at or before it; NaN before its first one, and after its last one
    unless it is to `hold` it.
    """
    walks = []
    for course in courses:
        places = np.asarray(course[x or next(iter(course.data_vars))].values, dtype=float)
        values = np.asarray(course[y].values, dtype=float)
        told = np.isfinite(values)
        walks.append((places[told], values[told]))
    first = min(places[0] for places, _ in walks if len(places))
    last = max(places[-1] for places, _ in walks if len(places))
    if grid is None:
        whole_numbers = all(np.all(places == np.floor(places)) for places, _ in walks)
        grid = np.arange(first, last + 1) if whole_numbers and last - first < 1000 else np.linspace(first, last, 241)
    grid = np.asarray(grid, dtype=float)
    paths = np.full((len(walks), len(grid)), np.nan)
    for path, (places, values) in zip(paths, walks):
        at = np.searchsorted(places, grid, side="right") - 1
        there = (at >= 0) & (hold | (grid <= places[-1] if len(places) else False))
        path[there] = values[at[there]]
    return grid, paths


def fan(axes: Axes, paths: Any, *, x: Any = None, label: str = "") -> Axes:
    """Quantile bands of paths `(session, step)`: the middle half, the middle 90 % and the median."""
    paths = np.asarray(paths, dtype=float)
    x = np.arange(paths.shape[1]) if x is None else np.asarray(x)
    q05, q25, q50, q75, q95 = np.nanquantile(paths, [0.05, 0.25, 0.5, 0.75, 0.95], axis=0)
    axes.fill_between(x, q05, q95, color=ACCENT, alpha=0.16, linewidth=0, label="middle 90 %")
    axes.fill_between(x, q25, q75, color=ACCENT, alpha=0.32, linewidth=0, label="middle half")
    axes.plot(x, q50, color=ACCENT, label="median")
    axes.set_xlim(x[0], x[-1])
    axes.set_ylabel(label)
    axes.grid(axis="y")
    legend_above(axes)
    return axes


def trajectories(axes: Axes, paths: Any, *, x: Any = None, names: Sequence[str] = (), label: str = "") -> Axes:
    """Single paths `(session, step)`, at most eight; a path that has ended goes on as NaN."""
    paths = np.atleast_2d(np.asarray(paths, dtype=float))[:len(SERIES)]
    x = np.arange(paths.shape[1]) if x is None else np.asarray(x)
    for index, path in enumerate(paths):
        name = names[index] if index < len(names) else None
        axes.step(x, path, where="post", color=SERIES[index], linestyle=DASHES[index], linewidth=1.3, label=name)
        last = np.flatnonzero(np.isfinite(path))
        if len(last):
            axes.plot(x[last[-1]], path[last[-1]], "o", ms=4, color=SERIES[index])
    axes.set_ylabel(label)
    axes.grid(axis="y")
    if names:
        legend_above(axes)
    return axes


def _areas(axes: Axes, x: Any, layers: Any, labels: Sequence[str]) -> Axes:
    bottom = np.zeros(len(x))
    for index, (layer, label) in enumerate(zip(layers, labels)):
        if not np.any(layer):
            continue
        axes.fill_between(x, bottom, bottom + layer, step="post", color=ACCENT, alpha=SHADES[index % len(SHADES)],
                          hatch=HATCHES[index % len(HATCHES)], edgecolor=PAPER, linewidth=0.6,
                          label=label.replace("_", " "))
        bottom = bottom + layer
    axes.set_xlim(x[0], x[-1])
    axes.set_ylim(0, 1)
    axes.yaxis.set_major_formatter(percent)
    legend_above(axes)
    return axes


def occupation(axes: Axes, shares: Any, labels: Sequence[str], *, x: Any = None, exact: Any = None) -> Axes:
    """The distribution over states at each step, `shares[label, step]`, with the `exact` one, of the same shape, as
    lines. A step lasts until the next one, the last as long as the shortest."""
    shares = np.asarray(shares, dtype=float)
    x = np.arange(shares.shape[1]) if x is None else np.asarray(x)
    x = np.append(x, x[-1] + (np.diff(x).min() if len(x) > 1 else 1))
    if exact is not None:
        bounds = np.cumsum(np.asarray(exact, dtype=float), axis=0)[:-1]
        for index, bound in enumerate(bounds):
            axes.step(x, np.append(bound, bound[-1]), where="post", color=EXACT, linewidth=1.2, linestyle=(0, (5, 2)),
                      label="exact" if index == 0 else None, zorder=3)
    return _areas(axes, x, [np.append(share, share[-1]) for share in shares], labels)


def states(axes: Axes, codes: Any, labels: Sequence[str], *, x: Any = None) -> Axes:
    """The distribution over states at each step, as occupation(): `codes[session, step]` are places in `labels`."""
    codes = np.asarray(codes)
    return occupation(axes, [(codes == code).mean(axis=0) for code in range(len(labels))], labels, x=x)


def spread(axes: Axes, means: Any, deviations: Any, *, x: Any = None, exact: Any = None, label: str = "") -> Axes:
    """Of a quantity at each step: its mean, a band of one standard deviation about it, and the exact mean."""
    means, deviations = np.asarray(means, dtype=float), np.asarray(deviations, dtype=float)
    x = np.arange(len(means)) if x is None else np.asarray(x)
    axes.fill_between(x, means - deviations, means + deviations, color=ACCENT, alpha=0.2, linewidth=0,
                      label="± standard deviation")
    axes.plot(x, means, color=ACCENT, label="mean")
    if exact is not None:
        axes.plot(x, exact, color=EXACT, linestyle=(0, (5, 2)), linewidth=1.4, label="exact mean")
    axes.set_xlim(x[0], x[-1])
    axes.set_ylabel(label)
    axes.grid(axis="y")
    legend_above(axes)
    return axes


def _ended_by(x: np.ndarray[Any, Any], times: Pieces, codes: Pieces, kinds: int) -> np.ndarray[Any, Any]:
    """How many have ended at or before each place of `x`, by kind: those of another code have not ended."""
    counts = np.zeros((kinds, len(x)), dtype=np.int64)
    for time, code in zip(times, codes):
        has_ended = code >= 0
        cells = code[has_ended].astype(np.int64) * len(x) + np.searchsorted(x, time[has_ended])
        counts += np.bincount(cells, minlength=counts.size).reshape(counts.shape)
    return np.cumsum(counts, axis=1)


def endings(axes: Axes, times: Any, codes: Any, labels: Sequence[str], *, label: str = "") -> Axes:
    """The share of sessions that have ended by each time, parted by how: the curves of ruin, and of hitting times.

    `times[session]`: when it ended; `codes[session]`: how, a place in `labels`, or -1 if it has not. Both are arrays, or
    `Results.pieces`; of millions, the times on the axis are found from every second, third, … one.
    """
    times, codes = pieces.of(times), pieces.of(codes)
    x = np.unique(np.quantile(times.sample(), np.linspace(0, 1, 241), method="inverted_cdf"))
    last = max(float(piece.max()) for piece in times if len(piece))
    beyond = last + 0.02 * (last - min(0, x[0]))  # room for the step at the last time
    x = np.concatenate([[min(0, x[0])], x[x < last], [last, beyond]])
    _areas(axes, x, _ended_by(x, times, codes, len(labels)) / len(times), labels)
    axes.set_xlabel(label)
    axes.set_ylabel("ended by then", color=MUTED)
    return axes
