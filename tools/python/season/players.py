"""Who plays: rosters, trades, injuries, and what each player is like."""
import dataclasses

import numpy as np

from season.teams import TEAMS

OF_TEAM = 15
# Minutes that the first, second, … of a team's players is given, if all are fit.
MINUTES = np.array([35, 34, 33, 31, 28, 23, 20, 18, 16, 13, 11, 10, 9, 8, 7], float)
TRADES, SIGNINGS = 12, 8
DEADLINE = 0.62  # of a season's days, after which nobody is traded


@dataclasses.dataclass
class Players:
    """Arrays by player of a league; a roster is by day, team and place."""
    lookup: np.ndarray
    name: np.ndarray
    born: np.ndarray          # days since 1970
    known_birth: np.ndarray
    use: np.ndarray           # share of shots, turnovers, fouls drawn: 1 on average
    far: np.ndarray           # share of three-point attempts
    inside: np.ndarray        # share of the others that are near the basket
    touch: np.ndarray         # how well he shoots: added to what is usual
    line: np.ndarray          # probability of a free throw
    boards: np.ndarray
    passes: np.ndarray
    hands: np.ndarray
    height: np.ndarray        # share of blocks
    fit: np.ndarray           # by player and day of the season
    roster: np.ndarray        # by day, team, place: the player


ACCENTED = str.maketrans("aey", "àëý")


def names(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lookups, and names that become them: with accents, apostrophes, commas and quotation marks here and there."""
    lookups = [f"player{number:05d}x" for number in numbers.tolist()]
    full = []
    for number in numbers.tolist():
        name = f"Player {number:05d}-X"
        name = name.translate(ACCENTED) if number % 5 == 0 else name
        name = f"P'layer, {number:05d} X" if number % 17 == 3 else name
        full.append(f'"P" layer {number:05d} X.' if number % 31 == 7 else name)
    return np.array(lookups, object), np.array(full, object)


def injuries(players: int, days: int, rng: np.random.Generator) -> np.ndarray:
    fit = np.ones((players, days), bool)
    for player, spells in enumerate(rng.poisson(2.0, players).tolist()):
        for _ in range(spells):
            first = int(rng.integers(0, days))
            fit[player, first:first + int(rng.geometric(1 / 11))] = False
    return fit


def rosters(days: int, rng: np.random.Generator) -> np.ndarray:
    """Trades exchange two players; a signing brings a new one for one who is let go."""
    teams = len(TEAMS)
    place = np.arange(teams * OF_TEAM).reshape(teams, OF_TEAM)
    changes = [(int(day), "trade") for day in rng.integers(20, int(DEADLINE * days), TRADES)]
    changes += [(int(day), "signing") for day in rng.integers(10, days - 10, SIGNINGS)]
    new, by_day = teams * OF_TEAM, []
    for day in range(days):
        for kind in [kind for at, kind in changes if at == day]:
            place = place.copy()
            if kind == "trade":
                (a, b), (i, j) = rng.choice(teams, 2, replace=False), rng.integers(0, OF_TEAM, 2)
                place[a, i], place[b, j] = place[b, j], place[a, i]
            else:
                place[rng.integers(0, teams), rng.integers(10, OF_TEAM)] = new
                new += 1
        by_day.append(place)
    return np.array(by_day)


def players(league: int, first_day: int, days: int, rng: np.random.Generator) -> Players:
    roster = rosters(days, rng)
    count = int(roster.max()) + 1
    lookup, name = names(league * (len(TEAMS) * OF_TEAM + 50) + np.arange(count))
    tall = rng.uniform(0, 1, count)

    def around(middle: float, spread: float) -> np.ndarray:
        return middle * np.exp(rng.normal(0, spread, count))

    return Players(
        lookup=lookup, name=name,
        born=first_day - rng.integers(19 * 365, 39 * 365, count),
        known_birth=rng.uniform(size=count) > 0.02,
        use=around(1, 0.3), far=np.clip(0.62 - 0.5 * tall + rng.normal(0, 0.1, count), 0.02, 0.9),
        inside=np.clip(0.45 + 0.4 * tall + rng.normal(0, 0.1, count), 0.1, 0.95), touch=rng.normal(0, 0.015, count),
        line=np.clip(rng.normal(0.78, 0.08, count), 0.4, 0.95), boards=(0.4 + 1.4 * tall) * around(1, 0.2),
        passes=(1.6 - 1.2 * tall) * around(1, 0.4), hands=around(1, 0.3), height=(0.1 + 2 * tall**2) * around(1, 0.4),
        fit=injuries(count, days, rng), roster=roster)
