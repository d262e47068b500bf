"""Hosts that are lost, and links that are cut, in the middle of a run over several hosts.

Each host is a set of namespaces of this machine, with an address of its own on a bridge: what a cluster's nodes are to
Open MPI. Needs root, iproute2 and util-linux; else it is skipped.
"""
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

import program
from jobs import kill, processes_of, runs_the_program
from program import ProgramTest, environment, run, sha256

program.ERGODIC = os.environ["ERGODIC_TOY"]

STUDY = "workload: toy\nsessions: 600\nwork: 1000000\noutput: {block: 2}\n"  # seconds
HOSTS = 3
NETWORK = "10.77.0"
LIMIT = 60  # [s] of which Open MPI takes some to end what it still reaches


def sh(*command):
    subprocess.run(command, check=True, capture_output=True, text=True)


class Hosts:
    """Namespaces joined by a bridge."""

    def __init__(self, folder):
        self.folder, self.bridge, self.processes = folder, f"erg{os.getpid() % 100000}", []
        self.agent = folder / "agent"
        self.agent.write_text(f'#!/bin/bash\nhost=$1; shift\n'
                              f'exec nsenter -t "$(cat {folder}/$host)" -n -u -i -m -p -- bash -c "cd /; $*"\n')
        self.agent.chmod(0o755)
        try:
            sh("ip", "link", "add", self.bridge, "type", "bridge")
            sh("ip", "address", "add", f"{NETWORK}.254/24", "dev", self.bridge)
            sh("ip", "link", "set", self.bridge, "up")
            for number in range(1, HOSTS + 1):
                self.add(number)
        except (OSError, subprocess.CalledProcessError) as error:
            self.remove()
            raise unittest.SkipTest(f"no hosts can be made of namespaces here: {getattr(error, 'stderr', error)}")

    def link(self, number):
        return f"{self.bridge}-{number}"

    def add(self, number):
        host = subprocess.Popen(["unshare", "-n", "-u", "-i", "-m", "-p", "--fork", "--kill-child", "--mount-proc", "bash",
                                 "-c", "mount -t tmpfs tmpfs /dev/shm; while :; do sleep 1; done"], start_new_session=True,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.processes.append(host)
        deadline = time.monotonic() + 10
        children = pathlib.Path(f"/proc/{host.pid}/task/{host.pid}/children")
        while not children.read_text().split():
            if time.monotonic() > deadline or host.poll() is not None:
                raise OSError("unshare failed")
            time.sleep(0.02)
        init = children.read_text().split()[0]
        (self.folder / f"{NETWORK}.{number}").write_text(init)
        sh("ip", "link", "add", self.link(number), "type", "veth", "peer", "name", "eth0", "netns", init)
        sh("ip", "link", "set", self.link(number), "master", self.bridge, "up")
        inside = ["nsenter", "-t", init, "-n", "-u"]
        sh(*inside, "hostname", f"host{number}")
        sh(*inside, "ip", "address", "add", f"{NETWORK}.{number}/24", "dev", "eth0")
        sh(*inside, "ip", "link", "set", "eth0", "up")
        sh(*inside, "ip", "link", "set", "lo", "up")

    def lose(self, number):
        os.kill(int((self.folder / f"{NETWORK}.{number}").read_text()), signal.SIGKILL)

    def cut(self, number):
        sh("ip", "link", "set", self.link(number), "down")

    def remove(self):
        for host in self.processes:
            kill(processes_of(host.pid))
            host.kill()
            host.wait()
        subprocess.run(["ip", "link", "delete", self.bridge], capture_output=True)

    def environment(self):
        """How mpirun reaches them; and that it misses a silent one in seconds, where 8 minutes are usual."""
        network = f"{NETWORK}.0/24"
        return {"OMPI_MCA_plm": "rsh", "OMPI_MCA_ras": "^slurm", "OMPI_MCA_plm_rsh_agent": str(self.agent),
                "OMPI_MCA_plm_rsh_no_tree_spawn": "1", "OMPI_MCA_oob_tcp_if_include": network,
                "OMPI_MCA_btl_tcp_if_include": network, "OMPI_MCA_btl": "self,vader,tcp", "OMPI_MCA_pml": "ob1",
                "OMPI_MCA_oob_tcp_keepalive_time": "3", "OMPI_MCA_oob_tcp_keepalive_intvl": "1",
                "OMPI_MCA_oob_tcp_keepalive_probes": "3"}


class HostFaults(ProgramTest):
    def setUp(self):
        super().setUp()
        self.hosts = Hosts(pathlib.Path(tempfile.mkdtemp(dir=self.folder)))
        self.addCleanup(self.hosts.remove)
        self.study = self.write("study.yaml", STUDY)
        self.output = self.folder / "out.h5"

    def ranks(self):
        """The living ranks of the job, on all hosts."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and str(self.output).encode() in (entry / "cmdline").read_bytes().split(b"\0"):
                    found += [int(entry.name)] if runs_the_program(int(entry.name)) else []
            except OSError:  # it has just ended
                continue
        return found

    def ends_and_goes_on(self, fault, may_hang=False):
        names = ",".join(f"{NETWORK}.{number}" for number in range(1, HOSTS + 1))
        ours = ["run", self.study, "-o", self.output, "--progress", "none"]
        command = ["mpirun", "-q", "--host", names, "-n", str(HOSTS), program.ERGODIC, *map(str, ours),
                   "--watchdog", "15s"]
        job = subprocess.Popen(command, env=environment(**self.hosts.environment()), start_new_session=True,
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            deadline = time.monotonic() + 60
            while not self.output.exists():
                self.assertLess(time.monotonic(), deadline)
                self.assertIsNone(job.poll())
                time.sleep(0.02)
            self.assertTrue(self.ranks())
            start = time.monotonic()
            fault(HOSTS)
            _, text = job.communicate(timeout=LIMIT)
            print(f"ended after {time.monotonic() - start:.1f} s with code {job.returncode}")
            self.assertNotEqual(job.returncode, 0, text)
        except subprocess.TimeoutExpired:
            if not may_hang:
                raise
            print(f"mpirun still waits after {LIMIT} s for an answer to what it had sent")
            self.assertEqual(self.ranks(), [], "the watchdog has not ended them")
        finally:
            kill(processes_of(job.pid))
            job.wait()
            job.stderr.close()
        done = run(*ours, ranks=2, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        again = self.folder / "again.h5"
        self.succeed("run", self.study, "-o", again, ranks=2)
        self.assertEqual(sha256(self.output), sha256(again))

    def test_a_host_that_is_lost_ends_the_job_and_the_next_one_goes_on(self):
        self.ends_and_goes_on(self.hosts.lose)

    def test_a_link_that_is_cut_ends_the_job_and_the_next_one_goes_on(self):
        # What mpirun itself had on its way when the link was cut, TCP sends again for a quarter of an hour, and keepalives
        # wait for that.
        self.ends_and_goes_on(self.hosts.cut, may_hang=True)


if __name__ == "__main__":
    unittest.main()
