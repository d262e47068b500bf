"""Box scores as player_box: those by team in whole minutes, and result sets in MM:SS with comments on who did not play."""
import pathlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from season import columns
from season.columns import Table
from season.convert import files
from season.convert.files import FeedError, Known
from season.games import STATS

Row = dict[str, Any]
IN_WHOLE_MINUTES = {"points": "pts", "tpm": "fg3m", "tpa": "fg3a", "tov": "turnover"}
IN_RESULT_SETS = {"points": "PTS", "tpm": "FG3M", "tpa": "FG3A", "tov": "TO"}


def of_game(date: str, away: str, home: str) -> Row:
    return {"game_id": files.game_id(date, away, home), "game_date": date, "season_year": files.season_of(date),
            "home_team_abbr": home, "away_team_abbr": away}


def whole_minutes(data: list[Any]) -> Iterator[Row]:
    """Games with a list of players a team; minutes are "28" or "28:14", and whoever did not play has "00"."""
    for game in data:
        home, away = (files.team(game[side]["abbreviation"]) for side in ("home_team", "visitor_team"))
        for side, code in (("home_team", home), ("visitor_team", away)):
            for line in game[side]["players"]:
                name = f"{line['player']['first_name']} {line['player']['last_name']}"
                stats = {stat: line.get(IN_WHOLE_MINUTES.get(stat, stat)) for stat in STATS}
                yield {**of_game(game["date"], away, home), "player_lookup": files.lookup(name), "player_name": name, "team_abbr": code,
                       "player_status": None, "source": "backup", "minutes": line["min"] or None, **stats}


def result_sets(data: dict[str, Any], known: Known, path: pathlib.Path) -> Iterator[Row]:
    """A table of headers and rows; a comment says why somebody did not play."""
    lines = next(each for each in data["resultSets"] if each["name"] == "PlayerStats")
    for values in lines["rowSet"]:
        line = dict(zip(lines["headers"], values))
        _, date, away, home = known.game(line["GAME_ID"], path)
        comment = (line["COMMENT"] or "").strip()
        status = "active" if not comment else "inactive" if comment.startswith("NWT") else "dnp"
        stats = {stat: line[IN_RESULT_SETS.get(stat, stat.upper())] for stat in STATS}
        yield {**of_game(date, away, home), "player_lookup": files.lookup(line["PLAYER_NAME"]), "player_name": line["PLAYER_NAME"],
               "team_abbr": files.team(line["TEAM_ABBREVIATION"]), "player_status": status, "source": "primary",
               "minutes": line["MIN"], **stats}


def rows_of(path: pathlib.Path, known: Known) -> list[Row]:
    data = files.read_json(path)
    try:
        if "resultSets" in data:
            return list(result_sets(data, known, path))
        return list(whole_minutes(data["data"]))
    except (KeyError, TypeError, StopIteration) as error:
        raise FeedError(f"{path} is no box score that is known here ({error!r} is missing)") from None


def table(rows: list[Row]) -> Table:
    def column(name: str) -> columns.Column:
        values = [row[name] for row in rows]
        missing = np.array([value is None for value in values], bool)
        if name == "game_date":
            return columns.date(np.array(values, "datetime64[D]").astype(np.int64))
        if name in STATS or name == "season_year":
            return columns.whole(np.array([int(value or 0) for value in values], np.int64), missing)
        return columns.text([value or "" for value in values], missing)

    names = ["game_id", "game_date", "season_year", "player_lookup", "player_name", "team_abbr", "home_team_abbr", "away_team_abbr",
             "player_status", "source", "minutes", *STATS]
    return Table("player_box", ("game_id", "player_lookup", "source"), {name: column(name) for name in names})


def tables(paths: list[pathlib.Path], known: Known) -> list[Table]:
    return [table([row for path in paths for row in rows_of(path, known)])]
