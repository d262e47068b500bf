"""Cases from tables and folders of documents, as a user meets them: embedded in the study, so that nothing else is needed."""
import os
import unittest

import h5py
import numpy

import program
from program import ProgramTest, sha256

program.ERGODIC = os.environ["ERGODIC_GAMES"]

GAMES = """workload: games
sessions: 40
output: {block: 8}
inputs: {games: {file: games.csv}}
cases: {all: {}, each: team}
"""
LOTS = """workload: lots
sessions: 500
output: {block: 64}
schedule: {file: schedule.json}
cases: {each: {folder: urns, as: urn}}
"""


def games(teams):
    rows = [f"{team},2025-01-{day:02},{80 + day},240,Garden" for team in teams for day in range(1, 8)]
    return "\n".join(["team,date,points,minutes,arena", *rows]) + "\n"


class Cases(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"

    def run_study(self, *arguments, output=None, **how):
        self.succeed("run", self.study, "-o", output or self.output, "--progress", "none", *arguments, **how)
        return sha256(output or self.output)

    def needs_nothing_more(self, case):
        """Replay, verify and the study itself do without the files that the cases came from."""
        self.assertIn("holds exactly this row", self.succeed("replay", self.output, "--session", 70).stdout)
        self.assertIn("with the same rows bit for bit", self.succeed("verify", self.output).stdout)
        self.assertIn(case, self.succeed("summary", self.output).stdout)

    def test_of_the_values_of_a_column_of_the_studys_table(self):
        self.study = self.write("study.yaml", GAMES)
        table = self.write("games.csv", games(["BOS", "ATL", "007"]))
        reference = self.run_study()
        for ranks in (2, 3):
            self.assertEqual(self.run_study("--force", ranks=ranks), reference)
        written = self.write("written.yaml", GAMES.replace(
            "each: team", "'007': {team: '007'}, ATL: {team: ATL}, BOS: {team: BOS}"))
        self.assertEqual(self.resolved(written), self.resolved(self.study))
        self.run_study("--force", "--time-budget", "0s", expect=75)
        table.unlink()
        self.assertEqual(self.run_study(ranks=2), reference)
        self.needs_nothing_more("ATL")

    def test_of_rows_of_the_studys_table(self):
        self.study = self.write("study.yaml", GAMES.replace(
            "each: team", "each: {table: games, label: [team, date], where: \"points >= 86 and team != '007'\", "
            "set: {team: team, spread: points}}"))
        self.write("games.csv", games(["BOS", "ATL", "007"]))
        told = self.succeed("validate", self.study).stdout
        self.assertIn("5 cases of 40 sessions", told)
        self.assertIn('\n  "BOS, 2025-01-07":\n    team: BOS\n    spread: 87', self.resolved(self.study))
        done = self.succeed("validate", self.study, "--set", "cases={each: teem}", expect=2)
        self.assertIn("did you mean team?", done.stderr)

    def test_of_a_folder_of_documents(self):
        self.study = self.write("study.yaml", LOTS)
        self.write("schedule.json", '{"rounds": 3}')
        (self.folder / "urns").mkdir()
        self.write("urns/small.yaml", "name: small\nlots: [1, 2]\n")
        self.write("urns/large.json", '{"name": "large", "lots": [1, 2.5, 1e3]}')
        reference = self.run_study()
        self.assertEqual(self.run_study("--force", ranks=2), reference)
        resolved = self.write("resolved.yaml", self.resolved(self.study))
        for name in ("schedule.json", "urns/small.yaml", "urns/large.json"):
            (self.folder / name).rename(self.folder / "gone")
        self.needs_nothing_more("large")
        self.study = resolved
        self.assertEqual(self.run_study("--force", ranks=3), reference)

    def resolved(self, study):
        return self.succeed("validate", study, "--resolved").stdout

    def test_of_hdf5(self):
        self.write("schedule.json", '{"rounds": 3}')
        self.write("u.yaml", "lots: [1]\n")
        with h5py.File(self.folder / "urns.h5", "w") as file:
            group = file.create_group("urns")
            group["name"] = numpy.array(["a", "b"], dtype=object)
            group["urn"] = numpy.array(["u.yaml", "u.yaml"], dtype=object)
            group["other"] = numpy.arange(2)
        self.study = self.write("study.yaml", LOTS.replace("{folder: urns, as: urn}",
                                                           "{file: urns.h5, group: urns, label: name, set: {urn: urn}}"))
        self.assertIn("2 cases of 500 sessions", self.succeed("validate", self.study).stdout)


if __name__ == "__main__":
    unittest.main()
