#!/usr/bin/python3
"""Counts how often 95 % intervals hold what they are of, where rare sessions make the variance. See README.md.

usage: coverage.py ERGODIC [--seeds N] [--at-once N] [--only TEXT]     ERGODIC: build/release/bin/ergodic
"""
import argparse
import concurrent.futures
import json
import math
import os
import pathlib
import statistics
import subprocess
import tempfile

START, STRIKE, DRIFT, VOLATILITY = 100, 200, 0.04, 0.3

CALL = """\
workload: paths
process: gbm
gbm: {start: 100, strike: 200, drift: 0.04, discount_rate: 0.04, volatility: 0.3, steps: 12}
observables: [call]
"""
SETS = CALL + "sampling: {method: sobol, points: 64}\n"
PRICE = """\
workload: paths
process: gbm
gbm: {start: 100, drift: 0.04, volatility: 0.3, steps: 12}
observables: [terminal]
output: {quantiles: [terminal]}
"""


def normal(x):
    return math.erfc(-x / math.sqrt(2)) / 2


def call_price():
    """Black & Scholes."""
    d = (math.log(START / STRIKE) + DRIFT + VOLATILITY**2 / 2) / VOLATILITY
    return START * normal(d) - STRIKE * math.exp(-DRIFT) * normal(d - VOLATILITY)


def price_quantile(probability):
    z = statistics.NormalDist().inv_cdf(probability)
    return START * math.exp(DRIFT - VOLATILITY**2 / 2 + VOLATILITY * z)


def mean_of(case):
    figure = case["quantities"]["call"]
    return figure["interval"], figure["interval_is_trusted"]


def quantile_of(probability):
    return lambda case: (case["quantities"]["terminal"]["quantile_intervals"][probability], True)


# Name, study, how a round begins, and what it is to find; for a fixed run the number of sessions.
UNTIL = [
    ("call ± 0.1, from 200 sessions", CALL, 200, 50, "column: call, half_width: 0.1", mean_of, call_price()),
    ("call ± 0.1, from 1000", CALL, 1000, 50, "column: call, half_width: 0.1", mean_of, call_price()),
    ("call ± 0.05, from 200", CALL, 200, 50, "column: call, half_width: 0.05", mean_of, call_price()),
    ("call ± 20 %, from 200", CALL, 200, 50, "column: call, relative: 0.2", mean_of, call_price()),
    ("call ± 0.1, sets of Sobol's points, from 32 sets", SETS, 32, 16, "column: call, half_width: 0.1", mean_of,
     call_price()),
    ("call ± 0.05, sets of Sobol's points, from 32", SETS, 32, 16, "column: call, half_width: 0.05", mean_of,
     call_price()),
    ("call ± 0.02, sets of Sobol's points, from 200", SETS, 200, 16, "column: call, half_width: 0.02", mean_of,
     call_price()),
    ("95 % quantile of the price ± 4, from 200", PRICE, 200, 50, "column: terminal, quantile: 0.95, half_width: 4",
     quantile_of("0.95"), price_quantile(0.95)),
]
FIXED = [
    *((f"call, {n} sessions", CALL, n, mean_of, call_price()) for n in (200, 1000, 5000, 20000)),
    *((f"call, {n} sets of Sobol's points", SETS, n, mean_of, call_price()) for n in (32, 128, 512)),
    *((f"{100 * float(p):g} % quantile of the price, {n} sessions", PRICE, n, quantile_of(p), price_quantile(float(p)))
      for n in (200, 1000) for p in ("0.05", "0.5", "0.99")),
]


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = os.path.abspath(path), folder

    def cases(self, study, *options, name="study"):
        """Runs a study; what its summary says of each case."""
        written, output = self.folder / f"{name}.yaml", self.folder / f"{name}.h5"
        written.write_text(study)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([self.path, "run", written, "-o", output, "--force", "--progress", "none", *options], check=True,
                       **quiet)
        answer = subprocess.run([self.path, "summary", output, "--json"], check=True, capture_output=True)
        output.unlink()
        return json.loads(answer.stdout)["cases"]


def row(name, found, truth):
    """`found`: of each run sessions, interval, and whether it is to be trusted."""
    def share(runs):
        held = sum((low is None or low <= truth) and (high is None or truth <= high) for _, (low, high), _ in runs)
        return f"{100 * held / len(runs):8.1f} %" if runs else f"{'–':>10}"

    trusted = [run for run in found if run[2]]
    sessions = statistics.median(run[0] for run in found)
    print(f"{name:<52}{sessions:>12,.0f}{share(found)}{100 * len(trusted) / len(found):>9.1f} %{share(trusted)}",
          flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=os.cpu_count(), help="runs side by side")
    parser.add_argument("--only", default="", help="cases whose name has this text")
    options = parser.parse_args()
    print(f"{options.seeds} runs each; a share of 95 % has a standard error of "
          f"{100 * math.sqrt(0.95 * 0.05 / options.seeds):.1f} %")
    print(f"{'':<52}{'sessions':>12}{'hold':>10}{'trusted':>11}{'of these':>10}")
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(options.at_once) as pool:
        program = Program(options.program, pathlib.Path(name))
        for title, study, sessions, block, target, figure, truth in UNTIL:
            if options.only not in title:
                continue
            whole = (f"{study}sessions: {sessions}\nuntil: {{{target}}}\n"
                     .replace("output: {", f"output: {{block: {block}, "))
            whole += "" if "output:" in study else f"output: {{block: {block}}}\n"

            def one(seed):
                (case,) = program.cases(whole, "--seed", str(seed), name=f"seed{seed}")
                return (case["sessions"], *figure(case))

            row(f"until {title}", list(pool.map(one, range(1, options.seeds + 1))), truth)
        for title, study, sessions, figure, truth in FIXED:
            if options.only not in title:
                continue
            names = ", ".join(f"s{i}: {{}}" for i in range(options.seeds))
            cases = program.cases(f"{study}sessions: {sessions}\ncases: {{{names}}}\n")
            row(title, [(case["sessions"], *figure(case)) for case in cases], truth)


if __name__ == "__main__":
    main()
