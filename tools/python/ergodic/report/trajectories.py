"""Charts of single sessions, simulated again by the program: how a session goes, which no column tells."""
from __future__ import annotations

import functools
import itertools
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from .. import plot
from ..errors import Error
from ..plot.theme import INK
from ..results import Results
from . import figures
from .svg import chart

Figures = dict[str, Any]

# Which field of a course is drawn; else the second, over the first.
_DRAWN = {"let_it_ride": "bankroll"}
# A hand that a drawn session was dealt must be searched for, some milliseconds each; a path costs microseconds.
_FEW, _MANY, _ALONE = 4, 200, 3
_SLOW = {"let_it_ride"}


def _told(results: Results, label: str) -> list[Any]:
    """The courses of the first sessions; none where the program is not at hand, or the workload tells none."""
    count = _FEW if results.workload in _SLOW else _MANY
    first = slice(0, min(count, results.sessions_per_case))
    try:
        return [course for course in itertools.islice(results.courses(first, case=label), count)
                if "failure" not in course.attrs and course.sizes["moment"] > 1]
    except Error:
        return []


def _field(results: Results, course: Any) -> str | None:
    """The field to draw, if it is a number."""
    names = list(course.data_vars)
    name = _DRAWN.get(results.workload, names[1] if len(names) > 1 else names[0])
    return name if name in names and course[name].dtype.kind in "if" else None


def _alone(axes: Axes, told: list[Any], x: str, y: str) -> None:
    """Single courses as thin lines over their fan: stairs where the values are whole."""
    for course in told:
        values = course[y].values
        shape = "steps-post" if np.array_equal(values, np.floor(values)) else "default"
        axes.plot(course[x].values, values, color=INK, linewidth=0.9, alpha=0.75, drawstyle=shape)


def _fan(axes: Axes, told: list[Any], x: str, y: str, label: str) -> None:
    grid, paths = plot.aligned(told, y)
    plot.fan(axes, paths, x=grid, label=label)
    _alone(axes, told[:_ALONE], x, y)
    axes.set_xlabel(figures.words(x))


def _trajectories(axes: Axes, told: list[Any], x: str, y: str, label: str) -> None:
    grid, paths = plot.aligned(told, y, hold=False)
    plot.trajectories(axes, paths, x=grid, label=label)
    axes.set_xlabel(figures.words(x))


def of_case(results: Results, label: str, index: int) -> list[str]:
    """The courses of a case's first sessions; over the quantiles of more of them where simulating these is quick."""
    told = _told(results, label)
    y = _field(results, told[0]) if told else None
    if y is None:
        return []
    x = next(iter(told[0].data_vars))
    named = figures.words(y)
    is_fan = len(told) > _FEW
    title = f"{named.capitalize()} in {len(told)} sessions, {_ALONE} of them alone" if is_fan else \
        f"{named.capitalize()} in the first {len(told)} sessions"
    draw = functools.partial(_fan if is_fan else _trajectories, told=told, x=x, y=y,
                             label=figures.with_unit(named, str(told[0][y].attrs["units"])))
    return [chart(draw, title, f"{named} over {figures.words(x)} in single sessions", salt=f"courses {index}")]
