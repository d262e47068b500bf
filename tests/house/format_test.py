"""tools/format refuses a source that is not laid out, and what clang-tidy says of the lines that change, alone; --fix mends
both."""
import json
import shutil
import subprocess
import unittest

from tree import SOURCE, HouseTest

OLD = "int* nothing() { return 0; }\n"
NEW = "int *other() { return 0; }\n"


def version_14(name):
    return shutil.which(name) and " 14." in subprocess.run([name, "--version"], capture_output=True, text=True).stdout


@unittest.skipUnless(version_14("clang-format") and version_14("clang-tidy"), "they are not Debian 12's")
class Format(HouseTest):
    def test_a_made_up_change_is_refused_and_mended(self):
        tree = self.tree_of({".clang-format": (SOURCE / ".clang-format").read_text(),
                             ".clang-tidy": (SOURCE / ".clang-tidy").read_text(),
                             "tools/format": (SOURCE / "tools/format").read_text(), "src/core/made.cpp": OLD})
        build = tree.root / "build"
        build.mkdir()
        made = tree.root / "src/core/made.cpp"
        (build / "compile_commands.json").write_text(json.dumps(
            [{"directory": str(build), "file": str(made), "command": f"c++ -std=c++20 -c {made}"}]))
        (tree.root / ".gitignore").write_text("build\n")
        git = ["git", "-C", tree.root, "-c", "user.name=a", "-c", "user.email=a@b"]
        subprocess.run([*git, "init", "-q"], check=True)
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-qm", "Begin"], check=True)

        self.assertEqual(self.format(tree, 0).count("nullptr"), 0, "what did not change is left alone")
        made.write_text(OLD + NEW)
        said = self.format(tree, 1)
        self.assertIn("not laid out", said)
        self.assertIn("made.cpp:2:", said)
        self.assertNotIn("made.cpp:1:", said)
        self.format(tree, 0, "--fix")
        self.assertEqual(made.read_text(), OLD + "int* other() { return nullptr; }\n")
        self.format(tree, 0)

    def format(self, tree, code, *arguments):
        done = subprocess.run(["/usr/bin/python3", tree.root / "tools/format", "HEAD", "--build", tree.root / "build",
                               *arguments], capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout


if __name__ == "__main__":
    unittest.main()
