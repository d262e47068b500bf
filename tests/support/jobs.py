"""A program under mpirun or alone, with all processes that it started; killed without touching any other."""
import contextlib
import os
import pathlib
import signal
import subprocess
import time

import program

LIMIT = 20  # [s] for what must end by itself


class Hang(Exception):
    pass


def processes_of(session):
    """The living processes of a session: ranks keep mpirun's, also when it is gone."""
    found = []
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        try:
            state, _, _, theirs = pathlib.Path(entry.path, "stat").read_text().rsplit(")", 1)[1].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(theirs) == session and state not in "ZX":
            found.append(int(entry.name))
    return found


def description(pid):
    """What a process is, and what each of its threads waits for, as far as the system tells."""
    def read(name):
        with contextlib.suppress(OSError):
            return pathlib.Path(f"/proc/{pid}", name).read_text(errors="replace").replace("\0", " ").strip()
        return "?"

    waits = [read(f"task/{task}/stack").partition("\n")[0] or read(f"task/{task}/wchan") for task in
             sorted(os.listdir(f"/proc/{pid}/task"))]
    return f"{pid} ({read('cmdline')}), {read('stat').split(') ')[-1][0]}, its threads in {', '.join(waits)}"


def runs_the_program(pid):
    try:
        return os.path.samefile(f"/proc/{pid}/exe", program.ERGODIC)
    except OSError:
        return False


def kill(pids):
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


class Job:
    is_killed = False
    launcher_hangs = False  # as it was found when all its ranks were gone

    def __init__(self, *arguments, ranks=None, env=None):
        self.process = subprocess.Popen(program.command(*arguments, ranks=ranks), start_new_session=True,
                                        env=program.environment(**(env or {})), stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        kill(processes_of(self.process.pid))
        self.process.wait()

    def ended_within(self, seconds):
        try:
            self.process.wait(timeout=seconds)
            return True
        except subprocess.TimeoutExpired:
            return False

    def ranks(self):
        return [pid for pid in processes_of(self.process.pid) if runs_the_program(pid)]

    def kill(self, what, draw):
        """SIGKILLs one rank, all ranks, mpirun, or everything; mpirun where there is no rank yet."""
        self.is_killed = True
        ranks = self.ranks()
        if what == "everything":
            kill([self.process.pid, *ranks])
        elif what == "mpirun" or not ranks:
            kill([self.process.pid])
        else:
            kill([draw.choice(ranks)] if what == "one rank" else ranks)

    def wait_until_gone(self):
        """The launcher's exit code; all other processes have ended too. Debian's mpirun, one time in several hundred that
        its ranks were killed, waits for ever for a lock of its own in PMIx_server_finalize: it is killed then."""
        deadline = time.monotonic() + LIMIT
        while (left := processes_of(self.process.pid)) or self.process.poll() is None:
            if time.monotonic() > deadline:
                if self.ranks() or not self.is_killed or left != [self.process.pid]:
                    raise Hang(f"still alive after {LIMIT} s: {'; '.join(description(pid) for pid in left)}")
                self.launcher_hangs = True
                kill(left)
            time.sleep(0.005)
        return self.process.wait()
