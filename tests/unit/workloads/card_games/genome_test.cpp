#include "workloads/card_games/genome/genome.hpp"

#include "small_games.hpp"
#include "workloads/card_games/genome/canonical.hpp"
#include "workloads/card_games/genome/check.hpp"
#include "workloads/card_games/genome/read.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ergodic/errors.hpp>

#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

using namespace test::card_games;
using testing::HasSubstr;

std::string message_of(const std::string& text) {
  try {
    read_genome(text, "game.yaml");
  } catch (const StudyError& error) {
    return error.what();
  }
  return "nothing";
}

/// A genome in which one text stands for another.
std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

const std::string eights_of_two = wild_eights({2, 3, 3, 2}, 0);

TEST(Genome, IsReadWithAllThatItSays) {
  const Genome genome = read_genome("name: a game\n" + eights_of_two, "game.yaml");
  EXPECT_EQ(genome.name, "a game");
  EXPECT_EQ(genome.cards.ranks, (std::vector<std::string>{"0", "1", "2"}));
  EXPECT_EQ(genome.deal, (Deal{.each = 2, .up = 1}));
  ASSERT_EQ(genome.rounds.size(), 1u);
  const Phase& phase = std::get<Turns>(genome.rounds[0]).turn.at(0);
  EXPECT_EQ(std::get<Play>(phase.what).cards.text, "suit == suit_in_force or rank == top_rank or rank == '0'");
  const Phase& draw = phase.otherwise.at(0);
  EXPECT_TRUE(std::holds_alternative<Draw>(draw.what));
  EXPECT_EQ(std::get<Pass>(draw.otherwise.at(0).what).all, Pass::All::blocked);
  EXPECT_EQ(genome.effects.at(0).does, Effect::Does::name_suit);
}

TEST(Genome, IsTheSameInJson) {
  const std::string json = canonical_form(read_genome(eights_of_two, "game.yaml"));
  EXPECT_EQ(json.front(), '{');
  EXPECT_EQ(read_genome(json, "game.json"), read_genome(eights_of_two, "game.yaml"));
}

TEST(Genome, OfEveryFamilyIsGivenBackByItsCanonicalForm) {
  for (const std::string& text :
       {tricks({2, 3, 3, 3}, "trump: 0"), hearts({3, 3, 3, 3}), bids({2, 3, 2, 2}, 0, 20), eights_of_two,
        president({2, 3, 2, 3}, 2), scopa(4, 2, 2, 2), go_fish(3, 3, 2), cheat(2, 2, 2, 20), poker(5, 1, 1, 2, 1)}) {
    const Genome genome = read_genome(text, "game.yaml");
    EXPECT_EQ(read_genome(canonical_form(genome), "game.json"), genome) << text;
  }
}

TEST(Genome, HasAContentThatItsNameDoesNotChangeAndAllElseDoes) {
  const auto content = [](const std::string& text) { return content_of(read_genome(text, "game.yaml")); };
  const Digest as_it_is = content(eights_of_two);
  EXPECT_EQ(content("name: other\n" + eights_of_two), as_it_is);
  EXPECT_EQ(content("# a remark\nbooks: false\n" + eights_of_two), as_it_is);
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"players: 2", "players: 3"},
                                                                                 {"ranks: 3", "ranks: 4"},
                                                                                 {"up: 1", "up: 2"},
                                                                                 {"rank == '0'\"}", "rank == '1'\"}"},
                                                                                 {"all: blocked", "all: nothing"},
                                                                                 {"does: name_suit", "does: skip"},
                                                                                 {"draw: {}", "draw: {count: 2}"},
                                                                                 {"ends:", "turn_limit: 50\nends:"}}) {
    EXPECT_NE(content(replaced(eights_of_two, from, to)), as_it_is) << to;
  }
}

