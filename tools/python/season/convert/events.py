"""Lists of events as shots and and_ones: CSV with full names, and play-by-play in JSON with players' numbers."""
import csv
import pathlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from season import columns
from season.columns import Table
from season.convert import files
from season.convert.files import FeedError, Known

Row = dict[str, Any]
SHOT = ("game_id", "game_date", "home_team_abbr", "away_team_abbr", "shooter_lookup", "shooter_team_abbr", "shot_type", "event_subtype",
        "shot_distance", "shot_made", "assist_lookup", "block_lookup")


def of_game(game: tuple[str, str, str, str]) -> Row:
    return {"game_id": game[0], "game_date": game[1], "home_team_abbr": game[3], "away_team_abbr": game[2]}


def named(name: str) -> str | None:
    return files.lookup(name) if name else None


def sides(events: list[dict[str, str]], known: Known, path: pathlib.Path) -> tuple[str, str, str, str]:
    """Which game it is. Its events tell who played, yet not where: --games does."""
    return known.game(events[0]["game_id"], path)


def of_csv(path: pathlib.Path, known: Known) -> Iterator[tuple[str, Row]]:
    """An event a line: event_type shot, miss or free throw, type with "3pt" in it, result made or missed."""
    events = files.read_csv(path)
    if not events:
        return
    game = of_game(sides(events, known, path))
    for event in events:
        player, kind = event["player"], event["type"]
        if event["event_type"] == "free throw" and kind == "free throw 1/1":
            yield "and_ones", {"game_id": game["game_id"], "game_date": game["game_date"], "shooter_lookup": files.lookup(player)}
        if event["event_type"] not in ("shot", "miss"):
            continue
        yield "shots", {**game, "shooter_lookup": files.lookup(player), "shooter_team_abbr": files.team(event["team"]),
                        "shot_type": "3PT" if "3pt" in kind else "2PT", "event_subtype": kind,
                        "shot_distance": float(event["shot_distance"]) if event["shot_distance"] else None,
                        "shot_made": {"made": True, "missed": False}.get(event["result"]),
                        "assist_lookup": named(event["assist"]), "block_lookup": named(event["block"])}


def of_json(path: pathlib.Path, known: Known) -> Iterator[tuple[str, Row]]:
    """Actions 2pt and 3pt, freethrow "1 of 1"; numbers of players."""
    data = files.read_json(path)
    played = (data.get("playByPlay") or data)["game"]
    game = of_game(known.game(played["gameId"], path))

    def player(number: Any) -> str | None:
        return known.player(str(number), path) if number else None

    for action in played["actions"]:
        kind = action["actionType"]
        if kind == "freethrow" and action.get("subType") == "1 of 1":
            yield "and_ones", {"game_id": game["game_id"], "game_date": game["game_date"], "shooter_lookup": player(action["personId"])}
        if kind not in ("2pt", "3pt"):
            continue
        words = ("3pt " if kind == "3pt" else "") + " ".join(filter(None, (action.get("descriptor"), action.get("subType"))))
        yield "shots", {**game, "shooter_lookup": player(action["personId"]), "shooter_team_abbr": files.team(action["teamTricode"]),
                        "shot_type": kind.upper(), "event_subtype": words.lower(), "shot_distance": action.get("shotDistance"),
                        "shot_made": {"Made": True, "Missed": False}.get(action.get("shotResult")),
                        "assist_lookup": player(action.get("assistPersonId")), "block_lookup": player(action.get("blockPersonId"))}


def rows_of(path: pathlib.Path, known: Known) -> list[tuple[str, Row]]:
    try:
        return list((of_json if path.suffix == ".json" else of_csv)(path, known))
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        raise FeedError(f"{path} is no list of events that is known here ({error!r})") from None


def table(name: str, rows: list[Row], names: tuple[str, ...]) -> Table:
    def column(of: str) -> columns.Column:
        values = [row[of] for row in rows]
        missing = np.array([value is None for value in values], bool)
        if of == "game_date":
            return columns.date(np.array(values, "datetime64[D]").astype(np.int64))
        if of == "shot_distance":
            return columns.real(np.array([value or 0.0 for value in values]), missing)
        if of == "shot_made":
            return columns.flag(np.array([bool(value) for value in values], bool), missing)
        return columns.text([value or "" for value in values], missing)

    return Table(name, (), {of: column(of) for of in names})


def tables(paths: list[pathlib.Path], known: Known) -> list[Table]:
    rows = [row for path in paths for row in rows_of(path, known)]
    return [table("shots", [row for kind, row in rows if kind == "shots"], SHOT),
            table("and_ones", [row for kind, row in rows if kind == "and_ones"], ("game_id", "game_date", "shooter_lookup"))]
