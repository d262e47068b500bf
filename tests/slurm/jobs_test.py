"""The job scripts as shipped, on a real SLURM: jobs/slurm/README.md's promises."""
import os
import pathlib
import re
import subprocess
import unittest

from cluster import Job, skip_unless_installed
from program import ERGODIC, SOURCE, ProgramTest, environment

STRATEGIES = SOURCE / "jobs" / "studies" / "let_it_ride" / "strategies.yaml"
PACED = pathlib.Path(os.environ["ERGODIC_PACED"])

# 120 blocks of 10 sessions, that take PACE milliseconds each.
PACED_STUDY = """\
workload: paced
metadata: {name: a study that takes its time}
sessions: 1200
seeding: {seed: 11}
output: {block: 10}
"""
LAUNCHERS = {"srun": "srun --mpi=pmix", "mpirun": "mpirun"}


def digest(output, program=ERGODIC):
    done = subprocess.run([program, "digest", output], capture_output=True, text=True, timeout=60, env=environment())
    return done.stdout.split()[0] if done.returncode == 0 else done.stderr


class JobTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"

    def submit(self, script, *options, **variables):
        settings = {"STUDY": STRATEGIES, "OUTPUT": self.output, "ERGODIC": ERGODIC, "ERGODIC_SESSIONS": 20000}
        return Job(script, self.folder, *options, **{**settings, **variables})

    def submit_paced(self, script, *options, pace, **variables):
        study = self.write("study.yaml", PACED_STUDY)
        return self.submit(script, *options, STUDY=study, ERGODIC=PACED, PACE=pace, ERGODIC_SESSIONS=1200, **variables)

    def assert_ends(self, job, state, exit_code, timeout=90):
        ended = job.wait_until_ended(timeout)
        self.assertEqual((ended["JobState"], ended["ExitCode"]), (state, exit_code), job.log_text())
        return ended

    def assert_result_of_a_plain_run(self):
        reference = self.folder / "reference.h5"
        self.succeed("run", STRATEGIES, "--sessions", 20000, "-o", reference)
        self.assertEqual(digest(self.output), digest(reference))

    def assert_paced_result_of_a_plain_run(self):
        reference = self.folder / "reference.h5"
        subprocess.run([PACED, "run", self.folder / "study.yaml", "-o", reference], check=True, capture_output=True,
                       timeout=60, env=environment())
        self.assertEqual(digest(self.output, PACED), digest(reference, PACED))


class Nodes(JobTest):
    def test_one_node_gives_the_result_of_a_plain_run(self):
        job = self.submit("one_node.sh", "--ntasks=2")
        self.assert_ends(job, "COMPLETED", "0:0")
        self.assert_result_of_a_plain_run()

    def test_several_nodes_give_the_result_of_a_plain_run(self):
        for name, launch in LAUNCHERS.items():
            with self.subTest(launcher=name):
                self.output = self.folder / f"{name}.h5"
                job = self.submit("several_nodes.sh", "--nodes=2", "--ntasks-per-node=2", LAUNCH=launch)
                self.assert_ends(job, "COMPLETED", "0:0")
                self.assert_result_of_a_plain_run()


    def test_an_srun_without_pmix_is_told_so_once(self):
        job = self.submit("one_node.sh", "--ntasks=2", LAUNCH="srun --mpi=none")
        self.assert_ends(job, "FAILED", "70:0")
        self.assertEqual(job.log_text().count("cannot start MPI (srun has started this without PMIx"), 1, job.log_text())
        self.assertNotIn("OPAL ERROR", job.log_text())
        self.assertFalse(self.output.exists())


