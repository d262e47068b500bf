"""What the job scripts decide before they launch anything, with SLURM's variables set as it would."""
import json
import os
import re
import signal
import subprocess
import time
import unittest

from program import ERGODIC, MPI_ENVIRONMENT, SOURCE, ProgramTest

JOBS = SOURCE / "jobs" / "slurm"
SCRIPTS = ["one_node.sh", "several_nodes.sh", "shards.sh", "until_done.sh"]


class Script(ProgramTest):
    def run_script(self, script, **variables):
        """It prints what it would launch, and the end of the job that it tells the program."""
        echo = self.write("echo", '#!/bin/sh\necho "$SLURM_JOB_END_TIME:" "$@"\n')
        echo.chmod(0o755)
        if not (self.folder / "ergodic").exists():
            self.write("ergodic", "#!/bin/sh\n").chmod(0o755)
        squeue = self.write("squeue", "#!/bin/sh\ndate -d @4102444800 +%FT%T\n")
        squeue.chmod(0o755)
        return subprocess.run(["bash", JOBS / script], cwd=self.folder, text=True, capture_output=True, timeout=20,
                              env={"PATH": f"{self.folder}:{os.environ['PATH']}", "LAUNCH": str(echo), "ERGODIC": "ergodic",
                                   "STUDY": "study.yaml", "OUTPUT": "out.h5", "SLURM_JOB_ID": "7", **variables})


class Arrays(Script):
    def task(self, task, array, **variables):
        """That task of an array of these."""
        return self.run_script("shards.sh", SLURM_ARRAY_JOB_ID="7", SLURM_ARRAY_TASK_ID=str(task),
                               SLURM_ARRAY_TASK_MIN=str(min(array)), SLURM_ARRAY_TASK_MAX=str(max(array)),
                               SLURM_ARRAY_TASK_COUNT=str(len(array)), **variables)

    def launches(self, shard, *task, **variables):
        done = self.task(*task, **variables)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn(f"run study.yaml --shard {shard} -o out.{shard.replace('/', 'of')}.h5", done.stdout)

    def refuses(self, says, *task, **variables):
        done = self.task(*task, **variables)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        for part in says:
            self.assertIn(part, done.stderr)

    def test_from_1_without_gaps_are_all_shards_of_a_study(self):
        self.launches("3/8", 3, range(1, 9))
        self.launches("1/1", 1, [1])

    def test_of_some_shards_want_to_know_of_how_many(self):
        for array in ([5], [3, 5], [1, 2, 4], [2, 3, 4]):
            self.refuses(["are not all shards of a study", "SHARDS=n sbatch --array="], array[0], array)
            self.launches(f"{array[0]}/8", array[0], array, SHARDS="8")
        self.refuses(["there is no shard 9 of 8"], 9, [9], SHARDS="8")

    def test_that_count_from_0_are_told_how_to_count(self):
        self.refuses(["counted from 1", "sbatch --array=1-4"], 0, range(4))

    def test_of_another_number_than_the_shards_beside_would_begin_the_study_anew(self):
        self.write("out.3of8.h5", "")
        self.refuses(["out.3of8.h5 is there, one of 8 shards", "would make 2", "SHARDS=8 sbatch --array="], 1, [1, 2])
        self.refuses(["out.3of8.h5 is there"], 1, [1, 2], SHARDS="4")
        self.launches("1/8", 1, [1, 2], SHARDS="8")
        self.launches("1/8", 1, range(1, 9))

    def test_do_not_mind_the_shards_of_another_output(self):
        self.write("out.try.1of3.h5", "")
        self.write("another.1of3.h5", "")
        self.launches("1/2", 1, [1, 2])
        merged = self.write("ergodic", "#!/bin/sh\necho $@\n")
        merged.chmod(0o755)
        self.write("out.1of2.h5", "")
        self.write("out.2of2.h5", "")
        done = self.run_script("merge.sh", ERGODIC=str(merged))
        self.assertEqual(done.stdout, "merge out.h5 out.1of2.h5 out.2of2.h5\n")

    def test_are_needed(self):
        done = self.run_script("shards.sh")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("submit this script with sbatch", done.stderr)


