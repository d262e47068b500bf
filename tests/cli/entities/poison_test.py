"""Bad cells of all kinds fail the entities that read them, each in its category, with the cell by name; all other rows are
bit for bit what they are without them."""
import csv
import subprocess
import unittest

import h5py
import numpy

from program import SOURCE, ProgramTest

FAULTS = {"unparsable": 0.02, "negative": 0.02, "infinite": 0.001, "unknown_team": 0.01, "not_utf8": 0.01, "missing_team": 0.02,
          "unparsable_team": 0.02, "duplicated": 0.01, "unregistered": 0.02}
STAGES = ("togs", "tdgs", "pgs")


def read(path):
    with open(path, newline="", encoding="utf-8", errors="surrogateescape") as file:
        return list(csv.DictReader(file))


class Season:
    """What a run has left, by (stage, day, game, player or team)."""

    def __init__(self, path, tables, entities=None):
        self.rows, self.failed = {}, {}
        games = sorted({row["game_id"] for rows in tables.values() for row in rows if "game_id" in row})
        players = sorted({row[column] for rows in tables.values() for row in rows
                          for column in ("player_lookup", "shooter_lookup", "assist_lookup", "block_lookup") if row.get(column)})
        teams = sorted({row["home_team_abbr"] for row in tables["schedule"]})
        with h5py.File(path) as file:
            for stage in STAGES:
                sessions = file[f"stages/{stage}/sessions"]
                columns = {name: sessions[name][:] for name in sessions
                           if name not in ("row", "date") and sessions[name].shape == sessions["outcome"].shape}
                names = players if stage == "pgs" else teams
                subjects = columns["player" if stage == "pgs" else "team"]
                of_stage = entities[stage] if entities else [(games[game], names[subject]) for game, subject in
                                                             zip(columns["game"], subjects)]
                meanings = sessions["failure"].attrs["flag_meanings"]
                meanings = (meanings.decode() if isinstance(meanings, bytes) else meanings).split()
                for i, entity in enumerate(of_stage):
                    self.rows[stage, *entity] = tuple(values[i].tobytes() for name, values in columns.items())
                    if columns["outcome"][i]:
                        self.failed[stage, *entity] = meanings[columns["failure"][i]]
                setattr(self, stage, of_stage)

    def entities(self):
        return {stage: getattr(self, stage) for stage in STAGES}


def games_summed_over_players(tables):
    """Of which no box score of both teams is there: what is wrong with a player is in both."""
    teams = {}
    for row in tables["team_box"]:
        teams.setdefault(row["game_id"], set()).add(row["team_abbr"])
    return {row["game_id"] for row in tables["schedule"] if len(teams.get(row["game_id"], ())) < 2}


def is_superseded(fault, tables):
    """Whether a newer row has its key."""
    rows = tables["team_box"]
    own = rows[int(fault["line"]) - 2]
    return any(row["game_id"] == own["game_id"] and row["team_abbr"] == own["team_abbr"] and
               row["processed_at"] > own["processed_at"] for row in rows)


