"""Values that sessions do not have: in the file, in every statistic, and in what is shown of them; and sessions that fail
as their kind declares it. All figures are worked out here again, from the rows that h5py reads."""
import csv
import io
import json
import os
import unittest

import h5py
import numpy as np
import xarray
from scipy import stats

import program
from program import ProgramTest, sha256

program.ERGODIC = os.environ["ERGODIC_TOY"]

STUDY = """workload: patchy
sessions: 6000
seeding: {seed: 7}
cases: {low: {}, high: {shift: 0.01, odds: 3}}
output:
  block: 700
  covariances: [x, y, games]
  histograms: [{column: games, from: 0, to: 10, bins: 5}, {column: x, from: 0, to: 1, bins: 4}]
failures: {maximum_share: 1}
"""
REAL = 0x7FF8000000000000
FILLS = {"x": None, "games": -2**31, "gain": -2**63, "age": -2**15, "form": 255, "spots": 255, "z": None, "mood": 255}


def is_missing(name, values):
    return values.view(np.uint64) == REAL if FILLS[name] is None else values == FILLS[name]


class Missing(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"

    def run_study(self, text=STUDY, **how):
        self.succeed("run", self.write("study.yaml", text), "-o", self.output, **how)

    def rows(self, name, case=0):
        """The values that are there, and how many are not, of the sessions that did not fail."""
        with h5py.File(self.output) as file:
            values = file["sessions"][name][case][file["sessions/outcome"][case] == 0]
        gaps = is_missing(name, values)
        return values[~gaps], int(gaps.sum())

    def summary(self, *more):
        return json.loads(self.succeed("summary", self.output, "--json", *more).stdout)["cases"][0]

    def test_lie_in_the_file_as_their_fill_which_its_attributes_name(self):
        self.run_study()
        with h5py.File(self.output) as file:
            self.assertEqual(file.attrs["ergodic_format"], b"1.2")
            for name, fill in FILLS.items():
                told = np.ravel(file["sessions"][name].attrs["_FillValue"])[0]
                self.assertEqual(told.dtype, file["sessions"][name].dtype)
                self.assertTrue(np.asarray(told).view(np.uint64) == REAL if fill is None else told == fill, name)
            self.assertNotIn("_FillValue", file["sessions/y"].attrs)
            self.assertEqual(file["sessions/form"].attrs["flag_meanings"].decode(), "poor good missing")
            self.assertEqual(list(file["sessions/form"].attrs["flag_values"]), [0, 1, 255])
        with xarray.open_dataset(self.output, group="sessions") as rows:
            gain, n = self.rows("gain")
            seen = rows.gain[0].values[rows.outcome[0].values == 0]
            self.assertAlmostEqual(np.nanmean(seen), gain.mean() / 100, places=9)
            self.assertEqual(int(np.isnan(seen).sum()), n)

    def test_are_passed_over_and_counted_by_every_statistic(self):
        self.run_study()
        case = self.summary()
        with h5py.File(self.output) as file:
            kept = dict(file["summary"].items())
            for name, scale in (("x", 1), ("games", 1), ("gain", 100), ("age", 1)):
                values, missing = self.rows(name)
                values = values / scale
                told = case["quantities"][name]
                n = len(values)
                self.assertEqual(told["missing"], missing)
                self.assertEqual(kept[f"{name}_missing"][0], missing)
                self.assertGreater(missing, 100)
                self.assertAlmostEqual(told["mean"], values.mean(), places=9)
                self.assertAlmostEqual(told["standard_deviation"], values.std(ddof=1), places=9)
                self.assertEqual((told["minimum"], told["maximum"]), (values.min(), values.max()))
                half = stats.t.ppf(0.975, n - 1) * values.std(ddof=1) / np.sqrt(n)
                self.assertAlmostEqual(told["interval"][1] - told["interval"][0], 2 * half, places=9)
            for name in ("z", "spots"):
                with self.subTest(name):
                    values, outcome = file["sessions"][name][0], file["sessions/outcome"][0]
                    values = values[outcome == 0]
                    for place in range(4):
                        gaps = is_missing(name, np.ascontiguousarray(values[:, place]))
                        there = values[:, place][~gaps]
                        told = case["quantities"][f"{name}[quarter {place + 1}]"]
                        self.assertEqual((told["missing"], kept[f"{name}_missing"][0, place]), (gaps.sum(),) * 2)
                        self.assertAlmostEqual(told["mean"], there.mean(), places=9)
                        exact = np.quantile(there, 0.5, method="inverted_cdf")
                        self.assertLessEqual(abs(told["quantiles"]["0.5"] - exact), exact / 64)
            form, missing = self.rows("form")
            self.assertEqual(case["categories"]["form"]["good"]["count"], int((form == 1).sum()))
            self.assertAlmostEqual(case["categories"]["form"]["good"]["share"], (form == 1).mean(), places=12)
            self.assertEqual(case["category_missing"]["form"], missing)
            self.assertNotIn("y_missing", kept)
            self.assertNotIn("missing", case["quantities"]["y"])
            self.assert_pairs(file, case)
            self.assert_histograms(case)
        self.assert_headlines(case)

    def assert_pairs(self, file, case):
        ok = file["sessions/outcome"][0] == 0
        columns = {name: file["sessions"][name][0][ok] for name in ("x", "y", "games")}
        for pair in case["covariances"]:
            a, b = (columns[name] for name in pair["columns"])
            there = np.ones(len(a), dtype=bool)
            for name, values in zip(pair["columns"], (a, b)):
                if name in FILLS:
                    there &= ~is_missing(name, values)
            self.assertAlmostEqual(pair["covariance"], np.cov(a[there], b[there])[0, 1], places=12)
            self.assertAlmostEqual(pair["correlation"], np.corrcoef(a[there], b[there])[0, 1], places=12)

    def assert_histograms(self, case):
        for name, edges in (("games", [0, 2, 4, 6, 8, 10]), ("x", [0, 0.25, 0.5, 0.75, 1])):
            told, (values, _) = case["histograms"][name], self.rows(name)
            self.assertEqual(told["counts"], list(np.histogram(values, edges)[0]))
            self.assertEqual((told["below"], told["above"]), (0, 0))

    def assert_headlines(self, case):
        x, _ = self.rows("x")
        form, _ = self.rows("form")
        self.assertAlmostEqual(case["headlines"]["mean x"]["value"], x.mean(), places=9)
        self.assertAlmostEqual(case["headlines"]["good form"]["value"], (form == 1).mean(), places=12)

    def test_leave_quantiles_of_rows_exact(self):
        """Where no session fails they are found from the rows."""
        self.run_study(STUDY.replace("seeding", "fails: false\nseeding"))
        with h5py.File(self.output) as file:
            self.assertNotIn("outcome", file["sessions"])
            for name in ("x", "games"):
                values = file["sessions"][name][0]
                values = values[~is_missing(name, values)]
                for p, value in self.summary()["quantities"][name]["quantiles"].items():
                    self.assertEqual(value, np.quantile(values, float(p), method="inverted_cdf"))

    def test_tell_a_nan_by_its_bits(self):
        """Any other fails its session: here, where none may, the run."""
        done = program.run("run", self.write("study.yaml", STUDY.replace("seeding", "fails: false\nhidden_every: 500\nseeding")),
                           "-o", self.output)
        self.assertEqual(done.returncode, 5)
        self.assertIn("session 0 failed (not_finite: x is not a number)", done.stderr)

    def test_have_the_z_of_those_that_are_there(self):
        self.run_study(STUDY.replace("seeding", "fails: false\nseeding"))
        told = self.summary()
        with h5py.File(self.output) as file:
            x, form = file["sessions/x"][0], file["sessions/form"][0]
        x, form = x[~is_missing("x", x)], form[form != 255]
        self.assertAlmostEqual(told["quantities"]["x"]["z"], (x.mean() - 0.5) / (x.std(ddof=1) / np.sqrt(len(x))), places=6)
        self.assertAlmostEqual(told["categories"]["form"]["good"]["z"],
                               ((form == 1).mean() - 0.5) / np.sqrt(0.25 / len(form)), places=9)

    def test_are_shown_beside_the_rows_and_to_spreadsheets_as_nothing(self):
        self.run_study()
        said = self.succeed("summary", self.output, "--case", "low").stdout
        x, missing = self.rows("x")
        self.assertRegex(said, rf"\n  x .* {missing // 1000} {missing % 1000:03}\n")
        self.assertRegex(said, r"\n    \(missing\) +[0-9 ]+\n")
        lines = list(csv.DictReader(io.StringIO(self.succeed("export", self.output, "-o", "-").stdout)))
        self.assertEqual(len(lines), 12000)
        with h5py.File(self.output) as file:
            for name in ("x", "games", "gain", "form"):
                gaps = is_missing(name, file["sessions"][name][:].ravel())
                self.assertEqual([line[name] == "" for line in lines], list(gaps), name)
            gap = int(np.flatnonzero(is_missing("form", file["sessions/form"][0]))[0])
        self.assertRegex(self.succeed("replay", self.output, "--session", gap).stdout, r"\n  form +missing\n")
        told = json.loads(self.succeed("replay", self.output, "--session", gap, "--json").stdout)
        self.assertIsNone(told["row"]["form"])
        self.assertEqual(told["file"], "equal")
        table = self.succeed("summary", self.output, "--csv").stdout
        self.assertIn(f"\nlow,x,missing,{missing}.0,,,sessions\n", table)
        self.succeed("verify", self.output)

    def test_are_left_out_of_comparisons_in_pairs(self):
        self.run_study(STUDY.replace("seeding: {seed: 7}", "seeding: {seed: 7, common: true}"))
        told, = json.loads(self.succeed("compare", self.output, "--json", "--column", "x").stdout)["figures"]
        with h5py.File(self.output) as file:
            x, outcome = file["sessions/x"][:], file["sessions/outcome"][:]
        there = (outcome == 0) & ~is_missing("x", x)
        self.assertEqual([case["sessions"] for case in told["cases"]], list(there.sum(axis=1)))
        both = there.all(axis=0)
        apart = x[1][both] - x[0][both]
        found = told["cases"][1]["to_baseline"]
        self.assertEqual((found["pairing"], found["pairs"]), ("paired", both.sum()))
        self.assertLess(both.sum(), there.sum(axis=1).min())
        self.assertAlmostEqual(found["difference"], apart.mean(), places=12)
        self.assertAlmostEqual(found["probability_higher"]["value"], (apart > 0).mean() + (apart == 0).mean() / 2, places=12)

    def test_are_left_out_of_comparisons_of_independent_cases(self):
        self.run_study()
        told, = json.loads(self.succeed("compare", self.output, "--json", "--column", "x").stdout)["figures"]
        x, y = self.rows("x", 0)[0], self.rows("x", 1)[0]
        found = told["cases"][1]["to_baseline"]
        welch = stats.ttest_ind(y, x, equal_var=False)
        self.assertEqual(found["pairing"], "independent")
        self.assertAlmostEqual(found["p_value"] / welch.pvalue, 1, places=6)
        above = stats.mannwhitneyu(y, x).statistic / (len(x) * len(y))
        self.assertAlmostEqual(found["probability_higher"]["value"], above, delta=1e-3)

    def test_survive_archives_also_flat_ones(self):
        self.run_study()
        x, missing = self.rows("x")
        for more in ([], ["--flat"]):
            archive = self.folder / "archive.nc"
            self.succeed("export", self.output, "-o", archive, *more)
            with xarray.open_dataset(archive, group=None if more else "sessions") as rows:
                ok = rows.outcome[0].values == 0
                for name in ("x", "games", "gain", "age", "form", "spots"):
                    with h5py.File(self.output) as file:
                        gaps = is_missing(name, file["sessions"][name][0])
                    self.assertTrue(np.array_equal(np.isnan(rows[name][0].values), gaps), (name, more))
                self.assertAlmostEqual(float(np.nanmean(rows.x[0].values[ok])), x.mean(), places=12)
            archive.unlink()

    def test_are_the_same_file_on_any_ranks_after_a_stop_and_of_shards(self):
        digests = set()
        for ranks, scheduling in ((None, "static"), (2, "static"), (3, "dynamic"), (5, "static")):
            self.output.unlink(missing_ok=True)
            self.succeed("run", self.write("study.yaml", STUDY), "-o", self.output, "--scheduling", scheduling, ranks=ranks)
            digests.add(sha256(self.output))
        shards = []
        for i in (1, 2, 3):
            shards.append(self.folder / f"out.{i}of3.h5")
            self.succeed("run", self.folder / "study.yaml", "-o", shards[-1], "--shard", f"{i}/3")
        merged = self.folder / "merged.h5"
        self.succeed("merge", merged, *shards)
        digests.add(sha256(merged))
        self.succeed("run", self.write("short.yaml", STUDY.replace("6000", "2100")), "-o", self.folder / "long.h5")
        self.succeed("run", self.folder / "study.yaml", "-o", self.folder / "long.h5", "--extend")
        digests.add(sha256(self.folder / "long.h5"))
        self.assertEqual(len(digests), 1)

    def test_are_counted_where_no_rows_are_kept(self):
        self.run_study()
        with_rows = self.summary()
        self.output.unlink()
        self.run_study(STUDY.replace("block: 700", "block: 700\n  rows: none"))
        without = self.summary()
        for name in ("x", "games", "z[quarter 2]"):
            self.assertEqual(without["quantities"][name]["missing"], with_rows["quantities"][name]["missing"])
            self.assertEqual(without["quantities"][name]["mean"], with_rows["quantities"][name]["mean"])
        counts = {name: kind["described"] for name, kind in without["failure_categories"].items()}
        self.assertEqual(counts, {name: kind["described"] for name, kind in with_rows["failure_categories"].items()})
        self.assertIn("keeps no rows", self.succeed("failures", self.output).stdout)

    def test_decide_precision_with_the_sessions_that_have_one(self):
        self.run_study(STUDY.replace("sessions: 6000", "sessions: 1000\nuntil: {column: x, half_width: 0.008, max_sessions: 40000}"))
        x, missing = self.rows("x")
        half = stats.t.ppf(0.975, len(x) - 1) * x.std(ddof=1) / np.sqrt(len(x))
        self.assertLessEqual(half, 0.008)
        self.assertGreater(missing, 500)
        self.assertIn("reached", self.succeed("summary", self.output).stdout)

    def test_cannot_be_controlled_for(self):
        text = STUDY.replace("  block: 700\n", "  block: 700\n  controls: [{of: x, by: [y]}]\n")
        done = program.run("validate", self.write("study.yaml", text))
        self.assertEqual(done.returncode, 2)
        self.assertIn("study.yaml:7:13: output.controls has x (it may be missing", done.stderr)


class DeclaredFailures(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"

    def run_study(self, text=STUDY, **how):
        self.succeed("run", self.write("study.yaml", text), "-o", self.output, **how)

    def test_are_all_in_their_rows_with_their_numbers(self):
        self.run_study()
        with h5py.File(self.output) as file:
            self.assertNotIn("failures", file)
            rows = {name: file["sessions"][name][:].ravel() for name in
                    ("outcome", "failure", "can_retry", "failure_number_1", "failure_number_2", "failure_number_3")}
            failed = rows["outcome"] == 1
            self.assertAlmostEqual(failed.mean(), 0.05, delta=5 * (0.05 * 0.95 / 12000) ** 0.5)
            self.assertTrue((rows["failure"][~failed] == 255).all() and (rows["can_retry"][~failed] == 255).all())
            self.assertTrue((rows["failure_number_1"].view(np.uint64)[~failed] == REAL).all())
            few = rows["failure"] == 0
            self.assertTrue((rows["can_retry"][few] == 0).all() and (rows["can_retry"][failed & ~few] == 1).all())
            self.assertTrue((rows["failure_number_1"][few] < 4).all() and (rows["failure_number_2"][few] == 5).all())
            self.assertTrue((rows["failure_number_1"].view(np.uint64)[failed & ~few] == REAL).all())
            counts = file["summary/failure_count"][:].sum(axis=0)
            self.assertEqual(list(counts), [few.sum(), (failed & ~few).sum(), 0])
            self.assertEqual(int(file["summary/failures"][:].sum()), failed.sum())
            # A failed session's own values: missing where they may be, zeros else.
            self.assertTrue((file["sessions/form"][:].ravel()[failed] == 255).all())
            self.assertTrue((file["sessions/y"][:].ravel()[failed] == 0).all())

    def test_are_counted_and_listed(self):
        self.run_study()
        said = self.succeed("failures", self.output).stdout
        with h5py.File(self.output) as file:
            outcome, code = file["sessions/outcome"][:].ravel(), file["sessions/failure"][:].ravel()
            number = file["sessions/failure_number_1"][:].ravel()
        ids = np.flatnonzero(outcome)
        self.assertTrue(said.startswith(f"{self.output}: {len(ids)} of 12 000 sessions failed\n"))
        self.assertIn(f"Next: ergodic replay {self.output} --session {ids[0]}\n", said)
        self.assertIn(f"… {len(ids) - 20} more", said)
        few = ids[code[ids] == 0]
        self.assertIn(f"{number[few[0]]:g} of 5 games are there (at least 4 wanted)\n", said)
        lines = list(csv.DictReader(io.StringIO(self.succeed("failures", self.output, "--csv").stdout)))
        self.assertEqual([int(line["session"]) for line in lines], list(ids))
        self.assertEqual([line["category"] for line in lines],
                         [["too_few_games", "no_table"][code[i]] for i in ids])
        self.assertEqual({line["can_retry"] for line in lines if line["category"] == "no_table"}, {"yes"})
        told = json.loads(self.succeed("failures", self.output, "--json", "--case", "high", "--category", "no_table",
                                       "--limit", 3).stdout)
        wanted = [i for i in ids if i >= 6000 and code[i] == 1]
        self.assertEqual([one["session"] for one in told["failed"]], wanted[:3])
        self.assertEqual(told["counts"], [{"case": "high", "category": "no_table", "outcome": "failed", "can_retry": True,
                                           "sessions": len(wanted)}])
        self.assertEqual(told["failed"][0], {"session": wanted[0], "case": "high", "replicate": wanted[0] - 6000,
                                             "category": "no_table", "outcome": "failed", "can_retry": True,
                                             "numbers": [None, None, None], "reason": "the table has not come yet"})
        said = self.succeed("replay", self.output, "--session", int(few[0])).stdout
        self.assertIn(f"It failed, too_few_games: {number[few[0]]:g} of 5 games are there (at least 4 wanted)\n", said)
        self.assertIn("The file holds exactly this row, bit for bit.\n", said)

    def test_refuse_a_category_that_there_is_not(self):
        self.run_study()
        done = program.run("failures", self.output, "--category", "no_tables")
        self.assertEqual(done.returncode, 2)
        self.assertIn('no failures of category "no_tables" (there are no_table, too_few_games, not_finite) did you mean '
                      "no_table?", done.stderr)

    def test_are_those_of_values_that_are_no_numbers_too(self):
        self.run_study(STUDY.replace("seeding", "infinite_every: 100\nhidden_every: 150\nseeding"))
        told = json.loads(self.succeed("failures", self.output, "--json", "--category", "not_finite").stdout)
        reasons = {}
        for one in told["failed"]:
            reasons.setdefault(one["reason"], []).append(one["session"] % 6000)
        for r in range(0, 6000, 50):
            what = "x" if r % 150 == 0 else "y" if r % 100 == 0 else None  # the first column that is not finite
            if what:
                with h5py.File(self.output) as file:
                    code = file["sessions/failure"][0][r]
                if code == 2:
                    self.assertIn(r, reasons[f"{what} is not a finite number"])
                else:
                    self.assertIn(code, (0, 1))  # it had failed already
        self.assertGreater(len(told["failed"]), 130)
        self.succeed("verify", self.output)

    def test_are_kept_beside_chosen_columns(self):
        self.run_study(STUDY.replace("  block: 700\n", "  block: 700\n  columns: [y]\n"))
        with h5py.File(self.output) as file:
            kept = [name for name, dataset in file["sessions"].items() if dataset.ndim == 2]
        self.assertEqual(sorted(kept), ["can_retry", "failure", "failure_number_1", "failure_number_2",
                                        "failure_number_3", "outcome", "y"])

    def test_end_the_run_when_the_study_says_abort(self):
        done = program.run("run", self.write("study.yaml", STUDY.replace("maximum_share: 1", "action: abort")), "-o", self.output)
        self.assertEqual(done.returncode, 5)
        self.assertRegex(done.stderr, r"session \d+ failed \((too_few_games: \d of 5 games are there \(at least 4 wanted\)"
                                      r"|no_table: the table has not come yet)\)")

    def test_of_old_style_are_listed_too_and_said_to_be_described_in_part(self):
        study = self.write("toy.yaml", "workload: toy\nsessions: 1000\noutput: {block: 500}\nfail_every: 2\n"
                                       "failures: {maximum_share: 1}\n")
        self.succeed("run", study, "-o", self.output)
        with h5py.File(self.output) as file:
            self.assertEqual(file.attrs["ergodic_format"], b"1.2" if "listed_sessions" in file.attrs else b"1.1")
        said = self.succeed("failures", self.output).stdout
        self.assertIn("500 of 1 000 sessions failed\nOf these the file describes 32, at most 16 of each block.\n", said)
        self.assertRegex(said, r"\n +0  base +unlucky +every so often\n")
        self.assertIn("… 12 more", said)
        told = json.loads(self.succeed("failures", self.output, "--json").stdout)
        self.assertEqual((told["failures"], told["described"], len(told["failed"])), (500, 32, 32))
        self.assertTrue(told["failed"][0]["can_retry"])


if __name__ == "__main__":
    unittest.main()
