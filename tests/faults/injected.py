"""Any call to MPI, HDF5 or the system may fail, on any rank: the job ends, says so, and the same command goes on.

The n-th call from a place in the source fails on rank r (injection.cpp), for r in 0, 1, 2 of 3, all places and all n, or
for a sample of them. Then the job ends
within 10 s with a documented exit code; one message names the call, the rank, its host, and the sessions if a block was
being written; and the same command ends in the bytes of an undisturbed run. A failure that the program can do without is
passed over: the run is then complete, and its file right.

Every place in the source that makes a call is reached, and no call is made but through the functions that check it.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import h5py
import numpy
import program
from program import SOURCE, run, sha256

program.ERGODIC = os.environ["ERGODIC_FAULTY"]

LIMIT = 10  # [s] beyond what the undisturbed job takes
RANKS = 3
STUDY_WRONG = 2  # a table that it names cannot be read: its line tells, whichever rank reads it
CODES = {STUDY_WRONG, 3, 4, 70}  # …; what is there is no file of ours; input or output failed; MPI failed
STUDY = "workload: coin\nsessions: 48\noutput: {block: 8}\nseeding: {seed: 5}\nlimits: {file: limits.h5, dataset: limits}\n"
TABLE = "inputs: {bets: {file: bets.csv}}\n"
BETS = "who,stake,share,day,won\nAnn,500,0.5,2025-01-31,yes\nBob,,,,\n"
UNTIL = "until: {column: side, label: heads, half_width: 0.1, max_sessions: 96}\n"
SHORTER = 24  # sessions

# What calls look like in the source, and where they may be made plainly: to describe the library, to describe or end a
# failure, or to give HDF5's two functions that say it in their own ways the usual one.
CHECKED = re.compile(r"\b(?:attempt_hdf5|hdf5|posix|mpi)<(?:::|std::)?(?!function\b)(\w+)>\(|"
                     r'\bboost_mpi\("(\w+)", "|\b(broadcast)_value\(handle\(\), "')
PLAIN = re.compile(r"(?<![\w<>:\"])((?:MPI_[A-Z]|H5[A-Z]{1,2})[a-z]\w*|::\w+|boost::mpi::(?:broadcast|gather|all_reduce))\(")
PLAIN_CALLS = {"MPI_Initialized", "MPI_Error_string", "MPI_Get_library_version", "MPI_Comm_c2f", "MPI_Comm_f2c", "H5Ewalk2",
               "H5Eclear2", "H5Tget_size", "H5Dget_offset", "H5Dget_storage_size", "H5Tget_member_name", "::close"}

# Calls that the program can do without: the run goes on. It looks again later whether its output is still in its place. So it does with a warning when it cannot keep its record.
NOT_NEEDED = {"H5Idec_ref", "stat", "fstat", "fstatvfs", "flock", "unlink"}
# An object that cannot be closed is passed over, unless its file then says so.
# An enumeration whose members cannot be asked for is taken for one that has others than those of booleans.
TOLD_BY = {"H5Idec_ref": "H5Fclose", "H5Tenum_valueof": "/bets/won"}


class Wrong(Exception):
    pass


def sources():
    for room in ("store", "parallel"):
        yield from sorted((SOURCE / "src" / room).rglob("*.[ch]pp"))


def sites_in_source():
    """(call, file, line) of every site that makes a call; plain calls are found wanting."""
    sites, plain = [], []
    for path in sources():
        text = path.read_text()
        for found in CHECKED.finditer(text):
            sites.append((next(filter(None, found.groups())), path.name, text.count("\n", 0, found.start()) + 1))
        for number, line in enumerate(text.splitlines(), 1):
            code = line.split("//")[0]
            wrapped = "boost_mpi(" in line or "[&] { boost::mpi::" in line
            plain += [f"{path.name}:{number}: {call}" for call in PLAIN.findall(code)
                      if call not in PLAIN_CALLS and not wrapped]
    if plain:
        raise Wrong("calls that nothing checks: " + ", ".join(plain))
    return sites


class Scenario:
    """A command, what is there before it, the code that it ends with undisturbed, and the calls that its ranks make."""

    def __init__(self, name, arguments, ranks, before=(), code=0, place=".yaml:5:9: "):
        self.name, self.arguments, self.ranks, self.before, self.code = name, arguments, ranks, before, code
        self.place = place  # that is named where its table cannot be read

    def command(self, output):
        return [self.arguments[0], *[output if a == "OUT" else a for a in self.arguments[1:]]]

    def count(self, folder):
        output = self.output_in(folder)
        start = time.monotonic()
        done = run(*self.command(output), ranks=self.ranks, env={"FAULT_CALLS": str(folder / "calls")})
        self.usual = time.monotonic() - start
        if done.returncode != self.code:
            raise Wrong(f"{self.name}: {done.returncode}\n{done.stderr}")
        self.digest = sha256(output)
        self.calls = [(folder / f"calls.{rank}").read_text().splitlines() for rank in range(self.ranks or 1)]
        self.reached = {call for calls in self.calls for call in calls}

    def output_in(self, folder):
        folder.mkdir(exist_ok=True)
        output = folder / "out.h5"
        for source in self.before:
            shutil.copy(source, output)
        return output


class Faults:
    def __init__(self, scenario, folder):
        self.scenario, self.folder = scenario, folder
        self.host = socket.gethostname()

    def fail(self, rank, number):
        """Returns what came of it: an exit code, and the seconds until the job had ended."""
        scenario = self.scenario
        call = scenario.calls[rank][number]
        name = call.split()[0]
        time_of_call = scenario.calls[rank][:number + 1].count(call)
        here = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        output = scenario.output_in(here)
        command = scenario.command(output)
        env = {"FAULT_RANK": str(rank), "FAULT_CALL": call, "FAULT_TIME": str(time_of_call),
               "FAULT_CALLS": str(here / "calls")}
        what = f"{scenario.name}, rank {rank}, {call}, the {time_of_call}. time"
        start = time.monotonic()
        try:
            done = run(*command, ranks=scenario.ranks, env=env, timeout=scenario.usual + LIMIT)
        except subprocess.TimeoutExpired:
            raise Wrong(f"{what}: time-out") from None
        seconds = time.monotonic() - start
        made = (here / f"calls.{rank}").read_text().splitlines()
        # How many blocks a rank draws depends on time, and so how often it makes their calls.
        was_made = made.count(call) >= time_of_call
        if done.returncode != scenario.code:
            if done.returncode not in CODES:
                raise Wrong(f"{what}: exit code {done.returncode}\n{done.stderr}")
            self.require_message(what, done, rank, name, made)
        elif was_made and name not in NOT_NEEDED and not ("warning: " in done.stderr and f"{name}: " in done.stderr):
            raise Wrong(f"{what}: nobody minded\n{done.stderr}")
        again = run(*command, timeout=60)
        if again.returncode != scenario.code:
            raise Wrong(f"{what}: the same command then: {again.returncode}\n{again.stderr}")
        if sha256(output) != scenario.digest:
            raise Wrong(f"{what}: the file is not that of an undisturbed run")
        left = sorted(p.name for p in here.iterdir() if not p.name.startswith("calls.") and p.suffix in (".lock", ".tmp"))
        if left and name != "unlink":  # of the lock itself: one that is left means nothing
            raise Wrong(f"{what}: {left} are left")
        for calls in here.glob("calls.*"):
            scenario.reached.update(calls.read_text().splitlines())
        shutil.rmtree(here)
        return done.returncode if was_made else None, seconds, call

    def require_message(self, what, done, rank, name, made):
        text = done.stderr
        if f"{name}: " not in text:
            name = TOLD_BY.get(name, name)
        told = [line for line in text.splitlines() if f"{name}: " in line]
        wanted = [name]
        if done.returncode == STUDY_WRONG:
            wanted.append(self.scenario.place)
        elif self.scenario.ranks:
            wanted += [f"rank {rank} ", f" on {self.host}"]
            # Ranks other than 0 write nothing but their blocks until they read the ledger, to sum the blocks up.
            if rank > 0 and name == "pwrite" and not any(call.startswith("pread ") for call in made):
                wanted.append(", sessions ")
        if len(told) != 1 or not all(part in told[0] for part in wanted):
            raise Wrong(f"{what}: no one line has all of {wanted}:\n{text}")


def make_scenarios(folder):
    study = folder / "study.yaml"
    study.write_text(STUDY)
    in_rounds = folder / "in_rounds.yaml"
    in_rounds.write_text(STUDY + UNTIL)
    with_table = folder / "with_table.yaml"
    with_table.write_text(STUDY + TABLE)
    (folder / "bets.csv").write_text(BETS)
    keeping = folder / "keeping.h5"
    with h5py.File(folder / "limits.h5", "w") as file:
        file["limits"] = [500.0, 1000.0]
    short = folder / "short.h5"
    shards = [folder / f"{i}of2.h5" for i in (1, 2)]
    quiet = ["--progress", "none"]
    with_columns, with_records, with_wholes = (tables_of(folder, name) for name in ("columns", "records", "wholes"))
    killed, bent = folder / "killed.h5", folder / "bent.h5"
    gaps = folder / "gaps.yaml"
    gaps.write_text("workload: bent_coins\nsessions: 12\noutput: {block: 4}\n")
    chain = folder / "chain.yaml"
    chain.write_text("workload: toy_chain\ngenerations: 2\n")
    named, titled = folder / "named.yaml", folder / "titled.h5"
    named.write_text("workload: toy_chain\ngenerations: 1\nothers: false\nnamed: true\n")
    for arguments in (["run", gaps, "-o", bent], ["run", named, "-o", titled], ["run", with_table, "-o", keeping],
                      ["run", study, "-o", killed], ["run", study, "-o", short, "--sessions", SHORTER],
                      *(["run", study, "-o", shard, "--shard", f"{i + 1}/2"] for i, shard in enumerate(shards))):
        done = run(*arguments, *quiet)
        if done.returncode != 0:
            raise Wrong(done.stderr)
    as_if_killed(killed)
    compressed, turned = folder / "compressed.h5", folder / "turned.h5"
    written_anew(short, compressed, compression="gzip")
    written_anew(short, turned, dtype=">i4")
    return [Scenario("run", ["run", study, "-o", "OUT", "--scheduling", "dynamic", *quiet], RANKS),
            Scenario("extend", ["run", study, "-o", "OUT", "--extend", *quiet], RANKS, [short]),
            Scenario("continue", ["run", study, "-o", "OUT", *quiet], RANKS, [killed]),
            Scenario("tables", ["run", with_table, "-o", "OUT", *quiet], RANKS),
            Scenario("columns", ["run", with_columns, "-o", "OUT", *quiet], None, place="columns.h5"),
            Scenario("records", ["run", with_records, "-o", "OUT", *quiet], None, place="records.h5"),
            Scenario("wholes", ["run", with_wholes, "-o", "OUT", *quiet], None, place="wholes.h5"),
            Scenario("kept", ["verify", "OUT"], None, [keeping]),
            Scenario("shard", ["run", study, "-o", "OUT", "--shard", "1/2", *quiet], None),
            Scenario("merge", ["merge", "OUT", *shards], None),
            Scenario("rounds", ["run", in_rounds, "-o", "OUT", *quiet], None),
            Scenario("export", ["export", short, "-o", "OUT", "--force"], None),
            Scenario("flat", ["export", short, "-o", "OUT", "--force", "--flat"], None),
            Scenario("status", ["status", "OUT"], None, [short]),
            Scenario("stages", ["run", chain, "-o", "OUT", *quiet], RANKS),
            Scenario("gaps", ["run", gaps, "-o", "OUT", *quiet], None),
            Scenario("failures", ["failures", "OUT", "--csv"], None, [bent]),
            Scenario("named", ["run", named, "-o", "OUT", *quiet], None),
            Scenario("titles", ["failures", "OUT", "--csv"], None, [titled]),
            Scenario("compressed", ["status", "OUT"], None, [compressed], 3),
            Scenario("turned", ["status", "OUT"], None, [turned], 3)]


def tables_of(folder, name):
    """A study whose table is in an HDF5 file of another program, in one of the ways in which these lay it out."""
    texts = h5py.string_dtype()
    who, won = ["Ann", "Bob"], numpy.array([True, False])
    with h5py.File(folder / f"{name}.h5", "w") as file:
        if name == "records":
            row = numpy.dtype([("who", texts), ("stake", "<i8"), ("share", "<f8"), ("day", texts), ("won", won.dtype)])
            file["bets"] = numpy.array([("Ann", 500, 0.5, "2025-01-31", True), ("Bob", 3, 0.25, "2025-02-01", False)], row)
        else:
            bets = file.create_group("bets")
            bets.create_dataset("who", data=numpy.array(who, "S4"), chunks=(2,), compression="gzip")
            stake = bets.create_dataset("stake", data=numpy.array([500, 9], "<u2" if name == "columns" else "<i8"))
            stake.attrs["_FillValue"] = stake.dtype.type(9)
            bets["share"] = [0.5, -1.0]
            bets["share"].attrs["missing_value"] = -1.0
            bets["day"] = numpy.array([20119, 20120], "<i4")
            bets["day"].attrs["units"] = "days since 1970-01-01"
            bets["day"].attrs["calendar"] = numpy.bytes_("standard")
            bets["won"] = won
    study = folder / f"{name}.yaml"
    study.write_text(f"{STUDY}inputs: {{bets: {{file: {name}.h5, group: /bets}}}}\n")
    return study


def written_anew(source, path, **how):
    """A copy of a result file, the first array of its rows as another program might write it."""
    shutil.copy(source, path)
    with h5py.File(path, "r+") as file:
        sessions = file["sessions"]
        name = next(name for name, column in sessions.items() if column.ndim == 2)
        values = sessions[name][...]
        del sessions[name]
        sessions.create_dataset(name, data=values, **how)


def as_if_killed(path):
    """Of three blocks of a file, one is not done, one written but not durable, and one durable."""
    with h5py.File(path, "r+") as file:
        lines = file["ledger/line"][:]
        lines[0::3] = 0
        lines[1::3, 3] = 0
        file["ledger/line"][:] = lines
        file["ledger/closing"][:] = 0


def require_all_sites(scenarios):
    sites = sites_in_source()
    lines = collections.defaultdict(set)
    for call in set.union(*(s.reached for s in scenarios)):
        name, place = call.split()
        file, line = place.split(":")
        lines[name, file].add(int(line))
    missed = [f"{call} at {file}:{line}" for call, file, line in sites
              if not any(line <= seen <= line + 3 for seen in lines[call, file])]
    print(f"{len(sites) - len(missed)} of {len(sites)} call sites reached")
    if missed:
        raise Wrong("not reached: " + ", ".join(missed))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="every call of every rank, not a sample")
    parser.add_argument("--sites", action="store_true", help="the first and the last call at each place, of every rank")
    parser.add_argument("--scenario", choices=["run", "extend", "continue", "tables", "columns", "records", "wholes", "kept", "shard", "merge", "rounds", "export", "flat", "status", "stages", "gaps", "failures", "named", "titles", "compressed", "turned"], help="calls of this one alone")
    parser.add_argument("--sample", type=int, default=40, help="how many calls")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time")
    parser.add_argument("--go-on", action="store_true", help="show all that is wrong, not the first")
    options = parser.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ergodic-test-") as name:
        folder = pathlib.Path(name)
        scenarios = make_scenarios(folder)
        for scenario in scenarios:
            scenario.count(folder / scenario.name)
            print(f"{scenario.name}: {', '.join(str(len(calls)) for calls in scenario.calls)} calls a rank, "
                  f"{scenario.usual:.1f} s", flush=True)
        report(chosen(scenarios, options), folder, options)
        if not options.scenario:
            require_all_sites(scenarios)
    print(f"{time.monotonic() - begin:.0f} s")


def chosen(scenarios, options):
    """Which calls are to fail: (scenario, rank, number)."""
    faults = [(s, rank, number) for s in scenarios for rank, calls in enumerate(s.calls) for number in range(len(calls))]
    print(f"{len(faults)} calls may fail", flush=True)
    if options.scenario:
        faults = [fault for fault in faults if fault[0].name == options.scenario]
    if options.all:
        return faults
    if options.sites:
        by_site = collections.defaultdict(list)
        for scenario, rank, number in faults:
            by_site[scenario, rank, scenario.calls[rank][number]].append((scenario, rank, number))
        return [fault for found in by_site.values() for fault in dict.fromkeys([found[0], found[-1]])]
    print(f"seed {options.seed}", flush=True)
    # What is called only after a failure: an output that rank 1 alone cannot open, and one that is no HDF5 file any more.
    after = [(scenarios[0], rank, next(i for i, call in enumerate(scenarios[0].calls[rank]) if call.startswith(place)))
             for rank, place in ((1, "open "), (0, "H5Fopen opening.cpp:"))]
    return after + random.Random(options.seed).sample(faults, options.sample)


def report(faults, folder, options):
    codes, passed_over, wrong, longest = collections.Counter(), collections.Counter(), [], 0

    def fail(fault):
        scenario, rank, number = fault
        try:
            return Faults(scenario, folder).fail(rank, number)
        except Wrong as error:
            if options.go_on:
                print(f"WRONG {error}", flush=True)
            return error

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for outcome in pool.map(fail, faults):
            if isinstance(outcome, Wrong):
                wrong.append(outcome)
                if not options.go_on:
                    pool.shutdown(cancel_futures=True)
                    break
                continue
            code, seconds, call = outcome
            codes["not made this time" if code is None else f"exit code {code}"] += 1
            longest = max(longest, seconds)
            if sum(codes.values()) % 100 == 0:
                print(f"{sum(codes.values())} of {len(faults)}, {len(wrong)} wrong", flush=True)
            if code == 0:
                passed_over[call] += 1
    time_outs = sum("time-out" in str(error) for error in wrong)
    print(f"{sum(codes.values()) + len(wrong)} calls failed: {len(wrong)} wrong, {time_outs} time-outs; "
          f"the longest job took {longest:.1f} s")
    for code, count in sorted(codes.items()):
        print(f"  {count} {code}")
    for call, count in passed_over.most_common():
        print(f"  {count} passed over: {call}")
    if wrong:
        sys.exit(str(wrong[0]))


try:
    main()
except Wrong as error:
    sys.exit(str(error))
