"""`ergodic.open`: rows decoded, lazily, and only those that are done."""
import os
import subprocess
import sys
import unittest
import unittest.mock

import h5py
import numpy as np

import program
from program import SOURCE, ProgramTest
from results import FAILING, LIMITS, STRATEGIES, TOY, interrupted, made

import ergodic

MEGABYTE = 1 << 20


class Rows(ProgramTest):
    def test_are_in_their_units_and_categories_are_labels(self):
        output = made(self, "strategies", STRATEGIES)
        with ergodic.open(output) as results, h5py.File(output) as file:
            cents, codes = file["sessions/session_profit"][1], file["sessions/outcome"][1]
            sessions = results.sessions.sel(case="always ride")
            self.assertEqual(list(sessions["session_profit"].values), list(cents / 100))
            self.assertEqual(list(sessions["outcome"].values), [("loss", "push", "win")[code] for code in codes])
            self.assertEqual(results.sessions["session_profit"].attrs["units"], "dollars")
            self.assertEqual(results.sessions["outcome"][1, 7].item(), sessions["outcome"].values[7])

    def test_are_chosen_by_column_case_and_slice(self):
        with ergodic.open(made(self, "strategies", STRATEGIES)) as results:
            rows = results.rows(["session_profit"], ["optimal", "basic"], slice(10, 1010, 250))
            self.assertEqual(list(rows.data_vars), ["session_profit"])
            self.assertEqual(list(rows["session"].values), [10, 260, 510, 760] * 2)
            self.assertEqual(list(rows["case"].values), ["optimal"] * 4 + ["basic"] * 4)
            wanted = results.sessions["session_profit"].sel(case="optimal")[10:1010:250].values
            self.assertEqual(list(rows["session_profit"].values[:4]), list(wanted))
            self.assertEqual(results.rows("outcome").sizes["row"], 12000)

    def test_of_any_number_are_read_piece_by_piece(self):
        for name, output in (("whole", made(self, "whole", STRATEGIES)),
                             ("failing", made(self, "failing", FAILING, by=TOY)),
                             ("partial", interrupted(self, "partial", STRATEGIES, [0, 1, 7, 9]))):
            with self.subTest(name), ergodic.open(output) as results, \
                    unittest.mock.patch("ergodic.pieces.SESSIONS", 300):
                column = next(iter(results.columns))
                read, whole = results.pieces(column, 0), results.stored(column, 0)
                self.assertEqual(len(read), len(whole))
                self.assertLess(len(read), 4001)
                for _ in range(2):  # as often as one likes
                    parts = list(read)
                    self.assertLessEqual(max(map(len, parts)), 300)
                    self.assertEqual(list(np.concatenate(parts)), list(whole))
                with self.assertRaisesRegex(ergodic.Error, 'no column "hands"'):
                    results.pieces("hands", 0)

    def test_of_a_study_with_a_column_called_session_are_numbered_beside_it(self):
        output = made(self, "named", "workload: paths\nsessions: 5\nprocess: gbm\ngbm: {start: 1, volatility: 0.2}\n"
                      "observables: [terminal]\nfunctions:\n  - {name: session, expression: 2 * terminal}\n")
        with ergodic.open(output) as results:
            rows = results.rows()
            self.assertEqual(list(rows["session_number"].values), [0, 1, 2, 3, 4])
            self.assertEqual(list(rows["session"].values), list(2 * rows["terminal"].values))

    def test_of_categories_whose_labels_have_blanks_have_underscores_there(self):
        study = """\
workload: paths
sessions: 50
process: markov_chain
markov_chain: {states: [{name: in town, next: [0.5, 0.5]}, {name: away, next: [0.5, 0.5]}], steps: 3}
observables: [terminal]
"""
        with ergodic.open(made(self, "blanks", study)) as results:
            self.assertEqual(set(results.sessions["terminal"].values.ravel()), {"in_town", "away"})

    def test_of_blocks_that_are_not_done_are_left_out(self):
        whole = made(self, "whole", STRATEGIES)
        output = interrupted(self, "partial", STRATEGIES, [0, 1, 7, 9])  # of 8 blocks a case, 500 sessions each
        with ergodic.open(output) as results, ergodic.open(whole) as all_results:
            self.assertFalse(results.complete)
            self.assertIn("NOT COMPLETE: 16.7%", repr(results))
            rows = results.rows(["session_profit"])
            self.assertEqual(list(rows["session"].values),
                             [*range(1000), *range(3500, 4000), *range(500, 1000)])
            profits = all_results.sessions["session_profit"]
            for row in (0, 1200, 1999):
                wanted = profits.sel(case=rows["case"].values[row])[rows["session"].values[row]]
                self.assertEqual(float(rows["session_profit"][row]), float(wanted))
            lazy = results.sessions
            self.assertEqual(int(np.isfinite(lazy["session_profit"].values).sum()), 2000)
            self.assertIsNone(lazy["outcome"].sel(case="optimal")[0].item())
            self.assertTrue(np.isnan(lazy["session_profit"][0, 999:1001].values[1]))
            with self.assertRaisesRegex(ergodic.Error, "none of these rows"):
                results.rows(cases="optimal")

    def test_of_a_torn_ledger_line_are_left_out(self):
        output = interrupted(self, "torn", STRATEGIES, [0, 1])
        with h5py.File(output, "r+") as file:
            line = file["ledger/line"][1]
            line[2] += np.uint64(1)
            file["ledger/line"][1] = line
        with ergodic.open(output) as results:
            self.assertEqual(results.rows("outcome").sizes["row"], 500)

    def test_of_blocks_that_are_not_durable_are_left_out(self):
        output = interrupted(self, "written", STRATEGIES, [0, 1])
        with h5py.File(output, "r+") as file:
            line = file["ledger/line"][1]
            line[3] = 0
            file["ledger/line"][1] = line
        self.assertIn(" 2 of 24 blocks", program.run("summary", output).stdout)
        with ergodic.open(output) as results:
            self.assertEqual(results.rows("outcome").sizes["row"], 500)

    def test_of_failed_sessions_are_left_out_unless_asked_for(self):
        with ergodic.open(made(self, "failing", FAILING, by=TOY)) as results:
            self.assertEqual(results.rows(["n"]).sizes["row"], 990)
            everything = results.rows(["n", "failed"], failed=True)
            self.assertEqual(everything.sizes["row"], 1000)
            self.assertEqual(list(np.flatnonzero(everything["failed"].values == "yes")), list(range(0, 1000, 100)))
            self.assertEqual(results.failures[1], {"case": "base", "session": 100, "category": "unlucky",
                                                   "reason": "every so often", "can_retry": True})

    def test_have_their_parameters_as_coordinates_of_the_case(self):
        with ergodic.open(made(self, "limits", LIMITS)) as results:
            self.assertEqual(len(results.cases), 30)
            wins = results.sessions["bankroll.stop_conditions.win_limit"]
            losses = results.sessions["bankroll.stop_conditions.loss_limit"]
            for label, win, loss in zip(results.cases, wins.values, losses.values):
                self.assertEqual(label, f"win_limit={win:.2f}, loss_limit={loss:.2f}")
        both = "workload: toy\nsessions: 2\ncases: {a: {}, b: {fail_every: 5}}\nsweep: {offset: [0, 7]}\n"
        with ergodic.open(made(self, "both", both, by=TOY)) as results:
            self.assertEqual(results.cases, ["a, offset=0", "a, offset=7", "b, offset=0", "b, offset=7"])
            self.assertEqual(results.parameters, {"offset": [0, 7, 0, 7], "fail_every": [0, 0, 5, 5]})

    def test_of_columns_with_an_axis_of_their_own_keep_it(self):
        output = made(self, "toy", "workload: toy\nsessions: 40\ntimes: 4\ncases: {a: {}, b: {offset: 1}}\n", by=TOY)
        with ergodic.open(output) as results:
            sessions = results.sessions
            self.assertEqual(sessions["chips"].dims, ("case", "session", "seat"))
            self.assertEqual(list(sessions["chips"].sel(case="a", seat=3)[:3].values), [300, 301, 302])
            self.assertEqual(list(sessions["mood"].sel(case="b", phase="early")[:4].values),
                             ["calm", "calm", "wild", "wild"])
            x = float(sessions["x"].sel(case="b")[5])
            self.assertEqual(list(sessions["luck"].sel(case="b")[5].values), [0, x * 0.5, x, x * 1.5])
            rows = results.rows(["luck", "mood"], "b", slice(5, 7))
            self.assertEqual(rows["luck"].dims, ("row", "time"))
            self.assertEqual(list(rows["time"].values), [0, 0.5, 1, 1.5])
            self.assertEqual(list(rows["luck"].values[0]), [0, x * 0.5, x, x * 1.5])
            from ergodic.report import charts, figures
            summary = figures.of_single_values(results.summary(exact=False))
            drawn = charts.courses(results, summary, summary["cases"][0], 0)
            self.assertEqual([figure.split("figcaption>")[1][:-2] for figure in drawn],
                             ["Chips over seat", "Luck over time", "Mood over phase"])

    def test_errors_say_what_is_wrong(self):
        with ergodic.open(made(self, "strategies", STRATEGIES)) as results:
            with self.assertRaisesRegex(ergodic.Error, 'no column "sesion_profit" .*did you mean session_profit'):
                results.rows("sesion_profit")
            with self.assertRaisesRegex(ergodic.Error, 'no column "profit"'):
                results.stored("profit", 0)
            with self.assertRaisesRegex(ergodic.Error, 'no case "optimum" .*did you mean optimal'):
                results.rows(cases="optimum")
        with self.assertRaisesRegex(ergodic.Error, r"cannot open .*nothing.h5 \(No such file or directory\)"):
            ergodic.open(self.folder / "nothing.h5")
        for other, why in ((self.write("text", "hi"), "file signature not found"), (self.folder, "it is no file")):
            with self.assertRaisesRegex(ergodic.Error, f"is not a result file of ergodic .{why}.") as raised:
                ergodic.open(other)
            self.assertEqual(raised.exception.code, 3)
        with h5py.File(self.folder / "other.h5", "w"):
            pass
        with self.assertRaisesRegex(ergodic.Error, "is not a result file"):
            ergodic.open(self.folder / "other.h5")
        os.mkfifo(self.folder / "pipe.h5")
        with self.assertRaisesRegex(ergodic.Error, "is not a result file of ergodic .it is no file."):
            ergodic.open(self.folder / "pipe.h5")
        damaged = made(self, "damaged", STRATEGIES)
        with h5py.File(damaged, "r+") as file:
            del file["ledger"]
        with self.assertRaisesRegex(ergodic.Error, "damaged.h5 is damaged"):
            ergodic.open(damaged)

    def test_provenance_is_that_of_the_file_and_its_run_record(self):
        output = made(self, "strategies", STRATEGIES)
        with ergodic.open(output) as results:
            self.assertEqual(results.provenance["sha256"], program.sha256(output))
            self.assertEqual(results.provenance["runs"][0]["state"], "complete")
            self.assertEqual(results.study["bankroll"]["stop_conditions"]["win_limit"], 100)

    def test_of_ten_million_sessions_are_not_read_when_the_file_is_opened(self):
        study = STRATEGIES.split("cases")[0].replace("sessions: 4000", "sessions: 10000000")
        study = study.replace("{block: 500}", "{columns: [session_profit, hands_played]}")
        output = made(self, "large", study, "--time-budget", "1s", expect=75)
        self.assertGreater(output.stat().st_size, 120e6)
        measure = ("import resource, sys, time, ergodic, ergodic.results\nstart = time.perf_counter()\n"
                   "results = ergodic.open(sys.argv[1])\nresults.sessions\nresults.rows(sessions=slice(10))\n"
                   "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)")
        done = subprocess.run([sys.executable, "-c", measure, output], capture_output=True, text=True, timeout=60,
                              env=program.environment(PYTHONPATH=str(SOURCE / "tools/python")))
        self.assertEqual(done.returncode, 0, done.stderr)
        seconds, kilobytes = map(float, done.stdout.split())
        self.assertLess(seconds, 1)
        self.assertLess(kilobytes * 1024, 300 * MEGABYTE)


if __name__ == "__main__":
    unittest.main()
