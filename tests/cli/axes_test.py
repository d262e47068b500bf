"""Columns along axes: every place is in the file, checked, summarised, and shown as far as a person can read it."""
import csv
import io
import json
import os
import re
import unittest

import h5py

import program
from program import ProgramTest, sha256

program.ERGODIC = os.environ["ERGODIC_TOY"]

STUDY = "workload: toy\nsessions: 3000\noutput: {block: 500}\ncases: {low: {}, high: {offset: 500}}\ntimes: TIMES\n"


class Axes(ProgramTest):
    def result(self, times, *options, **how):
        study = self.write(f"{times}.yaml", STUDY.replace("TIMES", str(times)))
        output = self.folder / f"{times}.h5"
        self.succeed("run", study, "-o", output, "--force", *options, **how)
        return output

    def test_the_file_is_the_same_on_any_ranks(self):
        alone = sha256(self.result(40))
        self.assertEqual(sha256(self.result(40, ranks=3)), alone)
        self.assertEqual(sha256(self.result(40, "--scheduling", "dynamic", ranks=2)), alone)

    def test_the_plan_says_how_long_a_column_is_and_how_large_the_file(self):
        output = self.result(200)
        plan = self.succeed("run", self.folder / "200.yaml", "-o", self.folder / "not.h5", "--dry-run").stdout
        self.assertIn("luck (200 along time)", plan)
        megabytes = float(re.search(r"([0-9.]+) MB of results", plan).group(1))
        self.assertGreater(megabytes, 2 * 3000 * 200 * 8 / 1e6)
        self.assertLess(output.stat().st_size, 1.02 * 1e6 * megabytes)

    def test_every_row_is_verified_and_a_changed_place_is_seen(self):
        output = self.result(40)
        self.assertIn("with the same rows bit for bit", self.succeed("verify", output).stdout)
        row = self.succeed("replay", output, "--case", "high", "--session", 17).stdout
        self.assertIn("chips                    [117, 217, 317]\n", row)
        self.assertIn("mood                     [calm, wild]\n", row)
        self.assertIn("bit for bit", row)
        with h5py.File(output, "r+") as file:
            file["sessions/chips"][1, 17, 2] += 1
        self.succeed("verify", output, expect=3)
        wrong = self.succeed("replay", output, "--case", "high", "--session", 17, expect=3).stderr
        self.assertIn("chips is [117, 217, 318] in the file", wrong)

    def test_the_summary_shows_all_of_a_short_axis_and_a_few_places_of_a_long_one(self):
        short = self.succeed("summary", self.result(8), "--case", "low").stdout
        self.assertEqual(short.count("luck[time "), 16, "moments and quantiles")
        self.assertNotIn("are shown", short)
        long = self.succeed("summary", self.result(101), "--case", "low").stdout
        self.assertEqual(re.findall(r"luck\[time ([0-9.]+)\]", long), ["0", "12.5", "25", "37.5", "50"])
        self.assertIn("luck: 5 of its 101 places along time are shown; --json and --csv have all", long)

    def test_json_and_csv_have_every_place(self):
        output = self.result(101)
        summary = json.loads(self.succeed("summary", output, "--json").stdout)
        times = summary["axes"]["time"]["coordinates"]
        self.assertEqual(times, [k / 2 for k in range(101)])
        low = summary["cases"][0]
        lines = csv.DictReader(io.StringIO(self.succeed("summary", output, "--csv").stdout))
        means = {line["quantity"]: float(line["value"]) for line in lines
                 if line["case"] == "low" and line["statistic"] == "mean"}
        for time in times:
            name = f"luck[time {time:g}]"
            self.assertEqual(low["quantities"][name]["mean"], means[name])
            self.assertEqual(low["quantities"][name]["exact"], time / 2)
        self.assertEqual(low["categories"]["mood[phase late]"]["wild"]["exact"], 0.4)
        self.assertIn("mood[phase late]", low["category_fits"])

    def test_exact_knows_every_place(self):
        self.result(101)
        known = json.loads(self.succeed("exact", self.folder / "101.yaml", "--json").stdout)["cases"][0]
        self.assertEqual(known["quantities"]["luck[time 50]"]["mean"], 25)
        self.assertEqual(known["laws"]["mood[phase late]"], {"calm": 0.6, "wild": 0.4})
        text = self.succeed("exact", self.folder / "101.yaml", "--case", "low").stdout
        self.assertEqual(text.count("luck[time "), 5)
        self.assertIn("of long axes a few places are shown; --json gives all", text)


if __name__ == "__main__":
    unittest.main()
