"""tools/season makes seasons like real ones, with the faults that it is asked for, and rows of what feeds send."""
import csv
import datetime
import json
import os
import subprocess
import sys
import unittest

import h5py
import numpy as np

from program import SOURCE, ProgramTest

sys.path.insert(0, str(SOURCE / "tools/python"))

from season import as_of, faults, fixtures, leagues  # noqa: E402
from season.columns import whole  # noqa: E402
from season.games import STATS  # noqa: E402

EPOCH = datetime.date(1970, 1, 1).toordinal()
NAMES = ["player_box", "team_box", "schedule", "roster", "registry", "shots", "and_ones", "injuries", "prop_lines", "game_lines", "travel"]


def tables(**asked):
    return {table.name: table for table in leagues.tables(leagues.Season(**asked))}


def there(table, column):
    missing = table.columns[column].missing
    return np.ones(len(table), bool) if missing is None else ~missing


class Calendar(unittest.TestCase):
    def setUp(self):
        self.seasons = [(season, seed, *fixtures.fixtures(season, np.random.default_rng(seed)))
                        for season in (2021, 2023, 2024, 2026) for seed in (1, 2)]

    def played(self, day, home, away):
        plays = np.zeros((30, day.max() - day.min() + 1), int)
        for team in (home, away):
            np.add.at(plays, (team, day - day.min()), 1)
        return plays

    def test_each_team_plays_82_games_41_of_them_at_home_and_one_a_day(self):
        for _, _, day, home, away in self.seasons:
            self.assertEqual(np.bincount(home).tolist(), [41] * 30)
            self.assertEqual(np.bincount(away).tolist(), [41] * 30)
            self.assertEqual(self.played(day, home, away).max(), 1)

    def test_a_season_has_some_165_dates_of_1_to_15_games_from_its_opening_night(self):
        for season, _, day, _, _ in self.seasons:
            games = np.bincount(day - day.min())
            self.assertTrue(163 <= (games > 0).sum() <= 167)
            self.assertEqual((games[games > 0].min() >= 1, games.max(), games[-1]), (True, 15, 15))
            self.assertEqual(day.min() + EPOCH, fixtures.opening_night(season).toordinal())

    def test_some_450_games_are_a_team_s_second_of_two_days(self):
        for _, _, day, home, away in self.seasons:
            plays = self.played(day, home, away)
            self.assertTrue(400 <= (plays[:, 1:] & plays[:, :-1]).sum() <= 510)

    def test_a_week_before_half_of_the_games_the_team_played_too(self):
        for _, _, day, home, away in self.seasons:
            plays = self.played(day, home, away)
            self.assertTrue(0.44 <= (plays[:, 7:] & plays[:, :-7]).sum() / 2460 <= 0.52)


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = tables(seed=1)

    def sums(self, boxes, rows, name):
        keys = [f"{game} {team}" for game, team in zip(boxes["game_id"][rows], boxes["team_abbr"][rows])]
        names, at = np.unique(keys, return_inverse=True)
        return dict(zip(names.tolist(), np.bincount(at, boxes[name][rows]).tolist()))

    def test_there_are_eleven_tables_whose_keys_are_keys(self):
        self.assertEqual(list(self.made), NAMES)
        for table in self.made.values():
            if table.key and table.name not in ("team_box", "injuries"):
                self.assertEqual(len({tuple(key) for key in zip(*(table[name] for name in table.key))}), len(table), table.name)

    def test_players_add_up_to_teams_and_teams_to_the_score(self):
        boxes, teams, schedule = self.made["player_box"], self.made["team_box"], self.made["schedule"]
        primary = np.flatnonzero((boxes["source"] == "primary") & (boxes["player_status"] == "active"))
        newest = {}
        for row in np.argsort(teams["processed_at"]).tolist():
            newest[f"{teams['game_id'][row]} {teams['team_abbr'][row]}"] = row
        for name in set(STATS) - {"plus_minus"}:
            for key, total in self.sums(boxes, primary, name).items():
                self.assertEqual(teams[name][newest[key]] if key in newest else total, total, (name, key))
        homes = [(newest.get(f"{game} {home}"), row) for row, (game, home) in enumerate(zip(schedule["game_id"], schedule["home_team_abbr"]))]
        self.assertTrue(0 < sum(team is None for team, _ in homes) < 20)  # games without a team box
        for team, row in homes:
            if team is not None:
                self.assertEqual(teams["points"][team], schedule["home_score"][row])
        self.assertTrue((schedule["home_score"] != schedule["away_score"]).all())
        self.assertTrue((teams["points"] == 2 * teams["fgm"] + teams["tpm"] + teams["ftm"]).all())

    def test_minutes_add_up_to_the_game(self):
        boxes = self.made["player_box"]
        rows = np.flatnonzero((boxes["source"] == "primary") & (boxes["player_status"] == "active"))
        boxes = boxes.take(rows)
        seconds = [int(minutes) * 60 + int(rest) for minutes, rest in (text.split(":") for text in boxes["minutes"])]
        boxes.columns["seconds"] = whole(np.array(seconds))
        self.assertEqual({total % 1500 for total in self.sums(boxes, np.arange(len(boxes)), "seconds").values()}, {14400 % 1500})

    def test_shots_are_those_of_the_boxes_but_for_games_without_plays(self):
        boxes, shots = self.made["player_box"], self.made["shots"]
        games = set(shots["game_id"])
        self.assertTrue(1180 < len(games) < 1230)
        rows = [row for row in np.flatnonzero((boxes["source"] == "primary") & there(boxes, "fga")) if boxes["game_id"][row] in games]
        tried = dict(zip(zip(boxes["game_id"][rows], boxes["player_lookup"][rows]), boxes["fga"][rows]))
        counted = {}
        for key in zip(shots["game_id"], shots["shooter_lookup"]):
            counted[key] = counted.get(key, 0) + 1
        self.assertTrue(all(tried.get(key, count) == count for key, count in counted.items()))
        self.assertTrue(210_000 < len(shots) < 230_000)
        self.assertTrue((~there(shots, "shot_distance")).any() and (~there(shots, "shot_made")).any())

    def test_three_quarters_of_the_games_begin_on_the_next_day_of_utc(self):
        schedule = self.made["schedule"]
        self.assertTrue(0.7 <= (schedule["tipoff_ts"] // 86400 != schedule["game_date"]).mean() <= 0.82)

    def test_some_did_not_play_and_some_played_for_two_teams(self):
        boxes = self.made["player_box"]
        primary = boxes["source"] == "primary"
        statuses = boxes["player_status"][primary]
        self.assertTrue(all((statuses == status).mean() > 0.05 for status in ("dnp", "inactive")))
        teams = {}
        for player, team in zip(boxes["player_lookup"][primary], boxes["team_abbr"][primary]):
            teams.setdefault(player, set()).add(team)
        self.assertTrue(15 <= sum(len(each) == 2 for each in teams.values()) <= 24)

    def test_feeds_lack_games_and_rows_come_late_or_twice(self):
        boxes, teams = self.made["player_box"], self.made["team_box"]
        games = {source: set(boxes["game_id"][boxes["source"] == source]) for source in ("primary", "backup")}
        self.assertTrue(games["primary"] - games["backup"] and games["backup"] - games["primary"])
        keys = list(zip(teams["game_id"], teams["team_abbr"]))
        self.assertTrue(20 < len(keys) - len(set(keys)) < 100)
        self.assertTrue(10 < (teams["processed_at"] > (teams["game_date"] + 2) * 86400).sum() < 80)

    def test_the_same_seed_makes_the_same_tables_and_a_league_more_changes_none_of_the_first(self):
        two = tables(seed=1, leagues=2)
        for name, table in self.made.items():
            for column, each in table.columns.items():
                self.assertEqual(two[name].columns[column].cells()[:len(table)], each.cells(), (name, column))
        self.assertEqual(len(set(two["schedule"]["home_team_abbr"])), 60)
        self.assertNotEqual(tables(seed=2)["schedule"].columns["game_id"].cells(), self.made["schedule"].columns["game_id"].cells())

    def test_the_morning_after_a_date_nothing_later_is_known(self):
        last = datetime.date(2024, 12, 5).toordinal() - EPOCH
        known = {table.name: table for table in as_of.as_of(list(self.made.values()), last)}
        for name in ("player_box", "team_box", "shots", "and_ones"):
            self.assertEqual(known[name]["game_date"].max(), last)
        schedule = known["schedule"]
        later = schedule["game_date"] > last
        self.assertEqual((set(schedule["game_status"][later]), there(schedule, "home_score")[later].any()), ({1}, False))
        self.assertEqual(known["prop_lines"]["game_date"].max(), last + 1)


class Faults(unittest.TestCase):
    def test_each_kind_is_there_in_its_share_and_where_the_list_says(self):
        shares = {kind: 0.1 if kind == "unregistered" else 0.01 for kind in faults.KINDS}
        spoilt, made = faults.spoil(leagues.tables(leagues.Season()), shares, 7)
        by_name = {table.name: table for table in spoilt}
        counts = {kind: sum(fault.kind == kind for fault in made) for kind in faults.KINDS}
        for kind, low, high in (("missing", 200, 320), ("unparsable", 200, 320), ("missing_team", 12, 42), ("duplicated", 190, 320),
                                ("infinite", 1900, 2400), ("unregistered", 25, 70)):
            self.assertTrue(low <= counts[kind] <= high, (kind, counts))
        self.assertTrue(all(counts.values()))
        places = {(fault.table, fault.column) for fault in made}
        cells = {(table, column): by_name[table].columns[column].cells() for table, column in places}
        for fault in made:
            if fault.row >= 0:
                self.assertEqual(cells[fault.table, fault.column][fault.row], fault.cell)
        self.assertEqual(len({(fault.table, fault.row) for fault in made if fault.row >= 0}), sum(fault.row >= 0 for fault in made))


class Command(ProgramTest):
    def season(self, *arguments):
        clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return subprocess.run([SOURCE / "tools/season", *map(str, arguments)], capture_output=True, text=True, timeout=120, env=clean)

    def rows(self, path):
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def made(self, name, *arguments):
        done = self.season(*arguments, "-o", self.folder / name)
        self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))
        return self.folder / name

    def test_csv_shuffled_csv_and_hdf5_have_the_same_content(self):
        until = ("--until", "2024-11-05")
        plain, mixed = self.made("plain", "make", *until), self.made("mixed", "make", *until, "--shuffle", "--crlf")
        self.assertIn(b"\r\n", (mixed / "shots.csv").read_bytes()[:300])
        with h5py.File(self.made("hdf5", "make", *until, "--hdf5") / "season.h5") as file:
            for name in NAMES:
                rows, others = self.rows(plain / f"{name}.csv"), self.rows(mixed / f"{name}.csv")
                self.assertTrue(len(rows[0]) < 4 or list(rows[0]) != list(others[0]))
                self.assertEqual(sorted(map(repr, (sorted(row.items()) for row in rows))),
                                 sorted(map(repr, (sorted(row.items()) for row in others))))
                self.assertEqual({column: len(file[name][column]) for column in rows[0]}, {column: len(rows) for column in rows[0]})
            names = [row["player_name"] for row in self.rows(plain / "player_box.csv")]
            self.assertEqual([name.decode() for name in file["player_box/player_name"][:]], names)
            self.assertTrue(any("," in name for name in names) and any('"' in name for name in names))

    def test_a_fault_is_on_the_line_that_its_list_tells(self):
        folder = self.made("faults", "make", "--leagues", "2", "--until", "2024-10-28", "--fault", "unparsable=0.02", "--fault", "not_utf8=0.02")
        lines = (folder / "player_box.csv").read_bytes().split(b"\n")
        with open(folder / "faults.csv", encoding="utf-8", errors="surrogateescape", newline="") as file:
            listed = list(csv.DictReader(file))
        self.assertGreater(len(listed), 20)
        self.assertTrue(any("2_" in fault["key"] for fault in listed))  # of the second league, too
        for fault in listed:
            self.assertIn(fault["cell"].encode("utf-8", "surrogateescape"), lines[int(fault["line"]) - 1])
            self.assertTrue(lines[int(fault["line"]) - 1].startswith(fault["key"].split()[0].encode()))

    def test_whole_minutes_and_clocks_become_rows_of_player_box(self):
        player = {"min": "28", "fgm": 2, "fga": 7, "fg3m": 1, "fg3a": 3, "ftm": 0, "fta": 0, "oreb": 2, "dreb": 3, "reb": 5, "ast": 3,
                  "stl": 2, "blk": 1, "turnover": 0, "pf": 2, "pts": 5, "player": {"first_name": "Nikola", "last_name": "Jokić Jr."}}
        game = {"date": "2024-01-15", "home_team": {"abbreviation": "PHO", "players": [player]},
                "visitor_team": {"abbreviation": "HOU", "players": [{**player, "min": "00"}]}}
        sets = {"resultSets": [{"name": "PlayerStats", "headers": [
            "GAME_ID", "TEAM_ABBREVIATION", "PLAYER_NAME", "COMMENT", "MIN", "FGM", "FGA", "FG3M", "FG3A", "FTM", "FTA", "OREB", "DREB", "REB",
            "AST", "STL", "BLK", "TO", "PF", "PTS", "PLUS_MINUS"], "rowSet": [
            ["0022400561", "NYK", "Josh Hart", "", "49:25", 4, 9, 0, 3, 2, 3, 5, 12, 17, 12, 4, 0, 3, 3, 10, -2],
            ["0022400561", "NYK", "Tyler Kolek", "DNP - Coach's Decision", *[None] * 17]]}]}
        one, two = self.write("one.json", json.dumps({"data": [game]})), self.write("two.json", json.dumps(sets))
        games = self.write("games.csv", "feed_game_id,game_id\n0022400561,20250115_NYK_PHI\n")
        rows = self.rows(self.made("box", "box", one, two, "--games", games) / "player_box.csv")
        self.assertEqual([(row["game_id"], row["player_lookup"], row["team_abbr"], row["source"], row["minutes"], row["points"],
                           row["plus_minus"], row["player_status"]) for row in rows],
                         [("20240115_HOU_PHX", "nikolajokicjr", "PHX", "backup", "28", "5", "", ""),
                          ("20240115_HOU_PHX", "nikolajokicjr", "HOU", "backup", "00", "5", "", ""),
                          ("20250115_NYK_PHI", "joshhart", "NYK", "primary", "49:25", "10", "-2", "active"),
                          ("20250115_NYK_PHI", "tylerkolek", "NYK", "primary", "", "", "", "dnp")])

    def test_lists_of_events_become_shots(self):
        events = self.write("events.csv", "\n".join([
            "game_id,team,event_type,assist,block,player,result,type,shot_distance",
            "42400407,IND,shot,,,Andrew Nembhard,made,jump shot,14", "42400407,OKC,shot,,Aaron Nesmith,Jalen Williams,missed,jump shot,10",
            "42400407,IND,shot,Andrew Nembhard,,Pascal Siakam,made,3pt jump shot,", "42400407,IND,free throw,,,Pascal Siakam,made,free throw 1/1,",
            "42400407,IND,rebound,,,Pascal Siakam,,rebound defensive,"]) + "\n")
        actions = [{"actionType": "2pt", "subType": "Hook", "descriptor": "turnaround", "personId": 7, "teamTricode": "LAC", "shotDistance": 5.57,
                    "shotResult": "Made", "assistPersonId": 8}, {"actionType": "3pt", "subType": "Jump Shot", "personId": 8, "teamTricode": "MIN",
                    "shotDistance": 24.1, "shotResult": "Missed", "blockPersonId": 7}, {"actionType": "freethrow", "subType": "1 of 1", "personId": 7}]
        plays = self.write("plays.json", json.dumps({"game": {"gameId": "0022400500", "actions": actions}}))
        games = self.write("games.csv", "feed_game_id,game_id\n42400407,20250622_IND_OKC\n0022400500,20250106_LAC_MIN\n")
        players = self.write("players.csv", "person_id,player_name\n7,Ivica Zubac\n8,Anthony Edwards\n")
        folder = self.made("events", "shots", events, plays, "--games", games, "--players", players)
        self.assertEqual([tuple(row.values())[4:] for row in self.rows(folder / "shots.csv")],
                         [("andrewnembhard", "IND", "2PT", "jump shot", "14.0", "true", "", ""),
                          ("jalenwilliams", "OKC", "2PT", "jump shot", "10.0", "false", "", "aaronnesmith"),
                          ("pascalsiakam", "IND", "3PT", "3pt jump shot", "", "true", "andrewnembhard", ""),
                          ("ivicazubac", "LAC", "2PT", "turnaround hook", "5.57", "true", "anthonyedwards", ""),
                          ("anthonyedwards", "MIN", "3PT", "3pt jump shot", "24.1", "false", "", "ivicazubac")])
        self.assertEqual([row["shooter_lookup"] for row in self.rows(folder / "and_ones.csv")], ["pascalsiakam", "ivicazubac"])

    def test_a_file_that_is_none_of_these_is_one_sentence(self):
        for text, says in (("{}", "no box score"), ("nonsense", "no JSON")):
            done = self.season("box", self.write("odd.json", text), "-o", self.folder / "out")
            self.assertEqual(done.returncode, 2)
            self.assertIn(says, done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1)


if __name__ == "__main__":
    unittest.main()
