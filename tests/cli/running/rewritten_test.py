"""A result file that another program has written anew is not damaged: what it is, and what brings it back, is said."""
import shutil
import subprocess
import unittest

import h5py
import numpy as np

from program import ProgramTest, run

STUDY = """\
workload: let_it_ride
metadata: {name: rewritten}
sessions: 1000
output: {block: 200}
simulation: {hands_per_session: 20}
cases: {basic: {}, optimal: {strategy.type: optimal}}
"""
BACK = "`h5repack -l CONTI -f NONE {} NEW.h5` brings it back"


@unittest.skipUnless(shutil.which("h5repack"), "hdf5-tools is not installed")
class Rewritten(ProgramTest):
    def setUp(self):
        super().setUp()
        self.study, self.output = self.write("study.yaml", STUDY), self.folder / "out.h5"
        self.succeed("run", self.study, "-o", self.output)
        self.digest = self.succeed("digest", self.output).stdout.split()[0]
        self.new = self.folder / "new.h5"

    def repack(self, *options, source=None, target=None):
        subprocess.run(["h5repack", *options, source or self.output, target or self.new], check=True,
                       capture_output=True, timeout=60)

    def assert_told(self, how):
        """Every command says what it is, and the sentence's advice makes a file that all of them take."""
        for command in (["verify"], ["summary"], ["status"], ["digest"], ["replay", "--session", 3],
                        ["run", self.study, "-o"], ["export", "-o", self.folder / "x.csv"]):
            told = run(*command, self.new)
            self.assertEqual(told.returncode, 3, told.stderr)
            for words in ("was written anew by another program", how, "it is not damaged", BACK.format(self.new),
                          "archives are made by ergodic export"):
                self.assertIn(words, told.stderr, command)
        back = self.folder / "back.h5"
        self.repack("-l", "CONTI", "-f", "NONE", source=self.new, target=back)
        self.assert_whole(back)

    def assert_whole(self, path):
        self.assertIn("bit for bit", self.succeed("verify", path).stdout)
        self.assertEqual(self.succeed("digest", path).stdout.split()[0], self.digest)
        done = self.succeed("run", self.study, "-o", path)
        self.assertIn("complete", done.stdout + done.stderr)

    def replace(self, make):
        """Every array of the rows anew, as make(group, name, values) does it, under its name, with its attributes."""
        shutil.copy(self.output, self.new)
        with h5py.File(self.new, "r+") as file:
            for name in [name for name, column in file["sessions"].items() if column.ndim == 2]:
                values = file["sessions"][name][...]
                attributes = {key: value for key, value in file["sessions"][name].attrs.items()
                              if key != "DIMENSION_LIST"}
                del file["sessions"][name]
                column = make(file["sessions"], name, values)
                column.attrs.update(attributes)

    def test_that_is_compressed(self):
        self.repack("-f", "GZIP=5")
        self.assert_told("is compressed")

    def test_whose_rows_alone_are_compressed(self):
        self.repack("-f", "sessions/session_profit:GZIP=1")
        self.assert_told("/sessions/session_profit is compressed")

    def test_that_is_in_chunks(self):
        self.repack("-l", "sessions/session_profit:CHUNK=1x100")
        self.assert_told("/sessions/session_profit is in chunks")
        self.repack("-f", "FLET", "-l", "CHUNK=1x100")
        self.assert_told("is in chunks")

    def test_that_is_compact(self):
        self.repack("-l", "ledger/closing:COMPA")
        self.assert_told("/ledger/closing lies among HDF5's own records")

    def test_whose_rows_lie_in_other_files(self):
        def make(group, name, values):
            column = group.create_dataset(name, values.shape, values.dtype,
                                          external=[(str(self.folder / name), 0, h5py.h5f.UNLIMITED)])
            column[...] = values
            return column

        self.replace(make)
        self.assert_told("lies outside it, in files of its own")

    def test_whose_rows_are_put_together_of_other_arrays(self):
        def make(group, name, values):
            group.create_dataset(f"part_{name}", data=values)
            layout = h5py.VirtualLayout(values.shape, values.dtype)
            layout[...] = h5py.VirtualSource(".", f"/sessions/part_{name}", values.shape)
            return group.create_virtual_dataset(name, layout)

        self.replace(make)
        self.assert_told("is put together of other arrays")

    def assert_of_another_type(self, kind, words):
        self.replace(lambda group, name, values: group.create_dataset(
            name, data=values.astype(kind) if name == "session_profit" else values))
        for command in (["verify"], ["summary"], ["run", self.study, "-o"]):
            told = run(*command, self.new)
            self.assertEqual(told.returncode, 3)
            self.assertIn(f"/sessions/session_profit holds {words}, not 64-bit integers: another program has written it",
                          told.stderr)
            self.assertIn("give the file that ergodic run made", told.stderr)

    def test_in_other_types(self):
        self.assert_of_another_type("<i4", "32-bit integers")
        self.assert_of_another_type("<f8", "64-bit reals")
        self.assert_of_another_type("<u8", "64-bit unsigned integers")
        self.assert_of_another_type(np.bytes_, "texts")

    def test_in_the_other_byte_order(self):
        self.assert_of_another_type(">i8", "big-endian 64-bit integers")

    def test_that_lies_otherwise_but_contiguous_is_taken_as_it_is(self):
        self.repack()
        self.assert_whole(self.new)
        block, with_block = self.folder / "block", self.folder / "with_block.h5"
        block.write_bytes(b"a block of a user" * 30)
        subprocess.run(["h5jam", "-u", block, "-i", self.output, "-o", with_block], check=True, timeout=60)
        self.assert_whole(with_block)
        if shutil.which("nccopy"):
            copied = self.folder / "copied.h5"
            subprocess.run(["nccopy", self.output, copied], check=True, timeout=60)
            self.assert_whole(copied)


if __name__ == "__main__":
    unittest.main()
