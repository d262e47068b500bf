"""The tables of what is known before a game: roster, registry, injuries, prop_lines, game_lines, travel."""
import numpy as np

from season import columns
from season.boxes import Boxes
from season.columns import Table
from season.games import HOUR, Games
from season.players import OF_TEAM, Players
from season.teams import TEAMS, code, miles

BOOKS = ("draftkings", "fanduel", "betmgm")
BOOK_HAS = (0.97, 0.9, 0.5)  # the share of games that each has lines for
AFTER_TIPOFF = 0.05          # of the lines that went on while the game was played
OTHER_GAME_ID = 0.1          # of the games that bookmakers name otherwise
NO_LINES = 0.01              # of games


def roster(each: Games, who: Players, first_day: int, every: int = 14) -> Table:
    days = np.arange(0, len(who.roster), every)
    players = who.roster[days].reshape(len(days), -1)
    teams = np.tile(np.repeat(np.arange(len(TEAMS)), OF_TEAM), len(days))
    flat = players.ravel()
    return Table("roster", ("roster_date", "team_abbr", "player_lookup"), {
        "roster_date": columns.date(np.repeat(days + first_day, players.shape[1])), "team_abbr": columns.text(each.codes(teams)),
        "player_lookup": columns.text(who.lookup[flat]), "birth_date": columns.date(who.born[flat], ~who.known_birth[flat])})


def registry(who: Players, league: int) -> Table:
    ids = [f"{lookup}_{league + 1:03d}" for lookup in who.lookup.tolist()]
    return Table("registry", ("player_lookup",), {"player_lookup": columns.text(who.lookup), "universal_player_id": columns.text(ids)})


def travel(league: int) -> Table:
    pairs = [(a, b) for a in range(len(TEAMS)) for b in range(len(TEAMS)) if a != b]
    return Table("travel", ("from_team", "to_team"), {
        "from_team": columns.text([code(a, league) for a, _ in pairs]), "to_team": columns.text([code(b, league) for _, b in pairs]),
        "distance_miles": columns.real(np.array([miles(TEAMS[a], TEAMS[b]) for a, b in pairs]))})


def injuries(each: Games, boxes: Boxes, who: Players, rng: np.random.Generator) -> Table:
    """Reports of the evening before and of the day: of those who are hurt, and of some who then play."""
    team_game, place = np.nonzero(~boxes.fit | (rng.uniform(size=boxes.fit.shape) < 0.05))
    hurt = ~boxes.fit[team_game, place]
    at_last = np.where(hurt, rng.choice(["out", "doubtful"], len(hurt), p=[0.93, 0.07]),
                       rng.choice(["questionable", "probable", "available"], len(hurt), p=[0.4, 0.35, 0.25]))
    before = np.where(hurt, rng.choice(["out", "doubtful", "questionable"], len(hurt), p=[0.6, 0.2, 0.2]), "questionable")
    parts = []
    for status, days, hour, share in ((before, 1, 17, 0.7), (at_last, 0, 13, 0.85), (at_last, 0, 17, 0.5)):
        whole = report(each, boxes, who, team_game, place, status, days, hour, rng)
        parts.append(whole.take(np.flatnonzero(rng.uniform(size=len(whole)) < share)))
    return columns.stacked(parts)


def report(each: Games, boxes: Boxes, who: Players, team_game: np.ndarray, place: np.ndarray, status: np.ndarray, days: int,
           hour: int, rng: np.random.Generator) -> Table:
    day, count = each.day[team_game // 2], len(team_game)
    sure = rng.choice([0.95, 0.9, 0.8, 0.6, 0.0], count, p=[0.7, 0.15, 0.07, 0.06, 0.02])
    reasons = np.array(["injury/illness", "rest", "g league", "personal"], object)
    return Table("injuries", ("report_date", "report_hour", "game_date", "player_lookup"), {
        "report_date": columns.date(day - days), "report_hour": columns.whole(np.full(count, hour)), "game_date": columns.date(day),
        "team_abbr": columns.text(each.codes(each.team()[team_game])), "player_lookup": columns.text(who.lookup[boxes.player[team_game, place]]),
        "injury_status": columns.text(status.astype(object)), "reason_category": columns.text(reasons[rng.integers(0, 4, count)]),
        "confidence_score": columns.real(sure, sure == 0)})


def bookmakers_ids(each: Games, rng: np.random.Generator) -> np.ndarray:
    other = rng.uniform(size=len(each.id)) < OTHER_GAME_ID
    return np.where(other, np.array([f"{number:016x}" for number in rng.integers(1 << 60, 1 << 62, len(each.id))], object), each.id)


def snapshots(tipoff: np.ndarray, rng: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray]]:
    """When a line was read, and which lines were: early, shortly before, and now and then too late."""
    everywhere = np.ones(len(tipoff), bool)
    return [(tipoff - 26 * HOUR + rng.integers(0, 6, len(tipoff)) * HOUR, everywhere),
            (tipoff - 90 * 60 + rng.integers(0, 5, len(tipoff)) * 900, rng.uniform(size=len(tipoff)) < 0.9),
            (tipoff + rng.integers(5, 100, len(tipoff)) * 60, rng.uniform(size=len(tipoff)) < AFTER_TIPOFF)]