class TheEndOfTheJob(Script):
    ARRAY = {"SLURM_ARRAY_JOB_ID": "7", "SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_MAX": "1",
             "SLURM_ARRAY_TASK_COUNT": "1"}

    def told(self, script, **variables):
        done = self.run_script(script, **self.ARRAY, **variables)
        return re.search(r"^(\d*): ergodic run", done.stdout, re.M)[1]

    def test_is_what_slurm_says_and_never_that_of_a_job_that_is_over(self):
        soon, past = str(int(time.time()) + 600), str(int(time.time()) - 600)
        for script in SCRIPTS:
            with self.subTest(script=script):
                self.assertEqual(self.told(script, SLURM_JOB_END_TIME=soon), soon)
                self.assertEqual(self.told(script), "4102444800")
                self.assertEqual(self.told(script, SLURM_JOB_END_TIME=past), "4102444800")


class TheSignalToStop(Script):
    """It comes while the script asks SLURM for the end of the job."""

    def stopped(self, script, left, **variables):
        asks = 'touch asked; while [ ! -e go ]; do sleep 0.05; done; date -d @$(($(date +%s) + LEFT)) +%FT%T'
        for name, text in (("squeue", asks), ("scontrol", 'echo "scontrol $*"'), ("launch", 'echo "launched"')):
            self.write(name, f"#!/bin/bash\n{text}\n").chmod(0o755)
        for name in ("asked", "go"):
            (self.folder / name).unlink(missing_ok=True)
        with subprocess.Popen(["bash", JOBS / script], cwd=self.folder, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE,
                              env={"PATH": f"{self.folder}:{os.environ['PATH']}", "LAUNCH": "launch", "ERGODIC": "false",
                                   "SLURM_JOB_ID": "7", "LEFT": str(left), **variables}) as process:
            self.addCleanup(process.kill)
            while not (self.folder / "asked").exists():
                self.assertIsNone(process.poll())
                time.sleep(0.02)
            process.send_signal(signal.SIGUSR1)
            (self.folder / "go").touch()
            output, errors = process.communicate(timeout=20)
        self.assertNotIn("launched", output)
        return process.returncode, output, errors

    def test_before_the_launch_is_obeyed(self):
        for script in ("one_node.sh", "several_nodes.sh", "shards.sh"):
            with self.subTest(script=script):
                self.assertEqual(self.stopped(script, 3600, **TheEndOfTheJob.ARRAY)[0], 75)

    def test_before_the_launch_puts_the_job_back_into_the_queue(self):
        code, output, errors = self.stopped("until_done.sh", 3600)
        self.assertEqual((code, errors), (0, ""))
        self.assertIn("exit code 75 with 0 blocks done: back into the queue\nscontrol requeue 7", output)

    def test_that_is_slurms_warning_before_the_launch_ends_it(self):
        code, output, errors = self.stopped("until_done.sh", 100)
        self.assertEqual(code, 75)
        self.assertNotIn("scontrol", output)
        self.assertIn("not requeued", errors)


