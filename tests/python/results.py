"""Result files for the tests of the Python package, which this puts on the path."""
import os
import subprocess
import sys

import program
from program import SOURCE

sys.path.insert(0, str(SOURCE / "tools/python"))

TOY = os.environ["ERGODIC_TOY"]

STRATEGIES = """\
workload: let_it_ride
metadata: {name: "Strategies & <others>"}
sessions: 4000
output: {block: 500}
seeding: {common: true}
simulation: {hands_per_session: 50}
bankroll: {stop_conditions: {win_limit: 100, loss_limit: 100}}
cases: {basic: {}, always ride: {strategy.type: always_ride}, optimal: {strategy.type: optimal}}
"""

LIMITS = """\
workload: let_it_ride
sessions: 300
output: {rows: none}
simulation: {hands_per_session: 50}
sweep:
  bankroll.stop_conditions.win_limit: [25, 50, 100, 200, 300, 500]
  bankroll.stop_conditions.loss_limit: [25, 50, 100, 200, 300]
"""

# A study in rounds with all that one may ask of a summary.
WANTED = """\
workload: paths
sessions: 600
process: gbm
gbm: {start: 100, drift: 0.05, discount_rate: 0.05, horizon: 1, steps: 12, strike: 100, volatility: 0.2}
observables: [call, asian_call, geometric_asian_call]
times: [0.5, 1]
output:
  block: 100
  covariances: [call, asian_call]
  histograms: [{column: call, from: -0.3, to: 40.3, bins: 7}, {column: state, from: 80, to: 120.5, bins: 9}]
  controls: [{of: asian_call, by: [geometric_asian_call, call]}]
until:
  column: call
  relative: 0.09
  max_sessions: 3000
  also:
    - {column: state, half_width: 1.5, relative: 0.001, confidence: 0.9}
    - {column: geometric_asian_call, half_width: 0.001}
"""

# Rows with gaps, and sessions that fail as their kind declares it.
PATCHY = """\
workload: patchy
sessions: 2000
cases: {low: {}, high: {shift: 0.01, odds: 3}}
output: {block: 300, covariances: [x, y, games], histograms: [{column: x, from: 0, to: 1, bins: 4}]}
failures: {maximum_share: 1}
"""

FAILING = "workload: toy\nsessions: 1000\noutput: {block: 50}\nfail_every: 100\n"


def made(test, name, study, *arguments, by=None, expect=0):
    """The result file `name`.h5 of a study in the test's folder, made by ergodic, or by another program of its kind."""
    output = test.folder / f"{name}.h5"
    path = test.write(f"{name}.yaml", study)
    done = subprocess.run([by or program.ERGODIC, "run", path, "-o", output, "--progress", "none", *arguments],
                          capture_output=True, text=True, timeout=120, env=program.environment())
    test.assertEqual(done.returncode, expect, done.stderr)
    return output


def interrupted(test, name, study, blocks, by=None):
    """A complete file of which the ledger has lost all lines but those of `blocks`: what a kill leaves."""
    import h5py
    import numpy
    output = made(test, name, study, by=by)
    with h5py.File(output, "r+") as file:
        lines = file["ledger/line"]
        kept = numpy.zeros_like(lines[:])
        kept[blocks] = lines[blocks]
        lines[:] = kept
        file["ledger/closing"][:] = 0
    return output
