"""Functions of a path, control variates, covariances and histograms: in the file, and in every form of the summary."""
import csv
import io
import json
import math
import unittest

import h5py
import numpy

from program import ProgramTest, sha256

STUDY = """\
workload: paths
sessions: 40000
seeding: {seed: 11}
process: gbm
gbm: {start: 100, drift: 0.05, discount_rate: 0.05, volatility: 0.2, steps: 12, strike: 100}
observables: [terminal, call, asian_call, geometric_asian_call]
functions:
  - {name: own_call, expression: "exp(-discount_rate * horizon) * max(terminal - strike, 0)", unit: dollars}
  - {name: in_the_money, expression: terminal > strike}
output:
  block: 1000
  covariances: [terminal, own_call]
  controls:
    - {of: own_call, by: [terminal]}
    - {of: in_the_money, by: [terminal]}
    - {of: asian_call, by: [geometric_asian_call, terminal]}
  histograms: [{column: terminal, from: 60, to: 180, bins: 48}]
cases: {low: {gbm.strike: 90}, high: {gbm.strike: 110}}
"""


def exact(strike):
    """Black and Scholes' price of the call, and Φ(d2)."""
    def phi(x):
        return (1 + math.erf(x / math.sqrt(2))) / 2

    d2 = (math.log(100 / strike) + 0.05 - 0.02) / 0.2
    return {"own_call": 100 * phi(d2 + 0.2) - strike * math.exp(-0.05) * phi(d2), "in_the_money": phi(d2)}


