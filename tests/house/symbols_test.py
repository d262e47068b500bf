"""What a room's library leaves undefined, it or a room that its USES reach defines, or no room at all: a declaration that
was written down once more would get around the includes."""
import os
import pathlib
import subprocess
import tempfile
import unittest

from tree import HouseTest, Room, reach, rooms

NM = os.environ.get("ERGODIC_NM") or "nm"


def symbols(library):
    """The global symbols that a static library defines, and those that it leaves to others."""
    defined, wanted = set(), set()
    listing = subprocess.run([NM, "--format=posix", "--extern-only", library], check=True, capture_output=True, text=True)
    for line in listing.stdout.splitlines():
        words = line.split()
        if len(words) < 2 or len(words[1]) != 1:
            continue
        if words[1] == "U":
            wanted.add(words[0])
        elif words[1] not in "vw":  # weak and undefined: nobody's
            defined.add(words[0])
    return defined, wanted - defined


def from_above(rooms):
    """Symbols that a room takes from one that it does not use."""
    reached = reach(rooms)
    known = {room.name: symbols(room.library) for room in rooms}
    for room in rooms:
        _, wanted = known[room.name]
        own = set().union(*(known[name][0] for name in reached[room.name]))
        for other in rooms:
            for symbol in sorted((wanted - own) & known[other.name][0]):
                # Templates of the standard library are everybody's.
                if "ergodic" in symbol:
                    yield f"{room.name} takes {symbol} from {other.name}, which its CMakeLists.txt does not use"


class Symbols(HouseTest):
    def test_no_symbol_from_a_room_above(self):
        self.none(list(from_above(rooms())))


class MadeUp(HouseTest):
    def library(self, folder, name, text):
        source = folder / f"{name}.cpp"
        source.write_text(text)
        subprocess.run(["c++", "-c", source, "-o", folder / f"{name}.o"], check=True)
        subprocess.run(["ar", "rcs", folder / f"{name}.a", folder / f"{name}.o"], check=True)
        return str(folder / f"{name}.a")

    def test_a_smuggled_declaration_is_found(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            core = self.library(folder, "core", "namespace ergodic { int run(); int digest() { return run(); } }")
            engine = self.library(folder, "engine", "namespace ergodic { int digest(); int run() { return digest(); } }")
            found = list(from_above([Room("core", "src/core", (), core), Room("engine", "src/engine", ("core",), engine)]))
        self.assertEqual(len(found), 1, found)
        self.assertIn("core takes _ZN7ergodic3runEv from engine", found[0])


if __name__ == "__main__":
    unittest.main()
