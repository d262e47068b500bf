"""The tables of what was played: schedule, player_box, team_box, shots, and_ones."""
import dataclasses
import datetime

import numpy as np

from season import columns
from season.boxes import Boxes
from season.columns import Table
from season.players import OF_TEAM, Players
from season.shots import Shots
from season.teams import TEAMS, code

STATS = ("points", "fgm", "fga", "tpm", "tpa", "ftm", "fta", "oreb", "dreb", "reb", "ast", "stl", "blk", "tov", "pf", "plus_minus")
HOUR, DAY = 3600, 86400
# Tip-offs on the clock of the home town, and how many games have them; at weekends some in the afternoon.
EVENING = ((19.0, 0.5), (19.5, 0.34), (20.0, 0.16))
AFTERNOON = (13.0, 15.5, 18.0)
# Shares of games that a feed lacks, or that have no team box; of team boxes that were sent twice, and of those that came days later.
NO_PRIMARY, NO_BACKUP, NO_PLAYS, NO_TEAM_BOX, SENT_TWICE, LATE = 0.01, 0.008, 0.008, 0.006, 0.02, 0.012


@dataclasses.dataclass
class Games:
    """Arrays by game."""
    season: int
    league: int
    day: np.ndarray    # since 1970
    home: np.ndarray
    away: np.ndarray
    tipoff: np.ndarray  # seconds since 1970
    id: np.ndarray

    def codes(self, teams: np.ndarray) -> np.ndarray:
        known = np.array([code(team, self.league) for team in range(len(TEAMS))], object)
        return known[teams]

    def team(self) -> np.ndarray:
        """By team-game."""
        return np.stack([self.home, self.away], axis=1).ravel()


def hours_behind(day: np.ndarray) -> np.ndarray:
    """Of New York behind UTC: five, or four while daylight saving lasts, until early in November and from the second Sunday of March."""
    when = [datetime.date(1970, 1, 1) + datetime.timedelta(each) for each in day.tolist()]

    def sunday(year: int, month: int, nth: int) -> datetime.date:
        first = datetime.date(year, month, 1)
        return first + datetime.timedelta((6 - first.weekday()) % 7 + 7 * (nth - 1))

    return np.array([4 if sunday(each.year, 3, 2) <= each < sunday(each.year, 11, 1) else 5 for each in when])


