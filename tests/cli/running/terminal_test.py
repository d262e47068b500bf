"""What stands on a terminal: one line of progress, whatever its width is and becomes, and tables that fit."""
import fcntl
import json
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import termios
import time
import unittest

from program import MPI_ENVIRONMENT, ProgramTest, command, environment

WIDTHS = [20, 40, 60, 80, 120, 200]
# Six cases, and labels that are long and begin alike.
CASES = """\
workload: let_it_ride
sessions: 2000
bankroll: {starting_amount: 500, base_bet: 5, stop_conditions: {win_limit: 100, loss_limit: 100}}
sweep: {bankroll.base_bet: [5, 10, 15], strategy.type: [basic, optimal]}
"""
# Minutes of work without rows.
LONG = """\
workload: let_it_ride
sessions: 100000000
output: {rows: none, block: 5000}
bankroll: {starting_amount: 500, base_bet: 5, stop_conditions: {win_limit: 100, loss_limit: 100}}
"""


class Pane:
    """A terminal of tmux, with a server of its own, in which a command runs."""

    def __init__(self, test, width, *arguments):
        self.socket = test.folder / f"tmux{len(list(test.folder.glob('tmux*')))}"
        line = " ".join(map(shlex.quote, map(str, arguments)))
        # Below other lines, as usual: what stands at the upper edge, tmux itself pushes beyond it as it wraps it.
        self.tmux("-f", os.devnull, "new-session", "-d", "-x", width, "-y", 30, f"yes before | head -50; {line}; echo ended; sleep 600")
        test.addCleanup(subprocess.run, ["tmux", "-S", self.socket, "kill-server"], stderr=subprocess.DEVNULL, timeout=20)

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-S", self.socket, *map(str, arguments)], text=True, stdout=subprocess.PIPE, check=True,
                              timeout=20, env=environment(LC_ALL="C.UTF-8"), stdin=subprocess.DEVNULL).stdout

    def resize(self, width):
        self.tmux("resize-window", "-x", width)

    def rows(self):
        """All that stands there, and what has gone beyond the upper edge."""
        return [row for row in self.tmux("capture-pane", "-p", "-S", "-").splitlines() if row.strip() not in ("", "before")]

    def rows_once(self, shown, seconds=30):
        """The rows, as soon as shown(rows)."""
        deadline = time.monotonic() + seconds
        while not shown(rows := self.rows()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return rows


@unittest.skipUnless(shutil.which("tmux"), "there is no tmux")
class ProgressTest(ProgramTest):
    def shows_one_line(self, pane, width, keeps):
        """Soon, of less than the width, and with the fields that `keeps` says. What is left behind would stay."""
        fields = [field for field, from_width in keeps.items() if width >= from_width]

        def shown(rows):
            return len(rows) == 1 and len(rows[0]) < width and all(re.search(field, rows[0]) for field in fields)

        rows = pane.rows_once(shown, seconds=15)
        self.assertTrue(shown(rows), f"{width} columns, {fields} wanted: {rows}")

    def test_of_10_to_the_12_sessions_is_one_line_at_every_width_and_after_every_resize(self):
        keeps = {r"12\.3 %": 20, r"23 min 41 s": 21, r"left": 26, r"1 234 567 failed": 44, r"of 1 000 000 000 000": 82,
                 r"617\.00 M/s": 103, r"^\[=": 114}
        for first in WIDTHS:
            stop = self.folder / f"stop{first}"
            pane = Pane(self, first, os.environ["ERGODIC_BAR"], stop)
            pane.rows_once(lambda rows: rows)
            for width in [first, *WIDTHS, *reversed(WIDTHS)]:
                pane.resize(width)
                time.sleep(0.3)  # it is drawn again
                self.shows_one_line(pane, width, keeps)
            stop.touch()
            rows = pane.rows_once(lambda rows: rows[-1] == "ended")
            self.assertEqual(len(rows), 2, rows)
            self.assertIn("100.0 %"[:first - 1], rows[0])

    def test_of_a_run_under_mpirun_is_one_line_and_so_is_what_status_follows(self):
        study, output = self.write("study.yaml", LONG), self.folder / "out.h5"
        setting = [f"{name}={value}" for name, value in {**MPI_ENVIRONMENT, "OMPI_MCA_orte_execute_quiet": "1"}.items()]
        pane = Pane(self, 80, "env", *setting, "mpirun", "-n", 2, *command("run", study, "-o", output))
        rows = pane.rows_once(lambda rows: any("left" in row for row in rows))
        follows = Pane(self, 40, *command("status", output, "--follow"))
        for width in (40, 200, 20, 80):
            pane.resize(width)
            self.shows_one_line(pane, width, {r" \d+\.\d %": 20, "left": 40, "of 100 000 000": 80, r"^\[": 120})
            follows.resize(width)
            self.shows_one_line(follows, width, {r" \d+\.\d %": 20, "left": 40, "^running": 100})
        (self.folder / "out.h5.stop").touch()
        rows = pane.rows_once(lambda rows: "ended" in rows)
        said = "\n".join(rows)
        self.assertEqual(len(re.findall(r"\d %", said)), 1, said)
        self.assertIn("the stop file was there", said)
        self.assertEqual(rows[-1], "ended")
        self.assertNotIn("mpirun", said)


class TablesTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study, self.output = self.write("study.yaml", CASES), self.folder / "six.h5"

    def shown(self, width, *arguments, ranks=None, **env):
        """What a terminal of that width gets; 0: one that does not know its own."""
        ours, its = pty.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        with subprocess.Popen(command(*arguments, ranks=ranks), stdout=its, stderr=subprocess.DEVNULL,
                              stdin=subprocess.DEVNULL, env=environment(**env)) as process:
            os.close(its)
            text = b""
            while piece := self.read(ours):
                text += piece
            process.wait(timeout=60)
        os.close(ours)
        return text.decode().replace("\r\n", "\n")

    @staticmethod
    def read(descriptor):
        try:
            return os.read(descriptor, 1 << 16)
        except OSError:  # the other end is closed
            return b""

    def tables_of(self, text):
        """Its lines that have fields, which blanks part; sentences are the terminal's to wrap."""
        return [line for line in text.splitlines() if re.search(r"\S  +\S", line)]

    def fits(self, width, *arguments, **how):
        lines = self.tables_of(self.shown(width, *arguments, **how))
        self.assertGreater(len(lines), 6)
        for line in lines:
            self.assertLessEqual(len(line), width, "\n".join(lines))
        return "\n".join(lines)

    def test_fit_their_terminal(self):
        for width, ranks in ((60, None), (80, 2)):
            closing = self.fits(width, "run", self.study, "-o", self.output, "--force", "--progress", "none", ranks=ranks)
            self.assertIn("at the loss limit", closing)
        for width in WIDTHS[2:]:
            for arguments in (["summary", self.output], ["compare", self.output], ["exact", self.study],
                              ["summary", self.output, "--case", "base_bet=5.00, type=basic"]):
                self.fits(width, *arguments)

    def test_have_all_that_they_have_elsewhere(self):
        self.succeed("run", self.study, "-o", self.output)
        for arguments in (["summary", self.output], ["compare", self.output]):
            words = self.succeed(*arguments).stdout.split()
            narrow = self.shown(80, *arguments).split()
            for word in set(words):
                self.assertIn(word, narrow)
            self.assertEqual(self.succeed(*arguments).stdout, self.succeed(*arguments, env={"COLUMNS": "40"}).stdout,
                             "a file or a pipe has lines of any length")

    def test_take_the_width_of_the_environment_where_a_terminal_knows_none(self):
        self.succeed("run", self.study, "-o", self.output)
        known = self.shown(60, "summary", self.output)
        self.assertEqual(self.shown(0, "summary", self.output, COLUMNS="60"), known)
        self.assertEqual(self.shown(60, "summary", self.output, COLUMNS="132"), known, "a terminal knows better")
        self.assertEqual(self.shown(0, "summary", self.output, COLUMNS="wide"), self.shown(80, "summary", self.output))

    def test_of_a_thousand_ranks_show_the_silent_and_the_slowest(self):
        self.succeed("run", self.study, "-o", self.output, "--set", "output.block=1", "--time-budget", "0.1s", expect=75)
        (self.folder / "six.h5.lock").touch()
        path = self.folder / "six.run.json"
        record = json.loads(path.read_text())
        ranks = [{"sessions": 10_000 + rank, "failures": 0, "blocks": [rank, rank + 1], "silent_for": 1.5} for rank in range(1000)]
        ranks[700]["sessions"], ranks[3]["silent_for"], ranks[4]["silent_for"] = 9, 300, None
        record["runs"][-1].update(hosts=[f"node-{rank // 4}.cluster" for rank in range(1000)], state="running", ended="",
                                  per_rank=ranks, updated=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))
        path.write_text(json.dumps(record))
        for width in (60, 80):
            self.fits(width, "status", self.output)
        said = self.succeed("status", self.output, expect=1).stdout
        self.assertEqual(re.findall(r"^ *(\d+)  node", said, re.M), ["4", "3", "700", "0", "1", "2", "5"])
        self.assertIn("and 993 more ranks, with 10 006 to 10 999 sessions", said)


if __name__ == "__main__":
    unittest.main()
