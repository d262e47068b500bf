"""Sessions and preparations that take long, and differ: they are stopped in time, shared out as they come, and what they
cost is told."""
import json
import os
import signal
import subprocess
import time
import unittest

import program
from program import ProgramTest, command, environment, sha256

program.ERGODIC = os.environ["ERGODIC_TOY"]

LONGEST = 20  # seconds, on a busy machine


class Costs(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"

    def study(self, keys):
        return self.write("study.yaml", f"workload: toy_costly\n{keys}")

    def started(self, study, ranks):
        process = subprocess.Popen(command("run", study, "-o", self.output, "--progress", "json", ranks=ranks),
                                   env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.kill)
        self.assertTrue(process.stderr.readline(), "it says nothing")
        return process

    def test_a_session_or_a_preparation_of_minutes_is_given_up_in_time(self):
        for keys, number, ranks in (("work: 600000", signal.SIGUSR1, None), ("fit: 600000", signal.SIGUSR2, None),
                                    ("work: 600000", signal.SIGUSR2, 2)):
            self.output.unlink(missing_ok=True)
            process = self.started(self.study(f"sessions: 4\nexpected: 600\n{keys}\n"), ranks)
            begin = time.monotonic()
            process.send_signal(number)
            errors = process.communicate(timeout=60)[1]
            self.assertLess(time.monotonic() - begin, LONGEST)
            self.assertEqual(process.returncode, 75, errors)
            self.assertIn(f"stopped with work left ({number.name} was received; 0 of 4 sessions", errors)

    def test_costs_that_are_uneven_make_dynamic_scheduling_the_default(self):
        even, uneven = self.study("sessions: 4\n"), self.write("uneven.yaml", "workload: toy_costly\nuneven: true\n")
        drawn = "which draw runs of blocks as they come to need them"
        self.assertNotIn(drawn, self.succeed("run", even, "--dry-run").stdout)
        self.assertIn(drawn, self.succeed("run", uneven, "--dry-run").stdout)
        self.assertNotIn(drawn, self.succeed("run", uneven, "--dry-run", "--scheduling", "static").stdout)

    def test_the_dearest_come_first_and_the_file_is_the_same(self):
        study = self.study("sessions: 10\noutput: {block: 2}\nsweep: {expected: [1, 4, 2]}\n")
        digests = set()
        for scheduling, ranks in (("static", None), ("auto", None), ("static", 3), ("auto", 3)):
            self.succeed("run", study, "-o", self.output, "--force", "--scheduling", scheduling, ranks=ranks)
            digests.add(sha256(self.output))
        self.assertEqual(len(digests), 1)

    def test_what_a_run_has_cost_is_told_by_phase_and_case(self):
        study = self.study("sessions: 4\ncases: {quick: {}, fitted: {fit: 50}, slow: {work: 30}}\n")
        self.succeed("run", study, "-o", self.output, ranks=2)
        told = json.loads(self.succeed("status", self.output, "--json").stdout)["run"]
        self.assertGreaterEqual(told["costs"]["preparing"]["seconds"], 0.05)
        self.assertGreaterEqual(told["costs"]["simulating"]["seconds"], 4 * 0.03)
        self.assertGreater(told["costs"]["simulating"]["processor_seconds"], 0)
        self.assertGreater(told["costs"]["peak_bytes"], 1e6)
        self.assertEqual({case["case"] for case in told["dearest_cases"]}, {"quick", "fitted", "slow"})
        slow = next(case for case in told["dearest_cases"] if case["case"] == "slow")
        self.assertEqual(slow["sessions"], 4)
        self.assertGreaterEqual(slow["simulating"]["seconds"], 4 * 0.03)
        text = self.succeed("status", self.output).stdout
        for word in ("spent on", "preparing", "simulating", "dearest cases", "slow"):
            self.assertIn(word, text)


if __name__ == "__main__":
    unittest.main()
