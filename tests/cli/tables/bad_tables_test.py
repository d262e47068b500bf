"""Tables as newcomers have them: each one that cannot be read is refused in one sentence, with its place, and nothing is
written; on one rank and on three the same."""
import gzip
import os
import unittest

import h5py
import numpy

import program
from program import ProgramTest, run

program.ERGODIC = os.environ["ERGODIC_GAMES"]

STUDY = "workload: games\nsessions: 60\ninputs: {games: {file: TABLE}}\n"
NAMES = ("team", "date", "points", "minutes", "arena", "home", "tip_off")
NO_GRACE = {"OMPI_MCA_odls_base_sigkill_timeout": "0"}  # see bad_input_test.py


def row(day, **other):
    cells = {"team": "BOS", "date": f"2025-01-{day:02}", "points": "100", "minutes": "240", "arena": "Garden", "home": "yes",
             "tip_off": ""}
    return ",".join({**cells, **other}.values()) + "\n"


HEADER = ",".join(NAMES) + "\n"
GOOD = HEADER + "".join(row(day) for day in range(1, 29))


def without(name):
    kept = [i for i, one in enumerate(NAMES) if one != name]
    return "\n".join(",".join(line.split(",")[i] for i in kept) for line in GOOD.splitlines()) + "\n"


def with_last(name, value):
    first, *others = GOOD.splitlines()
    return "\n".join([f"{first},{name}", *(f"{line},{value}" for line in others)]) + "\n"


TEXTS = {
    "a column is missing": (without("points"), ":1:1: no column points"),
    "a part of the key is missing": (without("team"), ":1:1: no column team"),
    "a column too many": (with_last("extra", 1), ':1:45: unknown column "extra"'),
    "a misspelt column": (GOOD.replace("points", "ponits"), ":1:11: unknown column \"ponits\" (games has team, date, points, "
                          "minutes, arena, home, tip_off) did you mean points?"),
    "a column twice": (with_last("points", 1), ':1:45: the column "points" again'),
    "a column under both its names": (with_last("team_abbr", "BOS"), ':1:45: the column "team_abbr" again ("team" is it already)'),
    "a cell too many": (HEADER + row(1)[:-1] + ",5\n", ":2:35: 1 row has more cells than the header has columns (8, not 7)"),
    "a cell too few": (HEADER + row(1) + "BOS,2025-02-01\n", ":3:15: 1 row has fewer cells"),
    "nothing in the key": (HEADER + row(1, team=""), ":2:1: 1 row has nothing in team"),
    "a key twice": (GOOD + row(3), ':30:1: 1 row has the key of another (team "BOS", date 2025-01-03, as line 4)'),
    "no such day": (HEADER + row(1, date="2025-02-30"), ":2:5: 1 row has no date in date (\"2025-02-30\", and February 2025 has 28"),
    "a day or a month": (HEADER + row(1, date="01/02/2025"), ":2:5: 1 row has no date in date (\"01/02/2025\", whose day and month"),
    "past a double": (HEADER + row(1, minutes="1e400"), ":2:20: 1 row has no number in minutes (\"1e400\", too large for a double)"),
    "out of range": (HEADER + row(1, points="-4"), ':2:16: 1 row has a value out of range in points ("-4"; it is 0 to 300)'),
    "a quotation without end": (HEADER + row(1) + row(2, arena='"Garden'), ":3:24: a quotation that does not end"),
    "a quotation mark within": (HEADER + row(1, arena='Gar"den'), ":2:24: 1 row has a quotation mark out of place in arena"),
    "semicolons": (GOOD.replace(",", ";"), ":1:1: not comma-separated (the columns are parted by semicolons)"),
    "tabs": (GOOD.replace(",", "\t"), ":1:1: not comma-separated (the columns are parted by tabs)"),
    "UTF-16": (GOOD.encode("utf-16"), ":1:1: UTF-16 (its byte order mark says so)"),
    "Latin-1": (GOOD.replace("Garden", "Café").encode("latin-1"), ':2:24: 28 rows have bytes that are no text in arena (the first: '),
    "NUL bytes": (GOOD.replace("Garden", "Gar\0den", 1), ":2:24: 1 row has NUL bytes in arena"),
    "an empty file": ("", ":1:1: an empty file"),
    "empty lines": ("\n\n", ":1:1: a file of empty lines"),
    "names alone": (HEADER, ": no rows (the table has the names of its columns alone)"),
    "a compressed file": (gzip.compress(GOOD.encode()), ":1:1: compressed (by gzip) unpack it"),
    "Parquet": (b"PAR1" + bytes(100) + b"PAR1", ":1:1: Parquet (tables are read from CSV and HDF5)"),
}


def remove(file, name):
    del file[name]


def replace(name, values, **how):
    def change(file):
        remove(file, name)
        file.create_dataset(name, data=values, **how)

    return change