def prop_lines(each: Games, boxes: Boxes, who: Players, ids: np.ndarray, rng: np.random.Generator) -> Table:
    """Of a team's first nine who are fit: near what they make on average, in halves, at times in wholes."""
    team_game, place = np.nonzero(boxes.fit[:, :9] & (rng.uniform(size=boxes.fit[:, :9].shape) < 0.9))
    player = boxes.player[team_game, place]
    points = np.bincount(boxes.player.ravel(), (boxes.stats["points"] * boxes.active).ravel(), len(who.lookup))
    mean = (points / np.maximum(1, np.bincount(boxes.player.ravel(), boxes.active.ravel(), len(who.lookup))))[player]
    game = team_game // 2
    parts = []
    for book, has in zip(BOOKS, BOOK_HAS):
        line = np.floor(np.maximum(1, mean + rng.normal(0, 1.5, len(mean)))) + np.where(rng.uniform(size=len(mean)) < 0.93, 0.5, 0)
        offered = rng.uniform(size=len(mean)) < has
        for taken, there in snapshots(each.tipoff[game], rng):
            rows = np.flatnonzero(offered & there)
            line = np.where(rng.uniform(size=len(line)) < 0.3, line + rng.choice([-1.0, 1.0], len(line)), line)
            parts.append(Table("prop_lines", ("game_id", "player_lookup", "bookmaker", "snapshot_ts"), {
                "game_id": columns.text(ids[game[rows]]), "game_date": columns.date(each.day[game[rows]]),
                "player_lookup": columns.text(who.lookup[player[rows]]), "bookmaker": columns.text(np.full(len(rows), book, object)),
                "points_line": columns.real(np.maximum(line[rows], 0.5)), "snapshot_ts": columns.time(taken[rows])}))
    return columns.stacked(parts)


def team_as_written(each: Games, team: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """In full, as a code, or with the code in it; in leagues beside the first only as they are known by code."""
    full = np.array([each_.name for each_ in TEAMS], object)[team] if each.league == 0 else each.codes(team)
    full = np.where((full == "Los Angeles Clippers") & (rng.uniform(size=len(team)) < 0.5), "LA Clippers", full)
    odd = rng.uniform(size=len(team))
    return np.where(odd < 0.1, each.codes(team), np.where(odd < 0.15, each.codes(team) + " (team)", full))


def game_lines(each: Games, boxes: Boxes, ids: np.ndarray, rng: np.random.Generator) -> Table:
    points = boxes.team("points")
    there = rng.uniform(size=len(each.day)) >= NO_LINES
    spread0 = np.rint((points[1::2] - points[0::2]) * 0.3 + rng.normal(-2, 4, len(each.day))) + 0.5
    total0 = np.rint(225 + (points[0::2] + points[1::2] - 225) * 0.2 + rng.normal(0, 5, len(each.day))) + 0.5
    parts = []
    for book, has in zip(BOOKS, BOOK_HAS):
        spread, total = spread0 + rng.integers(-1, 2, len(spread0)), total0 + rng.integers(-2, 3, len(total0))
        offered = there & (rng.uniform(size=len(each.day)) < has)
        for taken, seen in snapshots(each.tipoff, rng):
            rows = np.flatnonzero(offered & seen)
            spread, total = spread + 0.5 * rng.integers(-1, 2, len(spread)), total + 0.5 * rng.integers(-2, 3, len(total))
            for market, outcome, point in (("spreads", team_as_written(each, each.home, rng), spread),
                                           ("spreads", team_as_written(each, each.away, rng), -spread),
                                           ("totals", np.full(len(spread), "Over", object), total),
                                           ("totals", np.full(len(spread), "Under", object), total)):
                parts.append(Table("game_lines", ("game_id", "bookmaker", "market", "outcome_name", "snapshot_ts"), {
                    "game_id": columns.text(ids[rows]), "game_date": columns.date(each.day[rows]),
                    "bookmaker": columns.text(np.full(len(rows), book, object)), "market": columns.text(np.full(len(rows), market, object)),
                    "outcome_name": columns.text(outcome[rows]), "outcome_point": columns.real(point[rows]),
                    "snapshot_ts": columns.time(taken[rows])}))
    return columns.stacked(parts)
