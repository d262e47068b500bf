"""Each command, as a user meets it."""
import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import time
import unittest

import h5py
import numpy

import program
from program import SOURCE, ProgramTest, run, sha256

STUDY = """\
workload: let_it_ride
metadata: {name: Commands}
sessions: 3000
seeding: {seed: 5}
output: {block: 700}
simulation: {hands_per_session: 100}
bankroll: {starting_amount: 500, base_bet: 5, stop_conditions: {win_limit: 100, loss_limit: 100}}
cases:
  basic: {}
  ride: {strategy.type: always_ride}
"""


class Commands(ProgramTest):

    def setUp(self):
        super().setUp()
        self.study = self.write("study.yaml", STUDY)
        self.output = self.folder / "out.h5"
        self.ran = self.succeed("run", self.study, "-o", self.output, ranks=2)

    def rows(self, column, case=0):
        with h5py.File(self.output) as file:
            return file["sessions"][column][case]

    def test_run_prints_a_closing_table_and_what_to_type_next(self):
        for text in ("win rate", "case basic", "case ride", "ergodic summary", "6 000 sessions"):
            self.assertIn(text, self.ran.stdout)

    def test_a_run_of_many_cases_ends_with_the_first_twenty_and_how_many_more_there_are(self):
        starts = list(range(501, 524))
        ran = self.succeed("run", self.study, "-o", self.folder / "many.h5", "--sessions", 10, "--set",
                           f"sweep.bankroll.starting_amount={starts}")
        lines = ran.stdout.splitlines()
        self.assertEqual(sum("starting_amount=" in line for line in lines), 20)
        self.assertIn(f"… 26 more: ergodic summary {self.folder / 'many.h5'}", lines)
        summary = self.succeed("summary", self.folder / "many.h5").stdout
        self.assertEqual(sum("starting_amount=" in line for line in summary.splitlines()), 46)
        self.assertNotIn("more:", summary)

    def test_run_again_says_already_complete(self):
        before = sha256(self.output)
        again = self.succeed("run", self.study, "-o", self.output, ranks=3)
        self.assertIn("already complete", again.stdout)
        self.assertEqual(sha256(self.output), before)

    def test_a_complete_file_is_complete_also_in_a_folder_that_cannot_be_written_to(self):
        lock = pathlib.Path(f"{self.output}.lock")
        lock.mkdir()  # what even root cannot open as a file
        self.addCleanup(lock.rmdir)
        self.assertIn("already complete", self.succeed("run", self.study, "-o", self.output).stdout)

    def test_run_keeps_a_record_beside_the_file(self):
        record = json.loads((self.folder / "out.run.json").read_text())["runs"]
        self.assertEqual([r["state"] for r in record], ["complete"])
        self.assertEqual(record[0]["ranks"], 2)

    def test_run_writes_to_the_studys_name_by_default(self):
        self.succeed("run", self.study, "--sessions", 10, cwd=self.folder)
        self.assertTrue((self.folder / "study.h5").exists())

    def test_every_option_of_a_run_is_that_of_rank_0(self):
        mine, others = self.folder / "mine.h5", self.folder / "others.h5"
        line = [program.ERGODIC, "run", self.study, "-o"]
        other = ["env", "ERGODIC_SCHEDULING=dynamic", "ERGODIC_SHARD=1/2", "ERGODIC_WATCHDOG=0.3s", "ERGODIC_RESUME=require", *line]
        done = subprocess.run(["mpirun", "-q", "-n", "1", *line, mine, ":", "-n", "1", *other, others, "--dry-run", "--sessions", "5",
                               "--time-budget", "0.001s"],
                              capture_output=True, text=True, timeout=60, env=program.environment(), stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(sha256(mine), sha256(self.output))
        self.assertFalse(others.exists())

    def test_settings_command_line_over_environment_over_file(self):
        def resolved(*arguments, **env):
            return self.succeed("validate", self.study, "--resolved", *arguments, env=env).stdout
        self.assertIn("sessions: 3000", resolved())
        self.assertIn("sessions: 50", resolved(ERGODIC_SESSIONS="50"))
        self.assertIn("sessions: 60", resolved("--sessions", "60", ERGODIC_SESSIONS="50"))
        self.assertIn("seed: 9", resolved(ERGODIC_SET="seeding.seed=9;strategy.type=optimal"))
        self.assertIn("type: conservative", resolved("--set", "strategy.type=conservative", ERGODIC_SET="strategy.type=optimal"))

    def test_resolved_study_is_a_study_that_gives_the_same_file(self):
        again = self.write("again.yaml", self.succeed("validate", self.study, "--resolved").stdout)
        self.succeed("run", again, "-o", self.folder / "again.h5")
        self.assertEqual(sha256(self.folder / "again.h5"), sha256(self.output))

    def test_a_mistyped_environment_variable_is_pointed_out(self):
        done = self.succeed("validate", self.study, env={"ERGODIC_SEDE": "3"})
        self.assertIn("did you mean ERGODIC_SEED?", done.stderr)

    def test_dry_run_prints_the_plan_and_makes_nothing(self):
        done = self.succeed("run", self.study, "-o", self.folder / "dry.h5", "--dry-run", ranks=3)
        for text in ("10 of up to 700 sessions", "6 000 in all", "blocks 0 to 3", "sessions 0 to 2 799", "session_profit"):
            self.assertIn(text, done.stdout)
        self.assertFalse((self.folder / "dry.h5").exists())
        many = self.succeed("run", self.study, "--dry-run", "--sessions", 100, ranks=3)
        self.assertIn("none: there are more ranks than blocks", many.stdout)

    def test_summary_agrees_with_the_rows(self):
        summary = json.loads(self.succeed("summary", self.output, "--json").stdout)
        self.assertTrue(summary["complete"])
        basic = summary["cases"][0]
        profit = self.rows("session_profit") / 100
        figures = basic["quantities"]["session_profit"]
        self.assertAlmostEqual(figures["mean"], profit.mean(), places=9)
        self.assertAlmostEqual(figures["standard_deviation"], profit.std(ddof=1), places=9)
        self.assertEqual(figures["minimum"], profit.min())
        self.assertEqual(figures["maximum"], profit.max())
        ordered = numpy.sort(profit)
        self.assertAlmostEqual(figures["quantiles"]["0.5"], ordered[1499], places=9)
        self.assertAlmostEqual(figures["quantiles"]["0.95"], ordered[2849], places=9)
        wins = int((profit > 0).sum())
        self.assertEqual(basic["categories"]["outcome"]["win"]["count"], wins)
        # Wilson's interval, from its formula.
        z, n, p = 1.959963984540054, 3000, wins / 3000
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n)
        low, high = basic["headlines"]["win rate"]["interval"]
        self.assertAlmostEqual(low, centre - half, places=12)
        self.assertAlmostEqual(high, centre + half, places=12)
        ratio = basic["ratios"]["profit_per_hand"]
        self.assertAlmostEqual(ratio["value"], profit.sum() / self.rows("hands_played").sum(), places=12)
        self.assertAlmostEqual(ratio["exact"], 5 * -1823568 / 51979200, places=12)
        self.assertLess(abs(ratio["z"]), 5)
        known = self.exact()[0]
        limit = known["quantities"]["session_profit"]
        self.assertEqual(figures["exact"], limit["mean"])
        z = (figures["mean"] - limit["mean"]) / (limit["standard_deviation"] / 3000 ** 0.5)
        self.assertAlmostEqual(figures["z"], z, places=9)
        law = known["laws"]["outcome"]
        self.assertEqual(basic["headlines"]["win rate"]["exact"], law["win"])
        won = basic["categories"]["outcome"]["win"]
        self.assertAlmostEqual(won["z"], (p - law["win"]) / (law["win"] * (1 - law["win"]) / n) ** 0.5, places=9)
        self.assertLess(abs(won["z"]), 5)
        fit = basic["category_fits"]["outcome"]
        expected = {label: n * share for label, share in law.items()}
        statistic = sum((basic["categories"]["outcome"][label]["count"] - e) ** 2 / e for label, e in expected.items())
        self.assertAlmostEqual(fit["statistic"], statistic, places=9)
        self.assertGreater(fit["p_value"], 1e-6)
        counts = basic["tallies"]["hand_frequency"]["counts"]
        self.assertEqual(sum(counts.values()), int(self.rows("hands_played").sum()))

    def test_summary_as_text_and_csv(self):
        text = self.succeed("summary", self.output).stdout
        for expected in ("win rate", "session_profit", "stop_reason", "full_house", "theory", "chi-square", "profit_per_hand"):
            self.assertIn(expected, text)
        self.assertRegex(text, r"win rate .* exact [0-9.]+ %, z = [+-]")
        self.assertRegex(text, r"session_profit \[dollars\] .*[+-][0-9.]+ ")
        one = self.succeed("summary", self.output, "--case", "ride").stdout
        self.assertNotIn("case basic", one)
        table = list(csv.DictReader(io.StringIO(self.succeed("summary", self.output, "--csv").stdout)))
        mean = [line for line in table if (line["case"], line["quantity"], line["statistic"]) == ("basic", "session_profit", "mean")]
        self.assertAlmostEqual(float(mean[0]["value"]), self.rows("session_profit").mean() / 100, places=9)
        statistics = {(line["quantity"], line["statistic"]) for line in table if line["case"] == "basic"}
        for expected in (("session_profit", "exact mean"), ("session_profit", "z mean"), ("outcome", "exact share win"),
                         ("outcome", "z share win"), ("stop_reason", "chi_square"), ("stop_reason", "p_value")):
            self.assertIn(expected, statistics)

    def test_summary_of_many_cases_is_a_table(self):
        study = self.write("many.yaml", STUDY.split("cases:")[0] + "sweep: {bankroll.base_bet: [1, 2, 3, 4, 5, 6]}\n")
        self.succeed("run", study, "-o", self.folder / "many.h5", "--sessions", 100)
        text = self.succeed("summary", self.folder / "many.h5").stdout
        self.assertIn("base_bet=3", text)
        self.assertLess(len(text.splitlines()), 15)

    def test_summary_of_an_incomplete_file_says_so(self):
        output = self.folder / "part.h5"
        self.assertEqual(run("run", self.study, "-o", output, "--sessions", 2000000, "--time-budget", "0.2s").returncode, 75)
        self.assertIn("NOT COMPLETE", self.succeed("summary", output).stdout)
        self.assertFalse(json.loads(self.succeed("summary", output, "--json").stdout)["complete"])

    def exact(self, *arguments):
        return json.loads(self.succeed("exact", self.study, "--json", *arguments).stdout)["cases"]

    def test_exact_knows_the_hand_and_the_session(self):
        basic, ride = self.exact()
        self.assertEqual([basic["case"], ride["case"]], ["basic", "ride"])
        expectation = basic["figures"]["main_expectation"]
        self.assertEqual(expectation["fraction"], "-1823568/51979200")
        self.assertEqual(expectation["lowest_terms"], "-37991/1082900")
        self.assertEqual(expectation["unit"], "base bets")
        figures = {name: figure["value"] for name, figure in basic["figures"].items()}
        self.assertAlmostEqual(figures["expected_session_profit"],
                               5 * expectation["value"] * figures["expected_hands"], places=10)
        self.assertAlmostEqual(sum(basic["laws"]["stop_reason"].values()), 1, places=12)
        self.assertEqual(basic["laws"]["stop_reason"]["win_limit"], figures["win_limit_probability"])
        profit = basic["laws"]["session_profit"]
        self.assertAlmostEqual(sum(profit["probabilities"]), 1, places=11)
        won = sum(p for value, p in zip(profit["values"], profit["probabilities"]) if value > 0)
        self.assertAlmostEqual(won, figures["session_win_probability"], places=11)

    def test_exact_charts_both_decisions_and_says_what_is_not_known(self):
        chart = self.exact("--case", "basic")[0]["tables"]["bet_1"]
        columns = [column["name"] for column in chart["columns"]]
        rows = {row["label"]: dict(zip(columns, row["values"])) for row in chart["rows"]}
        self.assertEqual(sum(row["sets"] for row in rows.values()), 22100)
        self.assertEqual(rows["suited A-2-4 or A-3-4"]["ridden"], 8)
        self.assertAlmostEqual(rows["suited A-2-4 or A-3-4"]["mean_value"], -1 / 14)
        text = self.succeed("exact", self.study, "--case", "basic", "--set",
                            "bankroll.betting_system.type=proportional").stdout
        self.assertIn("bet_2 (bet 2, by the kind of four cards)", text)
        self.assertIn("the law of a session is not known here (the bets depend on more than", text)

    def test_exact_as_text_for_one_case_some_and_many(self):
        text = self.succeed("exact", self.study).stdout
        for expected in ("case basic", "case ride", "= -37991/1082900 = -1823568/51979200", "expected_hands", "royal_flush"):
            self.assertIn(expected, text)
        self.assertNotIn("case ride", self.succeed("exact", self.study, "--case", "basic").stdout)
        many = self.write("many.yaml", STUDY.split("cases:")[0] + "sweep: {bankroll.base_bet: [1, 2, 3, 4, 5, 6]}\n")
        lines = self.succeed("exact", many).stdout.splitlines()
        self.assertLess(len(lines), 15)
        self.assertTrue(any("base_bet=3" in line for line in lines))
        done = run("exact", self.study, "--case", "bsic")
        self.assertEqual(done.returncode, 2)
        self.assertIn("did you mean basic?", done.stderr)

    def test_exact_can_be_set_and_leaves_out_what_is_not_known(self):
        optimal = self.exact("--case", "basic", "--set", "strategy.type=optimal")
        self.assertEqual(optimal[0]["figures"]["main_expectation"]["lowest_terms"], "-37963/1082900")
        left = self.exact("--case", "basic", "--set", "bankroll.betting_system.type=proportional")[0]
        self.assertIn("main_expectation", left["figures"])
        self.assertNotIn("expected_hands", left["figures"])

    def test_replay_shows_the_session_of_the_row(self):
        done = self.succeed("replay", self.output, "--session", 3017)
        self.assertIn("case ride, replicate 17", done.stdout)
        self.assertIn("bit for bit", done.stdout)
        self.assertIn(f"{self.rows('session_profit', 1)[17] / 100:.2f}", done.stdout)
        by_case = self.succeed("replay", self.output, "--case", "ride", "--session", 17)
        self.assertEqual(by_case.stdout, done.stdout)

    def change_a_byte(self, dataset, index):
        with h5py.File(self.output) as file:
            set_ = file[dataset]
            place = set_.id.get_offset() + index * set_.dtype.itemsize
        with open(self.output, "r+b") as file:
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ 1]))

    def test_verify_finds_a_flipped_bit_anywhere(self):
        self.succeed("verify", self.output)
        for dataset, index in (("sessions/session_profit", 4000), ("sessions/stop_reason", 0), ("ledger/summary", 77),
                               ("sessions/hands_played", 5999)):
            self.change_a_byte(dataset, index)
            done = run("verify", self.output, "--sample", 0)
            self.assertEqual(done.returncode, 3, f"{dataset}: {done.stdout}")
            self.change_a_byte(dataset, index)
        self.succeed("verify", self.output, "--sample", 7000)

    def test_verify_samples_what_is_done(self):
        partial = self.folder / "partial.h5"
        self.succeed("run", self.study, "-o", partial, "--sessions", "2000000", "--set", "output.block=1000", "--set", "kernel=deal",
                     "--time-budget", "0.3s", expect=75)
        done = self.succeed("verify", partial, "--sample", 37).stdout
        self.assertIn("37 sessions simulated again, with the same rows bit for bit; THE FILE IS NOT COMPLETE", done)
        self.succeed("run", self.study, "-o", self.folder / "none.h5", "--time-budget", "0s", expect=75)
        self.assertIn("; 0 sessions simulated again", self.succeed("verify", self.folder / "none.h5").stdout)

    def test_verify_finds_a_change_of_the_summary(self):
        self.change_a_byte("summary/session_profit_mean", 0)
        self.assertEqual(run("verify", self.output, "--sample", 0).returncode, 3)

    def test_replay_finds_a_changed_row(self):
        self.change_a_byte("sessions/session_profit", 5)
        done = run("replay", self.output, "--session", 5)
        self.assertEqual(done.returncode, 3)
        self.assertIn("session_profit is", done.stderr)

    def test_digest_is_the_same_for_the_same_study(self):
        self.succeed("run", self.study, "-o", self.folder / "b.h5")
        digests = [self.succeed("digest", f).stdout.split()[0] for f in (self.output, self.folder / "b.h5")]
        self.assertEqual(digests[0], digests[1])
        self.succeed("run", self.study, "-o", self.folder / "c.h5", "--seed", 6)
        self.assertNotEqual(self.succeed("digest", self.folder / "c.h5").stdout.split()[0], digests[0])

    def test_chosen_columns_and_no_rows(self):
        self.succeed("run", self.study, "-o", self.folder / "few.h5", "--set", "output.columns=[session_profit, stop_reason]")
        with h5py.File(self.folder / "few.h5") as file:
            self.assertIn("session_profit", file["sessions"])
            self.assertNotIn("hands_played", file["sessions"])
            self.assertTrue(numpy.array_equal(file["sessions/session_profit"][0], self.rows("session_profit")))
        self.succeed("verify", self.folder / "few.h5")
        self.succeed("run", self.study, "-o", self.folder / "none.h5", "--set", "output.rows=none")
        text = self.succeed("summary", self.folder / "none.h5").stdout
        self.assertIn("win rate", text)
        self.succeed("verify", self.folder / "none.h5")

    def test_schema_is_json_and_workloads_lists_every_key(self):
        schema = json.loads(self.succeed("schema", "let_it_ride").stdout)
        self.assertIn("bankroll", schema["properties"])
        any_workload = json.loads(self.succeed("schema").stdout)
        self.assertTrue(any("bankroll" in of_one["properties"] for of_one in any_workload["oneOf"]))
        listing = self.succeed("workloads", "let_it_ride").stdout
        for key in ("base_bet", "dollars", "always_pull", "sessions"):
            self.assertIn(key, listing)
        self.assertIn("let_it_ride", self.succeed("workloads").stdout)

    def test_help_of_each_command_has_examples(self):
        of_all = self.succeed("--help").stdout
        self.assertIn("Exit codes", of_all)
        commands = re.findall(r"^  ([a-z]+) ", of_all.split("Subcommands:")[1].split("Examples:")[0], re.MULTILINE)
        self.assertIn("status", commands)
        for command in commands:
            self.assertIn("Examples:", self.succeed(command, "--help").stdout, command)
        self.assertTrue(self.succeed("--version").stdout.startswith("ergodic "))

    def test_the_studies_that_we_ship_and_the_one_in_the_readme_are_valid(self):
        readme = (SOURCE / "README.md").read_text()
        self.succeed("validate", self.write("readme.yaml", readme.split("```yaml\n")[1].split("```")[0]))
        shipped = pathlib.Path(shutil.copytree(SOURCE / "jobs" / "studies", self.folder / "studies", dirs_exist_ok=True))
        subprocess.run([SOURCE / "tools" / "season", "make", "--until", "2024-10-25", "-o", shipped / "entities" / "tables"], check=True)
        subprocess.run([SOURCE / "tools" / "league", "--teams", "2", "--games", "6", "-o", shipped / "players" / "tables"], check=True)
        for study in sorted(shipped.rglob("*.yaml")):
            if not study.is_relative_to(shipped / "card_games" / "genomes"):  # which are documents of studies
                self.succeed("validate", study)

    def test_a_reader_that_has_had_enough_is_no_error(self):
        many = self.write("many.yaml", STUDY.split("cases:")[0] + "sweep: {bankroll.base_bet: [" + ", ".join(map(str, range(1, 101))) + "]}\n")
        self.succeed("run", many, "-o", self.folder / "many.h5", "--sessions", 10)
        pipe = subprocess.Popen(["bash", "-c", f"set -o pipefail; {program.ERGODIC} summary {self.folder}/many.h5 --json | head -1"],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        out, err = pipe.communicate(timeout=60)
        self.assertEqual((pipe.returncode, out, err), (0, "{\n", ""))

    def test_a_full_standard_output_is_an_error(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([program.ERGODIC, "summary", self.output], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(done.returncode, 4)
        self.assertIn("No space left on device", done.stderr)

    def test_other_commands_under_mpirun_speak_once(self):
        done = self.succeed("validate", self.study, ranks=3)
        self.assertEqual(done.stdout.count("is a valid study"), 1)

    def test_a_file_can_be_read_while_it_is_written_and_run_while_it_is_read(self):
        output = self.folder / "busy.h5"
        busy = subprocess.Popen(program.command("run", self.study, "-o", output, "--sessions", 8000000, "--progress", "none"),
                                env=program.environment(), stdout=subprocess.DEVNULL)
        try:
            for _ in range(200):
                if output.exists():
                    break
                time.sleep(0.02)
            for _ in range(2):
                self.assertIn("NOT COMPLETE", self.succeed("summary", output).stdout)
            with h5py.File(output) as file:
                self.assertEqual(file["sessions/session_profit"].shape, (2, 8000000))
        finally:
            busy.kill()
            busy.wait(timeout=30)
        with h5py.File(output):
            self.assertEqual(run("run", self.study, "-o", output, "--sessions", 8000000, "--time-budget", "0.1s").returncode, 75)

    def test_verify_without_rows_simulates_blocks_again(self):
        output = self.folder / "none.h5"
        self.succeed("run", self.study, "-o", output, "--set", "output.rows=none")
        self.assertIn("6 000 sessions simulated again, with the same summaries", self.succeed("verify", output, "--sample", 7000).stdout)

    def test_an_output_through_a_link_goes_where_the_link_says(self):
        (self.folder / "scratch").mkdir()
        link = self.folder / "link.h5"
        link.symlink_to(self.folder / "scratch" / "there.h5")
        self.succeed("run", self.study, "-o", link)
        self.assertTrue(link.is_symlink())
        self.assertEqual(sha256(self.folder / "scratch" / "there.h5"), sha256(self.output))

    def test_progress_as_json_lines(self):
        done = self.succeed("run", self.study, "-o", self.folder / "p.h5", "--progress", "json", ranks=2)
        lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
        self.assertEqual(lines[-1]["state"], "complete")
        self.assertEqual(lines[-1]["sessions"], 6000)

    def test_a_batch_log_gets_lines_without_control_characters(self):
        self.assertNotIn("\r", self.ran.stderr)
        self.assertIn("100.0 %", self.ran.stderr)


if __name__ == "__main__":
    unittest.main()
