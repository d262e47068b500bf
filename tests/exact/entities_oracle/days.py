"""Dates as days since 1970-01-01, seasons, and what they mean."""
import datetime

EPOCH = datetime.date(1970, 1, 1).toordinal()
OPENING_NIGHTS = {2021: (10, 19), 2022: (10, 18), 2023: (10, 24), 2024: (10, 22)}


def day(year, month, of_month):
    return datetime.date(year, month, of_month).toordinal() - EPOCH


def parsed(text):
    return datetime.date.fromisoformat(text).toordinal() - EPOCH


def text(when):
    return datetime.date.fromordinal(when + EPOCH).isoformat()


def month(when):
    return datetime.date.fromordinal(when + EPOCH).month


def season_year(when):
    date = datetime.date.fromordinal(when + EPOCH)
    return date.year if date.month >= 10 else date.year - 1


def season_start(when):
    return day(season_year(when), 10, 1)


def is_bootstrap(when):
    return when - season_start(when) < 30


def is_boundary(when):
    return month(when) in (10, 11, 4)


def moment(written):
    """Seconds since 1970, UTC."""
    return int(datetime.datetime.fromisoformat(written.replace("Z", "+00:00")).timestamp())
