#!/usr/bin/python3
"""Adds what the benchmarks say of this build to tests/benchmarks/history.csv: ratios alone, which outlive machines.

usage: history.py BUILD [--version V] [--rounds R] [--output FILE]     BUILD: build/release

Run it on an idle machine, once a version, before the version is tagged. A ratio is how many times as fast Ergodic is as
the plain program of the same results that the benchmark runs beside it, in one run; of `overhead` it is the time of a run
in blocks over that of one block a rank.
"""
import argparse
import csv
import datetime
import pathlib
import platform
import re
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
FIELDS = ("version", "commit", "date", "processor", "benchmark", "measure", "ratio")
ROW = re.compile(r"^(?P<name>\S.*?)\s{2,}(?P<numbers>[\d. ]+)")


def output_of(*command):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout


def table(text, column):
    """(name, number in that column) of each row of a benchmark's table."""
    for line in text.splitlines():
        row = ROW.match(line)
        numbers = row["numbers"].split() if row else []
        if len(numbers) > column:
            yield row["name"], float(numbers[column])


def hands(build, rounds):
    rows = table(output_of(build / "bin/benchmark_let_it_ride_hands", rounds, 2_000_000), 3)
    return (row for row in rows if not row[0].startswith("plain program ("))  # what the ratios are to


def paths(build, rounds):
    return table(output_of(build / "bin/benchmark_paths", rounds, 100_000), 2)


def overhead(build, rounds):
    text = output_of("/usr/bin/python3", HERE / "overhead.py", build / "bin/toy", "--rounds", rounds, "--seconds", 4)
    for name, more in re.findall(r"^  (\S.*?)\s{2,}processor time\s+([+-][\d.]+) %", text, re.MULTILINE):
        yield name, round(1 + float(more) / 100, 4)


BENCHMARKS = {"let_it_ride_hands": hands, "paths": paths, "overhead": overhead}


def processor():
    found = re.search(r"^model name\s*:\s*(.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.machine()


def version_of(build):
    return output_of(build / "bin/ergodic", "--version").split()[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--version", help="default: what the program says")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output", type=pathlib.Path, default=HERE / "history.csv")
    options = parser.parse_args()
    common = {
        "version": options.version or version_of(options.build),
        "commit": output_of("git", "-C", HERE, "rev-parse", "--short", "HEAD").strip(),
        "date": datetime.date.today().isoformat(),
        "processor": processor(),
    }
    rows = [{**common, "benchmark": name, "measure": measure, "ratio": ratio}
            for name, run in BENCHMARKS.items() for measure, ratio in run(options.build, options.rounds)]
    is_new = not options.output.exists()
    with options.output.open("a", newline="") as out:
        writer = csv.DictWriter(out, FIELDS, lineterminator="\n")
        if is_new:
            writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} ratios added to {options.output}")


if __name__ == "__main__":
    main()
