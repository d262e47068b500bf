"""Runs the program as a user would, with or without mpirun, never longer than a time limit."""
import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ERGODIC = os.environ["ERGODIC_PROGRAM"]
SOURCE = pathlib.Path(os.environ["ERGODIC_SOURCE"])

# As root, and with more ranks than cores, Open MPI wants to be told that this is meant. With PMIx' store in shared memory
# mpirun may wait for a lock for ever when its ranks were killed. And ob1 is what it chooses anyway on a host without a fast
# network; being told so, it waits not 0.2 s at each start for one to appear.
MPI_ENVIRONMENT = {
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
    "OMPI_MCA_mpi_yield_when_idle": "1",
    "OMPI_MCA_hwloc_base_binding_policy": "none",
    "PMIX_MCA_gds": "hash",
    "OMPI_MCA_pml": "ob1",
}


def environment(**more):
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ERGODIC_")}
    return {**clean, **MPI_ENVIRONMENT, **more}


def command(*arguments, ranks=None):
    launcher = [] if ranks is None else ["mpirun", "-q", "-n", str(ranks)]
    return [*launcher, ERGODIC, *map(str, arguments)]


def run(*arguments, ranks=None, timeout=120, env=None, cwd=None):
    """The finished process, its output as text (with what is no UTF-8 replaced)."""
    return subprocess.run(command(*arguments, ranks=ranks), capture_output=True, text=True, errors="replace",
                          timeout=timeout, env=environment(**(env or {})), cwd=cwd, stdin=subprocess.DEVNULL)


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ergodic-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, text):
        path = self.folder / name
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text)
        return path

    def succeed(self, *arguments, expect=0, **how):
        done = run(*arguments, **how)
        self.assertEqual(done.returncode, expect, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done
