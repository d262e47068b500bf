"""The study of the tests of promise 1 and 2: cases played in lanes and one by one, many small blocks, all columns."""
import pathlib

STUDY = """\
workload: let_it_ride
metadata: {name: the same file}
sessions: 250000
seeding: {seed: 7}
output:
  block: 1024
  covariances: [session_profit, hands_played, max_drawdown]
  histograms: [{column: session_profit, from: -150, to: 450, bins: 120}]
simulation: {hands_per_session: 100}
bankroll:
  starting_amount: 500
  base_bet: 5
  stop_conditions: {win_limit: 100, loss_limit: 100}
cases:
  basic: {}
  optimal, bonus: {strategy.type: optimal, bonus_strategy: {enabled: true, type: always, always: {amount: 1}}}
  in turn:
    bankroll.betting_system.type: proportional
    bankroll.stop_conditions: {win_limit: 400, loss_limit: 400}
    simulation.hands_per_session: 1000
"""


def write_study(folder):
    path = pathlib.Path(folder) / "study.yaml"
    path.write_text(STUDY)
    return path


def reference_digest(folder):
    return (pathlib.Path(folder) / "sha256").read_text().strip()
