"""The paths workload against paths_numbers.yaml, a list of exact numbers; says how many of them it meets.

A number is [where it is from, what it is, the value with its digits, how the workload gives it]:

    exact: figure(NAME), mean(COLUMN), variance(COLUMN), share(COLUMN, LABEL) of `ergodic exact`, and mean_of_labels,
           variance_of_labels of a column whose labels begin with numbers; to a relative 1e-10, or the digits printed
    simulated: the same but figures, medians and covariances of the columns of a run, and what + − × ÷ and powers make
           of them; to 4.5 standard errors. Where it is not there, what `exact` says of columns
    in: the case whose columns they are, where it is not the first; `exact` is always of the first
    unmet: why there is neither

An entry's `table` is a matrix of tables_of_states.py, beside the study as table.csv; `more` is text after the study's.

All that the summaries hold against exact values is within those bounds too. Studies have 20 000 sessions; by hand,
ERGODIC_TEST_SESSIONS=1000000 gives them so many. 500 comparisons at 4.5 standard errors are a false alarm in one of 300
seeds; the seed is fixed.
"""
import json
import math
import os
import pathlib
import typing
import unittest

import h5py
import numpy
import yaml

import tables_of_states
from program import ProgramTest

SESSIONS = int(os.environ.get("ERGODIC_TEST_SESSIONS", 20_000))
STANDARD_ERRORS = 4.5
PRECISION = 1e-10
EXPECTED_NOT_SIMULATED = {"PP3, inhomogeneous: E N(10)", "D2e, Euler: E", "D2e, Euler: Var", "D2e, Milstein: Var"}
LIST = pathlib.Path(__file__).with_name("paths_numbers.yaml")


class Names(dict):
    """What an expression may name; all else is text."""

    def __missing__(self, name):
        return name


def number_of(label):
    return float(label.split()[0])


def exact_names(case):
    def law(column):
        return case["laws"][column]

    def mean_of_labels(column):
        return sum(p * number_of(label) for label, p in law(column).items())

    def variance_of_labels(column):
        mean = mean_of_labels(column)
        return sum(p * (number_of(label) - mean) ** 2 for label, p in law(column).items())

    return Names(figure=lambda name: case["figures"][name]["value"],
                 mean=lambda column: case["quantities"][column]["mean"],
                 variance=lambda column: case["quantities"][column]["standard_deviation"] ** 2,
                 share=lambda column, label: law(column)[label],
                 mean_of_labels=mean_of_labels, variance_of_labels=variance_of_labels)


class Estimate:
    """A value and each session's influence on it, of mean 0, whose mean square over their number is the variance of the
    value; carried through arithmetic to first order, as the delta method does."""

    def __init__(self, value, influence):
        self.value, self.influence = float(value), influence

    @staticmethod
    def of(number):
        return number if isinstance(number, Estimate) else Estimate(number, 0.0)

    @property
    def standard_error(self):
        return math.sqrt(numpy.mean(self.influence**2) / numpy.size(self.influence))

    def __add__(self, other):
        other = Estimate.of(other)
        return Estimate(self.value + other.value, self.influence + other.influence)

    def __mul__(self, other):
        other = Estimate.of(other)
        return Estimate(self.value * other.value, self.influence * other.value + other.influence * self.value)

    def __pow__(self, power):
        return Estimate(self.value**power, power * self.value ** (power - 1) * self.influence)

    def __sub__(self, other):
        return self + -1 * Estimate.of(other)

    def __rsub__(self, other):
        return -1 * self + other

    def __truediv__(self, other):
        return self * Estimate.of(other) ** -1

    def __rtruediv__(self, other):
        return other * self**-1

    __radd__, __rmul__ = __add__, __mul__


def mean(values):
    values = numpy.asarray(values, dtype=float)
    return Estimate(values.mean(), values - values.mean())


def covariance(x, y):
    x, y = (numpy.asarray(values, dtype=float) for values in (x, y))
    return mean((x - x.mean()) * (y - y.mean()))


def variance(values):
    return covariance(values, values)


def median(values):
    """Its standard error is half of how far the order statistics √n/2 ranks below and above it lie apart."""
    n = len(values)
    low, middle, high = numpy.quantile(values, [0.5 - 0.5 / math.sqrt(n), 0.5, 0.5 + 0.5 / math.sqrt(n)])
    return Estimate(middle, (0.5 - (values <= middle)) * math.sqrt(n) * (high - low))


def share(labels, label):
    return mean(labels == label)


