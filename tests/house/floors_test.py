"""A room includes only itself, the rooms that its USES reach, and include/ergodic; so do rooms inside a workload."""
import unittest

from tree import SOURCE, HouseTest, Room, Tree, reach, room_of, rooms

# The folders of a workload, from the ground up; its own files stand above them all.
INNER = {
    "src/workloads/card_games": ("genome", "machine", "players", "exact", "play", "shown", "settings", "import"),
    "src/workloads/entities": ("numbers", "calendar", "tables", "league", "settings", "past", "processors",
                               "player_context", "features", "batch"),
    "src/workloads/let_it_ride": ("paytables", "strategy", "deals", "betting", "play", "exact", "settings", "shown",
                                  "import"),
    "src/workloads/paths": ("path", "algebra", "chains", "walks", "populations", "events", "diffusions"),
    "src/workloads/players": ("numbers", "region", "model", "tables", "posterior", "play", "exact", "settings", "shown"),
}
# Folders that a workload without a line above may have: the pattern.
PATTERN = ("model", "play", "exact", "settings", "shown", "import")


def unordered(rooms):
    """Uses of a room that does not stand below."""
    below = set()
    for room in rooms:
        for used in room.uses:
            if used not in below:
                yield f"{room.name} uses {used}, which does not stand above it in src/CMakeLists.txt"
        below.add(room.name)


def from_above(tree, rooms):
    """Includes of a room that the including one may not know."""
    reached = reach(rooms)
    for file in tree.code("src/", "include/"):
        room = room_of(file, rooms)
        for included in tree.includes(file):
            if file.startswith("include/"):
                if included.startswith("src/"):
                    yield f"{file} includes {included}: the public headers see no room"
                continue
            other = room_of(included, rooms)
            if room is None or other is None or other.name in reached[room.name]:
                continue
            yield f"{file} includes {included}, and the CMakeLists.txt of {room.folder} does not use {other.folder}"


def inner_rooms(tree, inner=INNER):
    """Includes of a folder of a workload by one below it, and folders that have no place."""
    workloads = {"/".join(file.split("/")[:3]) for file in tree.code("src/workloads/") if file.count("/") > 2}
    for workload in sorted(workloads):
        order = inner.get(workload, PATTERN)

        def floor(file):
            parts = file[len(workload) + 1:].split("/")
            return len(order) if len(parts) == 1 else order.index(parts[0]) if parts[0] in order else -1

        for file in tree.code(workload + "/"):
            if floor(file) < 0:
                yield f"{file}: its folder has no place among those of {workload} ({', '.join(order)})"
                continue
            for included in tree.includes(file):
                if included.startswith(workload + "/") and floor(included) > floor(file):
                    yield f"{file} includes {included} from a folder above ({', '.join(order)}, {workload})"


class Floors(HouseTest):
    def test_every_room_uses_only_rooms_below(self):
        self.assertGreater(len(rooms()), 10)
        self.none(list(unordered(rooms())))

    def test_no_include_from_a_room_above(self):
        self.none(list(from_above(Tree(SOURCE), rooms())))

    def test_no_include_from_a_folder_of_a_workload_above(self):
        self.none(list(inner_rooms(Tree(SOURCE))))


ROOMS = [Room("core", "src/core", ()), Room("poker", "src/workloads/poker", ("core",)),
         Room("keno", "src/workloads/keno", ("core",)), Room("engine", "src/engine", ("core",))]


class MadeUp(HouseTest):
    def test_a_use_of_a_room_above_is_found(self):
        self.assertEqual(list(unordered(ROOMS)), [])
        self.assertEqual(len(list(unordered([Room("core", "src/core", ("engine",)), *ROOMS[1:]]))), 1)

    def test_an_include_from_above_is_found(self):
        tree = self.tree_of({
            "include/ergodic/rows.hpp": '#include "core/call.hpp"',
            "src/core/call.hpp": '#include "ergodic/rows.hpp"',
            "src/core/digest.cpp": '#include "core/call.hpp"\n  # include "engine/run.hpp"',
            "src/engine/run.hpp": '#include "core/call.hpp"',
            "src/workloads/poker/poker.cpp": '#include "core/call.hpp"\n#include "workloads/keno/keno.hpp"',
            "src/workloads/keno/keno.hpp": "",
        })
        self.assertEqual([line.split(",")[0].split(":")[0] for line in from_above(tree, ROOMS)], [
            "include/ergodic/rows.hpp includes src/core/call.hpp",
            "src/core/digest.cpp includes src/engine/run.hpp",
            "src/workloads/poker/poker.cpp includes src/workloads/keno/keno.hpp"])

    def test_an_include_from_an_inner_room_above_is_found(self):
        tree = self.tree_of({
            "src/workloads/poker/model/hand.hpp": '#include "workloads/poker/play/session.hpp"',
            "src/workloads/poker/play/session.hpp": '#include "workloads/poker/model/hand.hpp"',
            "src/workloads/poker/exact/law.hpp": '#include "workloads/poker/poker.hpp"',
            "src/workloads/poker/poker.hpp": '#include "workloads/poker/exact/law.hpp"',
            "src/workloads/poker/misc/things.hpp": "",
        })
        found = list(inner_rooms(tree))
        self.assertEqual([line.split(" ")[0].rstrip(":") for line in found], [
            "src/workloads/poker/exact/law.hpp", "src/workloads/poker/misc/things.hpp",
            "src/workloads/poker/model/hand.hpp"])


if __name__ == "__main__":
    unittest.main()
