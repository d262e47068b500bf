#!/usr/bin/python3
"""What holds of every workload: conformance.py PROGRAM STUDY [--quick].

PROGRAM is any program with the workload in it, STUDY a study of it of a few thousand sessions that take about a second
in all, without `until` and without lists in files of their own; it sets the keys whose messages are to be tried. Tables
under `inputs` lie beside it. Adding a workload means passing this.

The workload must be a pure function of its parameters, the replicate and the stream. One that keeps something between
calls, reads a clock, leaves values of a row unwritten, or looks at how sessions are cut into calls, fails here: its file
would depend on ranks, on scheduling, or on where a run was interrupted. What a transcript says is for people: that it
tells of the same draws as the row, no program can see. --quick takes fewer ranks and fewer wrong keys; --only NAME runs
the claims whose names hold NAME.
"""
import argparse
import json
import math
import os
import pathlib
import random
import re
import sys
import tempfile
import time
import unittest

import yaml

SUPPORT = pathlib.Path(__file__).resolve().parent.parent / "support"
BLOCKS_PER_CASE = 12  # the last one shorter
MOST_KILLS = 12
IMPLAUSIBLE = 6.0  # standard errors between a simulated figure and its exact value


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("study", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only")
    return parser.parse_args()


OPTIONS = parse_arguments()
os.environ["ERGODIC_PROGRAM"] = str(OPTIONS.program.resolve())
os.environ.setdefault("ERGODIC_SOURCE", str(SUPPORT.parent.parent))
os.environ["HDF5_USE_FILE_LOCKING"] = "FALSE"
sys.path.insert(0, str(SUPPORT))
import h5py
import numpy
from jobs import Job
from keys import keys_of
from program import ProgramTest, run, sha256
from told import parts_of, take_quantiles


def place(mark):
    return f"study.yaml:{mark.line + 1}:{mark.column + 1}: "


def instead_of(text, node, other):
    return text[:node.start_mark.index] + other + text[node.end_mark.index:]


class Conformance(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.TemporaryDirectory(prefix="ergodic-test-")
        cls.addClassCleanup(cls.shared.cleanup)
        folder = pathlib.Path(cls.shared.name)
        study = yaml.safe_load(OPTIONS.study.read_text())
        cls.workload = study["workload"]
        # Where its tables are, also for copies of the study that lie elsewhere, or do not say.
        cls.tables = [argument for name, given in study.get("inputs", {}).items()
                      for argument in ("--input", f"{name}={OPTIONS.study.resolve().parent / given['file']}")]
        resolved = run("validate", OPTIONS.study, "--resolved")
        if resolved.returncode != 0:
            sys.exit(f"the study is not valid\n{resolved.stderr}")
        cls.study = OPTIONS.study.resolve()
        cls.resolved = yaml.safe_load(resolved.stdout)
        cls.reference = folder / "reference.h5"
        cls.block = 1000  # of a first run, which tells how many sessions there are
        cls.run_reference()
        cls.parts = list(parts_of(json.loads(run("summary", cls.reference, "--json").stdout)))
        cls.is_chain = cls.parts[0].stage is not None
        cls.sessions = max(size for part in cls.parts for size in part.sizes)
        cls.is_plain = not cls.is_chain and set(cls.parts[0].sizes) == {cls.resolved.get("sessions")}
        cls.block = math.ceil(cls.sessions / BLOCKS_PER_CASE)
        cls.run_reference("--force")
        cls.sha256 = sha256(cls.reference)
        cls.seconds = json.loads((folder / "reference.run.json").read_text())["runs"][0]["seconds"]

    @classmethod
    def run_reference(cls, *more):
        done = run("run", *cls.arguments(cls.reference), *more)
        if done.returncode != 0:
            sys.exit(f"the study does not run: code {done.returncode}\n{done.stderr}")

    @classmethod
    def arguments(cls, output, *more):
        return [cls.study, "-o", output, "--set", f"output.block={cls.block}", "--progress", "none", *cls.tables, *more]

    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.h5"

    def simulate(self, *more, expect=0, ranks=None):
        return self.succeed("run", *self.arguments(self.output, *more), expect=expect, ranks=ranks)

    def assert_reference(self, what, output=None):
        self.assertEqual(sha256(output or self.output), self.sha256, f"{what}: not the file of an undisturbed run")

    def assert_right_so_far(self):
        self.succeed("verify", self.output, "--sample", 50)

    def some(self, things, few=2):
        """All of them, or with --quick a few spread over the whole."""
        things = list(things)
        return things[:: max(1, len(things) // few)] if OPTIONS.quick else things

    # -- one file --------------------------------------------------------------------------------------------------

    def test_neither_ranks_nor_scheduling_show_in_the_file(self):
        ways = [(ranks, scheduling) for ranks in (1, 2, 3, 5, 7) for scheduling in ("static", "dynamic")]
        for ranks, scheduling in [(3, "static"), (7, "dynamic")] if OPTIONS.quick else ways:
            with self.subTest(ranks=ranks, scheduling=scheduling):
                self.simulate("--force", "--scheduling", scheduling, ranks=ranks)
                self.assert_reference(f"{ranks} ranks, {scheduling}")

    def test_a_stopped_run_goes_on_to_the_same_file(self):
        stops = 0
        for ranks in (None, 3, 2):
            done = run("run", *self.arguments(self.output, "--time-budget", "0.000001s"), ranks=ranks)
            self.assertIn(done.returncode, (0, 75), done.stderr)
            stops += done.returncode == 75
            self.assert_right_so_far()
        self.assertGreater(stops, 0, "never stopped")
        self.simulate(ranks=5)
        self.assert_reference(f"{stops} stops")

    def test_a_killed_run_goes_on_to_the_same_file(self):
        draw = random.Random(20260921)
        for kill in range(MOST_KILLS):
            with Job("run", *self.arguments(self.output), ranks=(3, None, 2)[kill % 3]) as job:
                while not self.output.exists() and not job.ended_within(0.001):
                    pass
                job.ended_within(draw.uniform(0, self.seconds))
                job.kill("everything", draw)
                job.wait_until_gone()
            if not self.output.exists():
                continue
            self.assert_right_so_far()
            in_time = run("status", self.output).returncode != 0
            self.simulate(ranks=2)
            self.assert_reference("killed")
            if in_time:
                return
            self.output.unlink()
        self.skipTest(f"none of {MOST_KILLS} kills left work undone: the study is too short")

    def test_an_extended_run_is_the_long_one(self):
        if not self.is_plain:
            self.skipTest("how many sessions there are is not the study's to say")
        self.simulate("--sessions", 5 * self.sessions // 12 + 1)
        self.simulate("--extend", ranks=2)
        self.assert_reference("extended")

    def test_merged_shards_are_one_run(self):
        if self.is_chain:
            refused = run("run", *self.arguments(self.output, "--shard", "1/3"))
            self.assertEqual(refused.returncode, 2, refused.stderr)
            return
        shards = [self.folder / f"{index}of3.h5" for index in (1, 2, 3)]
        for index, shard in enumerate(shards, 1):
            self.succeed("run", *self.arguments(shard, "--shard", f"{index}/3"), ranks=2 if index == 2 else None)
        self.succeed("merge", self.output, *shards)
        self.assert_reference("merged")

    def test_another_seed_gives_other_rows(self):
        if "seeding" not in self.resolved:
            self.skipTest("the workload draws no random numbers")
        self.simulate("--seed", 987654321)
        differ = []
        with h5py.File(self.reference) as one, h5py.File(self.output) as other:
            for part in self.parts:
                told = self.succeed("replay", self.reference, "--json", *part.arguments, "--session", 0).stdout
                differ += [name for name in json.loads(told)["row"]
                           if (one[part.group][name][...] != other[part.group][name][...]).any()]
        self.assertTrue(differ, "the rows do not depend on the stream")

    def test_the_study_with_all_its_defaults_is_the_same_study(self):
        resolved = self.succeed("validate", self.study, "--resolved").stdout
        self.succeed("run", self.write("resolved.yaml", resolved), *self.arguments(self.output)[1:])
        self.assertEqual(run("digest", self.output).stdout.split()[0], run("digest", self.reference).stdout.split()[0])

    # -- rows and summaries ----------------------------------------------------------------------------------------

    def places(self, part):
        """Ranges of sessions: the first and the last, and those at the borders of blocks and cases."""
        last = sum(part.sizes)
        borders = [0, min(self.block, last), part.sizes[0], last]
        ranges = [(max(0, b - 2), min(last, b + 2)) for b in sorted(set(borders))]
        draw = random.Random(5)
        ranges += [(s, s + 1) for s in draw.sample(range(last), min(last, 2 if OPTIONS.quick else 12))]
        return ranges

    def test_replayed_sessions_are_the_stored_rows_and_have_a_course(self):
        for part in self.parts:
            with h5py.File(self.reference) as file:
                columns = set(file[part.group])
            for first, end in self.places(part):
                told = self.succeed("replay", self.reference, "--json", *part.arguments, "--sessions", f"{first}:{end}")
                self.check_replayed([json.loads(line) for line in told.stdout.splitlines()], range(first, end), columns)

    def check_replayed(self, told, sessions, columns):
        self.assertEqual([one["session"] for one in told], list(sessions))
        for one in told:
            self.assertIn(one["file"], ("equal", "failed"), one)
            if one["file"] == "failed":
                continue
            names = {field["name"] for field in one["fields"]}
            self.assertTrue(names)
            for step in one["steps"]:
                self.assertLessEqual(set(step), names)
            self.assertLessEqual(set(one["row"]), columns)

    def test_a_transcript_is_the_same_each_time(self):
        for part in self.parts:
            first = self.succeed("replay", self.reference, *part.arguments, "--session", 1).stdout
            self.assertGreater(len(first.splitlines()), 1)
            self.assertEqual(self.succeed("replay", self.reference, *part.arguments, "--session", 1).stdout, first)

    def test_what_is_missing_and_what_failed_is_told(self):
        """Counted alike in rows and summary, told in words, and outside every figure."""
        with h5py.File(self.reference) as file:
            for part in self.parts:
                rows, summary = file[part.group], file[part.group.replace("sessions", "summary")]
                # A workload may call a column of its own "outcome"; that of failures has "failure" beside it.
                flag = rows["outcome"] if "failure" in rows else rows.get("failed")
                failed = flag[...].ravel() != 0 if flag is not None else numpy.zeros(sum(part.sizes), dtype=bool)
                self.assertEqual(failed.sum(), summary["failures"][...].sum())
                for name in (name for name in rows if f"{name}_missing" in summary and "_FillValue" in rows[name].attrs):
                    stored = rows[name][...].reshape(len(failed), -1)[~failed]
                    fill = numpy.ravel(rows[name].attrs["_FillValue"])[0]
                    gaps = numpy.isnan(stored) if stored.dtype.kind == "f" else stored == fill
                    self.assertEqual(gaps.sum(), summary[f"{name}_missing"][...].sum(), name)
                told = self.succeed("failures", self.reference, "--json", *part.arguments).stdout
                self.assertEqual(bool(json.loads(told)["failures"]), bool(failed.any()))

    def test_the_file_passes_its_own_check(self):
        self.succeed("verify", self.reference, "--sample", 200 if OPTIONS.quick else 2000)

    def test_without_rows_the_summary_is_the_same(self):
        """But for what rests on rows, such as quantiles, which without them are those of a sketch."""
        done = run("run", *self.arguments(self.output, "--set", "output.rows=none"), ranks=3)
        if done.returncode == 2 and "are made from its rows" in done.stderr:
            self.skipTest("a later stage needs the rows")
        self.assertEqual(done.returncode, 0, done.stderr)
        told = [json.loads(self.succeed("summary", file, "--json").stdout) for file in (self.reference, self.output)]
        quantiles = [dict(take_quantiles(one)) for one in told]
        for one in (stage for whole in told for stage in whole.get("stages", [whole])):
            del one["file"], one["identity"]
            for case in one["cases"]:
                for kind in case.get("failure_categories", {}).values():
                    del kind["session"], kind["reason"]  # the example: which sessions failed may be in rows alone
        self.assertEqual(*told)
        self.assertEqual(*map(set, quantiles))
        for part in self.parts:
            replayed = json.loads(self.succeed("replay", self.output, "--json", *part.arguments, "--session", 1).stdout)
            self.assertEqual(replayed["file"], "no rows")
            with h5py.File(self.output) as file:
                self.assertFalse(set(file.get(part.group, ())) & set(replayed["row"]))

    def test_what_is_known_exactly_is_what_is_simulated(self):
        if not self.is_chain:
            self.succeed("exact", self.study, *self.tables)

        def scores(told, path=""):
            if isinstance(told, dict):
                if isinstance(told.get("z"), (int, float)):
                    yield path, told["z"]
                for key, value in told.items():
                    yield from scores(value, f"{path}/{key}")
            elif isinstance(told, list):
                for index, value in enumerate(told):
                    yield from scores(value, f"{path}/{index}")

        for path, z in scores(json.loads(self.succeed("summary", self.reference, "--json").stdout)):
            self.assertLess(abs(z), IMPLAUSIBLE, f"{path} is {z} standard errors from its exact value")

    # -- the reference and its messages ----------------------------------------------------------------------------

    def schema(self):
        return json.loads(self.succeed("schema", self.workload).stdout)

    def keys(self):
        text = self.study.read_text()
        return text, list(keys_of(yaml.compose(text), self.schema()))

    def test_schema_and_reference_have_the_study_s_keys(self):
        reference = self.succeed("workloads", self.workload).stdout
        self.assertIn(self.workload, self.succeed("workloads").stdout)
        of_every_study = ("workload", "metadata", "inputs", "sessions", "seeding", "functions", "output", "failures")
        own = [key for key in self.keys()[1] if key.path[0] not in of_every_study]
        self.assertTrue(own, "the study sets no key of the workload")
        for key in own:
            if "properties" not in key.schema:
                self.assertTrue(key.schema.get("description"), f"{'.'.join(key.path)} has no words in the schema")
            self.assertIn(key.path[-1], reference)

    def refuse(self, text, mark, says, ranks=None):
        study = self.write("study.yaml", text)
        for arguments in (["validate", study, *self.tables], ["run", study, "-o", self.output, *self.tables]):
            done = run(*arguments, ranks=ranks if arguments[0] == "run" else None)
            self.assertEqual(done.returncode, 2, f"{says}\n{text}\n{done.stderr}")
            self.assertEqual(done.stderr.count(place(mark)), 1, f"{place(mark)}{says}\n{text}\n{done.stderr}")
            self.assertRegex(done.stderr, says)
            self.assertNotIn("terminate called", done.stderr)
        self.assertFalse(self.output.exists())

    def test_an_unknown_key_is_refused_at_its_place(self):
        text, keys = self.keys()
        for number, key in enumerate(self.some(key for key in keys if key.path != ("workload",))):
            misspelt = key.name.value + "x"
            self.refuse(instead_of(text, key.name, misspelt), key.name.start_mark,
                        f'unknown key "{re.escape(misspelt.split(".")[-1])}"', ranks=None if number else 2)

    def test_a_wrong_type_is_refused_at_its_place(self):
        text, keys = self.keys()
        for key in self.some(key for key in keys if key.is_number()):
            self.refuse(instead_of(text, key.value, "[]"), key.value.start_mark, re.escape(key.path[-1]))

    def test_a_number_out_of_range_is_refused_at_its_place(self):
        text, keys = self.keys()
        for key in self.some(key for key in keys if key.is_number() and key.out_of_range() is not None):
            excluded = instead_of(text, key.value, f"{key.out_of_range()}")
            self.refuse(excluded, key.value.start_mark, re.escape(key.path[-1]))


def main():
    names = unittest.defaultTestLoader.getTestCaseNames(Conformance)
    suite = unittest.TestSuite(Conformance(name) for name in names if not OPTIONS.only or OPTIONS.only in name)
    start = time.monotonic()
    result = unittest.TextTestRunner(verbosity=1).run(suite)
    if not result.wasSuccessful() or suite.countTestCases() == 0:
        sys.exit(1)
    print(f"{result.testsRun - len(result.skipped)} claims hold of {OPTIONS.study.name}, {time.monotonic() - start:.0f} s")


main()
