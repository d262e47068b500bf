"""The same table as CSV, and as h5py, xarray and PyTables write it to HDF5, has one digest; what is no table is refused with a
sentence."""
import os
import pathlib
import subprocess
import tempfile
import unittest

import h5py
import numpy
import pandas

PROGRAM = os.environ["ERGODIC_READ_TABLE"]

CSV = """player,day,points,minutes,home,tip,team
007,2025-01-31,24,31.5,yes,2025-01-31T19:30:00Z,BOS
7,20250201,,,no,,NA
nan,2024-02-29,0,.25,FALSE,2024-02-29T19:00:00.5Z,
"""
TIPS = [b"2025-01-31T19:30:00Z", b"", b"2024-02-29T19:00:00.5Z"]


def columns(**others):
    """Those of the CSV, some of them others; None leaves one out."""
    all_of_them = {
        "player": numpy.array(["007", "7", "nan"], dtype=object),
        "day": numpy.array([b"2025-01-31", b"20250201", b"2024-02-29"]),
        "points": numpy.array([24, -1, 0], dtype=">i2"),
        "minutes": numpy.array([31.5, numpy.nan, .25], dtype=">f4"),
        "home": numpy.array([True, False, False]),
        "tip": numpy.array(TIPS),
        "team": numpy.array(["BOS", "NA", ""], dtype=object),
    }
    all_of_them.update(others)
    return {name: values for name, values in all_of_them.items() if values is not None}


def fill(group, columns, **how):
    for name, values in columns.items():
        kind = h5py.string_dtype() if values.dtype == object else None
        fits = kind is None or "fletcher32" not in how  # HDF5 sums no texts of variable length
        group.create_dataset(name, data=values, dtype=kind, **(how if fits else {}))
    if "points" in columns and columns["points"].dtype == numpy.dtype(">i2"):
        group["points"].attrs["_FillValue"] = numpy.int16(-1)
    return group