TEST(Genome, ThatIsWrittenWrongIsRefusedWithThePlaceAndTheNearestName) {
  EXPECT_EQ(message_of(replaced(eights_of_two, "players", "playrs")),
            "game.yaml:1:1: unknown key \"playrs\" (a genome has name, players, teams, first, cards, deal, books, "
            "pairs, reshuffle, chips, rounds, effects, scoring, contract, moon, patterns, low_ace, total, match, ends, "
            "turn_limit) did you mean players?");
  EXPECT_THAT(message_of(replaced(eights_of_two, "draw: {}", "drow: {}")),
              HasSubstr("game.yaml:7:22: unknown key \"rounds[0].turns[0].otherwise[0].drow\""));
  EXPECT_THAT(message_of(replaced(scopa(4, 2, 2, 2), "[capture]", "[captur]")),
              HasSubstr("4:19: unknown phase \"captur\" (there are draw, play, trick, capture, ask, claim, bid, pass, "
                        "discard, knock, name_suit, battle, choose) did you mean capture?"));
  EXPECT_THAT(message_of(replaced(eights_of_two, "does: name_suit", "does: name_siut")),
              HasSubstr("did you mean name_suit?"));
  EXPECT_THAT(message_of(replaced(eights_of_two, "each: 2", "each: two")),
              HasSubstr("3:14: deal.each is two (it is to be a whole number from 0 to 64)"));
  EXPECT_THAT(message_of("players: 2\nplayers: 3\n"), HasSubstr("2:1: key \"players\" is given twice"));
  EXPECT_THAT(message_of("[1, 2]"), HasSubstr("the genome is a list"));
  EXPECT_THAT(message_of(""), HasSubstr("has no cards"));
  EXPECT_THAT(message_of(replaced(eights_of_two, "rounds:", "rounds: 5\nx:")), HasSubstr("rounds is 5"));
  EXPECT_THAT(message_of(std::string(100'000, '[')), HasSubstr("inside each other more than"));
}

TEST(Genome, ThatCannotBePlayedIsRefusedWithTheReason) {
  const auto refused = [](const std::string& text, const std::string& from, const std::string& to,
                          const std::string& reason) {
    EXPECT_THAT(message_of(replaced(text, from, to)), HasSubstr(reason));
  };
  const std::string whist = tricks({2, 3, 3, 3});
  refused(whist, "ranks: 3, suits: 3", "ranks: 13, suits: 5",
          "2:8: cards has 65 cards (a pack has 64 at most) take fewer ranks or suits");
  refused(whist, "players: 2", "players: 4",
          "3:7: deal takes 12 cards (4 players with 3 each, 0 turned up and 0 on "
          "the table; there are 9) deal fewer");
  refused(whist, "trick: {}", "trick: {trump: 3}", "4:35: rounds[0].turns[0].trick.trump is 3 (the suits are 0, 1, 2)");
  refused(whist, "when: empty_hands", "when: last_in", "can never happen (nobody can fold without betting)");
  refused(whist, "when: empty_hands", "when: over", "can never happen (the last round goes on until the hand ends)");
  refused(whist, "wins: most_points", "wins: holder", "means no one (it is of an empty hand)");
  refused(whist, "scoring: [{at: trick}]", "scoring: []", "means no one (nothing is scored: set scoring)");
  refused(whist, "{at: trick}", "{at: book}", "scoring[0] is never scored (no phase brings it about)");
  refused(whist, "{trick: {}}", "draw", "can never happen (no phase takes cards out of a hand)");
  refused(whist, "[{trick: {}}]", "[]", "has no phases");
  refused(whist, "ends: [{when: empty_hands, wins: most_points}]", "", "ends says nothing");
  refused(whist, "{turns:", "{once: [bid]}, {turns: [pass]}, {turns:", "rounds[2] is never played");
  refused(whist, "{turns: [{trick: {}}]}", "{turns: [bid, {play: {}}]}", "there is no trick phase");
  refused(whist, "scoring", "contract: {}\nscoring", "contract is never scored (there are no bids)");
  refused(whist, "scoring", "effects: [{on: rank == '0'}]\nscoring", "effects never happen");
  refused(poker(3, 1, 1, 1, 0), "chips: 100", "chips: 0", "has betting (nobody has chips)");
  refused(poker(3, 1, 1, 2, 1), "chips: 100", "chips: 4", "chips is 4 (a seat may have to stake 5 in a hand)");
  refused(poker(3, 1, 1, 1, 0), "  - {when: over, wins: highest_card}\n", "", "ends has no \"over\"");
  refused(eights_of_two, "top_rank", "top_rnk", "did you mean top_rank?");
  refused(eights_of_two, "suit == suit_in_force", "height", "rounds[0].turns[0].play.cards");
  refused(eights_of_two, "{on: \"rank == '0'\"", "{on: \"rank == top_rank\"",
          "the condition is about a card by itself");
  refused(go_fish(3, 3, 2), "hand == 0", "height == 0", "the condition is about no card");
  refused(go_fish(3, 3, 2), "hand == 0", "hand + next_hand + stock == 0", "tells 274625 positions apart");
  refused(president({2, 3, 2, 3}, 2), "most: 2", "most: 1", "same_number means nothing");
}

TEST(Genome, ThatWasBredIsHeldToTheSameRules) {
  Genome genome = read_genome(eights_of_two, "game.yaml");
  EXPECT_TRUE(complaints_of(genome).empty());
  genome.players = 5;
  const std::vector<Complaint> complaints = complaints_of(genome);
  ASSERT_EQ(complaints.size(), 1u);
  EXPECT_EQ(complaints[0].path, "deal");
}

}  // namespace

}  // namespace ergodic::workloads::card_games
