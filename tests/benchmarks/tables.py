#!/usr/bin/env python3
"""Reads a table of 10^6 rows and 20 columns, every check on, beside DuckDB, pandas and a plain unchecked program, in turn; prints
the processor seconds of each and the ratios of their medians.

usage: tables.py build/release/bin/benchmark_tables [--rows N] [--runs N] [--duckdb FOLDER]

FOLDER is one in which `npm install @duckdb/node-api` was run; without it DuckDB is left out, and so is pandas where it is not
installed. Each measures its own reading: DuckDB and pandas without the time that they take to start.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile

NAMES = ("game_id game_date player_id player team opponent home minutes points rebounds assists steals blocks turnovers "
         "plus_minus shots_made shots usage rating score").split()
REALS = ("minutes", "usage", "rating", "score")
TEXTS = ("game_id", "player_id", "player", "team", "opponent", "home")

DUCKDB = """
import { DuckDBInstance } from '@duckdb/node-api';
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
const before = process.cpuUsage();
await connection.run(`create table t as select * from read_csv('%s', header = true, delim = ',', quote = '"',
  auto_detect = false, columns = %s)`);
const used = process.cpuUsage(before);
console.log(JSON.stringify({ seconds: (used.user + used.system) / 1e6 }));
"""

PANDAS = """
import json, time
import pandas
before = time.process_time()
table = pandas.read_csv(%r, dtype=%r, parse_dates=["game_date"])
print(json.dumps({"seconds": time.process_time() - before}))
"""


def duckdb_type(name):
    return "VARCHAR" if name in TEXTS else "DOUBLE" if name in REALS else "DATE" if name == "game_date" else "BIGINT"


def pandas_types():
    return {name: "str" if name in TEXTS else "float64" if name in REALS else "int64" for name in NAMES if name != "game_date"}


def told(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    return json.loads(done.stdout) if done.returncode == 0 else None


def contestants(program, files, folder, duckdb):
    yield "ergodic", lambda: told([program, "read", files["sorted"]])
    yield "ergodic, rows shuffled", lambda: told([program, "read", files["shuffled"]])
    yield "plain, unchecked", lambda: told([program, "plain", files["sorted"]])
    if duckdb:
        columns = "{" + ", ".join(f"'{name}': '{duckdb_type(name)}'" for name in NAMES) + "}"
        script = pathlib.Path(duckdb) / "ergodic_tables.mjs"
        script.write_text(DUCKDB % (files["sorted"], columns))
        yield "DuckDB, one thread", lambda: told(["node", script.name], cwd=duckdb)
    yield "pandas", lambda: told(["/usr/bin/python3", "-c", PANDAS % (str(files["sorted"]), pandas_types())],
                                 env={**os.environ, "OMP_NUM_THREADS": "1"})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--duckdb")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        files = {"sorted": folder / "games.csv", "shuffled": folder / "shuffled.csv"}
        subprocess.run([options.program, "make", str(options.rows), files["sorted"]], check=True)
        subprocess.run([options.program, "make", str(options.rows), files["shuffled"], "shuffled"], check=True)
        everyone = dict(contestants(options.program.resolve(), files, folder, options.duckdb))
        seconds = {name: [] for name in everyone}
        peak = {}
        for _ in range(options.runs):
            for name, run in everyone.items():
                result = run()
                if result is not None:
                    seconds[name].append(result["seconds"])
                    peak[name] = result.get("peak_kib")
        megabytes = files["sorted"].stat().st_size / 1e6
    ours = statistics.median(seconds["ergodic"])
    print(f"{options.rows} rows, {megabytes:.0f} MB, medians of {options.runs} runs")
    for name, each in seconds.items():
        if not each:
            print(f"{name:24} is not here")
            continue
        median = statistics.median(each)
        memory = f", peak {peak[name] / 1024:.0f} MiB" if peak[name] else ""
        print(f"{name:24} {median:6.3f} s (least {min(each):.3f}), {megabytes / median:5.0f} MB/s, "
              f"{median / ours:5.2f} times ours{memory}")


if __name__ == "__main__":
    main()