class Controls(ProgramTest):
    def result(self, study=STUDY, **how):
        output = self.folder / "out.h5"
        self.succeed("run", self.write("study.yaml", study), "-o", output, "--force", **how)
        return output

    def cases(self, output, *options):
        return {case["case"]: case
                for case in json.loads(self.succeed("summary", output, "--json", *options).stdout)["cases"]}

    def test_the_file_is_the_same_on_any_ranks(self):
        alone = sha256(self.result())
        self.assertEqual(sha256(self.result(ranks=3)), alone)
        self.assertIn("same rows bit for bit", self.succeed("verify", self.folder / "out.h5").stdout)

    def test_the_summary_has_what_the_rows_have(self):
        output = self.result()
        cases = self.cases(output)
        with h5py.File(output) as file:
            for index, case in enumerate(cases.values()):
                rows = {name: file["sessions"][name][index].astype(float)
                        for name in ("terminal", "own_call", "in_the_money", "asian_call", "geometric_asian_call")}
                numpy.testing.assert_array_equal(rows["own_call"], file["sessions/call"][index])
                for pair in case["covariances"]:
                    a, b = pair["columns"]
                    self.assertAlmostEqual(pair["covariance"] / numpy.cov(rows[a], rows[b])[0, 1], 1, delta=1e-10)
                    self.assertAlmostEqual(pair["correlation"], numpy.corrcoef(rows[a], rows[b])[0, 1], delta=1e-10)
                    self.assertEqual(file[f"summary/{a}_{b}_covariance"][index], pair["covariance"])
                # Least squares by another road: the intercept of a fit to the controls about their known means.
                for name, of in case["controlled"].items():
                    by = of["controls"]
                    design = numpy.column_stack([numpy.ones(40000), *(rows[x] - by[x]["known_mean"] for x in by)])
                    fit, squares = numpy.linalg.lstsq(design, rows[name], rcond=None)[:2]
                    self.assertAlmostEqual(of["mean"] / fit[0], 1, delta=1e-9)
                    spread = numpy.linalg.inv(design.T @ design)[0, 0] * squares[0] / (40000 - 1 - len(by))
                    self.assertAlmostEqual(of["standard_error"] / math.sqrt(spread), 1, delta=1e-6)
                    self.assertAlmostEqual(of["r_squared"], 1 - squares[0] / 40000 / rows[name].var(), delta=1e-9)
                counts, edges = numpy.histogram(rows["terminal"], numpy.linspace(60, 180, 49))
                histogram = case["histograms"]["terminal"]
                self.assertEqual(histogram["counts"], counts.tolist())
                numpy.testing.assert_allclose(histogram["edges"], edges, rtol=1e-15)
                self.assertEqual(histogram["below"], (rows["terminal"] < 60).sum())
                self.assertEqual(histogram["above"], (rows["terminal"] >= 180).sum())
                self.assertEqual(file["summary/terminal_histogram"][index].tolist(), histogram["counts"])
                self.assertEqual(file["summary/terminal_bin"][:].tolist(), histogram["edges"][:-1])

    def test_corrected_means_are_sharper_and_cover_what_is_exact(self):
        # Intervals that miss once in 10^6; the seed is fixed.
        for label, case in self.cases(self.result(), "--confidence", "0.999999").items():
            for name, price in exact({"low": 90, "high": 110}[label]).items():
                of = case["controlled"][name]
                self.assertLessEqual(of["interval"][0], price)
                self.assertLessEqual(price, of["interval"][1])
                self.assertAlmostEqual(of["gain"], 1 / (1 - of["r_squared"]), delta=1e-6 * of["gain"])
                self.assertLess(of["standard_error"], 0.9 * of["plain_standard_error"])
            self.assertGreater(case["controlled"]["asian_call"]["gain"], 100)

    def test_text_and_csv_show_them(self):
        output = self.result()
        text = self.succeed("summary", output).stdout
        self.assertIn("asian_call, controlled", text)
        self.assertIn("by geometric_asian_call", text)
        self.assertIn("terminal: 48 bins from 60 to 180", text)
        lines = list(csv.DictReader(io.StringIO(self.succeed("summary", output, "--csv").stdout)))
        bins = [line for line in lines if line["case"] == "low" and line["statistic"] == "count in bin"]
        self.assertEqual([float(line["low"]) for line in bins[:2]], [60, 62.5])
        self.assertEqual(float(bins[-1]["high"]), 180)
        self.assertEqual(sum(line["statistic"] == "controlled gain" for line in lines), 6)
        self.assertEqual(sum(line["quantity"] == "terminal and own_call" for line in lines), 4)

    def test_rows_are_not_needed(self):
        with_rows = self.cases(self.result())
        without = self.cases(self.result(STUDY.replace("output:\n", "output:\n  rows: none\n")))
        for label, case in with_rows.items():
            for kind in ("covariances", "controlled", "histograms"):
                self.assertEqual(case[kind], without[label][kind])

    def test_the_quantiles_that_are_asked_for_are_those_of_the_rows(self):
        study = STUDY.replace("output:\n", "output:\n  quantiles: [terminal, own_call]\n")
        for change in ("", "  rows: none\n"):
            output = self.result(study.replace("output:\n", "output:\n" + change))
            cases = self.cases(output)
            if not change:
                with h5py.File(output) as file:
                    rows = {name: file["sessions"][name][:] for name in ("terminal", "own_call")}
            for index, case in enumerate(cases.values()):
                self.assertEqual([name for name, of in case["quantities"].items() if "quantiles" in of],
                                 ["terminal", "own_call"])
                for name, values in rows.items():
                    for p, told in case["quantities"][name]["quantiles"].items():
                        true = numpy.quantile(values[index], float(p), method="inverted_cdf")
                        self.assertAlmostEqual(told, true, delta=abs(true) / 64)  # functions may fail: from a sketch
        self.assertIn("quantiles", self.succeed("summary", output).stdout)

    def test_a_function_cannot_take_the_name_of_a_statistic(self):
        study = STUDY.replace("in_the_money", "terminal_mean")  # of yes and no: a dimension of /summary
        done = self.succeed("validate", self.write("bad.yaml", study), expect=2)
        self.assertIn('two of the columns would each have a "terminal_mean" in /summary', done.stderr)

    def test_a_path_without_a_value_fails_and_leaves_the_rest(self):
        study = STUDY.replace("terminal > strike}", "1 / (0 if terminal < 60 else 1) > 0}")
        output = self.result(study)
        case = self.cases(output)["low"]
        with h5py.File(output) as file:
            failed = file["sessions/failed"][0].astype(bool)
            kept = file["sessions/terminal"][0][~failed]
        self.assertGreater(case["failures"], 0)
        self.assertEqual(case["failures"], failed.sum())
        self.assertEqual(case["histograms"]["terminal"]["below"], 0)
        self.assertEqual(sum(case["histograms"]["terminal"]["counts"]), (kept < 180).sum())
        self.assertNotIn("controlled", case, "those that fail are not like the others: nothing exact is known")

    def test_what_cannot_be_is_refused(self):
        for change, says in [
                (("covariances: [terminal, own_call]", "covariances: [terminal, own_cal]"),
                 'output.covariances has an unknown column "own_cal"'),
                (("covariances: [terminal, own_call]", "covariances: [terminal]"), "a covariance is of two columns"),
                (("  covariances: [", "  quantiles: [terminal, terminal]\n  covariances: ["), "has terminal twice"),
                (("  covariances: [", "  quantiles: [own_cal]\n  covariances: ["), "did you mean own_call?"),
                (("  covariances: [", "  quantiles: [in_the_money]\n  covariances: ["), "it is a category"),
                (("covariances: [terminal, own_call]", "covariances: [call, call]"), "has call twice"),
                (("by: [terminal]}\n    - {of: in", "by: [asian_call]}\n    - {of: in"),
                 "controls own_call by asian_call (its exact mean is not known in the case low) choose among"),
                (("{of: own_call, by: [terminal]}", "{of: own_call, by: []}"), "has nothing to control own_call by"),
                (("of: own_call", "of: in_the_money"), "has in_the_money twice"),
                (("column: terminal", "column: in_the_money"), "it is a category"),
                (("from: 60", "from: 180"), "goes from 180 to 180 (that is no range)"),
                (("bins: 48", "bins: 0"), "output.histograms[0].bins is 0"),
        ]:
            done = self.succeed("validate", self.write("bad.yaml", STUDY.replace(*change)), expect=2)
            self.assertIn(says, done.stderr)
            self.assertRegex(done.stderr, r"bad\.yaml:\d+:\d+: ")


if __name__ == "__main__":
    unittest.main()
