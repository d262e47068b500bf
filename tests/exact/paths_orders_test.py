"""How fast the schemes of the paths workload converge in their step, against values that have no step.

Errors are means over paths, corrected by the path's end as a control variate. An order is seen as log2 of the quotient
of errors at a step and at its half; a claim on it is to 4.5 standard errors, the seed fixed. By hand,
ERGODIC_TEST_SESSIONS=4000000 shows the orders more sharply.
"""
import json
import math
import os
import unittest

import h5py
import numpy

from program import ProgramTest

SESSIONS = int(os.environ.get("ERGODIC_TEST_SESSIONS", 1_000_000))
STANDARD_ERRORS = 4.5


class Orders(ProgramTest):
    def errors(self, process, keys, column, true_value, mean_of_end, steps, sessions):
        """The column's mean minus the true value and its standard error, at each number of steps."""
        study = self.write("study.yaml", f"workload: paths\nsessions: {sessions}\nseeding: {{seed: 2026}}\n"
                                         f"process: {process}\n{process}: {{{keys}}}\nobservables: [terminal, {column}]\n"
                                         f"sweep: {{{process}.steps: {steps}}}\n")
        result = self.folder / "study.h5"
        self.succeed("run", study, "-o", result, "--force", "--progress", "none", ranks=2, timeout=600)
        found = []
        with h5py.File(result) as file:
            for case in range(len(steps)):
                values, ends = file[f"sessions/{column}"][case], file["sessions/terminal"][case]
                slope = numpy.cov(values, ends)[0, 1] / ends.var(ddof=1)
                rest = values - slope * (ends - mean_of_end)
                found.append((rest.mean() - true_value, rest.std(ddof=1) / math.sqrt(sessions)))
        orders = [order(*pair) for pair in zip(found, found[1:])]
        print(f"{process}, {column}: " + "; ".join(f"{n} steps {error:+.2g} ± {by:.1g}"
                                                   for n, (error, by) in zip(steps, found)))
        print("    orders " + ", ".join(f"{p:.2f} ± {by:.2f}" for p, by in orders))
        return found, orders

    def exact_figure(self, process, keys, figure):
        study = self.write("exact.yaml", f"workload: paths\nprocess: {process}\n{process}: {{{keys}}}\n")
        return json.loads(self.succeed("exact", study, "--json").stdout)["cases"][0]["figures"][figure]["value"]

    def test_heston_converges_at_least_with_its_weak_order_of_one(self):
        """Andersen's third case, out of the money, against Lewis' integral. Between long steps the order seen is a little
        above 1; between short ones it is more, and the error is soon too small to be seen."""
        keys = ("start: 100, strike: 140, variance: 0.09, mean_reversion: 1, level: 0.09, volatility: 1, "
                "correlation: -0.3, horizon: 5")
        price = self.exact_figure("heston", keys, "call_price")
        found, orders = self.errors("heston", keys, "call", price, 100, [4, 8, 16, 32], SESSIONS)
        self.assertGreater(abs(found[0][0]), 10 * found[0][1], "the error at 4 steps is to be seen")
        self.assertGreater(orders[0][0], 0.7)
        self.assertLess(orders[0][0], 1.5)
        for steps, (error, by) in zip((4, 8, 16, 32), found):
            self.assertLess(abs(error), 4 / steps * 1.1 * abs(found[0][0]) + STANDARD_ERRORS * by, f"{steps} steps")

    def test_trapezoidal_averages_have_order_two(self):
        fast = "start: 100, drift: 1, volatility: 0.1, horizon: 2"
        average = 100 * math.expm1(2) / 2
        reverting = "start: 0.3, mean_reversion: 2, level: 0.1, volatility: 0.1, horizon: 2"
        bond = self.exact_figure("cir", reverting, "bond")
        mean = 0.1 + 0.2 * math.exp(-4)
        for found, orders in (
                self.errors("gbm", fast, "time_average", average, 100 * math.exp(2), [2, 4, 8, 16], SESSIONS // 10),
                self.errors("cir", reverting, "discount_factor", bond, mean, [4, 8, 16], SESSIONS // 10)):
            for seen, by in orders:
                self.assertLess(abs(seen - 2), STANDARD_ERRORS * by + 0.15)


def order(coarse, fine):
    """log2 of the quotient of two errors, with its standard error."""
    quotient = abs(coarse[0] / fine[0])
    return math.log2(quotient), math.hypot(coarse[1] / coarse[0], fine[1] / fine[0]) / math.log(2)


if __name__ == "__main__":
    unittest.main()
