"""ergodic replay --json: a session's course for programs."""
import json
import os
import unittest

import h5py

import program
from program import ProgramTest, run

STUDY = """\
workload: let_it_ride
sessions: 50
seeding: {seed: 5}
output: {block: 20}
simulation: {hands_per_session: 30}
bankroll: {starting_amount: 500, base_bet: 2.5, stop_conditions: {win_limit: 100, loss_limit: 100}}
cases: {basic: {}, bonus: {bonus_strategy: {enabled: true, type: always, always: {amount: 1}}}}
"""

PATHS = {
    "random_walk": "random_walk: {start: 3, lower: 0, upper: 9, at_bounds: absorb, steps: 40}",
    "markov_chain": "markov_chain: {states: [{name: dry, next: [0.8, 0.2]}, {name: wet, next: [0.5, 0.5]}], steps: 12}",
}


class ReplayJson(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"

    def simulate(self, study=STUDY, *arguments, expect=0):
        self.output.unlink(missing_ok=True)
        self.succeed("run", self.write("study.yaml", study), "-o", self.output, *arguments, expect=expect)

    def told(self, *arguments, expect=0):
        done = self.succeed("replay", self.output, "--json", *arguments, expect=expect)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_hands_add_up_to_the_row_that_the_file_holds(self):
        self.simulate()
        sessions = self.told("--sessions", "40:60")
        self.assertEqual([told["session"] for told in sessions], list(range(40, 60)))
        self.assertEqual({told["case"] for told in sessions}, {"basic", "bonus"})
        with h5py.File(self.output) as file:
            profits = file["sessions/session_profit"][:].ravel()
        for told in sessions:
            row, steps = told["row"], told["steps"]
            self.assertEqual(told["file"], "equal")
            self.assertEqual([step["hand"] for step in steps], list(range(1, row["hands_played"] + 1)))
            self.assertEqual(steps[-1]["bankroll"], row["final_bankroll"])
            self.assertAlmostEqual(sum(step["at_risk"] for step in steps), row["total_wagered"], places=6)
            self.assertAlmostEqual(sum(step["main_net"] + step["bonus_net"] for step in steps), row["session_profit"],
                                   places=6)
            self.assertEqual(sum(step["bonus_bet"] for step in steps), row["total_bonus_wagered"])
            self.assertEqual(row["session_profit"], profits[told["session"]] / 100)
            cards = [f"{step['cards']} {step['community_1']} {step['community_2']}".split() for step in steps]
            self.assertTrue(all(len(set(hand)) == 5 for hand in cards))
            self.assertEqual({field["name"] for field in told["fields"]}, set(steps[0]))
            units = {field["name"]: field["unit"] for field in told["fields"]}
            self.assertEqual((units["bankroll"], units["hand"]), ("dollars", "1"))

    def test_names_what_makes_the_sessions_stream(self):
        self.simulate()
        (told,) = self.told("--case", "bonus", "--session", "7")
        self.assertEqual((told["case"], told["replicate"], told["session"]), ("bonus", 7, 57))
        stream = told["stream"]
        self.assertEqual([stream[name] for name in ("seed", "workload", "case", "replicate")],
                         [5, "let_it_ride", "bonus", 7])
        self.assertEqual(len(stream["key"]), 2)
        self.simulate(STUDY.replace("{seed: 5}", "{seed: 5, common: true}"))
        (told,) = self.told("--case", "bonus", "--session", "7")
        self.assertIsNone(told["stream"]["case"])

    def test_tells_what_happens_at_each_seat_of_a_table(self):
        table = STUDY.replace("simulation:", "table: {num_seats: 3}\nsimulation:")
        for more in ("", "\ntable: {num_seats: 3, total_rounds: 40}"):
            study = table if not more else table.replace("\ntable: {num_seats: 3}", more)
            self.simulate(study)
            (told,) = self.told("--session", "3")
            hands = [step for step in told["steps"] if step["event"] == "hand"]
            self.assertEqual({step["seat"] for step in hands}, {1, 2, 3})
            left = [step for step in told["steps"] if step["event"] == "leaves"]
            self.assertTrue(all(step["stop_reason"] for step in left))
            self.assertGreaterEqual(len(left), 3)
            self.assertEqual(told["file"], "equal")

    def test_paths_are_told_point_by_point(self):
        for process, section in PATHS.items():
            self.simulate(f"workload: paths\nsessions: 20\nprocess: {process}\n{section}\n")
            for told in self.told("--sessions", "0:5"):
                first, second = (field["name"] for field in told["fields"][:2])
                times = [step[first] for step in told["steps"]]
                self.assertEqual(times, sorted(times))
                text = self.succeed("replay", self.output, "--session", told["session"]).stdout
                for step in told["steps"]:
                    self.assertRegex(text, rf"(?m)^ +{step[first]} +{step[second]}\b")

    def test_a_workload_that_writes_text_alone_gives_its_lines(self):
        self.addCleanup(setattr, program, "ERGODIC", program.ERGODIC)
        program.ERGODIC = os.environ["ERGODIC_TOY"]
        self.simulate("workload: toy\nsessions: 100\nfail_every: 10\noutput: {block: 30}\n")
        (told,) = self.told("--session", "5")
        self.assertEqual([list(step) for step in told["steps"]], [["text"]])
        self.assertTrue(told["steps"][0]["text"].startswith("x = 0."))
        self.assertEqual(len(told["row"]["chips"]), 3)
        self.assertNotIn("failure", told)
        (told,) = self.told("--session", "20")
        self.assertEqual(told["failure"]["category"], "unlucky")

    def test_says_what_the_file_says_to_the_row(self):
        self.simulate(STUDY, "--set", "output.rows=none")
        self.assertEqual(self.told("--session", "1")[0]["file"], "no rows")
        self.simulate()
        with h5py.File(self.output, "r+") as file:
            file["sessions/hands_played"][0, 1] += 1
        done = run("replay", self.output, "--sessions", "0:3", "--json")
        self.assertEqual(done.returncode, 3, done.stderr)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([told["file"] for told in lines], ["equal", "different"])
        self.assertEqual(lines[1]["stored"], {"hands_played": lines[1]["row"]["hands_played"] + 1})
        self.assertIn("does not hold what session 1 gives", done.stderr)

    def test_several_sessions_are_shown_one_after_the_other(self):
        self.simulate()
        done = self.succeed("replay", self.output, "--case", "basic", "--sessions", "4:7")
        self.assertEqual(done.stdout.count("The file holds exactly this row, bit for bit."), 3)

    def test_refuses_sessions_that_are_not_there(self):
        self.simulate()
        for arguments, why in ((["--sessions", "90:101"], "has sessions 0 to 99"), ([], "no session to replay"),
                               (["--sessions", "0-5"], "cannot read --sessions"),
                               (["--session", "1", "--sessions", "0:5"], "excludes")):
            self.assertIn(why, self.succeed("replay", self.output, "--json", *arguments, expect=2).stderr)


if __name__ == "__main__":
    unittest.main()
