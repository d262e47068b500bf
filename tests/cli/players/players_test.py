"""Studies of players as users run them: what is wrong is told once, at its place, with code 2; what is right comes out."""
import csv
import subprocess
import unittest

import h5py
import numpy

from program import SOURCE, ProgramTest, run

LAW = """\
workload: players
sessions: 500
form: law
law:
  rates: [usage, two_point_percentage]
  centre: [0.25, 0.55]
  covariance: [[0.002, 0], [0, 0.003]]
  credibility: 0.8
  bounds: [{of: usage, at_most: 0.24}]
"""
GAMES = """\
workload: players
sessions: 500
inputs: {box_scores: {file: box_scores.csv}}
form: games
games: {player: T00 player 01}
"""


class Players(ProgramTest):

    def setUp(self):
        super().setUp()
        subprocess.run([SOURCE / "tools/league", "--teams", "2", "--games", "8", "-o", self.folder], check=True, timeout=60)
        with open(self.folder / "box_scores.csv", newline="") as file:
            self.rows = list(csv.DictReader(file))
        self.played = next(i for i, row in enumerate(self.rows) if row["did_not_play"] == "no" and int(row["points"]) > 4)

    def refused(self, study, ranks=None):
        done = run("validate" if ranks is None else "run", self.write("study.yaml", study),
                   *([] if ranks is None else ["-o", self.folder / "out.h5"]), ranks=ranks)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        return done.stderr

    def test_a_law_that_cannot_be_is_told_at_its_place(self):
        def said(before, after):
            self.assertIn(before, LAW)
            return self.refused(LAW.replace(before, after))

        self.assertIn("7:15: law.covariance is no covariance (it is not positive definite)", said("[[0.002, 0], [0, 0.003]]", "[[0.002, 0.1], [0.1, 0.003]]"))
        self.assertIn("law.covariance[1] number 1 is 0.5 (the number across the diagonal is 0)", said("[0, 0.003]", "[0.5, 0.003]"))
        self.assertIn("law.covariance has 1 rows (there are 2 rates)", said("[[0.002, 0], [0, 0.003]]", "[[0.002, 0]]"))
        self.assertIn("law.covariance[0] has 1 numbers", said("[[0.002, 0], ", "[[0.002], "))
        self.assertIn("write 0.25 for 25 %", said("[0.25, 0.55]", "[25, 0.55]"))
        self.assertIn("law.centre has 1 numbers", said("[0.25, 0.55]", "[0.25]"))
        self.assertIn('law.rates[0] unknown rate "usge"', said("[usage,", "[usge,"))
        self.assertIn("did you mean usage?", said("[usage,", "[usge,"))
        self.assertIn("law.rates[1] usage twice", said("two_point_percentage]", "usage]"))
        self.assertIn("law.law uniform (without a credibility", said("credibility: 0.8", "law: uniform"))
        self.assertIn("law.law student (Student's t has degrees of freedom)", said("credibility: 0.8", "law: student"))
        self.assertIn("law.degrees plays no part", said("credibility: 0.8", "degrees: 5"))

    def test_bounds_are_sums_of_the_rates_of_the_law(self):
        def said(bound, more=""):
            return self.refused(LAW.replace("{of: usage, at_most: 0.24}", bound) + more)

        self.assertIn("9:17: law.bounds[0].of uses an unknown name usag", said("{of: usag, at_most: 0.2}"))
        self.assertIn("did you mean usage?", said("{of: usag, at_most: 0.2}"))
        self.assertIn("the law is not of it", said("{of: block_rate, at_most: 0.2}"))
        self.assertIn("it is no sum of rates", said("{of: usage * two_point_percentage, at_most: 0.2}"))
        self.assertIn("no rate counts in it", said("{of: usage - usage, at_most: 0.2}"))
        self.assertIn("neither at_least nor at_most", said("{of: usage}"))
        self.assertIn("only a bound on one rate is a halfspace", said("{of: usage + two_point_percentage, at_most: 0.7}", "  scale: logit\n"))
        self.assertIn("a rate lies between 0 and 1 by itself", said("{of: usage, at_most: 1}", "  scale: logit\n"))

    def test_an_empty_region_names_the_bounds_that_exclude_each_other(self):
        empty = LAW.replace("at_most: 0.24}", "at_most: 0.1}")
        said = self.refused(empty)
        self.assertIn("law.bounds the region is empty", said)
        self.assertIn("usage <= 0.1", said)
        self.assertNotIn("two_point_percentage", said)
        self.assertEqual(self.refused(empty, ranks=3).count("the region is empty"), 1)
        self.assertFalse((self.folder / "out.h5").exists())
        contradiction = self.refused(LAW.replace("at_most: 0.24}", "at_most: 0.2}, {of: usage, at_least: 0.22}"))
        self.assertIn("usage <= 0.2", contradiction)
        self.assertIn("usage >= 0.22", contradiction)

    def spoilt(self, change, study=GAMES):
        rows = [dict(row) for row in self.rows]
        change(rows[self.played])
        header = [name for name in rows[self.played]]
        with open(self.folder / "box_scores.csv", "w", newline="") as file:
            out = csv.DictWriter(file, header)
            out.writeheader()
            out.writerows({name: row.get(name, "") for name in header} for row in rows)
        return self.refused(study)

    def test_a_box_score_that_was_not_counted_is_told(self):
        place = f"box_scores.csv:{self.played + 2}:"
        row = self.rows[self.played]
        self.assertIn(place, self.spoilt(lambda row: row.update(points="31.48")))
        self.assertIn(place, self.spoilt(lambda row: row.update(minutes="nan")))
        self.assertIn(place, self.spoilt(lambda row: row.update(game_date="1704067200000000000")))
        self.assertIn("did you mean assists?", self.spoilt(lambda row: row.update(assits=row.pop("assists"))))
        said = self.spoilt(lambda row: row.update(points=int(row["points"]) + 1))
        self.assertIn(f"{row['player']}, {row['game_date']}: points {int(row['points']) + 1}, but 2 ×", said)
        self.assertIn("rebounds", self.spoilt(lambda row: row.update(rebounds=int(row["rebounds"]) + 1)))
        self.assertIn(" in 0 minutes", self.spoilt(lambda row: row.update(minutes=0)))
        self.assertIn("minutes of one who did not play", self.spoilt(lambda row: row.update(did_not_play="yes")))
        self.assertIn("no steals of one who played", self.spoilt(lambda row: row.update(steals="")))
        self.assertIn("the key of another", self.spoilt(lambda row: row.update(self.rows[self.played - 1])))

    def test_a_player_is_in_the_table(self):
        said = self.refused(GAMES.replace("player 01", "playr 01"))
        self.assertIn('study.yaml:5:17: games.player unknown player "T00 playr 01"', said)
        self.assertIn("did you mean T00 player 01?", said)
        self.assertIn("the study gives no table of games", self.refused(GAMES.replace("inputs: {box_scores: {file: box_scores.csv}}\n", "")))
        self.assertIn("it is no date", self.refused(GAMES.replace("01}", "01, before: 2024-13-01}")))

    def test_other_programs_names_of_columns_are_known(self):
        plain = self.folder / "plain.h5"
        self.succeed("run", self.write("study.yaml", GAMES), "-o", plain)
        text = (self.folder / "box_scores.csv").read_text()
        header, rest = text.split("\n", 1)
        names = {"points": "PTS", "rebounds": "TRB", "minutes": "MP", "field_goals_made": "FGM", "player": "PLAYER_NAME", "fouls": "PF"}
        self.write("box_scores.csv", "\ufeff" + ",".join(names.get(name, name) for name in header.split(",")) + "\r\n" + rest.replace("\n", "\r\n"))
        other = self.folder / "other.h5"
        self.succeed("run", self.write("study.yaml", GAMES), "-o", other)
        self.assertEqual(plain.read_bytes(), other.read_bytes())

    def test_games_of_a_day_and_later_are_not_seen(self):
        study = GAMES.replace("01}", "01, before: 2024-10-30}")
        self.succeed("run", self.write("study.yaml", study), "-o", self.folder / "a.h5")
        rows = [dict(row) for row in self.rows]
        for row in rows:
            if row["game_date"] >= "2024-10-30" and row["did_not_play"] == "no":
                row["points"] = int(row["points"]) + 2
                row["field_goals_made"] = int(row["field_goals_made"]) + 1
                row["field_goals_attempted"] = int(row["field_goals_attempted"]) + 1
        with open(self.folder / "box_scores.csv", "w", newline="") as file:
            out = csv.DictWriter(file, list(rows[0]))
            out.writeheader()
            out.writerows(rows)
        self.succeed("run", self.write("study.yaml", study), "-o", self.folder / "b.h5")
        with h5py.File(self.folder / "a.h5") as a, h5py.File(self.folder / "b.h5") as b:
            for name in ("points", "minutes", "assists"):
                self.assertTrue(numpy.array_equal(a["sessions"][name], b["sessions"][name]), name)

    def test_teams_that_never_end_are_refused(self):
        teams = "workload: players\nsessions: 10\nform: teams\nteams: {home: {HOME}, away: {AWAY}}\n"

        def said(home, away="", more=""):
            return self.refused(teams.replace("HOME", home).replace("AWAY", away) + more)

        sure = "turnover_rate: 0, free_throw_trip_rate: 0, three_point_rate: 0, two_point_percentage: 1, three_point_percentage: 1, free_throw_percentage: 1"
        self.assertIn("leaves nothing to chance", said(sure, sure))
        self.assertIn("hardly ever scores", said("turnover_rate: 0.9999", "turnover_rate: 0.9999"))
        self.assertIn("possessions would hardly end", said("offensive_rebound_rate: 0.95"))
        self.assertIn("a game of teams has no single player", said("", more="availability: 0.5\n"))
        self.assertIn("did you mean home?", self.refused(teams.replace("{home: {HOME}, away: {AWAY}}", "{hme: {}}")))
        self.assertIn("teams plays no part (form is given)", self.refused(teams.replace("HOME", "").replace("AWAY", "") + "cases: {a: {}, b: {form: given}}\n"))

    def test_replay_tells_possessions(self):
        self.succeed("run", self.write("study.yaml", GAMES), "-o", self.folder / "out.h5")
        said = self.succeed("replay", self.folder / "out.h5", "--session", 3).stdout
        self.assertIn("possession", said)
        self.assertIn("exact draws from the whole law", said)
        self.succeed("verify", self.folder / "out.h5")


if __name__ == "__main__":
    unittest.main()