class UntilDone(JobTest):
    def test_a_study_of_many_time_limits_finishes_unattended(self):
        # 30 s on two ranks, in starts that stop 8 s after SLURM has started them: at least four.
        job = self.submit_paced("until_done.sh", "--time=1", "--nodes=2", "--ntasks-per-node=1", pace=50,
                                ERGODIC_STOP_MARGIN="52s")
        ended = self.assert_ends(job, "COMPLETED", "0:0", timeout=280)
        self.assertGreaterEqual(int(ended["Restarts"]), 3, job.log_text())
        self.assertIn("the end of the job is near", job.log_text())
        self.assert_paced_result_of_a_plain_run()

    def test_a_lost_node_costs_only_the_blocks_in_the_making(self):
        for name, launch in LAUNCHERS.items():
            with self.subTest(launcher=name):
                self.output = self.folder / f"{name}.h5"
                job = self.submit_paced("until_done.sh", "--nodes=2", "--ntasks-per-node=1", pace=10, LAUNCH=launch)
                job.wait_until(lambda: "ergodic: " in job.log_text(), 60, "a line of progress")
                job.slurm("scontrol", "update", "NodeName=n2", "State=DOWN", "Reason=test")
                ended = self.assert_ends(job, "COMPLETED", "0:0", timeout=120)
                self.assertEqual(ended["Restarts"], "1", job.log_text())
                self.assertRegex(job.log_text(), "start 2 on .* [1-9][0-9]* blocks are done")
                self.assert_paced_result_of_a_plain_run()

    def test_a_start_that_brings_nothing_on_is_the_last(self):
        idle = self.write("idle", '#!/bin/sh\n[ "$1" = run ] && exit 75\n')
        idle.chmod(0o755)
        job = self.submit("until_done.sh", "--nodes=1", "--ntasks-per-node=1", ERGODIC=idle)
        self.assert_ends(job, "FAILED", "75:0")
        self.assertIn("not requeued", job.log_text())

    def test_a_block_that_is_longer_than_a_start_is_spoken_of(self):
        start = ["until_done.sh", "--nodes=2", "--ntasks-per-node=1"]  # blocks of ten minutes
        job = self.submit_paced(*start, pace=60000)
        begun = r"20\d\d-\S+Z: 2 ranks on [12] nodes?; 1 200 sessions in 120 blocks are to do"
        job.wait_until(lambda: re.search(begun, job.log_text()), 60, "a line with the date")
        job.signal("--batch")
        job.wait_until(lambda: "SIGUSR2 was received: stopping when the blocks in hand are done" in job.log_text(), 10,
                       "a word of the signal")
        job.slurm("scancel", job.id)  # the end of its time
        job.wait_until_ended(60)
        again = self.submit_paced(*start, pace=60000)
        again.wait_until(lambda: re.search(r"ended before a block was done \(.*\) take a smaller output.block", again.log_text()), 60,
                         "what to change")
        again.slurm("scancel", again.id)
        again.wait_until_ended(60)
        told = subprocess.run([PACED, "status", self.output], capture_output=True, text=True, timeout=60, env=environment())
        self.assertIn("take a smaller output.block (of a new file), or a longer job", told.stdout)

    def test_an_error_is_not_tried_again(self):
        job = self.submit("until_done.sh", "--nodes=1", "--ntasks-per-node=1", STUDY=self.folder / "missing.yaml")
        ended = self.assert_ends(job, "FAILED", "2:0")
        self.assertEqual(ended["Restarts"], "0")


class Shards(JobTest):
    def submit_array(self):
        """The two lines of shards.sh: its jobs and the merge after them."""
        array = self.submit("shards.sh", "--array=1-3", "--ntasks=2", f"--output={self.folder}/shard-%a.log")
        return array, self.submit("merge.sh", f"--dependency=afterok:{array.id}", "--kill-on-invalid-dep=yes")

    def test_an_array_and_its_merge_give_the_result_of_a_plain_run(self):
        array, merge = self.submit_array()
        self.assert_ends(merge, "COMPLETED", "0:0", timeout=120)
        self.assert_result_of_a_plain_run()
        some = self.submit("shards.sh", "--array=1,2", "--ntasks=1", f"--output={self.folder}/some-%a.log")
        self.assert_ends(some, "FAILED", "2:0")
        self.assertIn("SHARDS=3 sbatch --array=", (self.folder / "some-1.log").read_text())
        self.assertFalse((self.folder / "out.1of2.h5").exists())

    def test_no_merge_without_all_shards_and_the_same_lines_continue(self):
        self.write("out.2of3.h5", "not a shard")
        array, merge = self.submit_array()
        self.assertEqual(merge.wait_until_ended(120)["JobState"], "CANCELLED")
        self.assertFalse(self.output.exists())
        (self.folder / "out.2of3.h5").unlink()
        array, merge = self.submit_array()
        self.assert_ends(merge, "COMPLETED", "0:0", timeout=120)
        self.assertIn("already complete", (self.folder / "shard-1.log").read_text())
        self.assert_result_of_a_plain_run()


class Signals(JobTest):
    """USR2: stop at the next block, all done blocks kept, exit code 75."""

    def assert_stopped_with_work_kept(self, job, timeout=90):
        self.assert_ends(job, "FAILED", "75:0", timeout)
        self.assertIn("SIGUSR2 was received", job.log_text())
        verified = subprocess.run([PACED, "verify", self.output, "--sample", "50"], capture_output=True, text=True,
                                  timeout=60, env=environment())
        self.assertEqual(verified.returncode, 0, verified.stderr)

    def wait_until_it_simulates(self, job):
        job.wait_until(lambda: '"running"' in self.record_text(), 60, "the run record says that it runs")

    def record_text(self):
        record = self.output.with_suffix(".run.json")
        return record.read_text() if record.exists() else ""

    def test_scancel_stops_it_durably(self):
        for name, launch in LAUNCHERS.items():
            with self.subTest(launcher=name):
                self.output = self.folder / f"{name}.h5"
                job = self.submit_paced("several_nodes.sh", "--nodes=2", "--ntasks-per-node=1", pace=100, LAUNCH=launch)
                self.wait_until_it_simulates(job)
                job.signal("--batch")
                self.assert_stopped_with_work_kept(job, timeout=30)

    def test_the_warning_before_the_time_limit_stops_it_durably(self):
        job = self.submit_paced("one_node.sh", "--time=1", "--signal=B:USR2@50", "--ntasks=1", pace=1000,
                                SLURM_JOB_END_TIME=4102444800)  # the program knows of no limit: it is the signal
        self.assert_stopped_with_work_kept(job)


if __name__ == "__main__":
    skip_unless_installed()
    unittest.main()
