"""The examples of tools/python/README.md run, in their order."""
import os
import re
import unittest

import matplotlib

matplotlib.use("svg")

import program
from program import SOURCE, ProgramTest
from results import made

BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


class Readme(ProgramTest):
    def test_examples_run(self):
        study = (SOURCE / "jobs/studies/let_it_ride/strategies.yaml").read_text()
        made(self, "strategies", study.replace("sessions: 500000", "sessions: 2000"))
        here = os.getcwd()
        self.addCleanup(os.chdir, here)
        os.chdir(self.folder)
        os.environ["ERGODIC_PROGRAM"] = program.ERGODIC
        names = {}
        examples = BLOCK.findall((SOURCE / "tools/python/README.md").read_text())
        self.assertGreaterEqual(len(examples), 4)
        for example in examples:
            exec(compile(example, "README.md", "exec"), names)
        self.assertTrue((self.folder / "profit.svg").exists())


if __name__ == "__main__":
    unittest.main()
