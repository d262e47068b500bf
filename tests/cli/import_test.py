"""Another program's configuration becomes a study: every key is translated, or named in a comment."""
import unittest

import yaml

from program import ProgramTest, run

LIMITS = {"win_limit": 80, "loss_limit": 60.5}

# Between them, these have every key that the original knew.
PLAIN = {
    "metadata": {"name": "Plain: flat", "description": "# no comment", "version": "1.0", "author": "A", "created": "2024-01-15"},
    "simulation": {"num_sessions": 300, "hands_per_session": 40, "random_seed": 9, "workers": 4, "progress_interval": 5,
                   "detailed_logging": True},
    "table": {"num_seats": 1},
    "deck": {"shuffle_algorithm": "cryptographic"},
    "dealer": {"discard_enabled": True, "discard_cards": 2},
    "bankroll": {
        "starting_amount": 400, "base_bet": 2.5,
        "stop_conditions": {**LIMITS, "max_hands": 10, "max_duration_minutes": 60, "stop_on_insufficient_funds": True},
        "betting_system": {"type": "flat"}},
    "strategy": {"type": "basic"},
    "bonus_strategy": {"enabled": True, "paytable": "paytable_c", "limits": {"min_bet": 2, "max_bet": 30, "increment": 5},
                       "type": "always", "always": {"amount": 3}},
    "paytables": {"main_game": {"type": "standard"},
                  "bonus": {"type": "paytable_a",
                            "progressive": {"starting_jackpot": 500, "contribution_rate": 0.2, "trigger": "mini_royal",
                                            "reset_amount": 100}}},
    "output": {
        "directory": "out", "prefix": "plain", "timestamp_format": "%Y",
        "formats": {"csv": {"enabled": True, "include_hands": True, "include_sessions": True, "include_aggregate": False,
                            "include_seat_aggregate": True},
                    "json": {"enabled": False, "pretty": False, "include_config": False},
                    "html": {"enabled": True, "include_charts": False, "chart_library": "matplotlib"}},
        "visualizations": {"enabled": False, "charts": [{"type": "hand_frequency", "title": "T", "sample_sessions": 3}],
                           "format": "svg", "dpi": 90},
        "console": {"progress_bar": False, "verbosity": 2, "show_summary": False}},
}
BETTING = {
    "martingale": {"loss_multiplier": 3, "reset_on_win": False, "max_bet": 200, "max_progressions": 3},
    "reverse_martingale": {"win_multiplier": 1.5, "reset_on_loss": False, "profit_target_streak": 2, "max_bet": 100},
    "paroli": {"win_multiplier": 2, "wins_before_reset": 4, "max_bet": 90},
    "dalembert": {"unit": 1, "decrease_unit": 3, "min_bet": 2, "max_bet": 60},
    "fibonacci": {"unit": 4, "win_regression": 1, "max_bet": 70, "max_position": 25},
    "proportional": {"bankroll_percentage": 0.02, "min_bet": 2, "max_bet": 50, "round_to": 0.5},
    "custom": {"expression": "base_bet * 2 if streak < -2 else base_bet", "min_bet": 1, "max_bet": 40},
}
STRATEGIES = {
    "conservative": {"made_hands_only": False, "min_strength_bet1": 7, "min_strength_bet2": 5},
    "aggressive": {"ride_on_draws": False, "include_gutshots": False, "include_backdoor_flush": False},
    "custom": {"bet1_rules": [{"condition": "HAS_PAYING_HAND == 1", "action": "ride"}, {"condition": "default", "action": "pull"}],
               "bet2_rules": [{"condition": "suited_high_cards >= 3 or is_royal_draw", "action": "ride"},
                              {"condition": "default", "action": "pull"}]},
}
BONUSES = {
    "always": {"amount": 7},
    "static": {"amount": None, "ratio": 0.5},
    "bankroll_conditional": {"base_amount": 2, "min_session_profit": None, "min_bankroll_ratio": 0.5, "profit_percentage": 0.1,
                             "max_drawdown": 0.4,
                             "scaling": {"enabled": True, "tiers": [{"min_profit": 1, "max_profit": 9, "bet_amount": 4}]}},
    "streak_based": {"base_amount": 2, "trigger": "main_loss", "streak_length": 3, "action": {"type": "increase", "value": 1.5},
                     "reset_on": "main_win", "max_multiplier": None},
    "session_conditional": {"base_amount": 2, "conditions": {
        "early_session": {"hands": 5, "amount": 3}, "near_win_limit": {"threshold": 20, "amount": 4},
        "near_loss_limit": {"threshold": 10, "amount": 1}, "default": {"amount": 2}}},
    "combined": {"base_amount": 3,
                 "ride_correlation": {"enabled": True, "both_ride_multiplier": 3, "one_ride_multiplier": 2, "both_pull_multiplier": 1},
                 "hand_quality_adjustment": {"enabled": False, "strong_hand_multiplier": 2, "weak_hand_multiplier": 1}},
    "custom": {"expression": "2 if session_profit > 0 else 0", "min_bet": 1, "max_bet": 9},
}
RATIOS = {
    "main_game": {"royal_flush": 900, "straight_flush": 150, "four_of_a_kind": 40, "full_house": 12, "flush": 9, "straight": 6,
                  "three_of_a_kind": 3, "two_pair": 2, "pair_tens_or_better": 1},
    "bonus": {"mini_royal": 80, "straight_flush": 41, "three_of_a_kind": 31, "straight": 7, "flush": 3, "pair": 1},
}


