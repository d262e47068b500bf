"""Every reader that is installed reads what the table of tests/interop/README.md says."""
import unittest

import every_reader
import program


class EveryReader(program.ProgramTest):
    def test_that_is_installed_reads_the_profits_and_labels(self):
        every_reader.make(program.ERGODIC, self.folder)
        self.assertEqual(every_reader.read(self.folder, []), 0, "it says above which, and why")


if __name__ == "__main__":
    unittest.main()