class ReadTable(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.folder = pathlib.Path(self.scratch.name)

    def read(self, *arguments):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60, cwd=self.folder)
        self.assertIn(done.returncode, (0, 2), done.stderr)
        return done.stdout

    def expect_the_same(self, *arguments):
        (self.folder / "t.csv").write_text(CSV)
        expected = self.read("t.csv")
        self.assertEqual(len(expected.split()), 2, expected)
        self.assertEqual(self.read(*arguments), expected)

    def refused(self, message, where=None, **others):
        with h5py.File(self.folder / "t.h5", "w") as file:
            group = fill(file.create_group("games"), columns(**others))
            if where is not None:
                where(file, group)
        self.assertEqual(self.read("t.h5", "games"), message + "\n")

    def test_h5py_with_every_size_and_byte_order(self):
        for number in ("<i4", ">i8", "<u2", ">f8", "<f2"):
            with self.subTest(number), h5py.File(self.folder / "t.h5", "w") as file:
                points = numpy.array([24, 99, 0], dtype=number)
                fill(file, columns(points=points))["points"].attrs["_FillValue"] = points[1]
            self.expect_the_same("t.h5")

    def test_h5py_with_chunks_and_filters(self):
        for how in ({"compression": "gzip", "shuffle": True}, {"chunks": (2,)}, {"chunks": (1,), "fletcher32": True},
                    {"maxshape": (None,)}):
            with self.subTest(how), h5py.File(self.folder / "t.h5", "w") as file:
                fill(file.create_group("a/b"), columns(), **how)
            self.expect_the_same("t.h5", "/a/b")

    def test_texts_of_each_kind(self):
        letters = numpy.array([list("007"), ["7", "", ""], list("nan")], dtype="S1")
        for player in (letters, numpy.array([b"007", b"7", b"nan"]), numpy.array([b"007", b"7", b"nan"], dtype="S9")):
            with h5py.File(self.folder / "t.h5", "w") as file:
                fill(file, columns(player=player))
            self.expect_the_same("t.h5")

    def test_dates_as_numbers(self):
        days = numpy.array([20119, 20120, 19782])
        for values, units in ((days, "days since 1970-01-01"), (days * 24., "hours since 1970-01-01T00:00:00"),
                              (days - 19782, "days since 2024-02-29"), (numpy.array([20250131, 20250201, 20240229]), "")):
            with self.subTest(units), h5py.File(self.folder / "t.h5", "w") as file:
                fill(file, columns(day=values))["day"].attrs["units"] = units
            self.expect_the_same("t.h5")

    def test_xarray(self):
        import xarray
        frame = pandas.DataFrame({
            "player": ["007", "7", "nan"], "day": pandas.to_datetime(["2025-01-31", "2025-02-01", "2024-02-29"]),
            "points": [24, numpy.nan, 0], "minutes": [31.5, numpy.nan, .25], "home": [True, False, False],
            "tip": pandas.to_datetime(["2025-01-31T19:30:00", "NaT", "2024-02-29T19:00:00.5"]), "team": ["BOS", "NA", ""]})
        self.assertEqual(len(xarray.Dataset.from_dataframe(frame)), 7)
        xarray.Dataset.from_dataframe(frame).to_netcdf(self.folder / "t.nc")
        self.expect_the_same("t.nc")

    def test_compounds_as_pytables_has_them(self):
        kind = numpy.dtype([("index", "i8"), ("player", "S3"), ("day", "S10"), ("points", "f8"), ("minutes", "f8"),
                            ("home", "i1"), ("tip", "S30"), ("team", "S3")])
        rows = [(0, b"007", b"20250131", 24, 31.5, 1, TIPS[0], b"BOS"), (1, b"7", b"20250201", numpy.nan, numpy.nan, 0, b"", b"NA"),
                (2, b"nan", b"20240229", 0, .25, 0, TIPS[2], b"")]
        with h5py.File(self.folder / "t.h5", "w") as file:
            file.create_dataset("frame/table", data=numpy.array(rows, dtype=kind))
            file["frame"].attrs["pandas_type"] = "frame_table"
            file.create_group("fixed").attrs["pandas_type"] = "frame"
        self.expect_the_same("t.h5", "frame")
        self.expect_the_same("t.h5", "frame/table")
        self.assertIn("pandas' fixed format", self.read("t.h5", "fixed"))

    def test_more_rows_than_are_read_at_once(self):
        rows = 200_000
        numbers = numpy.arange(rows)
        table = {"player": numpy.array([f"p{i}" for i in numbers], dtype=object), "day": numpy.full(rows, 20250131),
                 "points": numbers, "minutes": numbers % 70 + .1, "home": numbers % 2 == 0,
                 "tip": numpy.full(rows, b"2025-01-31T19:30:00Z")}
        with h5py.File(self.folder / "t.h5", "w") as file:
            fill(file, table, chunks=(7_000,), compression="gzip")
        frame = pandas.DataFrame({**table, "tip": "2025-01-31T19:30:00Z"})
        frame.sample(frac=1, random_state=1).to_csv(self.folder / "t.csv", index=False)
        self.assertEqual(self.read("t.h5"), self.read("t.csv"))
        self.assertTrue(self.read("t.h5").startswith("200000 "))

    def test_shapes_and_types(self):
        self.refused("t.h5, /games/points: 4 values (t.h5, /games/day has 3: a row has one of each) make them equally long",
                     points=numpy.arange(4))
        self.refused("t.h5, /games/points: 2 dimensions (a column has one) store it with one", points=numpy.zeros((3, 2)))
        self.refused("t.h5, /games/points: compounds (a column has numbers, texts, or booleans as h5py has them) store it as such",
                     points=numpy.zeros(3, dtype="c16"))
        self.refused("t.h5, /games/player: whole numbers (the column player has text) store it as such", player=numpy.arange(3))
        self.refused("t.h5, /games/tip: whole numbers without a beginning (its attribute units should say \"seconds since "
                     "1970-01-01\", or the like) add it", tip=numpy.arange(3))

    def test_values(self):
        self.refused("t.h5, /games/points[2]: 1 row has no whole number in points (\"1.5\", which has a fraction) write digits "
                     "alone", points=numpy.array([0, numpy.nan, 1.5]))
        self.refused("t.h5, /games/points[1]: 2 rows have no whole number in points (the first: \"x\") write digits alone",
                     points=numpy.array([b"1", b"x", b"y"]))
        self.refused("t.h5, /games/points[0]: 1 row has no whole number in points (\"18446744073709551615\", too large for 64 bits) "
                     "write a smaller one", points=numpy.array([2**64 - 1, 0, 0], dtype="u8"))
        self.refused("t.h5, /games/minutes[2]: 1 row has a value out of range in minutes (\"99\"; it is 0 to 70) correct it",
                     minutes=numpy.array([0., 70, 99]))
        self.refused("t.h5, /games/day[0]: 1 row has no date in day (\"2025-02-30\", and February 2025 has 28 days) correct it",
                     day=numpy.array([b"2025-02-30", b"20250101", b"20250102"]))
        self.refused("t.h5, games[1]: 1 row has the key of another (player \"7\", day 2025-01-31, as t.h5, games[0]) leave one of "
                     "them out", player=numpy.array([b"7", b"7", b"8"]), day=numpy.array([b"2025-01-31", b"20250131", b"20250101"]))

    def test_names(self):
        self.refused("t.h5, /games/pionts: unknown column \"pionts\" (games has player, day, points, minutes, home, tip, team) did "
                     "you mean points?", points=None, pionts=numpy.arange(3))
        self.refused("t.h5, games: no column minutes (games needs it) add it", minutes=None)

    def test_links_and_storage(self):
        def soft(file, group):
            group["points"] = h5py.SoftLink("/elsewhere")

        def external(file, group):
            group["points"] = h5py.ExternalLink("other.h5", "/points")

        def packed(file, group):
            group["points"].attrs["scale_factor"] = .1

        def unwritten(file, group):
            group.create_dataset("points", (3_000_000,), dtype="i8", chunks=(1000,))

        self.refused("t.h5: points is a link to elsewhere (a soft one) name what it leads to", soft, points=None)
        self.refused("t.h5: points is a link to elsewhere (to another file) name what it leads to", external, points=None)
        self.refused("t.h5, /games/points: packed numbers (it has the attribute scale_factor) store them as they are", packed)
        self.refused("t.h5, /games/points: 3000000 rows of which most were never written (it takes 0 bytes) write them",
                     unwritten, points=None)

    def test_what_is_no_table(self):
        with h5py.File(self.folder / "t.h5", "w") as file:
            file["plain"] = numpy.arange(3)
            file["alias"] = h5py.SoftLink("/plain")
        self.assertEqual(self.read("t.h5", "plain"), "t.h5: plain is no group (a table is a group of datasets) name that\n")
        self.assertEqual(self.read("t.h5", "alias"),
                         "t.h5: /alias is a link to elsewhere (a soft one) name what it leads to\n")
        self.assertIn("t.h5: has no /gomes (", self.read("t.h5", "gomes"))
        self.assertEqual(self.read("s.h5", "x"), "s.h5: cannot be opened (No such file or directory) did you mean t.h5?\n")


if __name__ == "__main__":
    unittest.main()
