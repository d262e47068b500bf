"""Bad input gets one clear message and the documented exit code, also through mpirun; nothing is overwritten."""
import os
import pathlib
import subprocess
import time
import unittest

import program
from program import ProgramTest

# mpirun ends the other ranks as soon as one ends with an error: at once, not after its second of grace. What is wrong with
# a study is said before any rank ends.
NO_GRACE = {"OMPI_MCA_odls_base_sigkill_timeout": "0"}
GOOD = "workload: let_it_ride\nsessions: 2000\nsimulation: {hands_per_session: 20}\n"


class BadInput(ProgramTest):
    def refuse(self, *arguments, code, says, ranks=None, timeout=60, **how):
        """The command ends at once with this code and one message that says all of `says`; no raw trace, no mpi noise of ours."""
        done = program.run(*arguments, ranks=ranks, timeout=timeout, **how)
        self.assertEqual(done.returncode, code, f"{arguments}\n{done.stdout}\n{done.stderr}")
        for text in [says] if isinstance(says, str) else says:
            self.assertIn(text, done.stderr)
            self.assertEqual(done.stderr.count(text), 1, f"said once, whatever the ranks:\n{done.stderr}")
        for noise in ("terminate called", "Traceback", "HDF5-DIAG", "MPI_ABORT", "std::"):
            self.assertNotIn(noise, done.stderr)
        return done

    def refuse_study(self, text, *says, ranks=(None,)):
        """By `run` and by `validate`. Rank 0 alone reads a study, and tells the others that it cannot be: of each kind of what
        can be wrong with it, one test asks two ranks."""
        study = self.write("bad.yaml", text)
        output = self.folder / "never.h5"
        for n in ranks:
            self.refuse("run", study, "-o", output, code=2, says=list(says), ranks=n, env=NO_GRACE)
        self.refuse("validate", study, code=2, says=list(says))
        self.assertFalse(output.exists())

    # -- studies --------------------------------------------------------------------------------------------------

    def test_unknown_key_with_its_place_and_the_nearest(self):
        self.refuse_study(GOOD + "bankroll:\n  base_bte: 5\n", "bad.yaml:5:3: unknown key \"base_bte\"", "did you mean base_bet?", ranks=(None, 2))

    def test_cases_of_different_columns_say_what_to_set(self):
        self.refuse_study(GOOD + "sweep: {table.num_seats: [1, 6]}\n", "give different columns", "set table.per_seat: false")
        study = self.write("sizes.yaml", GOOD + "table: {per_seat: false}\nsweep: {table.num_seats: [1, 6]}\n")
        done = program.run("validate", study)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_what_is_wrong_in_one_case_names_it(self):
        self.refuse_study(GOOD + "strategy: {type: conservative, conservative: {}}\ncases: {a: {}, b: {strategy.type: basic}}\n",
                          "plays no part (strategy.type is basic)", "(in case b)", ranks=(None, 2))

    def test_unknown_value_of_a_choice(self):
        self.refuse_study(GOOD + "strategy: {type: optimum}\n", "bad.yaml:4:18:", "did you mean optimal?")

    def test_unknown_workload(self):
        self.refuse_study("workload: let_it_rid\n", "bad.yaml:1:11:", "did you mean let_it_ride?", ranks=(None, 2))

    def test_wrong_type(self):
        self.refuse_study(GOOD.replace("2000", "many"), "bad.yaml:2:11:")

    def test_negative_number(self):
        self.refuse_study(GOOD.replace("2000", "-5"), "bad.yaml:2:11:", "sessions is -5 ")

    def test_huge_number(self):
        self.refuse_study(GOOD.replace("2000", "123456789012345678901234567890"), "bad.yaml:2:11:")

    def test_not_a_number(self):
        self.refuse_study(GOOD + "bankroll: {base_bet: .nan}\n", "bad.yaml:4:22:")

    def test_cross_field_rule_names_the_key(self):
        self.refuse_study(GOOD + "bankroll: {starting_amount: 10, base_bet: 5}\n", "starting_amount", ranks=(None, 2))

    def test_empty_file(self):
        self.refuse_study("", "bad.yaml:1:1: workload is missing")

    def test_binary_file(self):
        self.refuse_study(bytes(range(256)) * 16, "bad.yaml", "not a text file", ranks=(None, 2))

    def test_broken_yaml(self):
        self.refuse_study(GOOD + "bankroll: {base_bet: 5\n", "bad.yaml:", ranks=(None, 2))

    def test_deep_nesting(self):
        for text in ("[" * 100000, "{a: " * 50000, "- " * 100000, "".join(" " * i + "a:\n" for i in range(2000))):
            start = time.monotonic()
            self.refuse_study(text, "bad.yaml:")
            self.assertLess(time.monotonic() - start, 20)

    def test_yaml_bomb(self):
        lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
        lines += [f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 10)}]" for i in range(12)]
        start = time.monotonic()
        self.refuse_study("\n".join(lines) + "\n", "bad.yaml:")
        self.assertLess(time.monotonic() - start, 20)

    def test_expression_with_its_column(self):
        rules = "strategy:\n  type: custom\n  custom:\n    bet1_rules:\n      - {condition: %s, action: ride}\n      - {condition: default, action: pull}\n"
        rules += "    bet2_rules: [{condition: default, action: pull}]\n"
        self.refuse_study(GOOD + rules % "has_paying_hand or has_pare", "bad.yaml:8:40: strategy.custom.bet1_rules[0].condition", "did you mean has_pair?")
        self.refuse_study(GOOD + rules % "'has_pair and high_cards ='", "bad.yaml:8:46:", "write ==")
        self.refuse_study(GOOD + rules % ("(" * 5000), "bad.yaml:8:", "is too long")
        self.refuse_study(GOOD + rules % ("not " * 1000 + "has_pair"), "bad.yaml:8:", "is nested too deeply")
        self.refuse_study(GOOD + rules % '"has_pair\\x20== 3.5"', "bad.yaml:8:21:", "\n  has_pair == 3.5\n  ^^^^^^^^^^^^^^^")

    def test_unknown_column(self):
        self.refuse_study(GOOD + "output: {columns: [session_proft]}\n", "bad.yaml:4:", "did you mean session_profit?", ranks=(None, 2))

    # -- files ----------------------------------------------------------------------------------------------------

    def test_missing_study_and_folder_instead_of_file(self):
        for ranks in (None, 2):
            self.refuse("run", self.folder / "missing.yaml", code=2, says="missing.yaml", ranks=ranks)
            self.refuse("run", self.folder, code=2, says=str(self.folder), ranks=ranks)

    def good_study(self):
        return self.write("good.yaml", GOOD)

    def test_output_in_a_folder_that_is_not_there(self):
        for ranks in (None, 2):
            self.refuse("run", self.good_study(), "-o", self.folder / "no" / "out.h5", code=4, says="No such file or directory", ranks=ranks)

    def test_output_is_a_folder(self):
        self.refuse("run", self.good_study(), "-o", self.folder, code=4, says="is a folder", ranks=2)

    def test_unwritable_output(self):
        place = pathlib.Path("/proc/ergodic-cannot-write-here.h5")  # no permission can be taken from root
        self.refuse("run", self.good_study(), "-o", place, code=4, says=str(place), ranks=2)

    def test_output_of_another_study_is_kept(self):
        output = self.folder / "out.h5"
        self.succeed("run", self.good_study(), "-o", output)
        before = output.read_bytes()
        other = self.write("other.yaml", GOOD.replace("session: 20", "session: 30"))
        for ranks in (None, 2):
            self.refuse("run", other, "-o", output, code=3, says="belongs to another study", ranks=ranks)
            self.assertEqual(output.read_bytes(), before)
        self.succeed("run", other, "-o", output, "--force")
        self.assertNotEqual(output.read_bytes(), before)

    def test_output_that_is_not_ours_is_kept(self):
        output = self.write("notes.txt", "my notes\n")
        for ranks in (None, 2):
            self.refuse("run", self.good_study(), "-o", output, code=3, says="is not a result file of ergodic", ranks=ranks)
        self.assertEqual(output.read_text(), "my notes\n")
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["good.yaml", "notes.txt"])

    def test_output_that_must_not_be_replaced_even_by_force(self):
        study = self.good_study()
        self.refuse("run", study, "-o", study, "--force", code=4, says="it is the study")
        self.refuse("run", study, "-o", "/dev/null", "--force", code=4, says="it is no regular file")
        self.assertEqual(study.read_text(), GOOD)

    def test_one_ranks_own_error_ends_all_ranks_and_names_it(self):
        study = self.write("long.yaml", GOOD.replace("2000", "400000").replace("20}", "200}"))
        output = self.folder / "out.h5"
        self.succeed("run", study, "-o", output, "--time-budget", "0s", expect=75)
        limited = ["bash", "-c", 'ulimit -f 12000; exec "$0" "$@"']
        ergodic = [program.ERGODIC, "run", str(study), "-o", str(output)]
        start = time.monotonic()
        done = subprocess.run(["mpirun", "-q", "-n", "1", *ergodic, ":", "-n", "1", *limited, *ergodic], capture_output=True, text=True,
                              timeout=60, env=program.environment())
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertLess(time.monotonic() - start, 10)
        for text in ("rank 1 of 2 on ", "sessions ", "(case base)", "File too large"):
            self.assertIn(text, done.stderr)
        self.succeed("run", study, "-o", output)
        self.succeed("verify", output)

    def test_no_space(self):
        small = self.folder / "small"
        small.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", small], capture_output=True).returncode != 0:
            self.skipTest("a small file system cannot be mounted here")
        self.addCleanup(subprocess.run, ["umount", small])
        for ranks in (None, 2):
            self.refuse("run", self.good_study(), "-o", small / "out.h5", "--sessions", "1000000", code=4,
                        says=["No space left on device"], ranks=ranks)
            self.assertEqual(list(small.iterdir()), [], "what could not be made is removed")

    def test_file_size_limit(self):
        study = self.good_study()
        limited = ["bash", "-c", f"ulimit -f 30000; exec \"$0\" run {study} -o {self.folder}/out.h5 --sessions 1000000"]
        done = subprocess.run([*limited, os.environ["ERGODIC_PROGRAM"]], capture_output=True, text=True, timeout=60,
                              env={**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"})
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("File too large", done.stderr)

    def test_a_second_run_on_the_same_output(self):
        output = self.folder / "out.h5"
        study = self.write("long.yaml", GOOD.replace("2000", "100000000").replace("20}", "10000}") + "output: {rows: none}\n")
        first = subprocess.Popen(program.command("run", study, "-o", output, "--progress", "none"), env=program.environment(), stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        try:
            for _ in range(200):
                if output.exists():
                    break
                time.sleep(0.05)
            self.refuse("run", study, "-o", output, "--wait", "0s", code=4, says="is in use")
        finally:
            first.kill()
            first.wait(timeout=30)

    def test_a_stopped_run_does_not_speak_of_an_output_that_was_removed(self):
        output = self.folder / "out.h5"
        study = self.write("long.yaml", GOOD.replace("2000", "100000000") + "kernel: deal\noutput: {block: 2000}\n")
        with subprocess.Popen(program.command("run", study, "-o", output, "--progress", "json"), env=program.environment(),
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as job:
            job.stderr.readline()  # it has begun
            output.unlink()
            job.terminate()
            _, said = job.communicate(timeout=60)
        self.assertEqual(job.returncode, 4, said)
        self.assertIn(f"{output} is gone (it was removed or renamed while this run wrote it)", said)
        self.assertNotIn("stopped with work left", said)

    def test_result_files_that_are_none(self):
        text = self.write("text.h5", "not HDF5")
        pipe = self.folder / "pipe.h5"
        os.mkfifo(pipe)
        for command in ("summary", "verify", "digest", "report"):
            self.refuse(command, text, code=3, says="is not a result file of ergodic")
            self.refuse(command, pipe, code=3, says="is not a result file of ergodic (it is no file)")
            self.refuse(command, self.folder / "missing.h5", code=4, says="No such file or directory) check its name")
            self.refuse(command, self.folder / "none" / "missing.h5", code=4, says=f"there is no folder {self.folder / 'none'}")
        self.refuse("replay", text, "--session", 0, code=3, says="is not a result file of ergodic")
        self.refuse("replay", text, "--session", -1, code=2, says="--session: sessions are numbered from 0")

    # -- command line ---------------------------------------------------------------------------------------------

    def test_an_empty_value_is_not_the_default(self):
        for option in ("--shard", "--time-budget", "--stop-margin", "--wait", "--watchdog", "-o"):
            self.refuse("run", self.good_study(), option, "", code=2, says="it is empty (is a variable not set?)")
        self.refuse("run", self.good_study(), "--wait", "soon", code=2, says='--wait "soon" is no duration')

    def test_unknown_command_and_option(self):
        for ranks in (None, 2):
            self.refuse("sumary", code=2, says="did you mean summary?", ranks=ranks)
            self.refuse("run", self.good_study(), "--ouput", "x.h5", code=2, says="did you mean --output?", ranks=ranks)
        self.refuse(code=2, says="no command")

    def test_bad_settings_name_who_set_them(self):
        study = self.good_study()
        self.refuse("validate", study, "--set", "strategy.typ=optimal", code=2, says=["--set", "did you mean type?"])
        self.refuse("validate", study, "--set", "nonsense", code=2, says="key.path=value")
        self.refuse("validate", study, code=2, says="ERGODIC_SEED", env={"ERGODIC_SEED": "abc"})
        self.refuse("run", study, "--time-budget", "soon", code=2, says="is no duration", ranks=2)

    def test_unknown_session_case_and_workload(self):
        output = self.folder / "out.h5"
        self.succeed("run", self.good_study(), "-o", output)
        self.refuse("replay", output, "--session", 2000, code=2, says="sessions 0 to 1999")
        self.refuse("replay", output, "--session", -1, code=2, says="--session: sessions are numbered from 0")
        self.refuse("replay", output, "--session", 0, "--case", "bas", code=2, says="did you mean base?")
        self.refuse("workloads", "let_it_rde", code=2, says="did you mean let_it_ride?")
        self.refuse("schema", "poker", code=2, says="unknown workload")


if __name__ == "__main__":
    unittest.main()
