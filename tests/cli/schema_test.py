"""What `ergodic schema` says of studies against what the program says: also where keys belong to another one's value."""
import json
import unittest

import jsonschema
import yaml

from program import SOURCE, ProgramTest, run

STUDIES = sorted((SOURCE / "jobs" / "studies").glob("*/*.yaml"))

# Studies in which a section belongs to a value that is not chosen, or is missing beside the one that is.
MISPLACED = [
    "workload: let_it_ride\nbankroll: {betting_system: {type: martingale, paroli: {max_bet: 80}}}\n",
    "workload: let_it_ride\nbankroll: {betting_system: {fibonacci: {}}}\n",
    "workload: let_it_ride\nbonus_strategy: {enabled: true, type: always, static: {amount: 1}}\n",
    "workload: let_it_ride\nstrategy: {type: basic, conservative: {}}\n",
    "workload: let_it_ride\npaytables: {bonus: {type: paytable_a, custom: {flush: 3}}}\n",
    "workload: let_it_ride\ncases: {a: {bankroll.betting_system: {type: paroli, martingale: {}}}}\n",
    "workload: let_it_ride\ncases: {a: {bankroll: {betting_system: {type: paroli, martingale: {}}}}}\n",
    "workload: paths\nprocess: gbm\ngbm: {volatility: 0.2}\nhawkes: {}\n",
    "workload: paths\nprocess: brownian_motion\n",
]

# And studies that only look like it.
PLACED = [
    "workload: let_it_ride\nbankroll: {betting_system: {type: martingale, paroli: null, martingale: {max_bet: 80}}}\n",
    "workload: let_it_ride\nbankroll: {betting_system: {martingale: {}}}\n"
    "cases: {a: {bankroll.betting_system.type: martingale}, b: {bankroll.betting_system.martingale: null}}\n",
    "workload: paths\ncases: {a: {process: gbm, gbm: {volatility: 0.2}}, b: {process: gbm, gbm: {volatility: 0.3}}}\n",
]


class Loader(yaml.SafeLoader):
    """Of YAML 1.2, as the program and editors read it: a date is text."""


Loader.yaml_implicit_resolvers = {first: [one for one in those if one[0] != "tag:yaml.org,2002:timestamp"]
                                  for first, those in yaml.SafeLoader.yaml_implicit_resolvers.items()}


class Schema(ProgramTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        whole = json.loads(run("schema").stdout)
        names = [of_one["properties"]["workload"]["const"] for of_one in whole["oneOf"]]
        of = {(): whole, **{(name,): json.loads(run("schema", name).stdout) for name in names}}
        cls.validators = {name: jsonschema.Draft202012Validator(schema) for name, schema in of.items()}

    def takes(self, text):
        """Whether the schema of its workload takes the study; that of all workloads says the same."""
        study = yaml.load(text, Loader)
        answers = {self.validators[name].is_valid(study) for name in ((), (study["workload"],))}
        self.assertEqual(len(answers), 1, text)
        return answers.pop()

    def test_is_a_schema(self):
        for validator in self.validators.values():
            validator.check_schema(validator.schema)

    def test_takes_every_study(self):
        self.assertGreater(len(STUDIES), 20)
        for study in STUDIES:
            self.assertTrue(self.takes(study.read_text()), study)

    def test_refuses_the_section_of_another_value_as_the_program_does(self):
        for text in MISPLACED:
            self.assertFalse(self.takes(text), text)
            self.assertEqual(run("validate", self.write("study.yaml", text)).returncode, 2, text)

    def test_takes_a_section_that_a_case_may_choose_or_leave_out(self):
        for text in PLACED:
            self.assertTrue(self.takes(text), text)
            self.succeed("validate", self.write("study.yaml", text))


if __name__ == "__main__":
    unittest.main()
