#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace ergodic::test::card_games {

// The families of small games whose laws were worked out by another program, as documents. Ranks are 0, 1, …; so are
// suits.

struct Size {
  int players, ranks, suits, hand;
};

inline std::string beginning(const Size& size, std::string_view more_deal = "") {
  return fmt::format("players: {}\ncards: {{ranks: {}, suits: {}}}\ndeal: {{each: {}{}}}\n", size.players, size.ranks,
                     size.suits, size.hand, more_deal);
}

/// Most tricks wins. `trick`: what the phase says.
inline std::string tricks(const Size& size, std::string_view trick = "") {
  return beginning(size) + fmt::format(
                               "rounds: [{{turns: [{{trick: {{{}}}}}]}}]\n"
                               "scoring: [{{at: trick}}]\n"
                               "ends: [{{when: empty_hands, wins: most_points}}]\n",
                               trick);
}

/// Suit 0 counts 1 a card, rank 2 of suit 1 counts 3; suit 0 must be broken; fewest points win.
inline std::string hearts(const Size& size) {
  return beginning(size) +
         "rounds: [{turns: [{trick: {breaking: 0}}]}]\n"
         "scoring:\n"
         "  - {at: trick, cards: \"suit == '0'\", points: 1}\n"
         "  - {at: trick, cards: \"suit == '1' and rank == '2'\", points: 3}\n"
         "ends: [{when: empty_hands, wins: fewest_points}]\n";
}

/// Bids, then tricks; suit `trump` beats the others.
inline std::string bids(const Size& size, int trump, int nil) {
  return beginning(size) + fmt::format(
                               "rounds:\n"
                               "  - once: [bid]\n"
                               "  - turns: [{{trick: {{trump: {}}}}}]\n"
                               "contract: {{nil: {}, nil_failed: {}}}\n"
                               "ends: [{{when: empty_hands, wins: most_points}}]\n",
                               trump, nil, nil);
}

/// A card of the suit in force or of the top rank, or `or_wild`; else one is drawn.
inline std::string eights(const Size& size, std::string_view effects, std::string_view or_wild = "") {
  return beginning(size, ", up: 1") +
         fmt::format(
             "rounds:\n"
             "  - turns:\n"
             "      - play: {{cards: \"suit == suit_in_force or rank == top_rank{}\"}}\n"
             "        otherwise: [{{draw: {{}}, otherwise: [{{pass: {{all: blocked}}}}]}}]\n"
             "effects:\n{}"
             "ends: [{{when: empty_hand, wins: holder}}]\n",
             or_wild, effects);
}
inline std::string wild_eights(const Size& size, int wild) {
  return eights(size, fmt::format("  - {{on: \"rank == '{}'\", does: name_suit}}\n", wild),
                fmt::format(" or rank == '{}'", wild));
}

/// As many cards of a higher rank, or pass; the last to play leads.
inline std::string president(const Size& size, int most) {
  return beginning(size) + fmt::format(
                               "rounds:\n"
                               "  - turns:\n"
                               "      - choose:\n"
                               "          - play: {{cards: height > top_height, most: {}, same_number: {}}}\n"
                               "          - {{pass: {{others: clear}}, if: not leading}}\n"
                               "ends: [{{when: empty_hand, wins: holder}}]\n",
                               most, most > 1);
}

/// Two seats capture cards of the same rank.
inline std::string scopa(int ranks, int suits, int hand, int table) {
  return beginning({2, ranks, suits, hand}, fmt::format(", table: {}, again: true", table)) +
         "rounds: [{turns: [capture]}]\n"
         "scoring: [{at: capture, cards: 'true'}]\n"
         "ends: [{when: empty_hands, wins: most_points}]\n";
}

/// Two seats ask each other for ranks.
inline std::string go_fish(int ranks, int suits, int hand) {
  return beginning({2, ranks, suits, hand}) +
         "books: true\n"
         "rounds:\n"
         "  - turns:\n"
         "      - {draw: {}, if: hand == 0, ends_turn: true, otherwise: [pass]}\n"
         "      - {pass: {}, if: next_hand == 0, ends_turn: true}\n"
         "      - ask\n"
         "scoring: [{at: book}]\n"
         "ends: [{when: all_taken, wins: most_points}]\n";
}

/// Two seats claim ranks in turn.
inline std::string cheat(int ranks, int suits, int hand, int limit) {
  return beginning({2, ranks, suits, hand}) + fmt::format(
                                                  "rounds: [{{turns: [claim]}}]\n"
                                                  "ends: [{{when: empty_hand, wins: holder}}]\n"
                                                  "turn_limit: {}\n",
                                                  limit);
}

/// Two seats with a card each, the higher one takes the pot.
inline std::string poker(int ranks, int suits, int ante, int bet, int raises) {
  return beginning({2, ranks, suits, 1}) + fmt::format(
                                               "chips: 100\n"
                                               "rounds: [{{betting: {{ante: {}, bet: {}, raises: {}}}}}]\n"
                                               "ends:\n"
                                               "  - {{when: last_in, wins: last_in}}\n"
                                               "  - {{when: over, wins: highest_card}}\n",
                                               ante, bet, raises);
}

}  // namespace ergodic::test::card_games
