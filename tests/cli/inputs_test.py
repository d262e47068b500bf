"""Studies that read tables, as a user meets them: the same file whatever the table's form, and without the table."""
import contextlib
import json
import os
import pathlib
import random
import subprocess
import time
import unittest

import h5py
import numpy
import xarray

import program
from jobs import Job
from program import ProgramTest, command, environment, run, sha256

program.ERGODIC = os.environ["ERGODIC_GAMES"]

TEAMS = ("ATL", "BOS", "BKN", "CHA", "CHI", "CLE", "DAL", "DEN")
COLUMNS = ("team", "date", "points", "minutes", "arena", "home", "tip_off")
STUDY = "workload: games\nsessions: 600\noutput: {block: 32}\ninputs: {games: {file: games.csv}, arenas: {file: arenas.csv}}\n"
ARENAS = "arena,capacity\nGarden,19156\nDelta,18306\n"


def games(count=200):
    """Rows of the table: some values missing, an arena with a comma and quotation marks."""
    draw = random.Random(7)
    arenas = ("Garden", "Delta", 'The "Cap", one', "")
    rows = []
    for i in range(count):
        day = f"2024-{10 + i // 8 // 28 % 3}-{1 + i // 8 % 28:02}"
        tip_off = f"{day}T{12 + i % 12:02}:30:00Z" if i % 5 else ""
        rows.append((TEAMS[i % 8], day, str(draw.randrange(80, 140)), "" if i % 7 == 0 else str(240 + i % 3 * 12.5),
                     arenas[i % 4], ("yes", "no", "")[i % 3], tip_off))
    return rows


def csv(rows, end="\n", columns=COLUMNS):
    def cell(text):
        return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"') else text

    order = [COLUMNS.index(name) for name in columns]
    return end.join(",".join(cell(row[i]) for i in order) for row in [COLUMNS, *rows]) + end