def originals():
    yield "plain", PLAIN
    yield "alias", {"output": {"formats": {"json_output": {"enabled": True, "pretty": True, "include_config": True}}}}
    for name, section in BETTING.items():
        system = {"type": name, "martingale": BETTING["martingale"], name: section}
        yield name, {"bankroll": {"starting_amount": 1000, "base_bet": 5, "betting_system": system}}
    for name, section in STRATEGIES.items():
        yield name, {"strategy": {"type": name, "aggressive": STRATEGIES["aggressive"], name: section}}
        yield name + " not chosen", {"strategy": {"type": "always_pull", name: section}}
    for name, section in BONUSES.items():
        bonus = {"enabled": True, "type": name, "limits": {"max_bet": 12}, "always": BONUSES["always"], name: section}
        yield name + " bonus", {"bankroll": {"stop_conditions": LIMITS}, "bonus_strategy": bonus}
        yield name + " bonus off", {"bonus_strategy": {**bonus, "enabled": False}}
    yield "static at a table", {"table": {"num_seats": 3}, "bonus_strategy": {"enabled": True, "type": "static", "static": BONUSES["static"]}}
    for chosen in (True, False):
        yield "ratios", {"paytables": {
            "main_game": {"type": "custom" if chosen else "standard", "custom": RATIOS["main_game"]},
            "bonus": {"type": "custom" if chosen else "paytable_c", "custom": RATIOS["bonus"]}}}


def leaves(node, prefix=""):
    """(path, value) of all that is no section; of a list, the list."""
    for key, value in node.items():
        path = prefix + key
        if isinstance(value, dict) and value:
            yield from leaves(value, path + ".")
        else:
            yield path, value


# By section, all keys of the schema.
ALL_PATHS = ({path for path, _ in leaves(PLAIN)}
             | {f"output.formats.json_output.{key}" for key in ("enabled", "pretty", "include_config")}
             | {f"bankroll.betting_system.{path}" for path, _ in leaves(BETTING)}
             | {f"strategy.{path}" for path, _ in leaves(STRATEGIES)}
             | {f"bonus_strategy.{path}" for path, _ in leaves(BONUSES)}
             | {f"paytables.{game}.custom.{name}" for game, ratios in RATIOS.items() for name in ratios})
NEW_NAMES = {"simulation.num_sessions": "sessions", "simulation.random_seed": "seeding.seed"}


