"""Rows of entities as tables with names and days; outcomes told apart; the entity breaker; rows that a study requires."""
import csv
import io
import json
import pathlib
import subprocess
import tempfile
import unittest

import h5py
import xarray

from program import SOURCE, ProgramTest

DAY = "2024-12-20"
STUDY = "workload: entities\ndates: {{from: {day}, to: {day}}}\ninputs:\n{tables}\n"


class Outcomes(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = tempfile.TemporaryDirectory(prefix="ergodic-test-")
        cls.addClassCleanup(made.cleanup)
        cls.tables = pathlib.Path(made.name)
        subprocess.run([SOURCE / "tools/season", "make", "-o", cls.tables, "--seed", "5", "--until", DAY], check=True, timeout=120)

    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"

    def simulate(self, more="", expect=0, attempts=None):
        files = [*sorted(self.tables.glob("*.csv")), *([attempts] if attempts else [])]
        tables = "\n".join(f"  {path.stem}: {{file: {path}, keep: false}}" for path in files)
        study = self.write("study.yaml", STUDY.format(day=DAY, tables=tables) + more)
        return self.succeed("run", study, "-o", self.output, "--force", expect=expect)

    def rows(self, stage):
        with xarray.open_dataset(self.output, group=f"stages/{stage}/sessions") as data:
            kept = data.load()
        return kept

    def test_rows_have_names_and_days(self):
        self.simulate()
        psza = self.rows("psza")
        self.assertEqual(psza.entity.dims, ("row",) if psza.sizes.get("case", 1) > 1 or "row_count" in psza else ("case", "row"))
        names = psza.entity.values.reshape(-1).tolist()
        self.assertEqual(names, sorted(names))
        self.assertTrue(all(name.startswith("player") for name in names))
        self.assertEqual({str(day)[:10] for day in psza.date.values.reshape(-1)}, {DAY})
        pgs = self.rows("pgs")
        self.assertEqual(len(set(pgs.date.values.tolist())), pgs.sizes["case"])
        self.assertEqual(pgs.row_count.attrs["sample_dimension"], "row")
        frame = pgs.drop_dims("case").to_dataframe()
        of_day = frame[frame.date == DAY]
        self.assertEqual(len(of_day), int(pgs.row_count.values[-1]))
        told = self.succeed("failures", self.output, "--stage", "psza", "--date", DAY, "--csv").stdout
        failed = {row["entity"] for row in csv.DictReader(io.StringIO(told))}
        self.assertEqual(failed, {name for name, outcome in zip(names, psza.outcome.values.reshape(-1)) if outcome != 0})
        name = next(name for name, outcome in zip(names, psza.outcome.values.reshape(-1)) if outcome == 0)
        again = self.succeed("replay", self.output, "--stage", "psza", "--date", DAY, "--entity", name, *self.inputs()).stdout
        self.assertIn(f"of {name}, {DAY}", again)
        self.assertIn("bit for bit", again)
        told = json.loads(self.succeed("replay", self.output, "--stage", "psza", "--date", DAY, "--entity", name, "--json",
                                       *self.inputs()).stdout)
        self.assertEqual((told["entity"], told["case"], told["file"]), (name, DAY, "equal"))
        self.assertIn(f"did you mean {name}?", self.succeed("replay", self.output, "--stage", "psza", "--date", DAY, "--entity",
                                                            name + "s", *self.inputs(), expect=2).stderr)

    def inputs(self, *without):
        return [word for path in sorted(self.tables.glob("*.csv")) if path.stem not in without
                for word in ("--input", f"{path.stem}={path}")]

    def test_are_told_apart(self):
        self.simulate()
        told = json.loads(self.succeed("failures", self.output, "--stage", "psza", "--json").stdout)
        means = {count["category"]: count["outcome"] for count in told["counts"]}
        self.assertTrue(means)
        self.assertLessEqual(set(means.items()), {("incomplete_data", "incomplete"), ("incomplete_upstream", "incomplete"),
                                                  ("expected_incomplete", "expected_skip"), ("insufficient_data", "incomplete")})
        with h5py.File(self.output) as file:
            sessions = file["stages/psza/sessions"]
            pairs = set(zip(labels_of(sessions["failure"]), labels_of(sessions["outcome"])))
        self.assertEqual({(failure, outcome) for failure, outcome in pairs if failure != "missing"}, set(means.items()))
        self.assertIn("expected_skip", self.succeed("failures", self.output, "--stage", "psza", "--outcome", "skipped",
                                                    expect=2).stderr)

    def test_of_a_table_that_is_too_short_are_what_the_study_says(self):
        more = "processors: [pgs]\nrequire: {player_box: 5000}\nfailures: {maximum_share: 0.05"
        done = self.simulate(more + "}\n", expect=5)
        self.assertIn("sessions failed (the study allows a share of 0.05)", done.stderr)
        told = self.succeed("failures", self.output, "--stage", "pgs", "--outcome", "failed", "--limit", "1").stdout
        self.assertRegex(told, r"player_box has \d+ rows of this day \(the study requires 5000\)")
        done = self.simulate(more + ", beyond: warn}\n")
        self.assertIn("warning: ", done.stderr)
        self.simulate("processors: [pgs]\nrequire: {player_box: 5}\nfailures: {maximum_share: 0.05}\n")

    def test_lock_out_who_was_tried_three_times(self):
        attempts = self.folder / "reprocess_attempts.csv"
        before = []
        hour = 0
        for tried in range(4):
            hour += 1
            self.simulate(f'breaker: {{now: "2024-12-20T{hour:02}:00Z"}}\n', attempts=attempts if tried else None)
            with h5py.File(self.output) as file:
                failures = labels_of(file["stages/psza/sessions/failure"])
            before.append((failures.count("incomplete_data"), failures.count("circuit_breaker_active")))
            subprocess.run([SOURCE / "tools/season", "attempts", self.output, "-o", attempts,
                            *(["--before", attempts] if tried else [])], check=True, timeout=60)
        wanting = before[0][0]
        self.assertGreater(wanting, 0)
        self.assertEqual(before, [(wanting, 0)] * 3 + [(0, wanting)])
        self.simulate('breaker: {now: "2024-12-22T05:00Z"}\n', attempts=attempts)  # a day later they are let in again
        with h5py.File(self.output) as file:
            self.assertEqual(labels_of(file["stages/psza/sessions/failure"]).count("circuit_breaker_active"), 0)


def labels_of(data):
    told = data.attrs["flag_meanings"]
    meanings = dict(zip(data.attrs["flag_values"].tolist(), (told.decode() if isinstance(told, bytes) else told).split()))
    return [meanings[code] for code in data[:].reshape(-1).tolist()]


if __name__ == "__main__":
    unittest.main()
