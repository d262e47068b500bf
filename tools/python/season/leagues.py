"""All tables of a season, league after league, each from random numbers of its own."""
import dataclasses

import numpy as np

from season import boxes, columns, fixtures, games, known_before, players, shots
from season.columns import Table

PARTS = ("fixtures", "players", "tipoffs", "boxes", "shots", "tables", "before", "late")  # new ones at the end


@dataclasses.dataclass(frozen=True)
class Season:
    seed: int = 1
    season: int = 2024
    leagues: int = 1


def tables_of_league(asked: Season, league: int) -> list[Table]:
    rng = {part: np.random.default_rng([asked.seed, asked.season, league, at]) for at, part in enumerate(PARTS)}
    day, home, away = fixtures.fixtures(asked.season, rng["fixtures"])
    first = int(day[0])
    who = players.players(league, first, int(day[-1]) - first + 1, rng["players"])
    each = games.games(asked.season, league, day, home, away, rng["tipoffs"])
    made = boxes.boxes(day - first, home, away, who, rng["boxes"])
    tried = shots.shots(made, who, rng["shots"])
    singles = shots.and_ones(made, tried, rng["shots"])
    shot_table, and_ones = games.shot_tables(each, made, who, tried, singles, rng["tables"])
    ids = known_before.bookmakers_ids(each, rng["before"])
    return [games.player_box(each, made, who, rng["tables"], rng["late"]), games.team_box(each, made, rng["tables"]),
            games.schedule(each, made, rng["tables"]), known_before.roster(each, who, first), known_before.registry(who, league),
            shot_table, and_ones, known_before.injuries(each, made, who, rng["before"]),
            known_before.prop_lines(each, made, who, ids, rng["before"]), known_before.game_lines(each, made, ids, rng["before"]),
            known_before.travel(league)]


def tables(asked: Season) -> list[Table]:
    leagues = [tables_of_league(asked, league) for league in range(asked.leagues)]
    return [columns.stacked(list(each)) for each in zip(*leagues)]