class Import(ProgramTest):
    def import_text(self, text, *options):
        original = self.write("original.yaml", text)
        return self.succeed("import", "let_it_ride", original, *options).stdout

    def study(self, text):
        return yaml.safe_load(self.import_text(text))

    def refuse(self, text, *says):
        original = self.write("original.yaml", text)
        done = run("import", "let_it_ride", original)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        for expected in says:
            self.assertIn(expected, done.stderr)

    def test_every_key_is_translated_or_named_in_a_comment(self):
        seen = set()
        for name, original in originals():
            text = self.import_text(yaml.safe_dump(original, sort_keys=False))
            study = dict(leaves(yaml.safe_load(text)))
            comments = [line.strip()[1:].strip() for line in text.splitlines() if line.strip().startswith("#")]
            for path, _ in leaves(original):
                seen.add(path)
                kept = NEW_NAMES.get(path, path) in study
                self.assertTrue(kept or any(line.startswith(path + ":") for line in comments), f"{name}: {path}\n{text}")
        self.assertEqual(ALL_PATHS - seen, set())

    def test_every_study_runs(self):
        for number, (name, original) in enumerate(originals()):
            if name.endswith((" off", " not chosen")):
                continue
            study = self.folder / f"{number}.yaml"
            self.import_text(yaml.safe_dump(original, sort_keys=False), "-o", study)
            output = self.folder / f"{number}.h5"
            with self.subTest(name):
                self.succeed("run", study, "-o", output, "--sessions", 100, "--progress", "none")

    def test_an_empty_file_is_the_original_s_defaults(self):
        study = self.study("")
        self.assertEqual(study["sessions"], 10000)
        self.assertEqual(study["simulation"], {"hands_per_session": 200})
        self.assertEqual(study["bankroll"], {"starting_amount": 500, "base_bet": 5, "betting_system": {"type": "flat"}})
        self.assertEqual(study["strategy"], {"type": "basic"})
        self.assertEqual(study["bonus_strategy"], {"enabled": False, "type": "never"})

    def test_keys_that_had_no_effect_there_have_none_here(self):
        study = self.study(yaml.safe_dump(PLAIN))
        self.assertEqual(study["bankroll"]["stop_conditions"], {**LIMITS, "stop_on_insufficient_funds": True})
        self.assertEqual(study["bonus_strategy"]["limits"], {"min_bet": 1, "max_bet": 100})
        self.assertNotIn("output", study)
        self.assertNotIn("progressive", study["paytables"]["bonus"])

    def test_a_martingale_stays_at_its_last_bet(self):
        system = self.study("bankroll: {betting_system: {type: martingale, martingale: {loss_multiplier: 2, max_progressions: 4}}}")
        self.assertEqual(system["bankroll"]["betting_system"]["martingale"],
                         {"loss_multiplier": 2, "max_bet": 40, "max_progressions": 100})

    def test_a_bonus_that_was_switched_off_is_not_made(self):
        study = self.study("bonus_strategy: {enabled: no, type: always, always: {amount: 5}}")
        self.assertEqual(study["bonus_strategy"], {"enabled": False, "type": "never"})

    def test_numbers_in_quotes_and_whole_fractions_are_taken(self):
        study = self.study("simulation: {num_sessions: '250', hands_per_session: 50.0, random_seed: 1_000}\n"
                           "bonus_strategy: {enabled: 'yes', type: always, always: {amount: '2'}}\n")
        self.assertEqual((study["sessions"], study["simulation"]["hands_per_session"], study["seeding"]["seed"]), (250, 50, 1000))
        self.assertEqual(study["bonus_strategy"]["always"], {"amount": 2})

    def test_what_the_original_refused_is_refused_with_its_place(self):
        self.refuse("bankroll:\n  base_bte: 5\n", "original.yaml:2:3: unknown key \"base_bte\"", "did you mean base_bet?")
        self.refuse("bankroll.base_bet: 5\n", "original.yaml:1:1", "dotted names")
        self.refuse("outptu: {}\n", "original.yaml:1:1: unknown key \"outptu\"", "did you mean output?")
        self.refuse("output: {console: {verbosity: 4}}\n", "original.yaml:1:31", "verbosity is 4", "0 to 3")
        self.refuse("simulation: {workers: some}\n", "original.yaml:1:23", "from 1 on, or auto")
        self.refuse("bankroll: {starting_amount: 14}\n", "less than three base bets")
        self.refuse("bankroll: {betting_system: {type: paroli}}\n", "paroli has no section")
        self.refuse("strategy: {type: conservative}\n", "conservative has no section")
        self.refuse("bonus_strategy: {type: static, static: {amount: 2, ratio: 0.5}}\n", "ratio is set beside amount")
        self.refuse("table: {num_seats: 2}\nbonus_strategy: {type: combined, combined: {}}\n", "at a table of several seats")
        self.refuse("simulation: {num_sessions: 50000000}\ntable: {num_seats: 3}\n", "above 100 000 000")
        self.refuse("- 1\n", "not a mapping")

    def test_what_has_no_counterpart_cannot_be_imported(self):
        for name in ("liberal", "tight"):
            self.refuse(f"paytables: {{main_game: {{type: {name}}}}}\n", f"{name} cannot be imported")
        self.refuse("bankroll: {betting_system: {type: custom, custom: {expression: bankroll // 2}}}\n",
                    "original.yaml: cannot be imported as it is")

    def test_conditions_are_refused_at_their_column(self):
        def rules(condition):
            return ("strategy:\n  type: custom\n  custom:\n    bet1_rules:\n"
                    f"      - {{condition: {condition}, action: ride}}\n      - {{condition: default, action: pull}}\n"
                    "    bet2_rules: [{condition: default, action: pull}]\n")
        self.refuse(rules("has_pair or pair_rank > 9"), "original.yaml:5:33", "has no field pair_rank")
        self.refuse(rules("gaps < 2 < 3"), "original.yaml:5:30", "goes on after its end")
        self.refuse(rules("has_pair && gaps"), "original.yaml:5:30", "means nothing")

    def test_an_existing_file_stays_unless_forced(self):
        output = self.write("study.yaml", "mine")
        done = run("import", "let_it_ride", self.write("original.yaml", ""), "-o", output)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--force", done.stderr)
        self.assertEqual(output.read_text(), "mine")
        said = self.import_text("", "-o", output, "--force")
        self.assertIn("is a valid study", said)
        self.assertIn(f"ergodic run {output}", said)
        self.assertTrue(yaml.safe_load(output.read_text())["workload"] == "let_it_ride")

    def test_a_workload_that_imports_nothing_says_which_does(self):
        done = run("import", "paths", self.write("original.yaml", ""))
        self.assertEqual(done.returncode, 2)
        self.assertIn("these do: card_games, let_it_ride", done.stderr)
        self.assertIn("did you mean let_it_ride?", run("import", "let_it_rid", "x.yaml").stderr)


if __name__ == "__main__":
    unittest.main()
