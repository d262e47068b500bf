"""Which intervals are to be trusted, what quantiles have, and what failed: as a user meets them."""
import json
import os
import statistics
import unittest

import h5py
import numpy as np

import program
from program import ProgramTest, sha256

TOY = os.environ["ERGODIC_TOY"]

# A call that pays in one of a hundred paths: skewness 21.
CALL = """\
workload: paths
process: gbm
gbm: {start: 100, strike: 200, drift: 0.04, discount_rate: 0.04, volatility: 0.3, steps: 1}
observables: [call]
"""
PRICE = """\
workload: paths
process: gbm
gbm: {start: 100, drift: 0.04, volatility: 0.3, steps: 1}
observables: [terminal]
output: {quantiles: [terminal]}
"""


def skewness(values):
    off = values - values.mean()
    return (off**3).mean() / (off**2).mean() ** 1.5


class Intervals(ProgramTest):
    def run_study(self, text, name="out", *options):
        output = self.folder / f"{name}.h5"
        self.succeed("run", self.write(f"{name}.yaml", text), "-o", output, *options)
        return output

    def case_of(self, output, *options):
        (case,) = json.loads(self.succeed("summary", output, "--json", *options).stdout)["cases"]
        return case

    def column(self, output, name):
        with h5py.File(output) as file:
            return file[f"sessions/{name}"][0]

    def test_a_summary_says_which_means_have_too_few_sessions_for_their_skewness(self):
        output = self.run_study(CALL + "sessions: 2000\n")
        asked = 25 * skewness(self.column(output, "call")) ** 2
        call = self.case_of(output)["quantities"]["call"]
        self.assertFalse(call["interval_is_trusted"])
        self.assertAlmostEqual(call["sessions_asked"], asked, delta=1e-9 * asked)
        self.assertFalse(self.case_of(output)["headlines"]["mean call"]["interval_is_trusted"])
        self.assertRegex(self.succeed("summary", output).stdout,
                         r"interval of mean call NOT TO BE TRUSTED: its skewness asks for [\d ]+ sessions")
        self.assertIn("call,sessions asked by skewness,", self.succeed("summary", output, "--csv").stdout)

    def test_with_enough_sessions_nothing_is_said(self):
        output = self.run_study(CALL + "sessions: 20000\n")
        self.assertLess(25 * skewness(self.column(output, "call")) ** 2, 20000)
        self.assertEqual(self.case_of(output)["quantities"]["call"]["interval_is_trusted"], True)
        self.assertNotIn("TRUSTED", self.succeed("summary", output).stdout)

    def test_many_cases_say_it_in_a_line(self):
        labels = ", ".join(f"s{i}: {{}}" for i in range(6))
        output = self.run_study(CALL + f"sessions: 1000\ncases: {{{labels}}}\n")
        self.assertIn("interval of mean call NOT TO BE TRUSTED in 6 cases", self.succeed("summary", output).stdout)

    def test_a_mean_of_sessions_that_do_not_differ_is_not_known(self):
        output = self.run_study(CALL.replace("strike: 200", "strike: 2000") + "sessions: 1000\n")
        call = self.case_of(output)["quantities"]["call"]
        self.assertEqual(call["interval"], [0, 0])
        self.assertFalse(call["interval_is_trusted"])
        self.assertIsNone(call["sessions_asked"])
        self.assertIn("interval of mean call NOT TO BE TRUSTED: no two sessions differ",
                      self.succeed("summary", output).stdout)

    def test_without_rows_the_extremes_decide(self):
        kept = self.column(self.run_study(CALL + "sessions: 2000\n"), "call")
        output = self.run_study(CALL + "sessions: 2000\noutput: {rows: none}\n", "none")
        farthest = (kept.max() - kept.mean()) / kept.std()
        asked = 25 * (farthest - 1 / farthest) ** 2
        self.assertGreater(asked, 25 * skewness(kept) ** 2)
        self.assertAlmostEqual(self.case_of(output)["quantities"]["call"]["sessions_asked"], asked, delta=1e-9 * asked)

    def test_rounds_go_on_until_there_are_enough_for_the_skewness(self):
        for seed in range(1, 6):
            output = self.run_study(CALL + "sessions: 200\nuntil: {column: call, half_width: 0.1}\noutput: {block: 50}\n",
                                    f"seed{seed}", "--seed", seed)
            values = self.column(output, "call")
            self.assertGreaterEqual(len(values), 25 * skewness(values) ** 2)
            (target,) = self.case_of(output)["targets"]
            self.assertTrue(target["reached"])
            self.assertTrue(target["figures"][0]["trusted"])

    def test_the_first_round_is_never_the_last(self):
        study = PRICE + "sessions: 1000\nuntil: {column: terminal, half_width: 50}\n"
        output = self.run_study(study.replace("output: {", "output: {block: 100, "))
        self.assertEqual(len(self.column(output, "terminal")), 1100)
        bounded = self.run_study(study.replace("half_width: 50", "half_width: 50, max_sessions: 1000"), "bounded")
        self.assertEqual(len(self.column(bounded, "terminal")), 1000, "there may be no more")

    def test_a_short_first_round_is_told_by_validate(self):
        def said(sessions):
            study = self.write("short.yaml", CALL + f"sessions: {sessions}\nuntil: {{column: call, half_width: 1}}\n")
            return self.succeed("validate", study).stderr
        self.assertRegex(said(99), "short.yaml: a first round of 99 sessions is short .* set sessions to 100 at least")
        self.assertEqual(said(100), "")

    def test_quantiles_have_the_interval_of_two_of_the_values(self):
        output = self.run_study(PRICE + "sessions: 1000\n")
        values = np.sort(self.column(output, "terminal"))
        terminal = self.case_of(output)["quantities"]["terminal"]
        # Ranks by scipy.stats.binom.
        for probability, low, high in (("0.01", 4, 18), ("0.5", 469, 532), ("0.95", 936, 964), ("0.99", 983, 997)):
            self.assertEqual(terminal["quantile_intervals"][probability], [values[low - 1], values[high - 1]])
        text = self.succeed("summary", output).stdout
        self.assertIn("95 % interval from", text)
        self.assertIn("terminal,quantile 0.95,", self.succeed("summary", output, "--csv").stdout)

    def test_quantiles_are_held_against_the_exact_ones(self):
        terminal = self.case_of(self.run_study(PRICE + "sessions: 4000\n"))["quantities"]["terminal"]
        law = statistics.NormalDist(0.04 - 0.3**2 / 2, 0.3)
        for probability, known in terminal["known_quantiles"].items():
            p = float(probability)
            exact = 100 * np.exp(law.inv_cdf(p))
            self.assertAlmostEqual(known["exact"], exact, delta=1e-9 * exact)
            z = (law.cdf(np.log(terminal["quantiles"][probability] / 100)) - p) / np.sqrt(p * (1 - p) / 4000)
            self.assertAlmostEqual(known["z"], z, delta=1e-6)
            self.assertLess(abs(z), 5)

    def test_a_quantile_may_be_a_target(self):
        study = PRICE.replace("output: {quantiles: [terminal]}\n", "") + """\
sessions: 200
until: {column: terminal, quantile: 0.95, half_width: 4}
output: {block: 50}
"""
        output = self.run_study(study)
        case = self.case_of(output)
        low, high = case["quantities"]["terminal"]["quantile_intervals"]["0.95"]
        self.assertLessEqual((high - low) / 2, 4)
        (target,) = case["targets"]
        self.assertEqual(target["target"], "terminal quantile 0.95 ± 4 at 95 %")
        self.assertEqual(target["figures"][0]["estimate"], case["quantities"]["terminal"]["quantiles"]["0.95"])
        self.assertTrue(target["reached"])
        again = self.run_study(study, "again", "--seed", 1)
        self.assertEqual(sha256(output), sha256(again))
        self.assertIn("already complete", self.succeed("run", self.folder / "out.yaml", "-o", output).stdout)

    def test_a_quantile_that_cannot_be_a_target_says_why(self):
        for target, why in (("column: call, quantile: 1.5, half_width: 1", "quantile is 1.5"),
                            ("column: reached, quantile: 0.5, half_width: 1", "which is a category")):
            study = CALL.replace("[call]", "[call, reached]").replace("strike: 200", "strike: 200, barrier: 150")
            done = self.succeed("validate", self.write("bad.yaml", f"{study}until: {{{target}}}\n"), expect=2)
            self.assertIn(why, done.stderr)

    def test_a_study_without_these_keys_is_the_study_that_it_was(self):
        resolved = self.succeed("validate", self.write("plain.yaml", CALL + "until: {column: call, half_width: 1}\n"),
                                "--resolved").stdout
        self.assertNotIn("quantile:", resolved)
        self.assertNotIn("normalise", resolved)


class Failures(ProgramTest):
    def test_are_one_number_in_every_place(self):
        program.ERGODIC, before = TOY, program.ERGODIC
        try:
            output = self.folder / "failed.h5"
            self.succeed("run", self.write("failed.yaml", "workload: toy\nsessions: 1000\nfail_every: 10\n"), "-o", output)
            (case,) = json.loads(self.succeed("summary", output, "--json").stdout)["cases"]
        finally:
            program.ERGODIC = before
        self.assertEqual(case["failures"], 100)
        self.assertEqual(case["categories"]["failed"]["yes"]["count"], 100)
        self.assertEqual(case["categories"]["failed"]["yes"]["share"], 0.1)
        self.assertEqual(case["categories"]["failed"]["no"]["count"], 900)
        with h5py.File(output) as file:
            self.assertEqual(list(file["summary/failed_count"][0]), [900, 100])
            self.assertEqual(int((file["sessions/failed"][0] != 0).sum()), 100)


if __name__ == "__main__":
    unittest.main()
