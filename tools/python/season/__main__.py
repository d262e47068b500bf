"""tools/season: makes a season's tables from a seed, or turns what feeds have sent into tables."""
import argparse
import datetime
import pathlib
import sys

import numpy as np

from season import as_of, attempts, faults, leagues, writing
from season.columns import Table
from season.convert import boxes, events, files


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal() - datetime.date(1970, 1, 1).toordinal()


def share(text: str) -> tuple[str, float]:
    kind, equals, number = text.partition("=")
    if kind not in faults.KINDS or not equals or not 0 <= float(number) <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no KIND=SHARE (kinds: {', '.join(faults.KINDS)}; shares from 0 to 1)")
    return kind, float(number)


def arguments(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="season", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="a synthetic season: eleven tables")
    make.add_argument("-o", "--output", type=pathlib.Path, required=True, metavar="FOLDER")
    make.add_argument("--seed", type=int, default=1)
    make.add_argument("--season", type=int, default=2024, help="the year in which it begins")
    make.add_argument("--leagues", type=int, default=1, help="of 30 teams, in the same tables")
    make.add_argument("--until", type=day, metavar="DATE", help="as tables are the morning after this date")
    make.add_argument("--hdf5", action="store_true", help="one file season.h5 instead of CSV files")
    make.add_argument("--shuffle", action="store_true", help="rows and columns in no order")
    make.add_argument("--crlf", action="store_true", help="lines end in CR LF")
    make.add_argument("--fault", type=share, action="append", default=[], metavar="KIND=SHARE", help="one of " + ", ".join(faults.KINDS))
    for name, meaning in (("box", "box scores, in whole minutes or MM:SS, as rows of player_box"), ("shots", "lists of events as shots and and_ones")):
        convert = commands.add_parser(name, help=meaning)
        convert.add_argument("files", type=pathlib.Path, nargs="+", metavar="FILE")
        convert.add_argument("-o", "--output", type=pathlib.Path, required=True, metavar="FOLDER")
        convert.add_argument("--games", type=pathlib.Path, help="CSV of feed_game_id, game_id, for feeds that do not say who played when")
        convert.add_argument("--players", type=pathlib.Path, help="CSV of person_id, player_name, for feeds that name players by number")
    tried = commands.add_parser("attempts", help="what a run adds to reprocess_attempts, of which its entity breaker has its state")
    tried.add_argument("file", type=pathlib.Path, metavar="FILE", help="the result file of a study with breaker.now")
    tried.add_argument("--before", type=pathlib.Path, metavar="CSV", help="the attempts that there were")
    tried.add_argument("-o", "--output", type=pathlib.Path, required=True, metavar="CSV", help="those and the new ones")
    return parser.parse_args(given)


def shuffled(table: Table, rng: np.random.Generator) -> Table:
    mixed = table.take(rng.permutation(len(table)))
    names = list(mixed.columns)
    return Table(table.name, table.key, {names[at]: mixed.columns[names[at]] for at in rng.permutation(len(names))})


def make(asked: argparse.Namespace) -> None:
    """League after league, unless all rows are wanted at once."""
    asked.output.mkdir(parents=True, exist_ok=True)
    season = leagues.Season(asked.seed, asked.season, asked.leagues)
    file = writing.CsvFolder(asked.output, "\r\n" if asked.crlf else "\n")
    found: list[faults.Fault] = []
    at_once = asked.hdf5 or asked.shuffle
    parts = [leagues.tables(season)] if at_once else (leagues.tables_of_league(season, league) for league in range(asked.leagues))
    for part, tables in enumerate(parts):
        tables, spoilt = spoiled(asked, tables, part)
        found += faults.moved(spoilt, file.rows)
        if asked.hdf5:
            writing.write_hdf5(asked.output / "season.h5", tables)
        else:
            file.add(tables)
    if asked.fault:
        writing.write_csv(asked.output, faults.as_table(found))


def spoiled(asked: argparse.Namespace, tables: list[Table], part: int) -> tuple[list[Table], list[faults.Fault]]:
    if asked.until is not None:
        tables = as_of.as_of(tables, asked.until)
    if asked.shuffle:
        rng = np.random.default_rng([asked.seed, 1])
        tables = [shuffled(table, rng) for table in tables]
    return faults.spoil(tables, dict(asked.fault), [asked.seed, part])


def main(given: list[str] | None = None) -> int:
    asked = arguments(given)
    try:
        if asked.command == "make":
            make(asked)
        elif asked.command == "attempts":
            attempts.write(asked.file, asked.before, asked.output)
        else:
            known = files.Known(asked.games, asked.players)
            asked.output.mkdir(parents=True, exist_ok=True)
            writing.CsvFolder(asked.output).add((boxes if asked.command == "box" else events).tables(asked.files, known))
    except (files.FeedError, OSError) as error:
        print(f"season: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
