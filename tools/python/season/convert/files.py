"""Files of feeds, and how their players and teams are named in the tables."""
import csv
import json
import pathlib
import unicodedata
from typing import Any

ALIASES = {"BRK": "BKN", "CHO": "CHA", "PHO": "PHX", "GS": "GSW", "NO": "NOP", "NY": "NYK", "SA": "SAS", "UTAH": "UTA"}
# Letters that have no accent to lose.
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


class FeedError(Exception):
    """A file that is not what it should be."""


def lookup(name: str) -> str:
    """Lower case, without accents, letters and digits alone; a Jr. stays."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(LETTERS))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


def team(code: str) -> str:
    return ALIASES.get(code, code)


def game_id(date: str, away: str, home: str) -> str:
    return f"{date.replace('-', '')}_{away}_{home}"


def season_of(date: str) -> int:
    year, month = int(date[:4]), int(date[5:7])
    return year if month >= 10 else year - 1


def read_json(path: pathlib.Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise FeedError(f"{path} is no JSON ({error})") from None


def read_csv(path: pathlib.Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Known:
    """What some feeds leave out: which game is which, and whose number is whose."""

    def __init__(self, games: pathlib.Path | None = None, players: pathlib.Path | None = None):
        self.games = {row["feed_game_id"]: row["game_id"] for row in read_csv(games)} if games else {}
        self.players = {row["person_id"]: row["player_name"] for row in read_csv(players)} if players else {}

    def game(self, feed_id: str, path: pathlib.Path) -> tuple[str, str, str, str]:
        """Game, its date, visitors and home team."""
        if feed_id not in self.games:
            raise FeedError(f"{path} has game {feed_id} (the feed does not say who played when) name it in --games")
        known = self.games[feed_id]
        date, away, home = known.split("_")
        return known, f"{date[:4]}-{date[4:6]}-{date[6:]}", away, home

    def player(self, number: str, path: pathlib.Path) -> str:
        if number not in self.players:
            raise FeedError(f"{path} has player {number} (the feed does not name him in full) name him in --players")
        return lookup(self.players[number])