def link(to):
    def change(file):
        remove(file, "points")
        file["points"] = to

    return change


def outside(file):
    remove(file, "points")
    file.create_dataset("points", (28,), "i4", external=[("raw.bin", 0, 112)])


def unwritten(file):
    for name in NAMES:
        type_of = file[name].dtype
        remove(file, name)
        file.create_dataset(name, (1 << 31,), type_of, chunks=(1 << 20,))


STORED = {
    "another length": (replace("points", numpy.zeros(27, "i4")), "/points: 27 values ("),
    "two dimensions": (replace("points", numpy.zeros((28, 2), "i4")), "/points: 2 dimensions (a column has one)"),
    "a filter of h5py's": (replace("points", numpy.zeros(28, "i4"), compression="lzf", chunks=(10,)),
                           "/points: compressed by a filter that is not here (lzf, number 32000)"),
    "a link to another file": (link(h5py.ExternalLink("elsewhere.h5", "/points")), "points is a link to elsewhere (to another file)"),
    "a link to nowhere": (link(h5py.SoftLink("/nowhere")), "points is a link to elsewhere (a soft one)"),
    "values in other files": (outside, "/points: values in other files (external storage)"),
    "texts for whole numbers": (replace("points", ["a"] * 28), '/points[0]: 28 rows have no whole number in points (the first: "a")'),
    "fractions for whole numbers": (replace("points", numpy.full(28, 1.5)),
                                    '/points[0]: 28 rows have no whole number in points (the first: "1.5", which has a fraction)'),
    "infinity": (replace("minutes", numpy.append(numpy.ones(27), -numpy.inf)),
                 '/minutes[27]: 1 row has no number in minutes ("-inf", which is infinite) write a finite one'),
    "infinity for a whole number": (replace("points", numpy.full(28, numpy.inf)), '(the first: "inf", which is infinite)'),
    "complex numbers": (replace("points", numpy.zeros(28, complex)), "/points: compounds (a column has numbers"),
    "a misspelt column": (lambda file: file.move("points", "ponits"), "did you mean points?"),
    "2^31 rows that nobody wrote": (unwritten, "/points: 2147483648 rows of which most were never written (it takes 0 bytes)"),
}


class BadTables(ProgramTest):
    def refused(self, table, says, command="validate", ranks=None):
        study = self.write("study.yaml", STUDY.replace("TABLE", table))
        output = self.folder / "never.h5"
        done = run(command, study, *(["-o", output] if command == "run" else []), ranks=ranks, env=NO_GRACE)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertEqual(done.stderr.count(says), 1, f"{says}\n{done.stderr}")
        for line in done.stderr.splitlines():
            self.assertTrue(line.startswith(str(self.folder / table)), line)
        self.assertFalse(output.exists())

    def on_ranks(self, table, says):
        for ranks in (None, 3):
            self.refused(table, says, "run", ranks)

    def test_as_text(self):
        for name, (text, says) in TEXTS.items():
            with self.subTest(name):
                self.write("games.csv", text)
                self.refused("games.csv", says)
        self.on_ranks("games.csv", says)

    def test_as_hdf5(self):
        for name, (change, says) in STORED.items():
            with self.subTest(name):
                self.store(change)
                self.refused("games.h5", says)
        self.on_ranks("games.h5", says)

    def test_whose_line_before_the_last_is_wrong(self):
        days = [f"{1950 + i // 336}-{1 + i // 28 % 12:02}-{1 + i % 28:02}" for i in range(30_001)]
        rows = [row(1, date=day) for day in days]
        rows[-2] = row(1, date=days[-2], points="many")
        self.write("games.csv", HEADER + "".join(rows))
        self.on_ranks("games.csv", ':30001:16: 1 row has no whole number in points ("many")')

    def test_that_are_no_files(self):
        (self.folder / "folder.csv").mkdir()
        os.mkfifo(self.folder / "pipe.csv")
        (self.folder / "device.csv").symlink_to("/dev/zero")
        for name, says in (("folder", "a folder (a table is a file)"), ("pipe", "no regular file"), ("device", "no regular file")):
            self.refused(f"{name}.csv", says)
        self.on_ranks("pipe.csv", "no regular file")

    def test_with_a_line_of_a_gigabyte(self):
        with open(self.write("games.csv", HEADER + "BOS,2025-01-01,"), "ab") as file:
            file.truncate(1 << 30)
        self.on_ranks("games.csv", ":2:1: a line that does not end (within 16 MiB)")

    def store(self, change):
        cells = [line.split(",") for line in GOOD.splitlines()[1:]]
        with h5py.File(self.folder / "games.h5", "w") as file:
            for i, name in enumerate(NAMES):
                file[name] = [int(one[i]) if name in ("points", "minutes") else one[i] for one in cells]
            change(file)


if __name__ == "__main__":
    unittest.main()
