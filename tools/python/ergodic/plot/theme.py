"""Type, lines and colours of all charts.

The series are Okabe & Ito's colours ("Color Universal Design", 2008), which colour-blind readers tell apart, each with
a dash or a shade of its own for print in grey.
"""
from __future__ import annotations

from typing import Any, ContextManager

import matplotlib
from matplotlib.axes import Axes

INK, MUTED, RULE, PAPER = "#1b1c1e", "#62666b", "#dcdfe3", "#ffffff"
ACCENT, EXACT = "#0072b2", "#d55e00"
SERIES = (ACCENT, EXACT, "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#5b5f66", "#8a6d3b")
DASHES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (6, 2, 1.5, 2)), (0, (1, 1)), (0, (9, 2)), (0, (4, 1, 1, 1, 1, 1)), "--")
HATCHES = ("", "////", "", "---", "\\\\\\\\", "", "xx", "")
SHADES = (1.0, 0.55, 0.25, 0.75, 0.4, 0.15, 0.65, 0.85)

_SETTINGS: dict[str, Any] = {
    "figure.figsize": (5.83, 3.6), "figure.constrained_layout.use": True, "figure.facecolor": "none",
    "font.size": 11.5, "font.family": "sans-serif", "text.color": INK,
    "axes.facecolor": "none", "axes.edgecolor": MUTED, "axes.labelcolor": MUTED, "axes.linewidth": 0.8,
    "axes.labelsize": 11, "axes.titlesize": 11.5, "axes.titlelocation": "left", "axes.titlepad": 9,
    "axes.spines.top": False, "axes.spines.right": False, "axes.unicode_minus": True, "axes.axisbelow": True,
    "xtick.color": MUTED, "ytick.color": MUTED, "xtick.labelsize": 11, "ytick.labelsize": 11,
    "xtick.major.size": 3, "ytick.major.size": 3, "xtick.major.width": 0.8, "ytick.major.width": 0.8,
    "xtick.minor.size": 0, "ytick.minor.size": 0,
    "grid.color": RULE, "grid.linewidth": 0.8, "lines.linewidth": 1.6, "hatch.linewidth": 0.6,
    "legend.frameon": False, "legend.fontsize": 11, "legend.handlelength": 1.8, "legend.labelcolor": INK,
    "svg.fonttype": "none",
}


def legend_above(axes: Axes, columns: int = 3) -> None:
    """A legend over the axes, where it hides nothing; what is exact comes last."""
    entries = sorted(zip(*axes.get_legend_handles_labels()), key=lambda entry: entry[1].startswith("exact"))
    if entries:
        axes.legend(*zip(*entries), loc="lower left", bbox_to_anchor=(0, 1), ncol=columns, borderpad=0,
                    borderaxespad=0.3, columnspacing=1.2, handlelength=1.4)


def percent(value: float, _: int | None = None) -> str:
    """A tick of an axis of shares."""
    return f"{100 * value:.6g} %".replace("-", "−")


def whole(value: float, _: int | None = None) -> str:
    """A tick of a logarithmic axis of counts."""
    return f"{value:,.0f}".replace(",", "\u202f")


def style() -> ContextManager[None]:
    """A context in which matplotlib draws as ergodic's charts are drawn."""
    context: ContextManager[None] = matplotlib.rc_context(_SETTINGS)
    return context
