#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <numeric>
#include <random>

/// Card games as one would write them each by itself: the rules in code, sets of cards in words, std::mt19937_64 with
/// std::uniform_int_distribution. 52 cards, card = 13 · suit + rank; all players pick uniformly among their legal
/// moves.
namespace naive {

using Cards = std::uint64_t;

struct Game {
  int winner = -1;  ///< -1: nobody alone
  std::int64_t moves = 0;
};

class Table {
 public:
  explicit Table(std::uint64_t seed) : random_(seed) { std::iota(deck_.begin(), deck_.end(), 0); }

 protected:
  static Cards bit(int card) { return Cards{1} << card; }
  static int count(Cards cards) { return std::popcount(cards); }
  static Cards of_suit(int suit) { return Cards{0x1FFF} << 13 * suit; }
  static Cards of_rank(int rank) { return Cards{0x8004002001} << rank; }

  void shuffle() {
    std::shuffle(deck_.begin(), deck_.end(), random_);
    top_ = 0;
  }
  Cards deal(int cards) {
    Cards hand = 0;
    for (int i = 0; i < cards; ++i)
      hand |= bit(deck_[static_cast<std::size_t>(top_++)]);
    return hand;
  }
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  int any_of(Cards cards) {
    for (int skip = below(count(cards)); skip > 0; --skip)
      cards &= cards - 1;
    return std::countr_zero(cards);
  }

  std::mt19937_64 random_;
  std::array<int, 52> deck_;
  int top_ = 0;
};

/// Two players with seven cards; rank 6 is wild; one card is drawn by whoever cannot play.
class Eights : Table {
 public:
  using Table::Table;

  Game play() {
    shuffle();
    std::array<Cards, 2> hand = {deal(7), deal(7)};
    int top = std::countr_zero(deal(1)), suit = top / 13, passes = 0;
    Game game;
    for (std::size_t seat = 0;; seat = 1 - seat) {
      const Cards playable = hand[seat] & (of_suit(suit) | of_rank(top % 13) | of_rank(6));
      ++game.moves;
      if (playable != 0) {
        top = any_of(playable);
        hand[seat] &= ~bit(top);
        passes = 0;
        if (hand[seat] == 0) {
          game.winner = static_cast<int>(seat);
          return game;
        }
        suit = top / 13;
        if (top % 13 == 6) {
          suit = below(4);
          ++game.moves;
        }
      } else if (top_ < 52) {
        hand[seat] |= deal(1);
        passes = 0;
      } else if (++passes == 2) {
        return game;
      }
    }
  }
};

/// Four players, thirteen tricks, suit 3 is trump; the most tricks win.
class Whist : Table {
 public:
  using Table::Table;

  Game play() {
    shuffle();
    std::array<Cards, 4> hand;
    for (Cards& cards : hand)
      cards = deal(13);
    std::array<int, 4> tricks{};
    Game game;
    int leader = 0;
    for (int trick = 0; trick < 13; ++trick) {
      int best = 0, winner = 0, led = 0;
      for (int i = 0; i < 4; ++i) {
        const int seat = (leader + i) % 4;
        Cards& cards = hand[static_cast<std::size_t>(seat)];
        const Cards following = i == 0 ? cards : cards & of_suit(led);
        const Cards legal = following != 0 ? following : cards;
        const int card = count(legal) == 1 ? std::countr_zero(legal) : any_of(legal);
        cards &= ~bit(card);
        ++game.moves;
        if (i == 0) led = card / 13;
        if (i == 0 || (card / 13 == best / 13 ? card > best : card / 13 == 3)) {
          best = card;
          winner = seat;
        }
      }
      ++tricks[static_cast<std::size_t>(winner)];
      leader = winner;
    }
    const auto most = std::max_element(tricks.begin(), tricks.end());
    if (std::count(tricks.begin(), tricks.end(), *most) == 1) game.winner = static_cast<int>(most - tricks.begin());
    return game;
  }
};

/// Four players lay up to four cards of one rank, then as many of a higher one, or pass; each set of cards is a move.
class President : Table {
 public:
  using Table::Table;

  Game play() {
    shuffle();
    std::array<Cards, 4> hand;
    for (Cards& cards : hand)
      cards = deal(13);
    Game game;
    int passes = 0, top = -1, size = 0;
    for (int seat = 0;; seat = (seat + 1) % 4) {
      Cards& cards = hand[static_cast<std::size_t>(seat)];
      ++game.moves;
      int moves = top < 0 ? 0 : 1;  // passing
      for (int rank = top + 1; rank < 13; ++rank)
        moves += sets(count(cards & of_rank(rank)), size);
      int pick = moves == 1 ? 0 : below(moves);
      if (top >= 0 && pick-- == 0) {
        if (++passes == 3) {
          top = -1;
          size = passes = 0;
        }
        continue;
      }
      int rank = top + 1;
      for (; pick >= sets(count(cards & of_rank(rank)), size); ++rank)
        pick -= sets(count(cards & of_rank(rank)), size);
      const Cards laid = set(cards & of_rank(rank), size, pick);
      cards &= ~laid;
      top = rank;
      size = count(laid);
      passes = 0;
      if (cards == 0) {
        game.winner = seat;
        return game;
      }
    }
  }

 private:
  /// Sets of `size` of so many cards; of any size but none where it is 0.
  static int sets(int cards, int size) {
    static constexpr int binomial[5][5] = {
        {1, 0, 0, 0, 0}, {1, 1, 0, 0, 0}, {1, 2, 1, 0, 0}, {1, 3, 3, 1, 0}, {1, 4, 6, 4, 1}};
    return size == 0 ? (1 << cards) - 1 : binomial[cards][size];
  }
  static Cards set(Cards cards, int size, int pick) {
    for (unsigned choice = 1;; ++choice) {
      if (size != 0 && std::popcount(choice) != size) continue;
      if (pick-- > 0) continue;
      Cards laid = 0;
      for (; choice != 0; choice >>= 1, cards &= cards - 1)
        laid |= (choice & 1u) != 0 ? cards & -cards : 0;
      return laid;
    }
  }
};

}  // namespace naive
