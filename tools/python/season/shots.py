"""Every attempt of the boxes as a shot: where from, whether made, who passed or blocked it; and what follows from these."""
import dataclasses

import numpy as np

from season.boxes import Boxes
from season.players import Players

NEAR_KINDS = ("layup", "driving layup", "cutting layup shot", "dunk", "alley oop dunk", "tip shot", "hook shot")
MIDDLE_KINDS = ("jump shot", "pullup jump shot", "step back jump shot", "fadeaway jump shot", "floating jump shot")
FAR_KINDS = ("3pt jump shot", "3pt pullup jump shot", "3pt step back jump shot", "3pt running jump shot")
ASSISTED = (0.55, 0.45, 0.84)
BLOCKED = (0.13, 0.05, 0.008)
AND_ONE = 0.055  # of made two-point shots, if the player had free throws at all
UNKNOWN_DISTANCE, UNKNOWN_RESULT = 0.004, 0.001
# Some lie where their kind does not say: a two-point shot from the line, a "three" of a tipped ball.
LONG_TWO, SHORT_THREE = 0.004, 0.001


@dataclasses.dataclass
class Shots:
    team_game: np.ndarray
    place: np.ndarray
    kind: np.ndarray       # 0 near, 1 middle, 2 three points
    subtype: np.ndarray
    distance: np.ndarray   # feet; NaN where nobody wrote it down
    made: np.ndarray
    seen: np.ndarray       # whether it was written down if it was made
    passer: np.ndarray     # place, or -1
    blocker: np.ndarray    # place in the other team, or -1


def drawn(weights: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A place for each row, with probabilities in proportion to its weights."""
    sums = np.cumsum(weights, axis=1)
    return np.minimum((rng.uniform(size=(len(weights), 1)) * sums[:, -1:] >= sums).sum(axis=1), weights.shape[1] - 1)


def attempts(boxes: Boxes) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    stats = boxes.stats
    made = (boxes.near_made, stats["fgm"] - stats["tpm"] - boxes.near_made, stats["tpm"])
    tried = (boxes.near, stats["fga"] - stats["tpa"] - boxes.near, stats["tpa"])
    parts = []
    for kind in range(3):
        for result, count in ((True, made[kind]), (False, tried[kind] - made[kind])):
            team_game, place = np.nonzero(count)
            times = count[team_game, place]
            parts.append((np.repeat(team_game, times), np.repeat(place, times), np.full(times.sum(), kind),
                          np.full(times.sum(), result)))
    return tuple(np.concatenate(columns) for columns in zip(*parts))


def distances(kind: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    feet = np.choose(kind, [rng.triangular(0, 1.5, 8, len(kind)), rng.triangular(8, 14, 23.5, len(kind)),
                            rng.triangular(22, 25, 30, len(kind))])
    odd = rng.uniform(size=len(kind))
    feet = np.where((kind == 1) & (odd < LONG_TWO), 24.0, feet)
    feet = np.where((kind == 2) & (odd < SHORT_THREE), 5.0, feet)
    # One feed tells whole feet, another tenths; the line in the corner is at 22 feet, elsewhere at 23.75.
    feet = np.where(rng.uniform(size=len(kind)) < 0.5, np.rint(feet), np.round(feet, 1))
    feet = np.where((kind == 2) & (rng.uniform(size=len(kind)) < 0.01), 23.75, feet)
    return np.where(rng.uniform(size=len(kind)) < UNKNOWN_DISTANCE, np.nan, feet)


def shots(boxes: Boxes, who: Players, rng: np.random.Generator) -> Shots:
    team_game, place, kind, made = attempts(boxes)
    order = np.lexsort((rng.uniform(size=len(kind)), team_game // 2))
    team_game, place, kind, made = team_game[order], place[order], kind[order], made[order]
    subtype = np.empty(len(kind), object)
    for at, words in enumerate((NEAR_KINDS, MIDDLE_KINDS, FAR_KINDS)):
        subtype[kind == at] = np.array(words, object)[rng.integers(0, len(words), (kind == at).sum())]
    played = np.where(boxes.active, boxes.seconds, 0) + 1e-9
    others = (played * who.passes[boxes.player])[team_game]
    others[np.arange(len(kind)), place] = 0
    helped = made & (rng.uniform(size=len(kind)) < np.array(ASSISTED)[kind])
    stopped = ~made & (rng.uniform(size=len(kind)) < np.array(BLOCKED)[kind])
    passer = np.where(helped, drawn(others, rng), -1)
    blocker = np.where(stopped, drawn((played * who.height[boxes.player])[team_game ^ 1], rng), -1)
    boxes.stats["ast"] = counted(boxes, team_game[helped], passer[helped])
    boxes.stats["blk"] = counted(boxes, team_game[stopped] ^ 1, blocker[stopped])
    return Shots(team_game, place, kind, subtype, distances(kind, rng), made,
                 rng.uniform(size=len(kind)) >= UNKNOWN_RESULT, passer, blocker)


def counted(boxes: Boxes, team_game: np.ndarray, place: np.ndarray) -> np.ndarray:
    count = np.zeros_like(boxes.seconds)
    np.add.at(count, (team_game, place), 1)
    return count


def and_ones(boxes: Boxes, each: Shots, rng: np.random.Generator) -> np.ndarray:
    """Which shots were followed by a single free throw."""
    return each.made & (rng.uniform(size=len(each.made)) < AND_ONE) & (boxes.stats["fta"][each.team_game, each.place] > 0)