def tipoffs(day: np.ndarray, home: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    local = rng.choice([hour for hour, _ in EVENING], len(day), p=[share for _, share in EVENING])
    weekend = (day + 3) % 7 >= 5  # 1970 began on a Thursday
    local = np.where(weekend & (rng.uniform(size=len(day)) < 0.55), rng.choice(AFTERNOON, len(day)), local)
    behind = hours_behind(day) + np.array([TEAMS[team].hours for team in home])
    return (day * DAY + (local + behind) * HOUR).astype(np.int64)


def games(season: int, league: int, day: np.ndarray, home: np.ndarray, away: np.ndarray, rng: np.random.Generator) -> Games:
    made = Games(season, league, day, home, away, tipoffs(day, home, rng), np.empty(0, object))
    written = np.char.replace(day.astype("datetime64[D]").astype(str), "-", "")
    made.id = np.array([f"{date}_{a}_{h}" for date, a, h in zip(written, made.codes(away), made.codes(home))], object)
    return made


def schedule(each: Games, boxes: Boxes, rng: np.random.Generator) -> Table:
    points = boxes.team("points")
    home, away = points[0::2], points[1::2]
    return Table("schedule", ("game_id",), {
        "game_id": columns.text(each.id), "game_date": columns.date(each.day),
        "season_year": columns.whole(np.full(len(each.day), each.season)),
        "home_team_abbr": columns.text(each.codes(each.home)), "away_team_abbr": columns.text(each.codes(each.away)),
        "game_status": columns.whole(np.full(len(each.day), 3)), "home_score": columns.whole(home), "away_score": columns.whole(away),
        "winning_team_abbr": columns.text(each.codes(np.where(home > away, each.home, each.away))),
        "is_primetime": columns.flag(rng.uniform(size=len(each.day)) < 0.15),
        "is_regular_season": columns.flag(np.ones(len(each.day), bool)), "tipoff_ts": columns.time(each.tipoff)})


def clock(seconds: np.ndarray) -> list[str]:
    return [f"{each // 60}:{each % 60:02d}" for each in seconds.tolist()]


def box_rows(each: Games, boxes: Boxes, who: Players, rows: np.ndarray, source: str) -> Table:
    """`rows`: flat numbers of team-game and place."""
    team_game = rows // OF_TEAM
    game, player = team_game // 2, boxes.player.ravel()[rows]
    active = boxes.active.ravel()[rows]
    seconds = boxes.seconds.ravel()[rows]
    if source == "primary":
        status = np.where(active, "active", np.where(boxes.fit.ravel()[rows], "dnp", "inactive")).astype(object)
        minutes, stateless = clock(seconds), None
    else:  # whole minutes, and no word of who was there
        status = np.full(len(rows), "", object)
        minutes, stateless = [f"{each:02d}" for each in (np.where(active, seconds, 0) // 60).tolist()], np.ones(len(rows), bool)
    unplayed = ~active if source == "primary" else np.zeros(len(rows), bool)
    made = {
        "game_id": columns.text(each.id[game]), "game_date": columns.date(each.day[game]),
        "season_year": columns.whole(np.full(len(rows), each.season)), "player_lookup": columns.text(who.lookup[player]),
        "player_name": columns.text(who.name[player]), "team_abbr": columns.text(each.codes(each.team()[team_game])),
        "home_team_abbr": columns.text(each.codes(each.home[game])), "away_team_abbr": columns.text(each.codes(each.away[game])),
        "player_status": columns.text(status, stateless), "source": columns.text(np.full(len(rows), source, object)),
        "minutes": columns.text(minutes, unplayed)}
    for name in STATS:
        missing = np.ones(len(rows), bool) if source == "backup" and name == "plus_minus" else unplayed
        made[name] = columns.whole(np.where(active, boxes.stats[name].ravel()[rows], 0), missing)
    return Table("player_box", ("game_id", "player_lookup", "source"), made)


def came_about(each: Games, rng: np.random.Generator) -> np.ndarray:
    """When the rows of each game were there: some hours after the tip-off, of some games days."""
    hours = rng.integers(3 * HOUR, 8 * HOUR, len(each.day))
    return each.tipoff + hours + np.where(rng.uniform(size=len(each.day)) < LATE, rng.integers(1, 12, len(each.day)) * DAY, 0)


def player_box(each: Games, boxes: Boxes, who: Players, rng: np.random.Generator, late: np.random.Generator) -> Table:
    """All of a roster from one feed, all who were fit from the other; games that a feed lacks."""
    rows = np.arange(boxes.player.size)
    game = rows // (2 * OF_TEAM)
    primary = rng.uniform(size=len(each.day)) >= NO_PRIMARY
    backup = (rng.uniform(size=len(each.day)) >= NO_BACKUP) | ~primary
    fit = boxes.fit.ravel() | boxes.active.ravel()
    feeds = [(rows[primary[game]], "primary"), (rows[backup[game] & fit], "backup")]
    tables = [box_rows(each, boxes, who, of_feed, source) for of_feed, source in feeds]
    when = came_about(each, late)
    for table, (of_feed, _) in zip(tables, feeds):
        table.columns["processed_at"] = columns.time(when[game[of_feed]])
    return columns.stacked(tables)


def team_box(each: Games, boxes: Boxes, rng: np.random.Generator) -> Table:
    team_game = np.arange(2 * len(each.day))
    points = boxes.team("points")
    numbers = {name: boxes.team(name) for name in STATS}
    numbers["plus_minus"] = points - points[team_game ^ 1]
    game = team_game // 2
    processed = each.tipoff[game] + rng.integers(3 * HOUR, 8 * HOUR, len(team_game))
    processed = np.where(rng.uniform(size=len(team_game)) < LATE, processed + rng.integers(1, 12, len(team_game)) * DAY, processed)
    made = {
        "game_id": columns.text(each.id[game]),
        "nba_game_id": columns.text([f"002{each.season % 100:02d}{number + 1:05d}" for number in game.tolist()]),
        "game_date": columns.date(each.day[game]), "season_year": columns.whole(np.full(len(game), each.season)),
        "team_abbr": columns.text(each.codes(each.team())), "is_home": columns.flag(team_game % 2 == 0)}
    made |= {name: columns.whole(numbers[name]) for name in STATS}
    made["minutes"] = columns.text([f"{240 + 25 * times}:00" for times in boxes.overtimes.tolist()])
    made["processed_at"] = columns.time(processed)
    last = Table("team_box", ("game_id", "team_abbr"), made)
    first = last.take(np.flatnonzero(rng.uniform(size=len(team_game)) < SENT_TWICE))  # as it was sent before it was corrected
    first.columns["processed_at"].values = first["processed_at"] - rng.integers(600, 2 * HOUR, len(first))
    for name in ("ast", "tov", "oreb"):
        first.columns[name].values = np.maximum(0, first[name] + rng.integers(-2, 3, len(first)))
    there = rng.uniform(size=len(each.day)) >= NO_TEAM_BOX
    sent = columns.stacked([last, first])
    return sent.take(np.flatnonzero(np.isin(sent["game_id"], each.id[there])))


def shot_tables(each: Games, boxes: Boxes, who: Players, made: Shots, singles: np.ndarray,
                rng: np.random.Generator) -> tuple[Table, Table]:
    written = (rng.uniform(size=len(each.day)) >= NO_PLAYS)[made.team_game // 2]
    rows = np.flatnonzero(written)
    team_game, game = made.team_game[rows], made.team_game[rows] // 2

    def lookup(place: np.ndarray, of: np.ndarray) -> np.ndarray:
        return who.lookup[boxes.player[of, np.maximum(place, 0)]]

    passer, blocker, distance = made.passer[rows], made.blocker[rows], made.distance[rows]
    table = Table("shots", (), {
        "game_id": columns.text(each.id[game]), "game_date": columns.date(each.day[game]),
        "home_team_abbr": columns.text(each.codes(each.home[game])), "away_team_abbr": columns.text(each.codes(each.away[game])),
        "shooter_lookup": columns.text(lookup(made.place[rows], team_game)),
        "shooter_team_abbr": columns.text(each.codes(each.team()[team_game])),
        "shot_type": columns.text(np.where(made.kind[rows] == 2, "3PT", "2PT").astype(object)),
        "event_subtype": columns.text(made.subtype[rows]), "shot_distance": columns.real(distance, np.isnan(distance)),
        "shot_made": columns.flag(made.made[rows], ~made.seen[rows]),
        "assist_lookup": columns.text(lookup(passer, team_game), passer < 0),
        "block_lookup": columns.text(lookup(blocker, team_game ^ 1), blocker < 0)})
    after = np.flatnonzero(written & singles)
    game = made.team_game[after] // 2
    return table, Table("and_ones", (), {
        "game_id": columns.text(each.id[game]), "game_date": columns.date(each.day[game]),
        "shooter_lookup": columns.text(lookup(made.place[after], made.team_game[after]))})
