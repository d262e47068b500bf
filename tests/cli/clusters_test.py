"""`ergodic compare` by clusters and in pairs, against least squares with a sandwich that numpy multiplies out."""
import json
import os
import unittest

import h5py
import numpy
from scipy import stats

import program
from program import ProgramTest, run

program.ERGODIC = os.environ["ERGODIC_TOY"]

# Sessions of a day share a part of y, in either case.
STUDY = """workload: toy
sessions: 400
output: {block: 100}
functions:
  - {name: day, expression: floor(n / 10)}
  - {name: y, expression: "x + 0.4 * (day - 7 * floor(day / 7)) * (1 if work > 0 else 1.3)"}
  - {name: far, expression: y > 1.5}
cases: {a: {}, b: {work: 1, offset: 5}, c: {work: 2, fail_every: 9}}
"""


def sandwich(y, X, clusters):
    """Coefficients of least squares and their covariance by clusters: CR1, as statsmodels' use_correction has it."""
    bread = numpy.linalg.inv(X.T @ X)
    beta = bread @ X.T @ y
    residuals = y - X @ beta
    meat = sum(numpy.outer(s, s) for s in (X[clusters == g].T @ residuals[clusters == g] for g in set(clusters)))
    G, (n, k) = len(set(clusters)), X.shape
    return beta, bread @ meat @ bread * G / (G - 1) * (n - 1) / (n - k), G


class Clusters(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"
        self.succeed("run", self.write("study.yaml", STUDY), "-o", self.output)
        with h5py.File(self.output) as file:
            sessions = file["sessions"]
            ok = [sessions["failed"][c] == 0 for c in range(3)]
            self.columns = [{name: sessions[name][c][ok[c]].astype(float) for name in ("n", "day", "y", "far", "m")}
                            for c in range(3)]

    def compared(self, column, *more):
        told = json.loads(self.succeed("compare", self.output, "--json", "--column", column, *more).stdout)
        return next(figure for figure in told["figures"] if figure["title"] in (column, f"{column} = yes"))["cases"]

    def held(self, told, beta, covariance, groups, at):
        error = covariance[at, at] ** 0.5
        half = stats.t.ppf(0.975, groups - 1) * error
        self.assertAlmostEqual(told["difference"], beta[at], delta=1e-12)
        self.assertAlmostEqual(told["standard_error"], error, delta=1e-12)
        self.assertEqual(told["clusters"], groups)
        self.assertTrue(numpy.allclose(told["interval"], [beta[at] - half, beta[at] + half], atol=1e-11))
        self.assertAlmostEqual(told["p_value"], 2 * stats.t.sf(abs(beta[at] / error), groups - 1), delta=1e-11)

    def test_errors_are_those_of_least_squares_with_a_sandwich(self):
        for column in ("y", "far"):
            told = self.compared(column, "--cluster", "day")
            first = self.columns[0]
            for index, one in enumerate(told):
                own = self.columns[index]
                beta, covariance, groups = sandwich(own[column], numpy.ones((len(own["n"]), 1)), own["day"])
                half = stats.t.ppf(0.975, groups - 1) * covariance[0, 0] ** 0.5
                self.assertTrue(numpy.allclose(one["interval"], [beta[0] - half, beta[0] + half], atol=1e-11))
                if index == 0:
                    continue
                y = numpy.concatenate([first[column], own[column]])
                is_other = numpy.concatenate([numpy.zeros(len(first["n"])), numpy.ones(len(own["n"]))])
                X = numpy.column_stack([numpy.ones(len(y)), is_other])
                self.held(one["to_baseline"], *sandwich(y, X, numpy.concatenate([first["day"], own["day"]])), at=1)
        naive = self.compared("y")[1]["to_baseline"]
        self.assertNotAlmostEqual(naive["standard_error"], self.compared("y", "--cluster", "day")[1]["to_baseline"]
                                  ["standard_error"], delta=1e-3)

    def test_pairs_are_sessions_of_one_value_whatever_their_numbers(self):
        first = self.columns[0]
        for index, one in enumerate(self.compared("y", "--pair", "n")[1:], 1):
            own = self.columns[index]
            shared, i, j = numpy.intersect1d(first["n"], own["n"], return_indices=True)
            d = own["y"][j] - first["y"][i]
            told = one["to_baseline"]
            self.assertEqual((told["pairing"], told["pairs"]), ("same rows", len(shared)))
            self.assertAlmostEqual(told["difference"], d.mean(), delta=1e-12)
            self.assertAlmostEqual(told["standard_error"], d.std(ddof=1) / len(d) ** 0.5, delta=1e-12)
            both = self.compared("y", "--pair", "n", "--cluster", "day")[index]["to_baseline"]
            self.held(both, *sandwich(d, numpy.ones((len(d), 1)), own["day"][j]), at=0)
        told = self.compared("far", "--pair", "n")[1]["to_baseline"]
        shared, i, j = numpy.intersect1d(first["n"], self.columns[1]["n"], return_indices=True)
        self.assertAlmostEqual(told["difference"], (self.columns[1]["far"][j] - first["far"][i]).mean(), delta=1e-12)

    def test_what_cannot_be_is_refused(self):
        for options, says in ((["--cluster", "dy"], "did you mean day?"), (["--cluster", "chips"], "many values a session"),
                              (["--pair", "day", "--column", "y"], "two sessions of a case have the same day")):
            refused = run("compare", self.output, *options)
            self.assertEqual(refused.returncode, 2, options)
            self.assertIn(says, refused.stderr)
        self.succeed("run", self.write("study.yaml", STUDY.replace("{block: 100}", "{rows: none}")), "-o", self.output,
                     "--force")
        refused = run("compare", self.output, "--cluster", "day")
        self.assertEqual(refused.returncode, 2, refused.stdout)
        self.assertIn("they are not kept", refused.stderr)

    def test_are_told_in_words(self):
        text = self.succeed("compare", self.output, "--column", "y", "--cluster", "day", "--pair", "n").stdout
        self.assertIn("Standard errors are by clusters of day (40 clusters at the least)", text)
        self.assertIn("Pairs are sessions with the same n, whatever their random numbers", text)
        self.assertIn("of so few", self.succeed("compare", self.output, "--column", "y", "--cluster", "m").stdout)


if __name__ == "__main__":
    unittest.main()
