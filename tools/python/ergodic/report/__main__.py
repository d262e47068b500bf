"""The command behind `ergodic report`."""
from __future__ import annotations

import argparse
import contextlib
import errno
import importlib.util
import os
import pathlib
import signal
import sys

NEEDED = ("h5py", "matplotlib", "mpmath", "xarray", "xxhash", "yaml")  # Debian's python3-NAME


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ergodic report", description=__doc__)
    parser.add_argument("file", metavar="FILE", help="the result file")
    parser.add_argument("-o", "--output", metavar="OUT.html", help="the page [FILE with .html]")
    parser.add_argument("--program", help="the ergodic to ask for exact values [looked for]")
    parser.add_argument("--stage", help="of a study of stages only this one")
    parser.add_argument("--confidence", type=float, default=0.95, help="of the intervals [0.95]")
    return parser.parse_args()


def _write(arguments: argparse.Namespace) -> None:
    import ergodic
    from ergodic.report.page import page

    output = pathlib.Path(arguments.output or pathlib.Path(arguments.file).with_suffix(".html"))
    if output.exists() and not output.is_file():
        raise ergodic.Error(f"cannot write to {output} (it is no regular file) name another file", 4)
    if output.exists() and os.path.exists(arguments.file) and output.samefile(arguments.file):
        raise ergodic.Error(f"cannot write to {output} (it is the result file) name another file", 4)
    with ergodic.open(arguments.file, program=arguments.program) as results:
        html = page(results.stages[arguments.stage] if arguments.stage else results, arguments.confidence)
    making = output.with_name(output.name + ".tmp")
    try:
        making.write_text(html, encoding="utf-8")
        os.replace(making, output)
    except OSError as error:
        with contextlib.suppress(OSError):
            making.unlink()
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        todo = "free space" if is_full else "give -o a name in a folder that is there and that you may write to"
        raise ergodic.Error(f"cannot write {output} ({error.strerror}) {todo}", 4) from error
    _say(f"{output}: {len(html.encode()) / 1e3:.0f} kB, opens in any browser")


def _say(line: str) -> None:
    """Prints the line, as the program does: a reader that has left is no error."""
    import ergodic

    try:
        print(line, flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what Python would still flush at its end
        if not isinstance(error, BrokenPipeError):
            raise ergodic.Error(f"cannot write to standard output ({error.strerror})", 4) from error


def main() -> int:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ends the program, without a trace
    arguments = _arguments()
    lacking = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if lacking:
        packages = " ".join(f"python3-{name}" for name in lacking)
        print(f"cannot make the report ({sys.executable} has no {', '.join(lacking)}) "
              f"apt-get install {packages}, or name another python with --python", file=sys.stderr)
        return 4
    from ergodic import Error
    try:
        _write(arguments)
    except Error as error:
        print(error, file=sys.stderr)
        return error.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
