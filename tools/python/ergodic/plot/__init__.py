"""Charts of results, on axes of matplotlib: for a page, for print, legible without colour.

Every function draws on the axes that it is given and returns them; it takes plain arrays, so that it serves any
workload. `style()` sets type, lines and colours:

    with plot.style():
        figure, axes = pyplot.subplots()
        plot.histogram(axes, results.sessions["session_profit"].sel(case="basic").values)
"""
from .comparisons import grid, intervals, stacked, z_scores
from .courses import aligned, convergence, endings, fan, occupation, spread, states, trajectories
from .distributions import binned, histogram, shares
from .theme import style

__all__ = ["aligned", "binned", "convergence", "endings", "fan", "grid", "histogram", "intervals", "occupation",
           "shares", "spread", "stacked", "states", "style", "trajectories", "z_scores"]
