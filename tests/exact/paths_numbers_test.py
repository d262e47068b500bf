"""The paths workload against paths_numbers.yaml, a list of exact numbers; says how many of them it meets.

A number is [where it is from, what it is, the value with its digits, how the workload gives it]:

    exact: figure(NAME), mean(COLUMN), variance(COLUMN), share(COLUMN, LABEL) of `ergodic exact`, and mean_of_labels,
           variance_of_labels of a column whose labels begin with numbers; to a relative 1e-10, or the digits printed
    simulated: the mean, the variance or the covariance of columns of a run, or a gain made of them; to 4.5 standard
           errors
    unmet: why there is none

An entry's `table` is a matrix of tables_of_states.py, beside the study as table.csv; `more` is text after the study's.

Where a run is made, all that the summary holds against an exact value is within those bounds too. By hand,
ERGODIC_TEST_SESSIONS=1000000 runs every study of the list with so many sessions; else those with simulated numbers run
with 20 000. 300 figures at 4.5 standard errors are a false alarm in one of 500 seeds; the seed is fixed.
"""
import json
import os
import pathlib
import unittest

import h5py
import numpy
import yaml

import tables_of_states
from program import ProgramTest

ASKED = os.environ.get("ERGODIC_TEST_SESSIONS")
SESSIONS = int(ASKED or 20_000)
STANDARD_ERRORS = 4.5
PRECISION = 1e-10
EXPECTED_UNMET = {"PP3", "D2e"}
LIST = pathlib.Path(__file__).with_name("paths_numbers.yaml")


class Names(dict):
    """What an expression may name; all else is text."""

    def __missing__(self, name):
        return name


def last_digit(text):
    """The unit of the last digit printed."""
    digits, _, exponent = text.partition("e")
    return 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2]))


def exact_names(case):
    def law(column):
        return case["laws"][column]

    def mean_of_labels(column):
        return sum(p * float(label.split()[0]) for label, p in law(column).items())

    def variance_of_labels(column):
        mean = mean_of_labels(column)
        return sum(p * (float(label.split()[0]) - mean) ** 2 for label, p in law(column).items())

    return Names(figure=lambda name: case["figures"][name]["value"],
                 mean=lambda column: case["quantities"][column]["mean"],
                 variance=lambda column: case["quantities"][column]["standard_deviation"] ** 2,
                 share=lambda column, label: law(column)[label],
                 mean_of_labels=mean_of_labels, variance_of_labels=variance_of_labels)


def mean(values):
    """An estimate and its standard error, as all below."""
    values = numpy.asarray(values, dtype=float)
    return values.mean(), values.std(ddof=1) / numpy.sqrt(len(values))


def covariance(x, y):
    return mean((x - x.mean()) * (y - y.mean()))


def variance(values):
    return covariance(values, values)


def gain_of_pairs(plain, pair):
    """Of pairs over as many plain draws: Var / (2 Var of a pair's mean), by the delta method."""
    a, b = plain.var(), pair.var()
    influence = ((plain - plain.mean()) ** 2 - a) / (2 * b) - a * ((pair - pair.mean()) ** 2 - b) / (2 * b * b)
    return a / (2 * b), mean(influence)[1]


def gain_of_control(values, control):
    """1/(1 − R²), by the delta method over the three second moments."""
    x, y = values - values.mean(), control - control.mean()
    xx, yy, xy = (x * x).mean(), (y * y).mean(), (x * y).mean()
    rest = xx * yy - xy * xy
    gain = xx * yy / rest
    influence = (-xy * xy * yy * (x * x - xx) - xx * xy * xy * (y * y - yy) + 2 * xx * yy * xy * (x * y - xy)) / rest**2
    return gain, mean(influence)[1]


SIMULATED = {"mean": mean, "variance": variance, "covariance": covariance, "gain_of_pairs": gain_of_pairs,
             "gain_of_control": gain_of_control}


def known_exactly(told):
    """All z of a summary."""
    if isinstance(told, dict):
        if isinstance(told.get("z"), float):
            yield told["z"]
        for value in told.values():
            yield from known_exactly(value)


class PathsNumbers(ProgramTest):
    def exact(self, study):
        told = self.succeed("exact", study, "--json")
        return exact_names(json.loads(told.stdout)["cases"][0])

    def columns(self, study):
        result = self.folder / "study.h5"
        self.succeed("run", study, "-o", result, "--force", "--progress", "none", timeout=900)
        case = json.loads(self.succeed("summary", result, "--json").stdout)["cases"][0]
        for z in known_exactly(case):
            self.assertLess(abs(z), STANDARD_ERRORS, study.read_text())
        with h5py.File(result) as file:
            return {name: data[0] for name, data in file["sessions"].items() if data.ndim >= 2}

    def write_study(self, entry):
        if "table" in entry:
            self.write("table.csv", getattr(tables_of_states, entry["table"])())
        head = f"workload: paths\nsessions: {SESSIONS}\nseeding: {{seed: 2026}}\n"
        return self.write("study.yaml", f"{head}{entry['study']}{entry.get('more', '')}\n")

    def test_has_the_exact_numbers(self):
        met, unmet, furthest = 0, [], 0.0
        for entry in yaml.safe_load(LIST.read_text()):
            ways = {way for *_, how in entry["numbers"] for way in how}
            if "unmet" in ways:
                unmet += [(source, what, how["unmet"]) for source, what, _, how in entry["numbers"]]
                continue
            study = self.write_study(entry)
            exact = self.exact(study) if "exact" in ways else None
            columns = self.columns(study) if "simulated" in ways or ASKED else None
            for source, what, digits, how in entry["numbers"]:
                value = float(digits)
                with self.subTest(f"{source}: {what}"):
                    if "exact" in how:
                        got = eval(how["exact"], {}, exact)
                        self.assertLessEqual(abs(got - value), max(PRECISION * abs(value), last_digit(digits)))
                    else:
                        got, error = eval(how["simulated"], {}, {**SIMULATED, **columns})
                        furthest = max(furthest, abs(got - value) / error)
                        self.assertLessEqual(abs(got - value), STANDARD_ERRORS * error, f"{got} ± {error}")
                    met += 1
        print(f"{met} of {met + len(unmet)} numbers met; of those simulated with {SESSIONS} sessions the furthest is "
              f"{furthest:.1f} standard errors from its value")
        for source, what, why in unmet:
            print(f"unmet: {source}, {what}: {why}")
        self.assertEqual({source for source, *_ in unmet}, EXPECTED_UNMET)


if __name__ == "__main__":
    unittest.main()
