"""tools/league -o FOLDER: box_scores.csv, a row for each player and game, and truth.csv, what is true of each player."""
import argparse
import csv
import pathlib
import random

from .games import HEADER, League
from .truth import RATES


def main():
    parser = argparse.ArgumentParser(prog="tools/league", description=__doc__)
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True, help="a folder, made where it is not there")
    parser.add_argument("--teams", type=int, default=30, help="an even number")
    parser.add_argument("--games", type=int, default=82, help="of each team")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.teams < 2 or asked.teams % 2 or asked.games < 1:
        parser.error("a league has an even number of teams, and games")
    asked.output.mkdir(parents=True, exist_ok=True)
    league = League(asked.teams, random.Random(asked.seed))
    with open(asked.output / "truth.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["player", "role", "minutes", "availability", *(f"logit_{name}" for name, *_ in RATES)])
        for player in league.players():
            out.writerow([player.name, player.role, player.minutes, player.availability, *player.means])
    with open(asked.output / "box_scores.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADER)
        out.writerows(league.rows(asked.games))


main()
