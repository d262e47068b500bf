"""Genomes and players that cannot be: one line each with its place, exit 2, and nothing that was there is lost."""
import unittest

from program import ProgramTest, run

EIGHTS = """players: 2
cards: {ranks: 13, suits: 4}
deal: {each: 7, up: 1}
rounds: [{turns: [{play: {cards: rank == top_rank}, otherwise: [{draw: {}, otherwise: [{pass: {all: blocked}}]}]}]}]
ends: [{when: empty_hand, wins: holder}]
"""
WHIST = """players: 4
cards: {ranks: 13, suits: 4}
deal: {each: 13}
rounds: [{turns: [trick]}]
scoring: [{at: trick}]
ends: [{when: empty_hands, wins: most_points}]
"""


class BadInput(ProgramTest):
    def refused(self, genome, *says, study="workload: card_games\nsessions: 10\ngenome: {file: game.yaml}\n"):
        self.write("game.yaml", genome)
        kept = self.write("out.h5", "what was there")
        done = run("run", self.write("study.yaml", study), "-o", kept, "--progress", "none", cwd=self.folder, timeout=60)
        self.assertEqual(done.returncode, 2, done.stderr[:500])
        for expected in says:
            self.assertIn(expected, done.stderr[:3000])
        self.assertNotIn("Traceback", done.stderr)
        self.assertEqual((self.folder / "out.h5").read_text(), "what was there")

    def test_what_is_written_wrong(self):
        self.refused(EIGHTS.replace("ends", "end"), "game.yaml:5:1", "did you mean ends?")
        self.refused(EIGHTS.replace("play:", "plai:"), "game.yaml:4:", "plai", "did you mean play?")
        self.refused(EIGHTS.replace("each: 7", "each: seven"), "game.yaml:3:14", "whole number")
        self.refused(EIGHTS.replace("each: 7", "each: .nan"), "game.yaml:3:14", ".nan")
        self.refused(EIGHTS + "players: 3\n", "game.yaml:6:1", "given twice")
        self.refused(EIGHTS.replace("rank == top_rank", "height + 1"), "game.yaml:4:")
        self.refused(EIGHTS[:60], "game.yaml")
        self.refused("[" * 100_000, "game.yaml:1:")
        self.refused('{"name": "' + "x" * 100_000_000 + '"}', "game.yaml")

    def test_what_can_never_be(self):
        self.refused(WHIST.replace("players: 4", "players: 5"), "game.yaml:3:7", "takes 65 cards")
        self.refused(WHIST.replace("suits: 4", "suits: 5"), "game.yaml:2:8", "65 cards")
        self.refused(WHIST.replace("empty_hands", "knock"), "game.yaml:6:", "no knock phase")
        self.refused(WHIST.replace("[{turns: [trick]}]", "[{betting: {bet: 5}}, {turns: [trick]}]"), "nobody has chips")
        self.refused(WHIST.replace("[{turns: [trick]}]", "[{betting: {bet: 50, all_in: true}}, {turns: [trick]}]") +
                     "chips: 20\n", "game.yaml:4:", "a seat has 20 chips")
        self.refused(EIGHTS.replace("{turns:", "{once: [bid]}, {turns:"), "no trick phase")
        self.refused(WHIST + "teams: [[0, 2], [1]]\n", "game.yaml:7:", "fewer than two seats", "leave seat 3 out")
        self.refused(WHIST + "teams: [[0, 2], [1, 1]]\n", "has seat 1 once more", "leave seat 3 out")
        self.refused(WHIST + "teams: [[0, 2], [1, 4]]\n", "has seat 4 (the seats are 0 to 3)")
        self.refused(WHIST.replace("trick]", "trick, {claim: {most: 8}}]"), "sets of cards")
        self.refused(WHIST.replace("trick]", "trick, {battle: {}}]"), "beside a battle")
        self.refused(WHIST.replace("rounds: [", "rounds: [{give: {count: 14}}, "), "a seat has 13 cards")

    def test_players_of_another_table(self):
        study = "workload: card_games\nsessions: 10\ngenome: {file: game.yaml}\nplayers: [{}, {}, {}]\n"
        self.refused(EIGHTS, "study.yaml:4:10", "the game has 2 seats", study=study)

    def test_a_genome_that_is_not_there(self):
        study = "workload: card_games\nsessions: 10\ngenome: {file: other.yaml}\n"
        self.refused(EIGHTS, "other.yaml", study=study)

    def test_a_game_that_cannot_end_has_an_outcome(self):
        genome = EIGHTS.replace("{pass: {all: blocked}}", "pass").replace("rank == top_rank", "rank == 'none'")
        study = self.write("study.yaml", "workload: card_games\nsessions: 10\ngenome: {file: game.yaml}\n")
        self.write("game.yaml", genome)
        self.succeed("run", study, "-o", self.folder / "out.h5", "--progress", "none", cwd=self.folder)
        self.assertIn("limit", self.succeed("summary", self.folder / "out.h5").stdout)


if __name__ == "__main__":
    unittest.main()
