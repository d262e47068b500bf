#!/usr/bin/python3
"""Measures that tables lie once on a machine: the memory of all ranks of a run together, by proportional shares (PSS), with
a long table and with a short one, for several numbers of ranks. See README.md.

usage: shared_tables.py GAMES [--rows N] [--ranks 1,2,4,8] [--folder DIR]
       GAMES: the program of the tests that reads tables, build/release/bin/games
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

MPI = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1",
       "OMPI_MCA_mpi_yield_when_idle": "1", "OMPI_MCA_hwloc_base_binding_policy": "none", "PMIX_MCA_gds": "hash"}
STUDY = "workload: games\nsessions: 1000000000\noutput: {{rows: none}}\ninputs: {{games: {{file: {table}, keep: false}}}}\n"
TEAMS = 100
FEW = 1000
LIMIT = 300  # [s] for a start


def write_table(path, rows):
    days = [f"{1 + i // 336:04}-{1 + i // 28 % 12:02}-{1 + i % 28:02}" for i in range(-(-rows // TEAMS))]
    teams = [f"T{i:02}" for i in range(TEAMS)]
    with open(path, "w") as file:
        file.write("team,date,points,minutes,arena\n")
        for i, day in enumerate(days):
            file.writelines(f"{team},{day},{80 + i % 60},240.5,A{i % 30}\n" for team in teams[:rows - i * TEAMS])


def shares(session, program):
    """PSS [MiB] of each process of the session that runs the program."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if not entry.name.isdigit() or int((entry / "stat").read_text().rsplit(")", 1)[1].split()[3]) != session:
                continue
            if not os.path.samefile(entry / "exe", program):
                continue
            lines = (entry / "smaps_rollup").read_text().splitlines()
            found.append(next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024)
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
    return found


def simulated(program, output):
    done = subprocess.run([program, "status", output, "--json"], capture_output=True, text=True, check=False)
    return '"ranks"' in done.stdout


def measure(program, study, output, ranks):
    """Of all ranks together, while they simulate."""
    command = ["mpirun", "-q", "-n", str(ranks), program, "run", study, "-o", output, "--force", "--progress", "none"]
    with subprocess.Popen(command, env={**os.environ, **MPI}, start_new_session=True, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as job:
        end = time.monotonic() + LIMIT
        while not (output.exists() and simulated(program, output)):
            if job.poll() is not None or time.monotonic() > end:
                sys.exit("the run has not begun")
            time.sleep(0.2)
        time.sleep(2)
        found = shares(job.pid, program)
        job.terminate()
    output.unlink()
    assert len(found) == ranks, f"{len(found)} processes of {ranks} were seen"
    return sum(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--ranks", default="1,2,4,8")
    parser.add_argument("--folder", help="where the table goes; a temporary folder unless given")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = pathlib.Path(name)
        for rows in (FEW, options.rows):
            write_table(folder / f"{rows}.csv", rows)
            (folder / f"{rows}.yaml").write_text(STUDY.format(table=folder / f"{rows}.csv"))
        print(f"PSS of all ranks together [MiB]\n{'ranks':>8}{f'{FEW} rows':>14}{f'{options.rows} rows':>16}{'the table':>12}"
              f"{'of one rank’s':>16}")
        alone = None
        for ranks in map(int, options.ranks.split(",")):
            few, many = (measure(program, folder / f"{rows}.yaml", folder / "out.h5", ranks) for rows in (FEW, options.rows))
            alone = alone or many - few
            print(f"{ranks:>8}{few:>14.0f}{many:>16.0f}{many - few:>12.0f}{100 * (many - few) / alone:>14.1f} %", flush=True)


if __name__ == "__main__":
    main()
