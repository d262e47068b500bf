"""Kernels are compiled for speed: the last level of optimisation on their command line counts, and one for cold sources may
slip behind it."""
import json
import os
import pathlib
import re
import unittest

from tree import SOURCE, HouseTest

KERNELS = re.compile(r"src/(random/.*|core/rows|workloads/.*lanes)\.cpp$")


def level(command):
    """The last of a command line."""
    return re.findall(r"(?<=\s)-O\S*", command)[-1]


def slow(commands, wanted):
    """The kernels that are compiled with another level."""
    return [f"{name} is compiled with {level(command)}, not {wanted}"
            for name, command in commands if KERNELS.search(name) and level(command) != wanted]


def compiled_by(path):
    """The sources that a source stands for: those of a bunch, or else itself."""
    if path.parent.name != "Unity":
        return [path]
    return [pathlib.Path(file) for file in re.findall(r'#include "(.+)"', path.read_text())]


class Levels(HouseTest):
    def test_kernels_are_compiled_with_that_of_a_release(self):
        flags = os.environ["ERGODIC_RELEASE_FLAGS"]
        if not re.search(r"-O", flags):
            self.skipTest("not a release")
        entries = json.loads(pathlib.Path(os.environ["ERGODIC_COMMANDS"]).read_text())
        commands = [(str(path), entry["command"]) for entry in entries for path in compiled_by(pathlib.Path(entry["file"]))
                    if path.is_relative_to(SOURCE / "src")]
        # Of a cold room the contracts are compiled for the tests, too, at their level: the first entry is the room's.
        first = dict(reversed(commands))
        self.assertTrue(any(KERNELS.search(name) for name in first))
        self.none(slow(first.items(), level(f" {flags}")))

    def test_a_kernel_of_another_level_is_found(self):
        name = str(SOURCE / "src/workloads/paths/walks/walk_lanes.cpp")
        self.assertEqual(len(slow([(name, "c++ -O3 -fPIC -O1 -march=x86-64-v2 -c")], "-O3")), 1)
        self.assertEqual(slow([(name, "c++ -O3 -fPIC -O1 -O3 -march=x86-64-v2 -c")], "-O3"), [])


if __name__ == "__main__":
    unittest.main()
