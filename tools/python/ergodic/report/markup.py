"""The few shapes of HTML that the page is made of."""
from __future__ import annotations

from typing import Iterable, Sequence

from . import numbers


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> str:
    """Head and cells are markup; the first cell of a row is its heading. A cell of text brings its own `<td>`."""
    rows = list(rows)
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
