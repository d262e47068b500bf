"""A synthetic season through the program and through the plain one: the same rows, and the same file whatever the tables' form.

    entities_season_test.py                                  what the tests run: some weeks
    ERGODIC_SEASON_UNTIL=2025-04-13 entities_season_test.py  a whole season, of many minutes
"""
import collections
import os
import subprocess
import unittest

from entities_oracle import comparison, days, numbers
from entities_oracle.league import TABLES, Rules, read
from entities_oracle.season import Season
from program import SOURCE, ProgramTest, run, sha256

UNTIL = os.environ.get("ERGODIC_SEASON_UNTIL", "2024-12-03")
STAGES = ("togs", "tdgs", "pgs", "utgc", "upgc", "tdza", "psza", "pcf", "pdc", "mlfs")


def looked_at():
    """Days of which the state before the games is compared: all, or so many that all rules are met."""
    last = days.parsed(UNTIL)
    every = range(days.parsed("2024-10-22"), last + 1)
    return set(every) if "ERGODIC_SEASON_UNTIL" in os.environ else set(every[:3]) | set(every[12::5]) | {last}


class Tables(ProgramTest):
    def made(self, name, *arguments):
        folder = self.folder / name
        subprocess.run([SOURCE / "tools/season", "make", "-o", folder, *arguments], check=True, timeout=120)
        return folder

    def study(self, folder, keys=""):
        hdf5 = (folder / "season.h5").exists()
        places = [f"  {table}: {{file: {folder}/season.h5, group: {table}}}" if hdf5 else f"  {table}: {{file: {folder}/{table}.csv}}" for table in TABLES]
        return self.write(f"{folder.name}.yaml", "\n".join(["workload: entities", "inputs:", *places, keys]) + "\n")

    def ran(self, study, ranks=None, name=""):
        output = self.folder / f"{study.stem}{name}.{ranks}.h5"
        done = run("run", study, "-o", output, "--progress", "none", ranks=ranks, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return output


class SeasonTest(Tables):
    def differences(self, folder, file, rules):
        tables = {name: read(folder / f"{name}.csv") for name in TABLES}
        numbers.ties.clear()
        plain = Season(tables, rules).run(looked_at())
        opened = comparison.File(file, tables, {row["team_abbr"] for row in tables["roster"]})
        missing, found, values = set(), [], collections.Counter()
        for stage in STAGES:
            for difference in comparison.stage_differences(opened, plain, stage, missing, values):
                found.append(str(difference))
        print(f"rules {'corrected' if rules.corrected else 'dec2025'}: {sum(values.values())} values equal {dict(values)};",
              f"within 1e-12 of a tie: {dict(numbers.ties)}")
        self.assertEqual(missing, set())
        self.assertTrue(all(values[stage] > 1000 for stage in STAGES), values)
        return found

    def test_every_value_is_that_of_the_plain_program(self):
        folder = self.made("season", "--until", UNTIL, "--seed", "3")  # games without a team box, a feed, or shots, within weeks
        for corrected in (True, False):
            rules = "corrected" if corrected else "dec2025"
            with self.subTest(rules=rules):
                file = self.ran(self.study(folder, f"rules: {rules}\ndates: {{to: {UNTIL}}}"), name=rules)
                found = self.differences(folder, file, Rules(corrected=corrected))
                self.assertEqual(found[:20], [], f"{len(found)} differ")


class SameFile(Tables):
    def test_the_file_knows_nothing_of_the_tables_form_or_of_ranks(self):
        digests = {}
        for name, arguments in (("plain", ()), ("mixed", ("--shuffle", "--crlf")), ("hdf5", ("--hdf5", "--shuffle"))):
            folder = self.made(name, "--until", "2024-11-09", *arguments)
            study = self.study(folder, "dates: {to: 2024-11-09}")
            for ranks in (None, 3) if name == "plain" else (2,):
                digests[name, ranks] = sha256(self.ran(study, ranks))
        self.assertEqual(len(set(digests.values())), 1, digests)


class TwoLeagues(Tables):
    REACHED = {"tdza": {"paint_defense_vs_league_avg", "mid_range_defense_vs_league_avg", "three_pt_defense_vs_league_avg", "strongest_zone", "weakest_zone"},
               "pcf": {"shot_zone_mismatch_score", "total_composite_adjustment", "has_warnings", "warns_of_mismatch", "warns_of_total"},
               "mlfs": {"shot_zone_mismatch_score"}}
    OF_FILE = {"points_line_source", "opening_points_line_source", "current_points_line_source"}  # numbers of names

    def opened(self, name, *arguments):
        folder = self.made(name, "--until", UNTIL, "--seed", "3", *arguments)
        tables = {table: read(folder / f"{table}.csv") for table in TABLES}
        teams = sorted({row["team_abbr"] for row in tables["roster"]})
        study = self.study(folder, f"dates: {{from: {UNTIL}, to: {UNTIL}}}\nteams: [{', '.join(teams)}]")
        return comparison.File(self.ran(study), tables, teams)

    def test_a_second_league_moves_league_averages_and_what_they_reach_and_nothing_else(self):
        one, two = self.opened("one"), self.opened("two", "--leagues", "2")
        moved, rows_seen = set(), 0
        for stage in STAGES:
            others = {day: rows for day, rows, _ in two.rows(stage)}
            for day, rows, _ in one.rows(stage):
                for key, row in rows.items():
                    rows_seen += 1
                    moved |= {(stage, name) for name, value in row.items() if others[day][key][name] != value and name not in self.OF_FILE}
        self.assertGreater(rows_seen, 8000)
        allowed = {(stage, name) for stage, names in self.REACHED.items() for name in names}
        self.assertEqual(moved - allowed, set())
        self.assertIn(("tdza", "paint_defense_vs_league_avg"), moved)


if __name__ == "__main__":
    unittest.main()