def numbers_of(labels):
    each, place = numpy.unique(labels, return_inverse=True)
    return numpy.array([number_of(label) for label in each])[place]


class Columns(Names):
    """The columns of a case of a result file, read when they are named: numbers, or labels."""

    def __init__(self, file, summary, name):
        super().__init__(mean=mean, variance=variance, covariance=covariance, median=median, share=share,
                         mean_of_labels=lambda labels: mean(numbers_of(labels)),
                         variance_of_labels=lambda labels: variance(numbers_of(labels)),
                         abs=numpy.abs, exp=numpy.exp, log=numpy.log)
        names = [case["case"] for case in summary["cases"]]
        self.file, self.case = file, names.index(name) if name else 0
        self.categories = summary["cases"][self.case].get("categories", {})

    def __missing__(self, name):
        if name not in self.file["sessions"]:
            return name
        stored = self.file["sessions"][name][self.case]
        return numpy.array(list(self.categories[name]))[stored] if name in self.categories else stored.astype(float)


def known_exactly(told):
    """All z of a summary."""
    if isinstance(told, dict):
        if isinstance(told.get("z"), float):
            yield told["z"]
        for value in told.values():
            yield from known_exactly(value)


class Number(typing.NamedTuple):
    source: str
    what: str
    digits: str
    how: dict

    @property
    def value(self):
        return float(self.digits)

    @property
    def name(self):
        return f"{self.source}, {self.what}"

    @property
    def tolerance(self):
        """The unit of the last digit printed, or more."""
        digits, _, exponent = self.digits.partition("e")
        return max(PRECISION * abs(self.value), 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2])))

    @property
    def simulated(self):
        """None if it is not."""
        exact = self.how.get("exact")
        return self.how.get("simulated", None if exact is None or "figure(" in exact else exact)

    def standard_errors_off(self, estimate):
        """0 for what is met without any error, such as what cannot be."""
        off = abs(estimate.value - self.value)
        return off and (off / estimate.standard_error if estimate.standard_error else math.inf)


class PathsNumbers(ProgramTest):
    def write_study(self, entry):
        if "table" in entry:
            self.write("table.csv", getattr(tables_of_states, entry["table"])())
        head = f"workload: paths\nsessions: {SESSIONS}\nseeding: {{seed: 2026}}\n"
        return self.write("study.yaml", f"{head}{entry['study']}{entry.get('more', '')}\n")

    def check_exactly(self, study, numbers):
        names = exact_names(json.loads(self.succeed("exact", study, "--json").stdout)["cases"][0])
        for number in numbers:
            with self.subTest(number.name):
                got = eval(number.how["exact"], {}, names)
                self.assertLessEqual(abs(got - number.value), number.tolerance)
                self.exact.append(number.name)

    def check_by_simulation(self, study, numbers):
        result = self.folder / "study.h5"
        self.succeed("run", study, "-o", result, "--force", "--progress", "none", timeout=900)
        summary = json.loads(self.succeed("summary", result, "--json").stdout)
        for case in summary["cases"]:
            for z in known_exactly(case):
                self.assertLess(abs(z), STANDARD_ERRORS, study.read_text())
        with h5py.File(result) as file:
            for number in numbers:
                with self.subTest(number.name):
                    estimate = eval(number.simulated, {}, Columns(file, summary, number.how.get("in")))
                    off = number.standard_errors_off(estimate)
                    self.assertLessEqual(off, STANDARD_ERRORS, f"{estimate.value} ± {estimate.standard_error}")
                    self.simulated.append((off, number.name))

    def test_has_the_exact_numbers(self):
        self.exact, self.simulated, others = [], [], []
        for entry in yaml.safe_load(LIST.read_text()):
            numbers = [Number(*number) for number in entry["numbers"]]
            others += [number for number in numbers if not number.simulated]
            if "study" in entry:
                study = self.write_study(entry)
                self.check_exactly(study, [number for number in numbers if "exact" in number.how])
                self.check_by_simulation(study, [number for number in numbers if number.simulated])
        furthest, name = max(self.simulated)
        print(f"{len(self.exact)} numbers met exactly, {len(self.simulated)} by simulation with {SESSIONS} sessions, "
              f"the furthest {furthest:.1f} standard errors from its value: {name}")
        for number in others:
            print(f"not simulated: {number.name}: {number.how.get('unmet', 'known exactly alone')}")
        self.assertEqual({number.name for number in others}, EXPECTED_NOT_SIMULATED)


if __name__ == "__main__":
    unittest.main()
