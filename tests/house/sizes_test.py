"""Files, functions and folders of a size that a newcomer can take in; one header a name."""
import ast
import collections
import pathlib
import unittest

from functions import functions
from tree import CODE, SOURCE, HouseTest, Tree

FILES_OF_A_FOLDER = 30
LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60
SOURCES = ("src/", "include/", "tests/", "tools/")
NOT_OURS_TO_READ = ("tests/fuzz/corpus/", "tests/conformance/studies/")


def sources(tree):
    return [file for file in tree.code(*SOURCES, endings=(*CODE, ".py")) if not file.startswith(NOT_OURS_TO_READ)]


def full_folders(tree):
    for folder, files in sorted(collections.Counter(str(pathlib.PurePath(file).parent) for file in sources(tree)).items()):
        if files > FILES_OF_A_FOLDER:
            yield f"{folder} has {files} files, more than {FILES_OF_A_FOLDER}"


def long_files(tree):
    for file in sources(tree):
        lines = tree.text(file).count("\n")
        if lines > LINES_OF_A_FILE:
            yield f"{file} has {lines} lines, more than {LINES_OF_A_FILE}"


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno, node.end_lineno - node.lineno + 1


def long_functions(tree):
    for file in sources(tree):
        of_file = python_functions if file.endswith(".py") else functions
        for name, line, lines in of_file(tree.text(file)):
            if lines > LINES_OF_A_FUNCTION:
                yield f"{file}:{line}: {name} has {lines} lines, more than {LINES_OF_A_FUNCTION}"


def headers_of_one_name(tree):
    public = {pathlib.PurePath(file).name for file in tree.code("include/ergodic/")}
    for file in tree.code("src/", endings=(".hpp", ".h")):
        if pathlib.PurePath(file).name in public:
            yield f"{file} has the name of include/ergodic/{pathlib.PurePath(file).name}"


class Sizes(HouseTest):
    def test_no_folder_of_more_than_30_files(self):
        self.none(list(full_folders(Tree(SOURCE))))

    def test_no_file_of_more_than_400_lines(self):
        self.none(list(long_files(Tree(SOURCE))))

    def test_no_function_of_more_than_60_lines(self):
        self.none(list(long_functions(Tree(SOURCE))))

    def test_no_header_has_the_name_of_a_public_one(self):
        self.none(list(headers_of_one_name(Tree(SOURCE))))


LINES = "  step();\n"
FUNCTIONS = """#include <a>
#define OPEN {
namespace ergodic::core {
namespace {
const Schema schema = {real("a").says("}} {"), integer(b)};  // not {a(
constexpr char brace = '{';
constexpr int many = 1'000'000;
struct Point {
  int x{0};
  Point(int a, int b) noexcept
      : x{a}, y(b) {
    step();
  }
  bool operator==(const Point&) const = default;
  int sum() const { return x; }
};
const auto made = [](int x) -> int {
  return x;
};
}  // namespace
template <typename T>
std::vector<T> long_one(const std::vector<T>& all,
                        T other) {
  const char* text = R"x(
  } )x";
  for (const T& each : all) {
    if (each) { step(); }
  }
}
Status operator<<(int a, int b) {
}
enum class Kind { a, b };
}  // namespace ergodic::core
int main() { return 0; }
"""


class MadeUp(HouseTest):
    def test_functions_are_measured(self):
        self.assertEqual([(name, lines) for name, _, lines in functions(FUNCTIONS)],
                         [("Point", 4), ("sum", 1), ("a function", 3), ("long_one", 9), ("operator<<", 2), ("main", 1)])

    def test_a_long_function_and_file_are_found(self):
        self.assertEqual(list(long_functions(self.tree_of({"src/a.cpp": "void f() {\n" + LINES * 58 + "}\n"}))), [])
        tree = self.tree_of({"src/a.cpp": "namespace a {\nvoid f() {\n" + LINES * 59 + "}\n}\n",
                             "tools/a.py": "def f():\n" + "    step()\n" * 60, "src/b.hpp": "\n" * 401})
        self.assertEqual([line.split(" has")[0] for line in long_functions(tree)], ["src/a.cpp:2: f", "tools/a.py:1: f"])
        self.assertEqual(len(list(long_files(tree))), 1)

    def test_a_full_folder_and_a_double_name_are_found(self):
        tree = self.tree_of({f"src/engine/n{i}.cpp": "" for i in range(31)} | {"src/core/rows.hpp": "",
                            "include/ergodic/rows.hpp": "", "src/core/rows.cpp": ""})
        self.assertEqual(len(list(full_folders(tree))), 1)
        self.assertEqual(len(list(headers_of_one_name(tree))), 1)


if __name__ == "__main__":
    unittest.main()
