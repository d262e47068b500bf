"""Charts as inline SVG that takes its colours and its type from the page."""
from __future__ import annotations

import contextlib
import html
import io
import re
from typing import Any, Callable, Iterator

from matplotlib import pyplot, rc_context
from matplotlib.axes import Axes

from ..plot import theme

_VARIABLES = {theme.INK: "ink", theme.MUTED: "muted", theme.RULE: "rule", theme.PAPER: "paper",
              **{colour: f"series-{index}" for index, colour in enumerate(theme.SERIES)}}


def _themed(svg: str) -> str:
    """Colours as the page's variables, letters in the page's type, lines to a hundredth of a point, no names that two
    charts would share."""
    svg = svg[svg.index("<svg"):]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<g id="[a-z_.0-9]+">', "<g>", svg)
    svg = re.sub(r"(font: [^;\"']*?)'[^;\"]*?(?=[;\"])", r"\1var(--sans)", svg)
    svg = re.sub(r'(?<= d=")[^"]*', lambda drawn: re.sub(r"(\.\d\d)\d+", r"\1", drawn[0]), svg)
    for colour, name in _VARIABLES.items():
        svg = re.sub(rf'(?<=[: ]){colour}(?=[;"])', f"var(--{name})", svg)
        svg = svg.replace(f'"{colour}"', f'"var(--{name})"')
    return re.sub(r"\n\s*", "\n", svg)


_part = ""


@contextlib.contextmanager
def part(name: str) -> Iterator[None]:
    """What is drawn inside belongs to that part of the page: its charts' names need not differ from those of others."""
    global _part
    before, _part = _part, f"{name} "
    try:
        yield
    finally:
        _part = before


def chart(draw: Callable[[Axes], Any], title: str, described: str, *, salt: str, height: float = 3.3) -> str:
    """A chart with its title and a description for who cannot see it; `height` in inches, at 5.83 wide. `salt`: its
    name on its part of the page."""
    with theme.style(), rc_context({"svg.hashsalt": _part + salt}):
        drawing, axes = pyplot.subplots(figsize=(5.83, height))
        draw(axes)
        out = io.StringIO()
        drawing.savefig(out, format="svg", metadata={"Date": None})
        pyplot.close(drawing)
    svg = re.sub(r'<svg ([^>]*?)width="[^"]*"', r"<svg \1", re.sub(r' height="[\d.]+pt"', "", out.getvalue()))
    svg = _themed(svg).replace("<svg ", f'<svg role="img" aria-label="{html.escape(described, quote=True)}" ', 1)
    return f"<figure><figcaption>{html.escape(title)}</figcaption>\n{svg}</figure>\n"
