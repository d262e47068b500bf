"""The functions of a C++ source, found by its braces."""
import re

# What the eye must not take for code: comments, raw strings, strings, characters (not the ' of 1'000).
OPAQUE = re.compile(r'//[^\n]*|/\*.*?\*/|R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Za-z_])\'(?:\\.|[^\'\\\n])*\'',
                    re.DOTALL)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
OUTER = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")
BODY = re.compile(r"\)\s*(const|noexcept(\s*\([^()]*\))?|override|final|mutable|&&?|->[^;{}]*|try|requires[^;{}]*)*\s*$")
INITIALISERS = re.compile(r"\)\s*(noexcept\s*)?:(?!:)")
NAME = re.compile(r"([~\w:]+|operator\s*\S+?)\s*\(")


def blank(match):
    return re.sub(r"[^\n]", " ", match.group())


def functions(text):
    """(name, first line, number of lines) of each function and each lambda outside one; what is inside counts as its."""
    text = DIRECTIVE.sub(blank, OPAQUE.sub(blank, text))
    stack = []  # of what each open brace is: "outer", "function", "other"
    header = 0  # where what stands before the next brace begins
    start, name = 0, ""
    for place in re.finditer(r"[{};]", text):
        at = place.start()
        inside = "function" in stack
        if place.group() == "{":
            before = text[header:at]
            if inside:
                stack.append("other")
            elif OUTER.search(before.split("(")[0]) and not BODY.search(before):
                stack.append("outer")
            elif BODY.search(before) or (INITIALISERS.search(before) and before.rstrip().endswith((")", "}"))):
                stack.append("function")
                start = header + len(before) - len(before.lstrip())
                found = NAME.search(before)
                name = found.group(1) if found else "a function"
            else:
                stack.append("other")
                continue  # an initialiser: what stands before it goes on behind it
            header = at + 1
        elif place.group() == "}":
            kind = stack.pop() if stack else "outer"
            if kind == "function":
                first = text.count("\n", 0, start) + 1
                yield name, first, text.count("\n", 0, at) + 2 - first
            if kind != "other" or inside:
                header = at + 1
        elif "other" not in stack:
            header = at + 1
