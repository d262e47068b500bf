"""Genomes of the original, written here in both of its formats, become studies that run; what they lost is remarked."""
import json
import unittest

import yaml

from program import ProgramTest, run


def simple(kind, operator=None, value=None, reference=None):
    return {"type": "simple", "condition_type": kind, "operator": operator, "value": value, "reference": reference}


def play(condition, **more):
    return {"type": "PlayPhase", "target": "DISCARD", "valid_play_condition": condition, "min_cards": 1, "max_cards": 1,
            "mandatory": True, **more}


def either(*conditions):
    return {"type": "compound", "logic": "OR", "conditions": list(conditions)}


def format_1(name, phases, wins, **more):
    setup = {"cards_per_player": 7, "initial_deck": "standard_52", "initial_discard_count": 0, "starting_chips": 0}
    setup.update(more.pop("setup", {}))
    return {"schema_version": "1.0", "genome_id": name, "generation": 0, "setup": setup,
            "turn_structure": {"phases": phases, "is_trick_based": False, "tricks_per_hand": None},
            "special_effects": [], "win_conditions": wins, "scoring_rules": [], "max_turns": 500, "min_turns": 10,
            "player_count": 2, **more}


def win(kind, threshold=None):
    return {"type": kind, "threshold": threshold}


DRAW = {"type": "DrawPhase", "source": "DECK", "count": 1, "mandatory": False, "condition": None}
EIGHTS = format_1(
    "crazy eights", [DRAW, play(either(simple("CARD_MATCHES_SUIT", reference="TOP_DISCARD"),
                                       simple("CARD_MATCHES_RANK", reference="TOP_DISCARD"),
                                       simple("CARD_IS_RANK", "EQ", "EIGHT")))],
    [win("empty_hand")], setup={"initial_discard_count": 1},
    special_effects=[{"trigger_rank": "JACK", "effect_type": "SKIP_NEXT", "target": "NEXT_PLAYER", "value": 1},
                     {"trigger_rank": "TWO", "effect_type": "DRAW_CARDS", "target": "NEXT_PLAYER", "value": 2}])
TRICK = {"type": "TrickPhase", "lead_suit_required": True, "trump_suit": "SPADES", "high_card_wins": True,
         "breaking_suit": "SPADES"}
SPADES = format_1("spades", [{"type": "Unknown"}, TRICK], [win("score_threshold", 500)], player_count=4,
                  setup={"cards_per_player": 13})
HEARTS = format_1("hearts", [{**TRICK, "trump_suit": None, "breaking_suit": "HEARTS"}],
                  [win("low_score", 100), win("all_hands_empty")], player_count=4, setup={"cards_per_player": 13})
WAR = format_1("war", [play(None, target="TABLEAU")], [win("capture_all")],
               setup={"cards_per_player": 26, "tableau_mode": "war"})
POKER = format_1("poker", [{"type": "BettingPhase", "min_bet": 10, "max_raises": 3}], [win("best_hand")],
                 setup={"cards_per_player": 5, "starting_chips": 1000})
FORMAT_2 = {
    "schema_version": "2.0",
    "genome": {
        "name": "second", "metadata": {"genome_id": "g2", "generation": 3, "parent_ids": []},
        "setup": {"cards_per_player": 5, "tableau_size": 0, "deal_to_tableau": False},
        "turn_structure": {
            "phases": [{"type": "draw", "data": {"source": "deck", "count": 1, "mandatory": True,
                                                 "condition": {"op_code": "check_hand_size", "operator": "lt", "value": 9,
                                                               "ref_loc": 0}}},
                       {"type": "play", "data": {"target": "discard", "min_cards": 1, "max_cards": 1, "mandatory": True,
                                                 "pass_if_unable": True,
                                                 "valid_play_condition": {"op_code": "check_card_rank", "operator": "ge",
                                                                          "value": 7, "ref_loc": 0}}},
                       {"type": "claim", "data": {"min_cards": 1, "max_cards": 2}}],
            "max_turns": 300, "tableau_mode": "none", "sequence_direction": "both"},
        "win_conditions": [{"type": "empty_hand", "threshold": 0}],
        "effects": [{"trigger_rank": "KING", "effect_type": "steal_card", "target": "next_player", "value": 1}],
        "card_scoring": [], "hand_evaluation": None, "teams": [], "player_count": 3},
    "fitness": 0.5, "fitness_metrics": {"games_simulated": 100}}


class ImportOfGenomes(ProgramTest):
    def imported(self, genome):
        original = self.write("original.json", json.dumps(genome))
        return self.succeed("import", "card_games", original).stdout

    def test_genomes_become_studies_that_run(self):
        for genome in (EIGHTS, SPADES, HEARTS, WAR, POKER, FORMAT_2):
            text = self.imported(genome)
            study = self.write("study.yaml", text)
            self.succeed("run", study, "-o", self.folder / "out.h5", "--force", "--sessions", "50", "--progress", "none")
            self.assertEqual(yaml.safe_load(text)["workload"], "card_games")

    def test_what_a_genome_says_is_what_is_played(self):
        genome = yaml.safe_load(self.imported(EIGHTS))["genome"]
        phases = genome["rounds"][0]["turns"]
        self.assertTrue(phases[0]["optional"])
        self.assertIn("rank == '8'", phases[1]["play"]["cards"])  # not the nine, as the original's encodings made it
        self.assertEqual([effect.get("does", "skip") for effect in genome["effects"]], ["skip", "draw"])
        second = yaml.safe_load(self.imported(FORMAT_2))["genome"]
        self.assertEqual(second["rounds"][0]["turns"][0]["if"], "hand < 9")
        self.assertEqual(second["rounds"][0]["turns"][1]["play"]["cards"], "height >= 6")  # 7 is an eight, with ace 0

    def test_what_was_lost_or_never_executed_is_remarked(self):
        for genome, remark in ((EIGHTS, "skip, reverse and extra turn act"), (SPADES, 'of the type "Unknown" is a bidding phase'),
                               (HEARTS, "hearts count 1"), (WAR, "a player picked any card"),
                               (POKER, "who folded could win"), (FORMAT_2, "bare number 7"),
                               (FORMAT_2, "could not compile it"), (EIGHTS, "format 1 may have lost")):
            self.assertIn(remark, self.imported(genome))

    def test_what_is_no_genome_is_refused_with_its_name(self):
        for text, says in (("{}", "is no genome of the original"), ("[1, 2", "original.json:1:"),
                           (json.dumps(format_1("none", [], [win("empty_hand")])), "cannot be played")):
            original = self.write("original.json", text)
            done = run("import", "card_games", original)
            self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
            self.assertIn(says, done.stderr)


if __name__ == "__main__":
    unittest.main()