def expected_failures(faults, tables, clean):
    """What each fault makes of the entities that read its cell."""
    sides = {row["game_id"]: (row["home_team_abbr"], row["away_team_abbr"]) for row in tables["schedule"]}
    failed = {}

    def fail(stage, game, subject, category):
        if (stage, game, subject) in clean.rows:
            failed.setdefault((stage, game, subject), set()).add(category)

    for fault in faults:
        kind, column = fault["kind"], fault["column"]
        if fault["table"] == "player_box" and column != "player_name":
            game, player, _ = fault["key"].split()
            fail("pgs", game, player, "unknown_team" if kind == "unknown_team" else "unreadable_cell")
        elif fault["table"] == "registry":
            for _, game, player in [entity for entity in clean.rows if entity[0] == "pgs" and entity[2] == fault["key"]]:
                fail("pgs", game, player, "registry_lookup_failed")
        elif fault["table"] == "shots":
            shot = tables["shots"][int(fault["line"]) - 2]
            home, away = sides[shot["game_id"]]
            fail("pgs", shot["game_id"], shot["shooter_lookup"], "unreadable_cell")
            fail("pgs", shot["game_id"], shot["block_lookup"], "unreadable_cell")
            fail("tdgs", shot["game_id"], away if shot["shooter_team_abbr"] == home else home, "unreadable_cell")
            if shot["shot_type"] == "2PT":
                fail("togs", shot["game_id"], shot["shooter_team_abbr"], "unreadable_cell")
        elif fault["table"] == "team_box" and not is_superseded(fault, tables):
            game, team = fault["key"].split()
            other = next(side for side in sides[game] if side != team)
            category = "processing_error" if kind == "missing_team" else "unreadable_cell"
            fail("togs", game, team, category)
            fail("tdgs", game, team if column == "minutes" else other, category)
            if column == "points":
                fail("togs", game, other, category)
    return failed


class Poison(ProgramTest):
    def season(self, name, *more):
        folder = self.folder / name
        subprocess.run([SOURCE / "tools/season", "make", "-o", folder, "--seed", "5", "--until", "2024-12-15", *more], check=True,
                       timeout=300)
        given = sorted(path for path in folder.glob("*.csv") if path.stem != "faults")
        tables = "\n".join(f"  {path.stem}: {{file: {name}/{path.name}, keep: false}}" for path in given)
        study = self.write(f"{name}.yaml", f"workload: entities\nprocessors: [tdgs, pgs]\ninputs:\n{tables}\n")
        done = self.succeed("run", study, "-o", self.folder / f"{name}.h5")
        return {path.stem: read(path) for path in given}, done

    def test_fails_who_reads_it_and_nobody_else(self):
        tables, _ = self.season("clean")
        clean = Season(self.folder / "clean.h5", tables)
        self.assertEqual(clean.failed, {})
        _, done = self.season("poisoned", *[word for kind, share in FAULTS.items() for word in ("--fault", f"{kind}={share}")])
        self.assertIn("no whole number in points", done.stderr)
        poisoned = Season(self.folder / "poisoned.h5", tables, clean.entities())
        faults = read(self.folder / "poisoned/faults.csv")
        self.assertEqual({fault["kind"] for fault in faults}, set(FAULTS))
        expected = expected_failures(faults, tables, clean)
        self.assertGreater(len(expected), 500)
        summed = games_summed_over_players(tables)
        for season in (clean.rows, poisoned.rows, poisoned.failed, expected):
            for entity in [entity for entity in season if entity[1] in summed]:
                del season[entity]
        self.assertEqual(set(poisoned.failed), set(expected))
        wrong = {entity: (category, expected[entity]) for entity, category in poisoned.failed.items()
                 if category not in expected[entity]}
        self.assertEqual(wrong, {})
        # A player's usage rate is of the team's figures, and a team's steals are its players'.
        team_of = {(row["game_id"], row["player_lookup"]): row["team_abbr"] for row in tables["player_box"]}
        lost = {entity[1:] for entity in expected if entity[0] == "togs"}
        fewer = {("tdgs", game, team_of[game, player]) for game, player, _ in
                 (fault["key"].split() for fault in faults if fault["kind"] == "unknown_team")}
        unreached = [entity for entity in clean.rows if entity not in expected and entity not in fewer and
                     (entity[0] != "pgs" or (entity[1], team_of[entity[1:]]) not in lost)]
        self.assertGreater(len(unreached), 5000)
        self.assertEqual([entity for entity in unreached if clean.rows[entity] != poisoned.rows[entity]], [])
        listed = self.succeed("failures", self.folder / "poisoned.h5", "--stage", "pgs", "--json").stdout
        self.assertIn("what the row reads cannot be read: player_box.points, row ", listed)


if __name__ == "__main__":
    unittest.main()
