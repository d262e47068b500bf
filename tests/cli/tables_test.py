"""Tables that a study names: read once, kept in the result file, and told where they are wrong."""
import json
import unittest

import h5py

from program import ProgramTest, sha256

STUDY = """\
workload: paths
sessions: 3000
process: markov_chain
markov_chain: {states: STATES, steps: 9, target: [wet]}
steps_every: 3
"""
WRITTEN_OUT = "[{name: dry, next: [0.75, 0.25]}, {name: wet, next: [0.5, 0.5]}]"


class Tables(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("chain.csv", "dry,wet\n0.75,0.25\n0.5,0.5\n")
        with h5py.File(self.folder / "chain.h5", "w") as file:
            file["model/P"] = [[0.75, 0.25], [0.5, 0.5]]
            file["start"] = [0.5, 0.5]
            file["cube"] = [[[1.0]]]
            file["names"] = ["dry", "wet"]

    def study(self, name, states):
        return self.write(f"{name}.yaml", STUDY.replace("STATES", states))

    def result(self, name, states, **how):
        output = self.folder / f"{name}.h5"
        self.succeed("run", self.study(name, states), "-o", output, **how)
        return output

    def test_the_result_is_that_of_the_study_written_out_and_needs_the_table_no_more(self):
        expected = sha256(self.result("inline", WRITTEN_OUT))
        output = self.result("table", "{file: chain.csv}", ranks=3)
        self.assertEqual(sha256(output), expected)
        (self.folder / "chain.csv").unlink()
        self.assertIn("bit for bit", self.succeed("replay", output, "--session", 17).stdout)
        self.succeed("verify", output)

    def test_a_dataset_is_a_table_too(self):
        keys = "{file: chain.h5, dataset: model/P}, initial: {file: chain.h5, dataset: start}"
        study = self.write("h5.yaml", STUDY.replace("STATES", keys).replace("[wet]", '["1"]'))
        said = self.succeed("validate", study, "--resolved").stdout
        self.assertIn("next: [0.75, 0.25]", said)
        self.assertIn("initial: [0.5, 0.5]", said)
        self.assertNotIn("chain.h5", said)

    def test_validate_says_how_large_paths_will_be(self):
        said = self.succeed("validate", self.study("size", WRITTEN_OUT)).stdout
        self.assertIn("state (4 along time)", said)
        self.assertRegex(said, r"[0-9.]+ kB of results; [0-9.]+ kB of rows at a time in each rank")

    def test_what_is_wrong_is_told_at_its_place(self):
        def said(states):
            return self.succeed("validate", self.study("wrong", states), expect=2).stderr
        self.write("sum.csv", "dry,wet\n0.75,0.25\n0.5,0.6\n")
        self.assertIn("sum.csv:3:1: markov_chain.states[1].next adds up to 1.1", said("{file: sum.csv}"))
        self.write("word.csv", "dry,wet\n0.75,0.25\n0.5,half\n")
        self.assertIn("word.csv:3:5: markov_chain.states[1].next[1] is half", said("{file: word.csv}"))
        self.assertIn("did you mean", said("{file: chian.csv}"))
        self.assertIn("H5Dopen2: object 'Q' doesn't exist", said("{file: chain.h5, dataset: Q}"))
        self.assertIn("it has 3 dimensions, not 1 or 2", said("{file: chain.h5, dataset: cube}"))
        self.assertIn("it has no numbers", said("{file: chain.h5, dataset: names}"))
        self.assertIn("name an HDF5 file", said("{file: chain.csv, dataset: P}"))
        self.assertIn("No such file", said("{file: none.h5, dataset: P}"))

    def test_the_labels_of_a_matrix_decide_and_not_its_order_alone(self):
        study = self.write("assets.yaml", """\
workload: paths
process: multi_asset_gbm
multi_asset_gbm:
  assets: [{name: a, volatility: 0.2}, {name: b, volatility: 0.4}, {name: c, volatility: 0.4}]
  correlation: {file: correlation.csv}
  steps: 1
""")
        self.write("correlation.csv", ",c,a,b\nc,1,0.1,0.2\na,0.1,1,0.9\nb,0.2,0.9,1\n")
        self.assertIn("correlation.csv:1:2: the header of multi_asset_gbm.correlation has c, a, b (the assets are a, b, c)",
                      self.succeed("validate", study, expect=2).stderr)
        self.write("correlation.csv", "d,e,f\n1,0.1,0.2\n0.1,1,0.9\n0.2,0.9,1\n")
        self.assertIn("has d, e, f (the assets are a, b, c)", self.succeed("validate", study, expect=2).stderr)
        self.write("correlation.csv", ",a,b,c\na,1,0.9,0.1\nb,0.9,1,0.2\nc,0.1,0.2,1\n")
        known = json.loads(self.succeed("exact", study, "--json").stdout)["cases"][0]["figures"]
        # 100² (e^(0.9 · 0.2 · 0.4) − 1), and that over the root of both variances
        self.assertAlmostEqual(known["covariance_a_b"]["value"], 746.5534406, places=6)
        self.assertAlmostEqual(known["correlation_a_b"]["value"], 0.8871767250, places=9)


if __name__ == "__main__":
    unittest.main()
