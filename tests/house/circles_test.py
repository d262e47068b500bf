"""The includes form no circle between files of a room; a header and its source are one."""
import unittest

from tree import SOURCE, HouseTest, Room, Tree, room_of, rooms


def graph(tree, files):
    """Units by name (a path without its ending), each with those that it includes."""
    units = {}
    for file in files:
        unit = units.setdefault(file.rsplit(".", 1)[0], set())
        unit.update(included.rsplit(".", 1)[0] for included in tree.includes(file) if included in files)
    for name, used in units.items():
        used.discard(name)
    return units


def circles(units):
    """The sets of units of which each leads to each other: strong components of more than one (Tarjan)."""
    index, low, stack, found = {}, {}, [], []

    def visit(unit):
        index[unit] = low[unit] = len(index)
        stack.append(unit)
        for used in sorted(units[unit]):
            if used not in index:
                visit(used)
                low[unit] = min(low[unit], low[used])
            elif used in stack:
                low[unit] = min(low[unit], index[used])
        if low[unit] == index[unit]:
            at = stack.index(unit)
            if len(stack) - at > 1:
                found.append(sorted(stack[at:]))
            del stack[at:]

    for unit in sorted(units):
        if unit not in index:
            visit(unit)
    return found


def circles_of(tree, rooms):
    files = tree.code("src/", "include/")
    by_room = {}
    for file in files:
        by_room.setdefault(room_of(file, rooms), set()).add(file)
    return [circle for inside in by_room.values() for circle in circles(graph(tree, inside))]


class Circles(HouseTest):
    def test_no_circle_between_files_of_a_room(self):
        found = circles_of(Tree(SOURCE), rooms())
        print("circles between files of a room:", len(found))
        self.none([" ↔ ".join(circle) for circle in found])


class MadeUp(HouseTest):
    def test_a_circle_is_found_through_a_source(self):
        room = Room("core", "src/core", ())
        tree = self.tree_of({
            "src/core/a.hpp": '#include "core/b.hpp"', "src/core/b.hpp": "", "src/core/b.cpp": '#include "core/c.hpp"',
            "src/core/c.hpp": '#include "core/a.hpp"', "src/core/d.hpp": '#include "core/a.hpp"'})
        self.assertEqual(circles_of(tree, [room]), [["src/core/a", "src/core/b", "src/core/c"]])
        (tree.root / "src/core/c.hpp").write_text("")
        self.assertEqual(circles_of(tree, [room]), [])


if __name__ == "__main__":
    unittest.main()
