"""Who meets whom, and when: 1230 games as a league lays them out.

Each team plays 82 games, 41 of them at home: four against each of its division and of six others of its conference, three
against its four others, two against each of the other conference. Dates are those of a real season: from the opening night
174 days, without election day, Thanksgiving, Christmas Eve, the days around the All-Star game and a December final; few games on
Tuesdays and Thursdays; on the last day all teams play.
"""
import datetime

import numpy as np

from season.teams import OF_CONFERENCE, OF_DIVISION, TEAMS

OPENING_NIGHTS = {2021: (10, 19), 2022: (10, 18), 2023: (10, 24), 2024: (10, 22)}
DAYS = 174
# Games of a day of the week, Monday first.
USUAL = (8.6, 5.4, 10.6, 4.2, 10.4, 8.2, 7.8)
MOST_OF_A_DATE = 14  # but on the last
N = len(TEAMS)
# What counts for a game on a date: how far its teams lag behind, and whether they play the day before or after; such that some
# 450 of 2460 are played a day after another, as in the seasons of 2021 to 2024.
LAG, TIRED = 1.0, 0.045


def opening_night(season: int) -> datetime.date:
    return datetime.date(season, *OPENING_NIGHTS.get(season, (10, 22)))


def of_month(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """The nth Monday (weekday 0), … of a month."""
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))


def dates(season: int) -> list[datetime.date]:
    opening = opening_night(season)
    stars = of_month(season + 1, 2, 6, 3)  # the All-Star game's Sunday
    free = {of_month(season, 11, 0, 1) + datetime.timedelta(1), of_month(season, 11, 3, 4), datetime.date(season, 12, 24)}
    free |= {stars + datetime.timedelta(day) for day in range(-2, 4)}
    final = of_month(season, 12, 1, 3)
    free |= {final, final - datetime.timedelta(1)}
    return [day for day in (opening + datetime.timedelta(n) for n in range(DAYS)) if day not in free]


def pairings() -> np.ndarray:
    """Home and away of all 1230 games."""
    games = []
    for a in range(N):
        for b in range(a + 1, N):
            a_at_home, b_at_home = meetings(a, b)
            games += [(a, b)] * a_at_home + [(b, a)] * b_at_home
    return np.array(games)


def meetings(a: int, b: int) -> tuple[int, int]:
    """Games that a and b have at home against each other."""
    if a // OF_CONFERENCE != b // OF_CONFERENCE:
        return 1, 1
    if a // OF_DIVISION == b // OF_DIVISION:
        return 2, 2
    apart = (b - a) % OF_DIVISION
    return {0: (2, 1), 1: (1, 2)}.get(apart, (2, 2))


def games_of_dates(days: list[datetime.date], rng: np.random.Generator) -> np.ndarray:
    """How many games each date has."""
    wanted = np.array([USUAL[day.weekday()] for day in days]) * rng.uniform(0.8, 1.2, len(days))
    games = np.clip(np.rint(wanted), 1, MOST_OF_A_DATE).astype(int)
    games[0], games[-1] = 2, N // 2
    while (short := 82 * N // 2 - games.sum()) != 0:
        date = rng.integers(1, len(days) - 1)
        games[date] = np.clip(games[date] + np.sign(short), 1, MOST_OF_A_DATE)
    return games


class Calendar:
    """Games laid out date after date: those teams first that lag behind and are rested."""

    def __init__(self, days: list[datetime.date], rng: np.random.Generator):
        self.rng = rng
        self.day = np.array([(day - days[0]).days for day in days])
        self.plays = np.zeros((N, self.day[-1] + 3), bool)  # by day, beginning with one before the first
        self.left: dict[tuple[int, int], int] = {}
        for home, away in pairings().tolist():
            self.left[home, away] = self.left.get((home, away), 0) + 1
        self.games: list[tuple[int, int, int]] = []  # date, home, away
        counts = games_of_dates(days, rng)
        self.lay(len(days) - 1, counts[-1])  # when there is a choice of everything
        for date in range(len(days) - 1):
            self.lay(date, counts[date])
        self.squeeze_in()

    def lay(self, date: int, count: int) -> None:
        pairs = np.array([pair for pair, left in self.left.items() if left])
        day = self.day[date] + 1
        dates_left = max(1, len(self.day) - date)
        lag = np.array([82 - games for games in self.plays.sum(axis=1)]) / dates_left
        tired = TIRED * (self.plays[:, day - 1] | self.plays[:, day + 1])
        third = self.plays[:, max(0, day - 2)] & self.plays[:, day - 1]
        worth = LAG * lag - tired - 10 * third
        score = worth[pairs].sum(axis=1) + self.rng.uniform(0, 0.35, len(pairs))
        free = np.ones(N, bool)
        for home, away in pairs[np.argsort(-score)].tolist():
            if count and free[home] and free[away]:
                free[[home, away]] = False
                count -= 1
                self.add(date, home, away)

    def add(self, date: int, home: int, away: int) -> None:
        self.left[home, away] -= 1
        self.plays[[home, away], self.day[date] + 1] = True
        self.games.append((date, home, away))

    def squeeze_in(self) -> None:
        """What found no place: where both teams are free and rested most."""
        for home, away in [pair for pair, left in self.left.items() for _ in range(left)]:
            dates_of = np.bincount([date for date, _, _ in self.games], minlength=len(self.day))
            around = self.day + 1
            used = self.plays[home] | self.plays[away]
            cost = (100 * (used[around] | (dates_of >= MOST_OF_A_DATE)) + self.plays[home][around - 1] + self.plays[home][around + 1]
                    + self.plays[away][around - 1] + self.plays[away][around + 1])
            self.add(int(np.argmin(cost)), home, away)


def fixtures(season: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of all games, in the order of their dates: day (since 1970), home, away."""
    days = dates(season)
    games = np.array(sorted(Calendar(days, rng).games))
    epoch = np.array([day.toordinal() for day in days]) - datetime.date(1970, 1, 1).toordinal()
    return epoch[games[:, 0]], games[:, 1], games[:, 2]
