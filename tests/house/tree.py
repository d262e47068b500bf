"""The source tree and its rooms, as the tests of the house read them."""
import dataclasses
import json
import os
import pathlib
import re
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["ERGODIC_SOURCE"])
CODE = (".cpp", ".hpp", ".h", ".c")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*["<]([^">]+)[">]', re.MULTILINE)


class Tree:
    """The files below a folder, but for what git ignores."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.files = set()
        for folder, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders if name not in (".git", "build", "results", "__pycache__")]
            here = pathlib.Path(folder).relative_to(self.root)
            self.files.update((here / name).as_posix() for name in files)
        self.folders = {parent.as_posix() for file in self.files for parent in pathlib.PurePath(file).parents}

    def text(self, file):
        return (self.root / file).read_text(errors="replace")

    def code(self, *below, endings=CODE):
        """The source files below some folders, sorted."""
        return sorted(file for file in self.files if file.endswith(endings) and file.startswith(tuple(below)))

    def includes(self, file):
        """What a file includes: a path of this tree where it is one, else as it is written."""
        beside = pathlib.PurePath(file).parent.as_posix()
        for written in INCLUDE.findall(self.text(file)):
            places = [f"src/{written}", f"include/{written}", f"tests/{written}", f"{beside}/{written}"]
            yield next((place for place in places if place in self.files), written)


@dataclasses.dataclass(frozen=True)
class Room:
    """A room of src/: its CMake target, its folder in the tree, the targets that it says it uses, its library."""

    name: str
    folder: str
    uses: tuple
    library: str = ""


def rooms():
    """The rooms of this build, from the ground up, as CMake knows them."""
    with open(os.environ["ERGODIC_ROOMS"]) as file:
        return [Room(entry["name"], pathlib.Path(entry["folder"]).relative_to(SOURCE).as_posix(), tuple(entry["uses"]),
                     entry["library"]) for entry in json.load(file)]


def reach(rooms):
    """For each room by name, all rooms that its uses lead to, and itself."""
    uses = {room.name: room.uses for room in rooms}

    def below(name, seen):
        for used in uses[name]:
            if used not in seen:
                seen.add(used)
                below(used, seen)
        return seen

    return {room.name: below(room.name, {room.name}) for room in rooms}


def room_of(file, rooms):
    """The room that a file of src/ is in: the one of the longest folder; None for src/main.cpp and include/."""
    inside = [room for room in rooms if file.startswith(room.folder + "/")]
    return max(inside, key=lambda room: len(room.folder), default=None)


class HouseTest(unittest.TestCase):
    maxDiff = None

    def none(self, found):
        """No violation is found."""
        if found:
            self.fail(f"{len(found)} found\n" + "\n".join(found))

    def tree(self, **files):
        """A made-up tree; a file's name has __ for / and the text may be anything."""
        return self.tree_of({name.replace("__", "/"): text for name, text in files.items()})

    def tree_of(self, files):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for name, text in files.items():
            path = pathlib.Path(folder.name) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return Tree(folder.name)
