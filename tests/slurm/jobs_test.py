"""The job scripts as shipped, on a real SLURM: jobs/slurm/README.md's promises."""
import os
import pathlib
import subprocess
import unittest

from cluster import Job, skip_unless_installed
from program import ERGODIC, SOURCE, ProgramTest, environment

STRATEGIES = SOURCE / "jobs" / "studies" / "let_it_ride" / "strategies.yaml"
PACED = pathlib.Path(os.environ["ERGODIC_PACED"])

# 120 blocks: with PACE=20 (milliseconds a session) each takes 0.2 s, and all 24 s of one rank.
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


class UntilDone(JobTest):
    def test_a_study_of_many_time_limits_finishes_unattended(self):
        job = self.submit_paced("until_done.sh", "--time=1", "--nodes=2", "--ntasks-per-node=1", pace=20,
                                ERGODIC_TIME_BUDGET="2.5s")
        ended = self.assert_ends(job, "COMPLETED", "0:0", timeout=150)
        self.assertGreaterEqual(int(ended["Restarts"]), 3, job.log_text())
        self.assert_paced_result_of_a_plain_run()

    def test_a_start_that_brings_nothing_on_is_the_last(self):
        idle = self.write("idle", '#!/bin/sh\n[ "$1" = run ] && exit 75\n')
        idle.chmod(0o755)
        job = self.submit("until_done.sh", "--nodes=1", "--ntasks-per-node=1", ERGODIC=idle)
        self.assert_ends(job, "FAILED", "75:0")
        self.assertIn("not requeued", job.log_text())

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


if __name__ == "__main__":
    skip_unless_installed()
    unittest.main()
