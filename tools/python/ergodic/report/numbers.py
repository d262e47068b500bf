"""Numbers as people read them, each with its full value for programs: `<data value="-14.28815">−$14.29</data>`."""
from __future__ import annotations

import html
import math

LARGE = 1e15
MOST_PLACES = 12
THIN = "\u202f"  # narrow no-break space: groups digits, stands before a unit


def decimals(half_width: float | None) -> int | None:
    """The decimals that show two digits of a half-width; None where it tells nothing."""
    if half_width is None or not math.isfinite(half_width) or half_width <= 0:
        return None
    return max(0, 1 - math.floor(math.log10(half_width)))


def plain(value: float | None, places: int | None = None) -> str:
    """With a true minus, groups of three, and `places` decimals; by default six digits at most. In scientific notation from 10^15
    on, where more digits would be made up, and where there would be more than `MOST_PLACES` decimals."""
    if value is None:
        return "–"
    if places is not None and (abs(value) >= LARGE or places > MOST_PLACES):
        return f"{value:.6g}".replace("-", "−")
    if places is None:
        if value == int(value) and abs(value) < LARGE:
            places = 0
        elif 1e-4 <= abs(value) < LARGE:
            places = max(0, 5 - math.floor(math.log10(abs(value))))
            text = plain(value, places)
            return text.rstrip("0").rstrip(".") if places > 0 else text
        else:
            return f"{value:.3g}".replace("-", "−")
    text = f"{value:,.{places}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return text.replace(",", THIN).replace("-", "−")


def amount(value: float | None, unit: str, places: int | None = None, *, share: bool = False) -> str:
    """A value with its unit: dollars in front, shares as percent, dimensionless numbers bare."""
    if value is None:
        return "–"
    if share:
        return f"{plain(100 * value, None if places is None else max(0, places - 2))}{THIN}%"
    if unit == "dollars":
        sign, digits = ("−", plain(-value, places)) if value < 0 else ("", plain(value, places))
        return f"{sign if digits.strip('0.') else ''}${digits}"
    return plain(value, places) + (f"{THIN}{unit}" if unit != "1" else "")


def data(value: float | int | None, text: str) -> str:
    """The text, and the full value beside it."""
    if value is None:
        return html.escape(text)
    return f'<data value="{value!r}">{html.escape(text)}</data>'


def figure(value: float | None, unit: str, interval: list[float | None] | None = None, *, share: bool = False) -> str:
    """A value to the digits that its interval bears, then ± half of that: markup."""
    if value is None:
        return "–"
    low, high = interval or (None, None)
    half = (high - low) / 2 if low is not None and high is not None else None
    if share and value == 0 and high is not None:
        most = plain(float(f"{100 * high:.2g}"))
        return f'{data(value, amount(value, unit, share=True))} <span class="margin">≤{THIN}{most}</span>'
    places = decimals(half)
    shown = data(value, amount(value, unit, places, share=share))
    if half is None or places is None:
        return shown
    margin = plain(100 * half, max(0, places - 2)) if share else plain(half, places)
    return f'{shown} <span class="margin">±{THIN}{margin}</span>'


def exact(value: float, unit: str, interval: list[float | None], share: bool) -> str:
    """To one digit more than the simulated figure beside it bears."""
    low, high = interval
    bears = decimals((high - low) / 2 if low is not None and high is not None else None)
    return amount(value, unit, None if bears is None or value == 0 else bears + 1, share=share)


def probability(value: float) -> str:
    """A p-value in a sentence, with its relation."""
    return "< 0.001" if value < 0.001 else f"= {plain(value, 3)}"


def seconds(value: float) -> str:
    """A duration."""
    if value < 60:
        return f"{plain(value, 1)}{THIN}s"
    minutes, rest = divmod(round(value), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}{THIN}h {minutes:02}{THIN}min" if hours else f"{minutes}{THIN}min {rest:02}{THIN}s"


def size(value: int) -> str:
    """Bytes."""
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if value >= scale:
            return f"{plain(value / scale, 1)}{THIN}{unit}"
    return f"{value}{THIN}B"
