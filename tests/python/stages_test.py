"""Files of stages, of ragged cases, and without random numbers in the Python package, and their reports."""
import os
import re
import unittest

import numpy
import xarray

import program
import results as made
from program import ProgramTest, run

import ergodic
from ergodic.report.page import page

CHAIN = """workload: toy_chain
metadata: {name: A chain}
generations: 3
population: 4
matches: 20
without_sessions: side
functions: [{name: luck, expression: score - gene, stage: generation_*}]
output: {block: 8, stages: [{stage: generation_1, covariances: [luck, gene],
                             histograms: [{column: score, from: 0, to: 3, bins: 6}]}]}
"""
SIZES = [20, 21, 22, 23]


class Stages(ProgramTest):
    def setUp(self):
        super().setUp()
        program.ERGODIC = made.TOY
        self.output = self.folder / "chain.h5"
        self.succeed("run", self.write("study.yaml", CHAIN), "-o", self.output)

    def open(self, path=None, program=made.TOY):
        results = ergodic.open(path or self.output, program=program)
        self.addCleanup(results.close)
        return results

    def test_are_opened_by_name_with_their_ragged_rows(self):
        chain = self.open()
        self.assertEqual(list(chain.stages), ["generation_0", "side", "generation_1", "generation_2", "last"])
        self.assertTrue(chain.complete)
        stage = chain.stages["generation_1"]
        self.assertEqual(list(stage.sizes.values()), SIZES)
        self.assertEqual(stage.reads, ["generation_0"])
        with xarray.open_dataset(self.output, engine="h5netcdf", group="stages/generation_1/sessions") as plain:
            score, failed = plain["score"].values, plain["failed"].values
        self.assertTrue(numpy.array_equal(stage.sessions["score"].values, score))
        self.assertTrue(numpy.array_equal(stage.sessions["score"][30:70:3].values, score[30:70:3]))
        self.assertEqual(list(stage.sessions["case"].values), [f"genome {c}" for c, n in enumerate(SIZES) for _ in range(n)])
        first = numpy.cumsum([0, *SIZES])
        rows = stage.rows(["score", "luck"], cases=["genome 2"], sessions=slice(5, 22, 2))
        kept = [k for k in range(5, 22, 2) if failed[first[2] + k] == 0]
        self.assertEqual(list(rows["session"].values), kept)
        self.assertTrue(numpy.array_equal(rows["score"].values, score[first[2] + numpy.array(kept)]))
        frame = stage.rows(["score"], failed=True).to_dataframe()
        self.assertEqual(list(frame.groupby("case").size()), SIZES)
        self.assertEqual(len(stage.stored("score", 3)), int((failed[first[3]:] == 0).sum()))
        self.assertEqual({(f["case"], f["session"]) for f in stage.failures},
                         {(f"genome {c}", k) for c in range(4) for k in range(SIZES[c]) if failed[first[c] + k]})

    def test_have_the_figures_of_the_program_with_and_without_it(self):
        chain, alone = self.open(), self.open(program=None)
        told = chain.summary()["stages"]
        self.assertEqual([stage["stage"] for stage in told], list(chain.stages))
        for name, stage in alone.stages.items():
            asked, computed = chain.stages[name].summary(), stage.summary(exact=False)
            self.assertEqual(asked, told[list(chain.stages).index(name)])
            for one, other in zip(asked["cases"], computed["cases"], strict=True):
                for key in ("sessions", "failures", "covariances", "histograms", "failure_categories"):
                    self.assertEqual(one.get(key), other.get(key), (name, key))
                for column, figure in other["quantities"].items():
                    for key, value in figure.items():
                        expected = one["quantities"][column][key]
                        if key == "interval" and value[0] is not None:
                            self.assertTrue(numpy.allclose(value, expected, rtol=1e-14), (column, value, expected))
                        else:
                            self.assertEqual(value, expected, (name, column, key))
        course = chain.stages["generation_2"].course(3, case="genome 1")
        self.assertEqual(course.attrs["file"], "equal")

    def test_that_are_not_there_are_named(self):
        chain = self.open()
        with self.assertRaisesRegex(ergodic.Error, "did you mean generation_1?"):
            chain.stages["generaton_1"]
        with self.assertRaisesRegex(ergodic.Error, r"choose one: results.stages\[\"generation_0\"\]"):
            chain.rows("score")

    def test_are_read_while_they_are_made(self):
        self.succeed("run", self.folder / "study.yaml", "-o", self.output, "--force", "--time-budget", "0.3s", "--set",
                     "work=600000", expect=75)
        chain = self.open()
        self.assertFalse(chain.complete)
        self.assertLess(chain.share_done, 1)
        stage = chain.stages["generation_0"]
        done = ~numpy.isnan(stage.sessions["score"].values)
        rows = sum(last - first for case in range(4) for first, last in stage._ledger.done_ranges(case))
        self.assertEqual(done.sum(), rows)
        self.assertEqual(len(stage.rows("score", failed=True)["score"]), rows)

    def test_have_a_section_each_in_the_report(self):
        html = page(self.open())
        self.assertEqual(re.findall(r'<section id="stage_(\w+)">', html),
                         ["generation_0", "side", "generation_1", "generation_2", "last"])
        side = html[html.index('id="stage_side"'):html.index('id="stage_generation_1"')]
        self.assertIn("It is empty", side)
        self.assertGreater(html.count("<figure>"), 2)
        identifiers = re.findall(r' id="([^"]*)"', html)
        self.assertEqual(len(identifiers), len(set(identifiers)))
        first = self.open().stages["generation_0"].summary()["cases"][0]["quantities"]["score"]
        self.assertIn(f'<data value="{first["mean"]!r}">', html)
        alone = page(self.open().stages["last"])
        self.assertIn("<title>A chain, last</title>", alone)
        self.succeed("report", self.output, "--python", "/usr/bin/python3")
        self.assertEqual(self.output.with_suffix(".html").read_text(), html)
        refused = run("report", self.output, "--stage", "lst")
        self.assertEqual(refused.returncode, 2, refused.stderr)

    def test_may_be_a_hundred_in_a_lean_report(self):
        many = self.folder / "many.h5"
        self.succeed("run", self.folder / "study.yaml", "-o", many, "--set", "generations=98")
        html = page(self.open(many))
        self.assertEqual(html.count('<section id="stage_'), 100)
        self.assertLess(len(html), 2_000_000)


class Games(ProgramTest):
    def test_of_one_case_without_sessions_in_the_study_are_read(self):
        program.ERGODIC = os.environ["ERGODIC_GAMES"]
        self.write("games.csv", "team,date,points,minutes,arena\nBOS,2024-01-01,100,240,A\nATL,2024-01-02,90,,B\n")
        study = self.write("study.yaml", "workload: games\none_each: true\ninputs: {games: {file: games.csv}}\n"
                                         "functions: [{name: twice, expression: 2 * points}]\n")
        output = self.folder / "out.h5"
        self.succeed("run", study, "-o", output)
        with ergodic.open(output, program=program.ERGODIC) as results:
            self.assertEqual(results.sessions_per_case, 2)
            self.assertEqual(list(results.rows("twice")["twice"].values), [180, 200])
            self.assertIn("twice", page(results))


if __name__ == "__main__":
    unittest.main()
