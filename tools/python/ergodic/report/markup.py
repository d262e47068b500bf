"""The few shapes of HTML that the page is made of."""
from __future__ import annotations

import base64
import csv
import gzip
import html
import io
import re
from typing import Iterable, Sequence

from . import numbers

# A browser takes seconds to lay out the tables of ten thousand cases.
MOST_ROWS = 50


def _field(cell: str) -> str:
    """The full value of a cell, or its text."""
    value = re.search(r'<data value="([^"]*)"', cell)
    return value[1] if value else html.unescape(re.sub("<[^>]*>", "", cell))


def _rest(head: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> str:
    """What to say of a table of which the first rows are shown: all of it is in the page, to be saved."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows([*map(_field, row)] for row in (head, *rows))
    packed = base64.b64encode(gzip.compress(lines.getvalue().encode(), mtime=0)).decode()
    name = re.sub(r"\W+", "_", _field(caption)).strip("_").lower() or "table"
    return (f'<p class="note">The first {MOST_ROWS}; <a download="{name}.csv.gz" '
            f'href="data:application/gzip;base64,{packed}">all {numbers.plain(len(rows))} rows as CSV</a>.</p>\n')


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "", *, named: str = "") -> str:
    """Head and cells are markup; the first cell of a row is its heading. A cell of text brings its own `<td>`. Of a long
    table the first rows are shown, and all are to be had as CSV, `named` so or as the caption is."""
    rows = list(rows)
    if len(rows) > MOST_ROWS:
        return table(head, rows[:MOST_ROWS], caption) + _rest(head, rows, named or caption)
    is_text = [cell.startswith('<td class="text') for cell in rows[0]] if rows else [False] * len(head)
    heads = (f'<th scope="col"{" class=text" if left else ""}>{cell}</th>' for cell, left in zip(head, is_text))
    lines = ['<div class="wide"><table>', f"<caption>{caption}</caption>" if caption else "", "<thead><tr>", *heads,
             "</tr></thead><tbody>"]
    for first, *cells in rows:
        marked = (cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in cells)
        lines += [f'<tr><th scope="row">{first}</th>', *marked, "</tr>"]
    return "\n".join([*filter(None, lines), "</tbody></table></div>\n"])


def side_by_side(drawn: list[str]) -> str:
    """Charts, two a row where there is room."""
    return f'<div class="charts">\n{"".join(drawn)}</div>\n' if drawn else ""


def section(name: str, title: str, *parts: str) -> str:
    """A part of the page with its heading; nothing where it says nothing."""
    body = "".join(parts)
    return f'<section id="{name}"><h2>{title}</h2>\n{body}</section>\n' if body else ""


def count(value: int, noun: str) -> str:
    """So many of something."""
    return f"{numbers.data(value, numbers.plain(value))} {noun}{'' if value == 1 else 's'}"


def facts(named: Iterable[tuple[str, str]]) -> str:
    """Names and what they stand for, markup."""
    return '<dl class="facts">' + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in named) + "</dl>\n"
