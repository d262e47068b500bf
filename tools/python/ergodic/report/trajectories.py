"""Charts of single sessions, simulated again by the program: how a session goes, which no column tells."""
from __future__ import annotations

import functools
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
# More than so many steps are not told once there are a few sessions: 200 of 200 hands take a second.
_FEW, _MANY, _ALONE, _STEPS = 4, 200, 3, 50_000


def _is_of_table(course: Any) -> bool:
    return {"seat", "event"} <= set(course.data_vars)


def _of_one(course: Any) -> Any:
    """Of a table the hands of its first seat."""
    if not _is_of_table(course):
        return course
    return course.isel(moment=(course["seat"].values == 1) & (course["event"].values == "hand"))


def _told(results: Results, label: str) -> list[Any]:
    """The courses of the first sessions; none where the program is not at hand, or the workload tells none."""
    first = slice(0, min(_MANY, results.sizes[label]))
    told: list[Any] = []
    steps = 0
    try:
        for course in results.courses(first, case=label):
            steps += course.sizes["moment"]
            one = _of_one(course)
            if "failure" not in one.attrs and one.sizes["moment"] > 1:
                told.append(one)
            if steps >= _STEPS and len(told) > _FEW:
                break
    except Error:
        return []
    return told


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
    """The courses of a case's first sessions, some alone over the quantiles of all, or all alone if they are few."""
    told = _told(results, label)
    y = _field(results, told[0]) if told else None
    if y is None:
        return []
    x = next(iter(told[0].data_vars))
    named = figures.words(y)
    whose = f"{named.capitalize()} at seat 1" if _is_of_table(told[0]) else named.capitalize()
    is_fan = len(told) > _FEW
    title = f"{whose} in {len(told)} sessions, {_ALONE} of them alone" if is_fan else \
        f"{whose} in the first {len(told)} sessions"
    draw = functools.partial(_fan if is_fan else _trajectories, told=told, x=x, y=y,
                             label=figures.with_unit(named, str(told[0][y].attrs["units"])))
    return [chart(draw, title, f"{named} over {figures.words(x)} in single sessions", salt=f"courses {index}")]
