"""Numbers that are none: rows that overflow fail, and figures without an error have no z."""
import json
import re
import unittest

import h5py

from program import ProgramTest, run


def study(process, keys, more=""):
    return f"workload: paths\nsessions: 1000\nseeding: {{seed: 1}}\nprocess: {process}\n{process}: {{{keys}}}\n{more}"


class Edges(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"

    def made(self, *text):
        self.succeed("run", self.write("study.yaml", study(*text)), "-o", self.output, "--force", "--progress", "none")
        return json.loads(self.succeed("summary", self.output, "--json").stdout)["cases"][0]

    def test_a_row_that_is_not_finite_fails(self):
        """log S(T) is normal about 700 with deviation 10: numbers end at 709.8."""
        case = self.made("gbm", "start: 1, drift: 75, volatility: 3.1622776601683795, horizon: 10, steps: 2")
        with h5py.File(self.output) as file:
            failed = file["sessions/failed"][0].astype(bool)
            self.assertTrue(0.05 < failed.mean() < 0.9)
            self.assertEqual(set(file["sessions/terminal"][0][failed]), {0})
            self.assertTrue((file["sessions/terminal"][0][~failed] > 0).all())
            self.assertTrue(file["failures/category"][0, 0].tobytes().startswith(b"not_finite\0"))
            self.assertTrue(file["failures/reason"][0, 0].tobytes().startswith(b"terminal is infinite\0"))
        self.assertEqual(case["failures"], failed.sum())
        self.succeed("verify", self.output)

    def test_validate_tells_the_work_that_is_expected(self):
        """Of a Poisson process times between events are drawn, one more than there are events: 21 on a path; of that
        process of Hawkes 23 399.9 events on a path are expected."""
        for process, keys, more, told in (
                ("gbm", "start: 1, volatility: 0.2, horizon: 1, steps: 12", "sweep: {gbm.drift: [0, 0.1]}\n", "24 000 steps"),
                ("gbm", "start: 1, volatility: 0.2, horizon: 1, steps: 12", "sampling: {points: 8, method: sobol}\n", "96 000 steps"),
                ("poisson", "rate: 2, horizon: 10", "", "21 000 events"),
                ("hawkes", "rate: 0.5, excitation: 5, decay: 10, horizon: 23400", "", "2.3e+07 events")):
            done = self.succeed("validate", self.write("study.yaml", study(process, keys, more)))
            self.assertIn(f"; about {told} in all\n", done.stdout)

    def test_a_run_ends_where_no_row_was_to_be_other_than_finite(self):
        path = self.write("study.yaml", study("brownian_motion", "start: 1.7e308, drift: 100, horizon: 1e307"))
        for ranks in (None, 2):
            done = run("run", path, "-o", self.output, "--force", ranks=ranks, timeout=30)
            self.assertEqual(done.returncode, 5, done.stderr)
            self.assertIn("failed (not_finite: terminal is infinite) its study's file has no room", done.stderr)

    def test_an_infinite_deviation_gives_no_z_but_a_warning(self):
        case = self.made("gbm", "start: 100, drift: 0.05, volatility: 20, horizon: 30")
        terminal = case["quantities"]["terminal"]
        self.assertAlmostEqual(terminal["exact"], 448.16890703380645, 9)
        self.assertNotIn("z", terminal)
        self.assertIsNone(terminal["exact_standard_deviation"])
        self.assertEqual(len(case["warnings"]), 1)
        self.assertIn("terminal: its standard deviation is infinite, beyond 1.8e308", case["warnings"][0])
        self.assertIn("WARNING: terminal: its standard deviation", self.succeed("summary", self.output).stdout)
        page = self.folder / "page.html"
        self.succeed("report", self.output, "-o", page)
        self.assertIn("<b>Warning:</b> terminal: its standard deviation", page.read_text())

    def test_of_huge_values_no_digits_are_shown_that_nobody_reads(self):
        """Their mean, about 1e300, and its interval, have three hundred digits before the point."""
        self.made("gbm", "start: 1.0e+300, drift: 0.1, volatility: 0.2, horizon: 1, steps: 2")
        self.succeed("report", self.output, "-o", self.folder / "page.html")
        page = re.sub(r"<[^>]*>", " ", (self.folder / "page.html").read_text())
        for text in (self.succeed("summary", self.output).stdout, self.succeed("exact", self.folder / "study.yaml").stdout, page):
            self.assertIn("e+300", text)
            self.assertIsNone(re.search(r"\d{25}|(\d{3}\u202f){9}", text))

    def test_one_session_is_no_reason_for_a_warning(self):
        path = self.write("study.yaml", study("gbm", "strike: 100").replace("sessions: 1000", "sessions: 1"))
        self.succeed("run", path, "-o", self.output, "--progress", "none")
        self.assertNotIn("WARNING", self.succeed("summary", self.output).stdout)

    def test_next_to_no_reversion_is_simulated(self):
        """At 1e-16 paths of Heston were NaN, and those of CIR never ended."""
        case = self.made("heston", "start: 100, strike: 110, variance: 0.04, mean_reversion: 1e-16, level: 0.04, "
                                   "volatility: 0.3, correlation: -0.7, steps: 12")
        self.assertEqual(case["failures"], 0)
        self.assertAlmostEqual(case["exact"]["call_price"]["value"], 2.5217461669, 8)
        mean, (low, high) = case["quantities"]["call"]["mean"], case["quantities"]["call"]["interval"]
        self.assertLess(abs(mean - 2.5217), 2 * (high - low))
        self.made("cir", "start: 1, level: 1, mean_reversion: 1e-16, volatility: 0.3, steps: 50", "output: {rows: none}\n")

    def test_files_tell_when_their_process_was_last_redrawn(self):
        draws = {}
        for process, keys in (("gbm", "steps: 2"), ("cir", "start: 1, level: 1, mean_reversion: 1, volatility: 0.3")):
            self.made(process, keys)
            with h5py.File(self.output) as file:
                draws[process] = int(file.attrs["draws"])
        self.assertEqual(draws, {"gbm": 1, "cir": 2})


if __name__ == "__main__":
    unittest.main()
