"""What happened in each game: minutes, shots and the rest, by team-game (2 × game, + 1 for the visitors) and place."""
import dataclasses

import numpy as np

from season.players import MINUTES, OF_TEAM, Players

# Of a team and 48 minutes.
SHOTS, FREE_THROWS, TURNOVERS, OWN_REBOUNDS, OTHER_REBOUNDS, STEALS, FOULS = 89.0, 21.5, 13.6, 10.4, 33.0, 7.6, 18.8
OVERTIMES = (0.935, 0.052, 0.011, 0.002)
NEAR, MIDDLE, FAR = 0.625, 0.425, 0.362  # shares that are made


@dataclasses.dataclass
class Boxes:
    player: np.ndarray    # of the roster; arrays by (team-game, place), as all that follow
    active: np.ndarray
    fit: np.ndarray
    seconds: np.ndarray
    stats: dict[str, np.ndarray]  # fgm, fga, tpm, … by their names in the tables
    near: np.ndarray      # two-point attempts near the basket, and those made
    near_made: np.ndarray
    overtimes: np.ndarray  # by team-game

    def team(self, name: str) -> np.ndarray:
        return self.stats[name].sum(axis=1)


def shared(total: np.ndarray, weights: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Of each team-game's total what each player has."""
    return rng.multinomial(total, weights / weights.sum(axis=1, keepdims=True))


def who_plays(fit: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Ten or eleven of those who are fit, most often the first ones; eight at least, hurt or not."""
    wish = np.arange(OF_TEAM) + rng.normal(0, 1.2, fit.shape) + 100 * ~fit
    rank = wish.argsort(axis=1).argsort(axis=1)
    places = rng.choice([10, 11, 12], size=(len(fit), 1), p=[0.45, 0.45, 0.1])
    return (rank < places) & (fit | (rank < 8))


def seconds_played(active: np.ndarray, overtimes: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    weights = MINUTES * np.exp(rng.normal(0, 0.16, active.shape)) * active * (rng.uniform(size=active.shape) > 0.004)
    total = 14400 + 1500 * overtimes
    for _ in range(3):  # nobody longer than the game
        weights /= weights.sum(axis=1, keepdims=True)
        weights = np.minimum(weights, 0.196)
    whole = np.rint(np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1) * total[:, None]).astype(int)
    return np.diff(whole, axis=1, prepend=0)


def no_ties(stats: dict[str, np.ndarray]) -> None:
    """Who is level at the end had one more free throw at home, by him who took most."""
    points = (2 * stats["fgm"] + stats["tpm"] + stats["ftm"]).sum(axis=1)
    level = 2 * np.flatnonzero(points[0::2] == points[1::2])
    best = stats["fga"][level].argmax(axis=1)
    stats["ftm"][level, best] += 1
    stats["fta"][level, best] += 1


def boxes(day: np.ndarray, home: np.ndarray, away: np.ndarray, who: Players, rng: np.random.Generator) -> Boxes:
    """`day`: of the season."""
    team = np.stack([home, away], axis=1).ravel()
    day = np.repeat(day, 2)
    player = who.roster[day, team]
    fit = who.fit[player, day[:, None]]
    active = who_plays(fit, rng)
    overtimes = np.repeat(rng.choice(4, size=len(home), p=OVERTIMES), 2)
    seconds = seconds_played(active, overtimes, rng)
    played = np.where(active, seconds, 0) / 2880.0
    length = 1 + overtimes * 5 / 48
    pace = np.repeat(rng.normal(1, 0.04, len(home)), 2) * length
    strength = np.concatenate([rng.normal(0, 0.012, 30), [0.006]])  # of each team, and of playing at home
    better = (strength[team] + np.tile([strength[30], 0], len(home)))[:, None]

    def of_team(mean: float, spread: float) -> np.ndarray:
        return np.maximum(1, np.rint(rng.normal(mean, spread, len(team)) * pace)).astype(int)

    use = played * who.use[player]
    stats = {"fga": shared(of_team(SHOTS, 4.5), use, rng)}
    stats["tpa"] = rng.binomial(stats["fga"], who.far[player])
    near = rng.binomial(stats["fga"] - stats["tpa"], who.inside[player])
    touch = who.touch[player] + better
    near_made = rng.binomial(near, np.clip(NEAR + touch, 0, 1))
    stats["tpm"] = rng.binomial(stats["tpa"], np.clip(FAR + touch, 0, 1))
    stats["fgm"] = stats["tpm"] + near_made + rng.binomial(stats["fga"] - stats["tpa"] - near, np.clip(MIDDLE + touch, 0, 1))
    stats["fta"] = shared(rng.poisson(FREE_THROWS * pace), use, rng)
    stats["ftm"] = rng.binomial(stats["fta"], who.line[player])
    no_ties(stats)
    stats["oreb"] = shared(of_team(OWN_REBOUNDS, 3), played * who.boards[player], rng)
    stats["dreb"] = shared(of_team(OTHER_REBOUNDS, 4.5), played * who.boards[player], rng)
    stats["reb"] = stats["oreb"] + stats["dreb"]
    stats["stl"] = shared(rng.poisson(STEALS * pace), played * who.hands[player], rng)
    stats["tov"] = shared(rng.poisson(TURNOVERS * pace), use * who.hands[player], rng)
    stats["pf"] = np.minimum(6, shared(rng.poisson(FOULS * pace), played, rng))
    stats["points"] = 2 * stats["fgm"] + stats["tpm"] + stats["ftm"]
    points = stats["points"].sum(axis=1)
    margin = points - points[np.arange(len(points)) ^ 1]
    stats["plus_minus"] = np.where(seconds > 0, np.rint(margin[:, None] * played / length[:, None] + rng.normal(0, 6, played.shape)
                                                        * np.sqrt(played)), 0).astype(int)
    return Boxes(player, active, fit, seconds, stats, near, near_made, overtimes)
