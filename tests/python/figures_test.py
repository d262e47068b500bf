"""The package, `ergodic summary --json` and the file tell the same figures, digit for digit."""
import json
import subprocess
import unittest

import program
from program import ProgramTest
from results import FAILING, LIMITS, PATCHY, STRATEGIES, TOY, WANTED, interrupted, made

import ergodic
from ergodic import intervals

ONLY_THE_PROGRAM_KNOWS = {"headlines", "exact", "exact_standard_deviation", "z", "theory", "chi_square",
                          "category_fits", "controlled", "targets", "interval_is_trusted", "sessions_asked",
                          "quantile_intervals", "known_quantiles"}


def of_the_file(figures):
    """The summary without what only the program knows."""
    if isinstance(figures, dict):
        return {name: of_the_file(value) for name, value in figures.items() if name not in ONLY_THE_PROGRAM_KNOWS}
    return [of_the_file(value) for value in figures] if isinstance(figures, list) else figures


class Figures(ProgramTest):
    def printed(self, output, by, confidence):
        done = subprocess.run([by, "summary", output, "--json", "--confidence", str(confidence)], capture_output=True,
                              text=True, timeout=60, env=program.environment())
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def assert_the_same(self, output, by=program.ERGODIC, confidence=0.95):
        printed = self.printed(output, by, confidence)
        with ergodic.open(output, program=by) as results:
            self.assertEqual(results.summary(confidence), printed)
            self.assertEqual(results.summary(confidence, exact=False), of_the_file(printed))

    def test_of_cases_are_the_same(self):
        output = made(self, "strategies", STRATEGIES)
        for confidence in (0.95, 0.99):
            self.assert_the_same(output, confidence=confidence)

    def test_of_a_sweep_without_rows_are_the_same(self):
        self.assert_the_same(made(self, "limits", LIMITS))

    def test_of_failing_sessions_are_the_same(self):
        self.assert_the_same(made(self, "failing", FAILING, by=TOY), by=TOY)

    def test_of_values_that_are_missing_and_of_declared_failures_are_the_same(self):
        self.assert_the_same(made(self, "patchy", PATCHY, by=TOY), by=TOY)
        self.assert_the_same(made(self, "whole", PATCHY.replace("sessions", "fails: false\nsessions"), by=TOY), by=TOY)
        self.assert_the_same(made(self, "no_rows", PATCHY.replace("{block", "{rows: none, block"), by=TOY), by=TOY)

    def test_of_histograms_covariances_and_targets_are_the_same(self):
        output = made(self, "wanted", WANTED)
        self.assert_the_same(output)
        case = self.printed(output, program.ERGODIC, 0.95)["cases"][0]
        self.assertEqual([target["reached"] for target in case["targets"]], [True, True, False])
        self.assertEqual(len(case["covariances"]), 3)
        self.assertEqual(list(case["histograms"]), ["call", "state[time 0.5]", "state[time 1]"])

    def test_of_shares_and_ratios_that_are_to_be_precise_are_the_same(self):
        study = STRATEGIES.replace("sessions: 4000", "sessions: 1000") + """\
until: {column: profit_per_hand, half_width: 0.05, max_sessions: 2000,
        also: [{column: stop_reason, half_width: 0.03}, {column: outcome, label: win, relative: 0.05}]}
"""
        self.assert_the_same(made(self, "precise", study))

    def test_of_no_session_and_of_one_are_the_same(self):
        self.assert_the_same(made(self, "all", "workload: toy\nsessions: 3\nfail_every: 1\n", by=TOY), by=TOY)
        self.assert_the_same(made(self, "one", "workload: toy\nsessions: 1\n", by=TOY), by=TOY)

    def test_of_an_incomplete_file_are_the_programs(self):
        output = interrupted(self, "partial", STRATEGIES, [0, 1, 9])
        with ergodic.open(output, program=program.ERGODIC) as results:
            summary = results.summary()
            self.assertEqual(summary, self.printed(output, program.ERGODIC, 0.95))
            self.assertFalse(summary["complete"])
            with self.assertRaisesRegex(ergodic.Error, "has no figures yet .*not complete"):
                results.summary(exact=False)

    def test_laws_are_those_of_the_summarys_exact_values(self):
        output = made(self, "strategies", STRATEGIES)
        with ergodic.open(output, program=program.ERGODIC) as results:
            for case in results.summary()["cases"]:
                laws = results.laws(case["case"])
                profit, known = laws["session_profit"], case["quantities"]["session_profit"]
                self.assertAlmostEqual(sum(profit.values()), 1, places=11)
                self.assertAlmostEqual(sum(value * p for value, p in profit.items()), known["exact"], places=7)
                self.assertEqual(list(profit), sorted(profit))
                self.assertAlmostEqual(sum(p for value, p in profit.items() if value > 0), laws["outcome"]["win"])
                simulated = results.rows("session_profit", case["case"])["session_profit"].values
                self.assertLessEqual(set(simulated), set(profit))
                self.assertEqual(laws["outcome"], {label: share["exact"] for label, share
                                                   in case["categories"]["outcome"].items()})
            with self.assertRaisesRegex(ergodic.Error, 'no case "optimum".*did you mean optimal'):
                results.laws("optimum")

    def test_intervals_have_the_critical_values_of_the_tables(self):
        self.assertAlmostEqual(intervals.student_critical(1, 0.95), 12.7062047361747, places=11)
        self.assertAlmostEqual(intervals.student_critical(9, 0.99), 3.2498, places=4)
        self.assertAlmostEqual(intervals.normal_critical(0.95), 1.959963984540054, places=14)
        self.assertEqual(intervals.student_critical(10**9, 0.95), intervals.normal_critical(0.95))


if __name__ == "__main__":
    unittest.main()