class TheBlocksDone(Script):
    def until_done(self, program, **variables):
        self.write("ergodic", "#!/bin/bash\n" + program).chmod(0o755)
        self.write("scontrol", '#!/bin/bash\necho "scontrol $*"\n').chmod(0o755)
        return self.run_script("until_done.sh", ERGODIC="ergodic", LAUNCH="env", SLURM_JOB_NODELIST="n1", **variables)

    def test_are_asked_of_status_whose_cost_does_not_grow_with_the_figures(self):
        done = self.until_done('echo "$1 $*" >> asked\n[ $1 = run ] && exit 75\n'
                               'echo \'{"blocks": 90, "blocks_done": \'$(wc -l < asked)\', "run": {"blocks": [1, 9]}}\'\n')
        self.assertEqual([line.split()[0] for line in (self.folder / "asked").read_text().splitlines()],
                         ["status", "run", "status"])
        self.assertIn(": 1 blocks are done\n", done.stdout)
        self.assertIn("exit code 75 with 2 blocks done: back into the queue\nscontrol requeue 7", done.stdout)

    def test_none_of_them_ends_it_with_what_to_change(self):
        done = self.until_done('[ $1 = run ] && exit 75\necho \'{"blocks_done": 4}\'\nexit 75\n')
        self.assertEqual(done.returncode, 75)
        self.assertNotIn("scontrol", done.stdout)
        self.assertIn("not requeued (where blocks take longer than a start: a smaller output.block", done.stderr)

    def test_or_a_copy_that_got_on_puts_it_back_into_the_queue(self):
        copies = self.until_done('[ $1 = run ] && touch out.h5.tmp && exit 75\necho \'{"blocks_done": 4}\'\nexit 75\n')
        self.assertEqual(copies.returncode, 0, copies.stderr)
        self.assertIn("scontrol requeue 7", copies.stdout)
        os.utime(self.folder / "out.h5.tmp", (1, 1))  # of an earlier start
        self.assertEqual(self.until_done('[ $1 = run ] && exit 75\necho \'{"blocks_done": 4}\'\nexit 75\n').returncode, 75)

    def test_are_told_by_status_as_by_summary(self):
        study = self.write("study.yaml", "workload: let_it_ride\nsessions: 100000000\noutput: {rows: none, block: 2000}\n")
        output = self.folder / "out.h5"
        self.succeed("run", study, "-o", output, "--time-budget", "0.5s", expect=75)
        status, summary = (json.loads(self.succeed(name, output, "--json", expect=code).stdout)
                           for name, code in (("status", 75), ("summary", 0)))
        self.assertGreater(status["blocks_done"], 0)
        self.assertEqual(status["blocks_done"], summary["blocks_done"])


class TheLaunch(Script):
    """mpirun is muted: it would say nothing."""

    def test_wants_the_launcher_and_the_program(self):
        for script in SCRIPTS:
            for name, variables in (("no-ergodic", {"ERGODIC": "no-ergodic"}), ("no-mpirun", {"LAUNCH": "no-mpirun -n 2"}),
                                    ("./ergodic", {"ERGODIC": "./ergodic"})):
                with self.subTest(script=script, name=name):
                    (self.folder / "ergodic").unlink(missing_ok=True)
                    if name == "./ergodic":
                        self.write("ergodic", "it cannot be executed")
                    done = self.run_script(script, **TheEndOfTheJob.ARRAY, **variables)
                    self.assertEqual(done.returncode, 2)
                    self.assertEqual(done.stderr.splitlines()[0], f"cannot find {name} (on {os.uname().nodename}) load its module, "
                                     "or set LAUNCH or ERGODIC")
                    self.assertNotIn("run study.yaml", done.stdout)

    def test_by_mpirun_has_the_last_word_of_the_program(self):
        study = self.write("study.yaml", "workload: let_it_ride\nsessions: 100000000\noutput: {rows: none}\n")
        with_mpi = {name: os.environ.get(name, value) for name, value in MPI_ENVIRONMENT.items()}
        variables = {**TheEndOfTheJob.ARRAY, **with_mpi, "STUDY": str(study), "ERGODIC": ERGODIC, "LAUNCH": "mpirun -n 2",
                     "HOME": str(self.folder), "ERGODIC_TIME_BUDGET": "0.5s"}
        for script in ("one_node.sh", "several_nodes.sh", "shards.sh"):
            done = self.run_script(script, **variables)
            self.assertEqual(done.returncode, 75, done.stderr)
            self.assertTrue(done.stderr.splitlines()[-1].startswith("stopped with work left (the time budget is used up; "), done.stderr)
            other = self.write("other.yaml", "workload: let_it_ride\nsessions: 7\n")
            done = self.run_script(script, **{**variables, "STUDY": str(other)})
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)


class TheWarning(unittest.TestCase):
    def test_is_a_signal_that_mpirun_never_loses(self):
        for script in SCRIPTS:
            self.assertIn("#SBATCH --signal=B:USR2@", (JOBS / script).read_text())


if __name__ == "__main__":
    unittest.main()
