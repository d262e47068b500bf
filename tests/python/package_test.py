"""The package installs without a network, beside Debian's packages."""
import importlib.util
import os
import shutil
import subprocess
import sys
import unittest

from program import SOURCE, ProgramTest
from results import STRATEGIES, made


def has(module):
    return importlib.util.find_spec(module) is not None


class Package(ProgramTest):
    def run_python(self, *arguments, **environment):
        clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, timeout=240,
                              cwd=self.folder, env={**clean, **environment})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    @unittest.skipUnless(has("pip") and has("setuptools"), "python3-pip or python3-setuptools is not installed")
    def test_is_installed_by_pip_and_makes_the_report(self):
        source, place = self.folder / "source", self.folder / "place"  # setuptools builds in the source
        shutil.copytree(SOURCE / "tools/python", source)
        self.run_python("-m", "pip", "install", "--no-index", "--no-deps", "--no-build-isolation", "--target", place,
                        source)
        self.run_python("-m", "ergodic.report", made(self, "strategies", STRATEGIES), "-o", "page.html",
                        PYTHONPATH=str(place))
        self.assertIn("Key figures", (self.folder / "page.html").read_text())
        self.assertTrue((place / "ergodic/py.typed").exists())


if __name__ == "__main__":
    unittest.main()
