"""A library reaches only the sources that may know it, through whatever header: so that it can be exchanged, and so that
nobody else waits for its compiler time."""
import fnmatch
import unittest

from tree import SOURCE, HouseTest, Tree

# A library: how its headers are included; the sources of src/ that may.
MAY = {
    "MPI": (["mpi.h", "boost/mpi*"], ["src/parallel/*"]),
    "HDF5": (["hdf5.h", "hdf5_hl.h", "H5*.h"], ["src/store/*"]),
    "yaml-cpp": (["yaml-cpp/*"], ["src/study/*"]),
    "xxHash": (["xxhash.h"], ["src/core/digest.cpp"]),
    "CLI11": (["CLI/*"], ["src/cli/command.cpp"]),
    "nlohmann": (["nlohmann/*"], ["src/core/json.cpp"]),
    "Eigen": (["Eigen/*", "unsupported/Eigen/*"], ["src/workloads/paths/algebra/state_elimination.cpp"]),
    "Highway": (["hwy/*"], ["src/random/*-inl.h", "src/workloads/*/*lanes.cpp"]),
}


def matches(name, patterns):
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def reached(tree, file, memory):
    """Everything that a file includes, and what that includes."""
    if file not in memory:
        memory[file] = set()  # cuts circles
        for included in tree.includes(file):
            memory[file].add(included)
            if included in tree.files:
                memory[file] |= reached(tree, included, memory)
    return memory[file]


def strangers(tree, may=MAY):
    memory = {}
    for file in tree.code("src/", "include/"):
        for library, (headers, sources) in may.items():
            if not matches(file, sources) and any(matches(name, headers) for name in reached(tree, file, memory)):
                yield f"{file} includes {library}, which only {' '.join(sources)} may"


class Libraries(HouseTest):
    def test_a_library_reaches_only_who_may_know_it(self):
        self.none(list(strangers(Tree(SOURCE))))

    def test_every_library_is_used_by_whom_the_table_names(self):
        tree, memory = Tree(SOURCE), {}
        for library, (headers, sources) in MAY.items():
            users = [file for file in tree.code("src/") if matches(file, sources)
                     and any(matches(name, headers) for name in reached(tree, file, memory))]
            self.assertTrue(users, library)


class MadeUp(HouseTest):
    def test_a_stranger_is_found_behind_a_header(self):
        tree = self.tree_of({
            "src/store/hdf5.hpp": "#include <hdf5.h>", "src/store/format.hpp": '#include "store/hdf5.hpp"',
            "src/engine/run.cpp": '#include "store/format.hpp"', "src/engine/plan.cpp": "#include <vector>"})
        found = list(strangers(tree))
        self.assertEqual(len(found), 1, found)
        self.assertIn("src/engine/run.cpp includes HDF5", found[0])


if __name__ == "__main__":
    unittest.main()
