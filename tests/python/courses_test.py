"""Courses of sessions, through the program, as arrays and as charts."""
import unittest

import matplotlib

matplotlib.use("svg")

import numpy as np
from matplotlib import pyplot

import program
from program import ProgramTest
from results import STRATEGIES, made

import ergodic
from ergodic import plot

WALK = """\
workload: paths
sessions: 40
process: random_walk
random_walk: {start: 5, lower: 0, upper: 20, at_bounds: absorb, steps: 60}
times: [0, 10, 20, 60]
"""


class Courses(ProgramTest):
    def opened(self, study):
        results = ergodic.open(made(self, "out", study), program=program.ERGODIC)
        self.addCleanup(results.close)
        return results

    def test_a_session_of_hands_is_arrays_with_units(self):
        results = self.opened(STRATEGIES)
        course = results.course(17, "optimal")
        row = results.rows(cases="optimal", sessions=slice(17, 18))
        self.assertEqual(course.sizes["moment"], row["hands_played"].item())
        self.assertEqual(course["bankroll"].values[-1], row["final_bankroll"].item())
        self.assertEqual(course["bankroll"].attrs["units"], "dollars")
        self.assertEqual(course["hand"].dtype, np.int64)
        self.assertIsInstance(course["class"].values[0], str)
        self.assertTrue(np.isnan(course["bonus_class"].values).all(), "there is no bonus bet")
        self.assertEqual((course.attrs["case"], course.attrs["session"], course.attrs["file"]),
                         ("optimal", 2 * 4000 + 17, "equal"))
        self.assertTrue(results.course(2 * 4000 + 17).identical(course))

    def test_paths_on_a_grid_are_the_states_that_the_file_keeps(self):
        results = self.opened(WALK)
        grid, paths = plot.aligned(results.courses(slice(None)), "place", grid=[0, 10, 20, 60])
        np.testing.assert_array_equal(grid, [0, 10, 20, 60])
        np.testing.assert_array_equal(paths, results.sessions["state"].values[0])

    def test_a_path_that_has_ended_is_held_or_not(self):
        results = self.opened(STRATEGIES)
        courses = list(results.courses(slice(0, 30), "basic"))
        lengths = [course.sizes["moment"] for course in courses]
        grid, held = plot.aligned(courses, "bankroll")
        np.testing.assert_array_equal(grid, np.arange(1, max(lengths) + 1))
        self.assertTrue(np.isfinite(held).all())
        _, ended = plot.aligned(courses, "bankroll", hold=False)
        np.testing.assert_array_equal(np.isfinite(ended).sum(axis=1), lengths)
        with plot.style():
            figure, axes = pyplot.subplots()
        self.addCleanup(pyplot.close, figure)
        plot.fan(axes, held, x=grid)
        np.testing.assert_array_equal(axes.lines[0].get_ydata(), np.median(held, axis=0))
        axes.clear()
        plot.trajectories(axes, ended[:3], x=grid)
        np.testing.assert_array_equal([line.get_xdata()[0] for line in axes.lines[1::2]], lengths[:3])

    def test_what_is_not_there_is_an_error(self):
        results = self.opened(WALK)
        with self.assertRaisesRegex(ergodic.Error, "no sessions 40:41"):
            results.course(40)
        with self.assertRaisesRegex(ergodic.Error, "there is no case"):
            results.course(1, "nobody")
        with self.assertRaisesRegex(ergodic.Error, "the slice has a step"):
            list(results.courses(slice(0, 10, 2)))


if __name__ == "__main__":
    unittest.main()