class Inputs(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study = self.write("study.yaml", STUDY)
        self.table = self.folder / "games.csv"
        self.table.write_text(csv(games()))
        self.write("arenas.csv", ARENAS)
        self.output = self.folder / "out.h5"

    def run_study(self, *arguments, output=None, **how):
        return self.succeed("run", self.study, "-o", output or self.output, "--progress", "none", *arguments, **how)

    def reference(self, *arguments):
        self.run_study(*arguments, output=self.folder / "reference.h5")
        return sha256(self.folder / "reference.h5")

    def refused(self, *arguments, code, saying, **how):
        """One message with all these parts, on any number of ranks."""
        for ranks in (None, 2):
            done = run(*arguments, ranks=ranks, **how)
            self.assertEqual(done.returncode, code, done.stderr)
            for part in saying:
                self.assertEqual(done.stderr.count(part), 1, f"{part}\n{done.stderr}")

    def test_give_the_same_file_on_any_ranks(self):
        reference = self.reference()
        for ranks in (1, 2, 3, 5):
            for scheduling in ("static", "dynamic"):
                self.run_study("--force", "--scheduling", scheduling, ranks=ranks)
                self.assertEqual(sha256(self.output), reference, (ranks, scheduling))

    def test_give_the_same_file_in_any_order_and_line_ends(self):
        reference = self.reference()
        rows = games()
        random.Random(1).shuffle(rows)
        backwards = tuple(reversed(COLUMNS))
        for text in (csv(rows), csv(rows, "\r\n"), csv(rows, columns=backwards), csv(games(), "\r\n")[:-2],
                     csv(games()).replace("team,", "team_abbr,", 1), "\ufeff" + csv(games())):
            self.table.write_text(text, newline="")
            self.run_study("--force")
            self.assertEqual(sha256(self.output), reference, text[:200])

    def test_give_the_same_file_as_hdf5(self):
        reference = self.reference()
        rows = games()
        random.Random(2).shuffle(rows)
        path = self.folder / "season.h5"
        with h5py.File(path, "w") as file:
            group = file.create_group("some/games")
            texts = dict(zip(COLUMNS, zip(*rows)))
            for name in ("team", "date", "arena", "tip_off", "home"):
                group[name] = numpy.array(texts[name], dtype=object)
            group["points"] = numpy.array([int(text) for text in texts["points"]], dtype=">i2")
            group["minutes"] = numpy.array([float(text or "nan") for text in texts["minutes"]], dtype="f4")
        self.run_study("--force", "--set", "inputs.games={file: season.h5, group: some/games}", ranks=2)
        self.assertEqual(sha256(self.output), reference)
        self.succeed("verify", self.output)

    def test_of_hdf5_that_are_not_kept_are_found_with_their_group(self):
        with h5py.File(self.folder / "season.h5", "w") as file:
            group = file.create_group("some/games")
            for name, texts in zip(COLUMNS[:5], zip(*games())):
                numbers = {"points": lambda text: int(text), "minutes": lambda text: float(text or "nan")}.get(name)
                group[name] = [numbers(text) for text in texts] if numbers else numpy.array(texts, dtype=object)
        self.run_study("--set", "inputs.games={file: season.h5, group: some/games, keep: false}")
        self.assertIn("holds exactly this row", self.succeed("replay", self.output, "--session", 9, cwd="/").stdout)
        self.assertIn("has no /some/gmaes", self.succeed(
            "validate", self.study, "--set", "inputs.games={file: season.h5, group: some/gmaes}", expect=2).stderr)

    def test_are_not_identified_by_where_they_lie(self):
        reference = self.reference()
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir()
        self.table.rename(elsewhere / "other.csv")
        for how, where in ((["--input", "games=other.csv"], elsewhere),
                           (["--set", "inputs.games.file=elsewhere/other.csv"], pathlib.Path("/"))):
            self.run_study("--force", *how, cwd=where)
            self.assertEqual(sha256(self.output), reference, how)

    def test_that_are_kept_are_needed_no_more(self):
        reference = self.reference()
        self.run_study("--time-budget", "0s", expect=75)
        self.table.unlink()
        self.run_study(ranks=2)
        self.assertEqual(sha256(self.output), reference)
        self.assertIn("holds exactly this row", self.succeed("replay", self.output, "--session", 123).stdout)
        self.assertIn("with the same rows bit for bit", self.succeed("verify", self.output).stdout)
        self.run_study("--sessions", 900, "--extend")
        self.succeed("verify", self.output)
        self.table.write_text(csv(games()))
        self.assertEqual(sha256(self.output), self.reference("--sessions", 900, "--force"))

    def test_that_are_kept_go_with_shards(self):
        reference = self.reference()
        shards = [self.folder / f"{i}.h5" for i in (1, 2, 3)]
        for i, shard in enumerate(shards, 1):
            self.run_study("--shard", f"{i}/3", output=shard)
        self.table.unlink()
        self.succeed("merge", self.output, *shards)
        self.assertEqual(sha256(self.output), reference)

    def test_that_are_not_kept_are_found_where_they_lay(self):
        keep = ("--set", "inputs.games.keep=false")
        reference = self.reference(*keep)
        self.run_study(*keep, "--time-budget", "0s", expect=75)
        self.run_study(*keep, ranks=3)
        self.assertEqual(sha256(self.output), reference)
        self.assertIn("holds exactly this row", self.succeed("replay", self.output, "--session", 123, cwd="/").stdout)
        with h5py.File(self.output) as file:
            self.assertEqual(list(file["inputs"]), ["arenas"])
        moved = self.table.rename(self.folder / "moved.csv")
        gone = f"its table games is gone: there is no {self.table}) bring it back, or give it with --input games=FILE"
        for asked in (("replay", self.output, "--session", 1), ("verify", self.output)):
            done = self.succeed(*asked, expect=3)
            self.assertIn(gone, done.stderr)
            self.succeed(*asked, "--input", f"games={moved}")
        self.refused("run", self.study, "-o", self.output, *keep, code=3, saying=[f"cannot continue {self.output} ({gone}"])
        self.run_study(*keep, "--input", f"games={moved}")
        self.assertEqual(sha256(self.output), reference)
        self.succeed("summary", self.output)

    def test_that_have_changed_are_told(self):
        for keep in ("true", "false"):
            arguments = ("--set", f"inputs.games.keep={keep}")
            output = self.folder / f"{keep}.h5"
            self.table.write_text(csv(games()))
            self.run_study(*arguments, "--time-budget", "0s", output=output, expect=75)
            before = sha256(output)
            self.table.write_text(csv(games(199)))
            self.refused("run", self.study, "-o", output, *arguments, code=3,
                         saying=["its table games had 200 rows of digest ", "and this run's has 199 rows of digest "])
            self.assertEqual(sha256(output), before)
            done = run("verify", output)
            self.assertEqual(done.returncode, 0 if keep == "true" else 3, done.stderr)
            if keep == "false":
                self.assertIn(f"its table games has changed: {self.table} has 199 rows of digest ", done.stderr)

    def test_may_change_while_a_run_is_at_it(self):
        slow = ("--sessions", 200_000, "--set", "output.block=20000")
        reference = self.reference(*slow)
        for how in (lambda: self.table.unlink(), lambda: self.table.write_text(csv(games(3))),
                    lambda: os.truncate(self.table, 100)):
            self.table.write_text(csv(games()))
            self.output.unlink(missing_ok=True)
            with subprocess.Popen(command("run", self.study, "-o", self.output, *slow, ranks=2), env=environment(),
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as job:
                deadline = time.monotonic() + 60
                while not self.output.exists() and time.monotonic() < deadline:
                    time.sleep(0.001)
                how()
                _, told = job.communicate(timeout=60)
            self.assertEqual(job.returncode, 0, told)
            self.assertEqual(sha256(self.output), reference)

    def test_survive_kills(self):
        slow = ("--sessions", 2_000_000, "--set", "output.block=2000", "--progress", "none")
        reference = self.reference(*slow[:-2])
        draw = random.Random(3)
        kills = 0
        for attempt in range(10):
            with Job("run", self.study, "-o", self.output, *slow, ranks=draw.choice((1, 2, 3))) as job:
                if attempt < 3:  # mostly before there is a file
                    job.ended_within(draw.uniform(0, 0.5))
                else:
                    self.waits_for_blocks(job, draw.randrange(1, 60))
                if job.process.poll() is None:
                    kills += 1
                    job.kill(draw.choice(("one rank", "all ranks", "mpirun", "everything")), draw)
                job.wait_until_gone()
            if attempt == 6:
                self.assertTrue(self.output.exists())
                self.table.unlink()  # the file has it
        self.run_study(*slow[:-2])
        self.assertEqual(sha256(self.output), reference)
        self.assertGreater(kills, 2)

    def waits_for_blocks(self, job, count):
        """Until a job has written that many blocks more, or has ended."""
        def done():
            with contextlib.suppress(OSError, KeyError), h5py.File(self.output, locking=False) as file:
                return int(numpy.count_nonzero(file["ledger/line"][:, 0]))
            return 0

        before = done()
        while done() < before + count and not job.ended_within(0.01):
            pass

    def test_that_are_missing_or_wrong_are_told_all_at_once(self):
        self.table.unlink()
        self.write("arenas.csv", "arena,capacity\nGarden,0\n")
        self.refused("run", self.study, "-o", self.output, code=2,
                     saying=[f"study.yaml:4:24: inputs.games.file is {self.table} (there is no such file) check its name",
                             "arenas.csv:2:8: 1 row has a value out of range in capacity"])
        self.table.write_text(csv(games()).replace("2024-10-02", "2024-10-32").replace("points", "pionts", 1))
        done = self.succeed("validate", self.study, expect=2)
        for part in ('games.csv:1:11: unknown column "pionts"', "did you mean points?", "8 rows have no date in date (the first: \"2024-10-32\"",
                     "arenas.csv:2:8: "):
            self.assertIn(part, done.stderr)
        self.assertFalse(self.output.exists())
        for wrong, why in ((self.folder, "a folder"), ("/dev/null", "no regular file"), (self.study, "study.yaml:1:1: ")):
            self.assertIn(why, self.succeed("validate", self.study, "--input", f"games={wrong}", expect=2).stderr)
        self.assertIn('unknown key "gmaes" (inputs has games, arenas) did you mean games?',
                      self.succeed("validate", self.study, "--input", "gmaes=x.csv", expect=2).stderr)

    def test_are_held_to_what_the_study_says_of_them(self):
        told = self.succeed("validate", self.study).stdout
        self.assertIn("input games: 200 rows of 7 columns, digest ", told)
        self.assertIn("  team, date: first ATL, 2024-10-01; last DEN, 2024-10-25\n", told)
        digest = told.split("digest ")[1][:32]
        right = ("--set", f"inputs.games.digest='{digest}'", "--set", "inputs.games.rows=200")
        self.assertEqual(self.succeed("validate", self.study, *right).stdout, told)
        self.assertIn(f"inputs.games.rows is 201 (the table has 200 rows of digest {digest})",
                      self.succeed("validate", self.study, "--set", "inputs.games.rows=201", expect=2).stderr)
        self.assertIn("inputs.games.digest is abc (the table has 200 rows",
                      self.succeed("validate", self.study, "--set", "inputs.games.digest=abc", expect=2).stderr)

    def test_lie_in_the_file_for_other_programs(self):
        self.run_study()
        rows = sorted(games())
        with xarray.open_dataset(self.output, group="inputs/games") as table:
            self.assertEqual(table.attrs["key"], "team date")
            self.assertEqual([str(table.team_label.values[code]) for code in table.team.values], [row[0] for row in rows])
            self.assertEqual([str(day)[:10] for day in table.date.values], [row[1] for row in rows])
            numpy.testing.assert_array_equal(table.points.values, [int(row[2]) for row in rows])
            self.assertEqual(int(numpy.isnan(table.arena.values).sum()), sum(row[4] == "" for row in rows))
            self.assertEqual(int(table.tip_off.isnull().sum()), sum(row[6] == "" for row in rows))
        with h5py.File(self.output) as file:
            self.assertEqual(file.attrs["ergodic_format"].decode(), "1.2")
            table = file["inputs/games"]
            self.assertEqual([table["arena_label"].asstr()[code] if code >= 0 else "" for code in table["arena"]],
                             [row[4] for row in rows])
            minutes = table["minutes"][:]
            self.assertEqual([("" if m != m else float(m)) for m in minutes], [row[3] and float(row[3]) for row in rows])
            self.assertEqual(set(minutes[minutes != minutes].view("u8")), {0x7FF8000000000000})

    def test_that_are_damaged_in_the_file_are_found(self):
        self.run_study()
        with h5py.File(self.output, "r+") as file:
            file["inputs/games/points"][5] += 1
        done = self.succeed("verify", self.output, expect=3)
        self.assertIn("its table games has changed: it has 200 rows of digest ", done.stderr)
        with h5py.File(self.output, "r+") as file:
            del file["inputs/games"]
        self.assertIn("it has lost its table games) restore it", self.succeed("verify", self.output, expect=3).stderr)
        self.succeed("summary", self.output)

    def with_little_memory(self, *arguments, ranks, **env):
        """A run where /dev/shm has 24 MiB: in a view of the file systems of its own."""
        small = 'mount -t tmpfs -o size=24m tmpfs /dev/shm && exec "$@"'
        if subprocess.run(["unshare", "-m", "sh", "-c", small, "sh", "true"], capture_output=True).returncode != 0:
            self.skipTest("cannot mount a small /dev/shm here")
        return subprocess.run(["unshare", "-m", "sh", "-c", small, "sh", *command(*arguments, ranks=ranks)],
                              capture_output=True, text=True, timeout=120,
                              env=environment(OMPI_MCA_orte_tmpdir_base="/tmp", **env))

    def test_without_room_in_memory_are_shared_in_the_folder_for_temporary_files(self):
        days = [f"{year}-{month:02}-{day:02}" for year in range(1900, 1990) for month in range(1, 13) for day in range(1, 29)]
        with open(self.table, "w") as file:
            file.write("team,date,points,minutes,arena\n")
            for team in range(25):
                file.writelines(f"T{team},{day},100,240,Garden\n" for day in days)
        reference = self.reference()
        run_it = ("run", self.study, "-o", self.output, "--progress", "none")
        done = self.with_little_memory(*run_it, ranks=2)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(sha256(self.output), reference)
        self.output.unlink()
        nowhere = self.folder / "small"
        nowhere.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", nowhere], capture_output=True).returncode != 0:
            self.skipTest("cannot mount a small file system here")
        self.addCleanup(subprocess.run, ["umount", "-l", nowhere], check=False)
        done = self.with_little_memory(*run_it, ranks=2, TMPDIR=str(nowhere))
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertEqual(done.stderr.count("no room for what the ranks of a machine share ("), 1, done.stderr)
        self.assertIn(f"{nowhere} has 1.05 MB) give /dev/shm more, or name another folder with TMPDIR", done.stderr)
        self.assertFalse(self.output.exists())
        alone = self.succeed(*run_it)  # one rank shares nothing
        self.assertEqual(alone.returncode, 0)

    def test_may_say_how_many_sessions_there_are(self):
        each = ("--set", "one_each=true", "--set", "output.block=32")
        reference = self.reference(*each)
        with h5py.File(self.folder / "reference.h5") as file:
            self.assertEqual(list(file["sessions/points"][...].ravel()), [int(row[2]) for row in sorted(games())])
        self.run_study(*each, "--time-budget", "0s", expect=75)
        self.table.unlink()
        self.run_study(*each, "--scheduling", "dynamic", ranks=3)
        self.assertEqual(sha256(self.output), reference)
        self.succeed("verify", self.output)

    def test_are_recorded_by_the_run(self):
        self.run_study()
        record = json.loads(self.output.with_suffix(".run.json").read_text())["runs"][0]
        self.assertEqual([(i["table"], i["file"]) for i in record["inputs"]],
                         [("games", str(self.table)), ("arenas", str(self.folder / "arenas.csv"))])


if __name__ == "__main__":
    unittest.main()
