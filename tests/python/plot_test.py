"""Charts show what the numbers say."""
import unittest

import matplotlib

matplotlib.use("svg")

import numpy as np
from matplotlib import pyplot

import results  # noqa: F401: puts the package on the path
from ergodic import intervals, plot
from ergodic.pieces import Pieces
from ergodic.plot.courses import running_moments


class Plot(unittest.TestCase):
    def setUp(self):
        with plot.style():
            self.figure, self.axes = pyplot.subplots()
        self.addCleanup(pyplot.close, self.figure)
        self.random = np.random.default_rng(1)

    def heights(self):
        return [bar.get_height() for bar in self.axes.patches]

    def test_histogram_shares_and_what_lies_beyond_make_one(self):
        values = np.concatenate([np.full(600, -100.0), np.full(395, 105.0), np.full(5, 9000.0)])
        plot.histogram(self.axes, values, label="profit, dollars")
        self.assertAlmostEqual(sum(self.heights()), 0.995)
        self.assertIn("0.5 % of sessions lie beyond", self.axes.get_xlabel())

    def test_histogram_bars_hold_equally_many_values_of_a_lattice(self):
        plot.histogram(self.axes, np.repeat(np.arange(0, 700, 5), 10), tails=0)
        inner = self.heights()[:-1]
        self.assertAlmostEqual(min(inner), max(inner))

    def drawn_law(self):
        """The heights of the lines across bars, each with where it begins and ends."""
        return [(segment[0][1], segment[0][0], segment[1][0]) for segment in self.axes.collections[0].get_segments()]

    def test_histogram_draws_the_exact_probability_of_each_bin_across_its_bar(self):
        places = np.arange(0, 300, 5)  # sixty of them, in bars of two
        law = {float(place): p for place, p in zip(places, self.random.dirichlet(np.ones(60)))}
        plot.histogram(self.axes, self.random.choice(places, 4000, p=list(law.values())), law=law, tails=0)
        bars, drawn = self.axes.patches, self.drawn_law()
        self.assertEqual((len(bars), len(drawn)), (30, 30))
        self.assertAlmostEqual(sum(height for height, _, _ in drawn), 1)
        for bar, (height, left, right) in zip(bars, drawn):
            self.assertAlmostEqual(left, bar.get_x())
            self.assertAlmostEqual(right, bar.get_x() + bar.get_width())
            self.assertAlmostEqual(height, sum(p for place, p in law.items() if left < place < right))

    def test_a_laws_values_beyond_the_bars_are_not_drawn(self):
        values = np.concatenate([np.full(600, -100.0), np.full(395, 105.0), np.full(5, 9000.0)])
        plot.histogram(self.axes, values, law={-100.0: 0.6, 105.0: 0.39, 9000.0: 0.01})
        self.assertEqual([height for height, _, _ in self.drawn_law()], [0.6, 0.39])

    def test_shares_draw_the_exact_law_over_the_bars(self):
        plot.shares(self.axes, ["loss", "win"], [0.7, 0.3], exact=[0.68, 0.32])
        self.assertEqual([bar.get_width() for bar in self.axes.patches], [0.7, 0.3])
        drawn = [segment[0][0] for segment in self.axes.collections[0].get_segments()]
        self.assertEqual(drawn, [0.68, 0.32])

    def test_convergence_ends_at_the_mean_and_its_interval(self):
        values = 485.0 + self.random.exponential(100, 5000)
        n, mean, deviation = running_moments(values)
        self.assertEqual((n[0], n[-1]), (100, 5000))
        self.assertAlmostEqual(mean[0], values[:100].mean(), places=9)
        self.assertAlmostEqual(mean[-1], values.mean(), places=9)
        self.assertAlmostEqual(deviation[-1], values.std(ddof=1), places=9)
        plot.convergence(self.axes, values, exact=585)
        band = self.axes.collections[0].get_paths()[0].vertices[:, 1]
        half = intervals.normal_critical(0.95) * values.std(ddof=1) / np.sqrt(5000)
        self.assertTrue(np.isclose(band, values.mean() + half).any())

    def test_fan_has_the_median_and_trajectories_end_where_paths_do(self):
        paths = np.cumsum(self.random.normal(size=(101, 20)), axis=1)
        plot.fan(self.axes, paths)
        np.testing.assert_allclose(self.axes.lines[0].get_ydata(), np.median(paths, axis=0))
        ended = paths[:2].copy()
        ended[0, 8:] = np.nan
        plot.trajectories(self.axes, ended)
        self.assertEqual((self.axes.lines[2].get_xdata()[0], self.axes.lines[2].get_ydata()[0]), (7, ended[0, 7]))

    def test_endings_rise_to_the_share_of_each_cause(self):
        times, codes = np.array([1, 2, 2, 5, 9]), np.array([0, 0, 1, 1, 1])
        plot.endings(self.axes, times, codes, ["ruin", "limit"])
        tops = [area.get_paths()[0].vertices[:, 1].max() for area in self.axes.collections]
        self.assertEqual(tops, [0.4, 1.0])

    def test_pieces_are_drawn_as_the_array_that_they_are_of(self):
        values = np.round(self.random.exponential(100, 5000), 2)
        codes = self.random.integers(-1, 2, 5000)

        def cut(array):
            return Pieces(lambda: iter(np.split(array, [1, 700, 701, 4000])), len(array))

        for draw in (lambda axes, of: plot.histogram(axes, of(values)),
                     lambda axes, of: plot.convergence(axes, of(values)),
                     lambda axes, of: plot.endings(axes, of(values), of(codes), ["ruin", "limit"])):
            drawn = []
            for of in (np.asarray, cut):
                self.axes.clear()
                draw(self.axes, of)
                drawn.append(np.concatenate([*(area.get_paths()[0].vertices for area in self.axes.collections),
                                             *(line.get_xydata() for line in self.axes.lines),
                                             *(bar.get_xy() + (0, bar.get_height()) for bar in self.axes.patches)],
                                            axis=None))
            np.testing.assert_allclose(*drawn, rtol=1e-12)

    def test_a_sample_of_pieces_is_evenly_spaced(self):
        pieces = Pieces(lambda: iter(np.split(np.arange(1000), [3, 10, 11, 500])), 1000)
        self.assertEqual(list(pieces.sample(1000)), list(range(1000)))
        self.assertEqual(list(pieces.sample(999)), list(range(0, 1000, 2)))
        self.assertEqual(list(pieces.sample(100)), list(range(0, 1000, 10)))
        self.assertEqual(list(pieces.map(np.negative).sample(4)), [0, -250, -500, -750])

    def test_states_add_up_to_one_at_every_step(self):
        codes = self.random.integers(0, 3, (50, 12))
        plot.states(self.axes, codes, ["low", "middle", "high"])
        self.assertAlmostEqual(self.axes.collections[-1].get_paths()[0].vertices[:, 1].max(), 1)

    def test_stacked_bars_reach_one(self):
        plot.stacked(self.axes, ["a", "b"], ["x", "y"], [[0.25, 0.75], [0.5, 0.5]])
        self.assertEqual(sum(bar.get_width() for bar in self.axes.patches), 2)

    def test_stacked_bars_are_parted_by_the_exact_law_where_all_of_it_is_known(self):
        plot.stacked(self.axes, ["a", "b"], ["x", "y", "z"], [[0.25, 0.7, 0.05], [0.5, 0.5, 0]],
                     exact=[[0.2, 0.7, 0.1], [0.5, None, 0]])
        drawn = [segment[0][0] for segment in self.axes.collections[0].get_segments()]
        np.testing.assert_allclose(drawn, [0.2, 0.9])

    def test_a_histogram_that_was_counted_tells_what_lies_beyond_its_bins(self):
        plot.binned(self.axes, [0, 1, 3], [5, 3], below=1, above=1, mean=2, label="x")
        np.testing.assert_allclose([bar.get_height() for bar in self.axes.patches], [0.5, 0.3])
        self.assertIn("20 % of sessions lie beyond", self.axes.get_xlabel())
        self.assertEqual(list(self.axes.lines[0].get_xdata()), [2, 2])

    def test_a_counted_histogram_draws_the_law_of_its_bins_which_have_their_lower_edges_alone(self):
        plot.binned(self.axes, [0, 1, 3], [5, 3], above=2, law={-1.0: 0.1, 0.0: 0.2, 0.5: 0.1, 1.0: 0.25, 3.0: 0.35})
        np.testing.assert_allclose(self.drawn_law(), [(0.3, 0, 1), (0.25, 1, 3)])

    def test_endings_leave_out_sessions_that_have_not_ended(self):
        plot.endings(self.axes, np.array([1, 2, 9, 9]), np.array([0, 0, -1, -1]), ["hit"])
        self.assertAlmostEqual(self.axes.collections[-1].get_paths()[0].vertices[:, 1].max(), 0.5)

    def test_occupation_draws_the_exact_law_as_bounds_between_states(self):
        plot.occupation(self.axes, [[1, 0.5], [0, 0.5]], ["up", "down"], x=[0, 3], exact=[[1, 0.6], [0, 0.4]])
        self.assertEqual(list(self.axes.lines[0].get_ydata()), [1, 0.6, 0.6])
        self.assertEqual(self.axes.get_xlim(), (0, 6))

    def test_intervals_and_grid_show_every_case(self):
        plot.intervals(self.axes, ["a", "b"], [1.0, 2.0], [(0.9, 1.1), (1.9, 2.2)], exact=[1.05, None])
        self.assertEqual(list(self.axes.lines[0].get_xdata()), [1.05])
        self.assertEqual(list(self.axes.lines[-1].get_xdata()), [1.0, 2.0])
        self.axes.clear()
        plot.grid(self.axes, [1, 2], ["p", "q", "r"], [[1, 2, 3], [4, 5, 6]])
        self.assertEqual([text.get_text() for text in self.axes.texts], list("123456"))

    def test_z_scores_are_all_counted(self):
        plot.z_scores(self.axes, [-7.5, -0.1, 0.2, 1.9, 8.0])
        self.assertEqual(sum(self.heights()), 5)


if __name__ == "__main__":
    unittest.main()
