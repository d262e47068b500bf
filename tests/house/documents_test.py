"""Every path that a document names exists: its links and their headings, and what it writes as code."""
import pathlib
import re
import unittest

from tree import SOURCE, HouseTest, Tree

LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)|(?:src|srcset|href)=\"([^\"]+)\"")
FENCE = re.compile(r"^[ \t]*(```|~~~).*?^[ \t]*\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
COMMENT = re.compile(r"(?://|#)[^\n]*")
WORD = re.compile(r"[\w./{},*~<>$-]+")
# The folders of the source; a word that begins with one is a path in it.
TOP = ("src", "include", "tests", "tools", "jobs", ".ci")
ENDINGS = (".hpp", ".cpp", ".h", ".py", ".md", ".cmake", ".sh", ".yaml", ".csv", ".txt", ".json")
# What stands for any name, and what a build or a run makes.
PLACEHOLDER = re.compile(r"<[^>]*>|…|\.\.\.|\bNAME\b|\bROOM\b|\bWORKLOAD\b|\bSTUDY\b|\$\{?\w+\}?")
MADE = ("build/", "results/", "compile_commands.json")


def alternatives(word):
    """a/{b,c}.hpp → a/b.hpp, a/c.hpp."""
    braces = re.search(r"\{([^{}]*)\}", word)
    if not braces:
        return [word]
    return [each for choice in braces.group(1).split(",")
            for each in alternatives(word[:braces.start()] + choice + word[braces.end():])]


def exists(tree, path):
    path = path.rstrip("/")
    if path in tree.files or path in tree.folders:
        return True
    return "*" in path and any(pathlib.PurePath(file).match(path) for file in tree.files | tree.folders)


def headings(text):
    """The anchors of a document's headings, as GitHub makes them."""
    for line in re.findall(r"^#+\s+(.+?)\s*$", FENCE.sub("", text), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-")


def broken_links(tree, document):
    folder = pathlib.PurePath(document).parent
    for match in LINK.finditer(FENCE.sub("", tree.text(document))):
        target, _, heading = (match.group(1) or match.group(2)).partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        path = document if not target else resolve(folder, target)
        if not exists(tree, path):
            yield f"{document}: the link to {target} leads nowhere"
        elif heading and path.endswith(".md") and heading not in headings(tree.text(path)):
            yield f"{document}: {path} has no heading {heading}"


def resolve(folder, target):
    parts = []
    for part in (folder / target).parts:
        if part == "..":
            parts[-1:] = []
        else:
            parts.append(part)
    return "/".join(parts)


def paths_in(code):
    """The words of a piece of code that are paths of the source: in one of its folders, or a file of one of its kinds."""
    for word in WORD.findall(PLACEHOLDER.sub("*", code)):
        for path in alternatives(word.rstrip(".,")):
            path = path.removeprefix("./")
            if path.startswith(MADE) or path.startswith(("/", "~", "-")) or not path.strip("*./"):
                continue
            if path.split("/")[0] in TOP and "/" in path:
                yield path
            elif path.endswith((".hpp", ".cpp", ".cmake")) or "/" in path and path.endswith(ENDINGS):
                yield path


def named_paths(text, document):
    if document.endswith(".md"):
        for fence in FENCE.finditer(text):
            # In a program or a listing only what begins with a folder of the source is surely one of its paths.
            yield from (path for path in paths_in(fence.group()) if path.split("/")[0] in TOP)
        for code in CODE.findall(FENCE.sub("", text)):
            yield from paths_in(code)
    else:
        for comment in COMMENT.findall(text):
            yield from (path for path in paths_in(comment) if path.split("/")[0] in TOP and not path.endswith("-"))


def lost_paths(tree, document):
    """Paths that are neither below the root, nor the document's folder or one around it, nor where includes begin."""
    around = [pathlib.PurePath(document).parent, *pathlib.PurePath(document).parent.parents]
    for path in sorted(set(named_paths(tree.text(document), document))):
        places = [resolve(folder, path) for folder in [*around, *map(pathlib.PurePath, ("src", "include", "tests", "src/workloads"))]]
        # A file's name alone: somewhere below the document, and of one at the top anywhere.
        if "/" not in path:
            below = "" if around[0] == pathlib.PurePath(".") else f"{around[0]}/"
            places.append(next((file for file in sorted(tree.files)
                                if file.startswith(below) and pathlib.PurePath(file).match(path)), path))
        if not any(exists(tree, place) for place in places):
            yield f"{document}: there is no {path}"


def documents(tree):
    return sorted(file for file in tree.files if file.endswith(".md"))


def commented(tree):
    """Files whose comments may name paths of the source."""
    return sorted(file for file in tree.files if not file.startswith(("tests/house/", "tests/fuzz/corpus/")) and
                  (file.endswith((".cpp", ".hpp", ".h", ".c", ".py", ".cmake", "CMakeLists.txt", ".sh")) or
                   file.startswith("tools/") and "." not in file))


class Documents(HouseTest):
    def test_every_link_leads_somewhere(self):
        tree = Tree(SOURCE)
        self.assertGreater(len(documents(tree)), 10)
        self.none([line for document in documents(tree) for line in broken_links(tree, document)])

    def test_every_path_in_a_document_exists(self):
        tree = Tree(SOURCE)
        self.none([line for document in documents(tree) for line in lost_paths(tree, document)])

    def test_every_path_in_a_comment_exists(self):
        tree = Tree(SOURCE)
        self.none([line for file in commented(tree) for line in lost_paths(tree, file)])


class MadeUp(HouseTest):
    FILES = {"src/store/README.md": "## Why so?\n", "src/store/lock.hpp": "", "src/workloads/poker/play/lanes.cpp": "",
             "tools/check": "", "jobs/studies/a.yaml": ""}

    def lines(self, text, name="README.md"):
        tree = self.tree_of({**self.FILES, name: text})
        return [*broken_links(tree, name), *lost_paths(tree, name)]

    def test_what_exists_is_left_alone(self):
        self.assertEqual(self.lines(
            "[a](src/store/README.md#why-so) [b](https://a.b/c.md) [c](#head) `tools/check --fix` `store/lock.hpp` `lock.hpp`"
            "\n# Head\n`src/workloads/NAME/play/lanes.cpp` `src/*/README.md` `src/store/{lock.hpp,README.md}` `build/x.hpp`"
            "\n`src/store/` `a/b` `results/basic.h5`\n```sh\ntools/check\nvi mine/own.yaml jobs/studies/a.yaml\n```\n"), [])

    def test_what_does_not_exist_is_found(self):
        for text in ("[a](src/store/lost.md)", "[a](src/store/README.md#why-not)", '<img src="lost.png">', "`src/lost.hpp`",
                     "`src/store/lost*`", "`store/lost.hpp`", "`lost.hpp`", "`src/store/{lock,lost}.hpp`", "`tools/lost`",
                     "```sh\ntools/lost jobs\n```", "`src/workloads/NAME/lost/lanes.cpp`"):
            self.assertEqual(len(self.lines(text)), 1, text)

    def test_what_a_comment_names_and_does_not_exist_is_found(self):
        self.assertEqual(len(self.lines("int a;  // as tools/lost does; src/store/lock.hpp too", "src/a.cpp")), 1)


if __name__ == "__main__":
    unittest.main()
