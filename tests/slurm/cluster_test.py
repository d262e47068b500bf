"""tools/slurm-cluster: may be told anything twice, keeps to its folder, and stops only what it started."""
import subprocess
import unittest

from cluster import TOOL, skip_unless_installed
from program import ProgramTest


class ClusterTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.cluster = self.folder / "slurm"
        self.addCleanup(self.tell, "down", expect=None)

    def tell(self, action, *options, expect=0):
        done = subprocess.run([TOOL, action, "--folder", self.cluster, *options], capture_output=True, text=True,
                              timeout=100)
        if expect is not None:
            self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def test_up_and_down_may_be_repeated(self):
        self.assertIn("down", self.tell("status", expect=3))
        self.assertIn("idle", self.tell("up", "--nodes", "1"))
        self.assertIn("already up", self.tell("up", "--nodes", "1"))
        self.assertIn("take it down first", self.tell("up", "--nodes", "2", expect=1))
        self.assertIn("idle", self.tell("status"))
        self.tell("down")
        self.tell("down")
        self.assertIn("down", self.tell("status", expect=3))
        self.assertIn("idle", self.tell("up", "--nodes", "2"))

    def test_down_ends_no_process_but_its_own(self):
        self.tell("up", "--nodes", "1")
        other = subprocess.Popen(["sleep", "100"])
        self.addCleanup(other.wait)
        self.addCleanup(other.kill)
        (self.cluster / "run" / "slurmd-n2.pid").write_text(f"{other.pid}\n")
        self.tell("down")
        self.assertIsNone(other.poll(), "a process whose number stood in a pid file was ended")

    def test_a_folder_with_other_things_is_left_alone(self):
        self.cluster.mkdir()
        mine = self.write("slurm/state", "mine")
        self.assertIn("choose another --folder", self.tell("up", expect=1))
        self.tell("down")
        self.assertEqual(mine.read_text(), "mine")

    def test_five_nodes_are_too_many(self):
        self.assertIn("1 to 4 nodes", self.tell("up", "--nodes", "5", expect=1))


if __name__ == "__main__":
    skip_unless_installed()
    unittest.main()
