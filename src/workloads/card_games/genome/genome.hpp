#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ergodic::workloads::card_games {

/// The rules of a card game as data: what a document says, what evolution changes, what machine/compile.hpp compiles.
/// Every construct is explained in README.md, beside this folder; fields.hpp says how each is written.

/// An expression over a card or the position (vocabulary.hpp); without a text there is none.
struct Condition {
  std::string text = {};

  explicit operator bool() const { return !text.empty(); }
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// The names of ranks, low to high, and of suits. There is a card of each rank in each suit.
struct CardNames {
  std::vector<std::string> ranks = {}, suits = {};

  friend bool operator==(const CardNames&, const CardNames&) = default;
};

struct Deal {
  int each = 0;        ///< cards to each seat
  int up = 0;          ///< cards turned up, one on the other
  int table = 0;       ///< cards laid on the table
  bool again = false;  ///< `each` once more whenever all hands are empty, while there are enough

  friend bool operator==(const Deal&, const Deal&) = default;
};

// Phases: what a seat may do in its turn.
struct Phase;
using Phases = std::vector<Phase>;

/// Takes cards from the stock.
struct Draw {
  int count = 1;

  friend bool operator==(const Draw&, const Draw&) = default;
};
/// Lays cards on the pile: one, or up to `most` of one rank.
struct Play {
  Condition cards = {};      ///< that may be played; none: any
  int most = 1;              ///< cards at a time
  bool same_number = false;  ///< as many as were laid on the pile last

  friend bool operator==(const Play&, const Play&) = default;
};
/// Lays one card to a trick, which ends when every seat has.
struct Trick {
  bool follow = true;         ///< the suit led must be followed where it can be
  std::string trump = {};     ///< a suit
  std::string breaking = {};  ///< a suit that is led only once a card of it has been played, or for want of others

  friend bool operator==(const Trick&, const Trick&) = default;
};
/// Takes all cards of the same rank from the table with a card, or leaves it there.
struct Capture {
  friend bool operator==(const Capture&, const Capture&) = default;
};
/// Asks another seat for all its cards of a rank that one holds; who gets one, from it or from the stock, goes on.
struct Ask {
  friend bool operator==(const Ask&, const Ask&) = default;
};
/// Lays a card face down and says that it is of the rank whose turn it is; the others accept or challenge.
struct Claim {
  friend bool operator==(const Claim&, const Claim&) = default;
};
/// Says how many tricks one will make.
struct Bid {
  int from = 0;

  friend bool operator==(const Bid&, const Bid&) = default;
};
struct Pass {
  enum class All : std::uint8_t { nothing, blocked };
  enum class Others : std::uint8_t { nothing, clear };

  All all = All::nothing;           ///< what happens when every seat has passed, one after the other
  Others others = Others::nothing;  ///< … when all but the last to lay cards have

  friend bool operator==(const Pass&, const Pass&) = default;
};
/// One of several phases.
struct Choose {
  Phases of;  // "= {}" would want Phase to be complete here

  friend bool operator==(const Choose&, const Choose&);
};

struct Phase {
  std::variant<Draw, Play, Trick, Capture, Ask, Claim, Bid, Pass, Choose> what = {};
  Condition when = {};     ///< skipped unless it holds
  bool optional = false;   ///< may be declined
  bool ends_turn = false;  ///< what follows it in the turn is left out once it was done
  Phases then = {};        ///< what follows it once it was done
  Phases otherwise = {};   ///< what takes its place where it has no legal move

  friend bool operator==(const Phase&, const Phase&) = default;
};
inline bool operator==(const Choose& a, const Choose& b) { return a.of == b.of; }

// Rounds: the parts of a hand, one after the other.
/// Every seat has one turn.
struct Once {
  Phases turn = {};

  friend bool operator==(const Once&, const Once&) = default;
};
/// Seats take turns until the hand ends.
struct Turns {
  Phases turn = {};

  friend bool operator==(const Turns&, const Turns&) = default;
};
/// Seats check and bet, then fold, call or raise, until all that are in have staked the same.
struct Betting {
  int ante = 0;    ///< staked by each seat before
  int bet = 1;     ///< what a bet and a raise add
  int raises = 0;  ///< at most, of all seats together

  friend bool operator==(const Betting&, const Betting&) = default;
};
using Round = std::variant<Once, Turns, Betting>;

/// What a card does when it is played.
struct Effect {
  enum class Does : std::uint8_t { skip, reverse, extra_turn, draw, name_suit };
  enum class Seats : std::uint8_t { next, others };

  Condition on = {};  ///< the cards that have it
  Does does = Does::skip;
  Seats seats = Seats::next;
  int count = 1;

  friend bool operator==(const Effect&, const Effect&) = default;
};

/// Points for what a seat took.
struct Score {
  enum class At : std::uint8_t { trick, capture, book };

  At at = At::trick;
  Condition cards = {};  ///< for each such card; none: for the trick, the capture or the book as a whole
  int points = 1;

  friend bool operator==(const Score&, const Score&) = default;
};

/// Points for bids at the end of a hand.
struct Contract {
  int made = 10;    ///< for each trick that was bid, where at least so many were taken
  int over = 1;     ///< for each further one
  int failed = 10;  ///< lost for each trick that was bid, where fewer were taken
  int nil = 100;    ///< for a bid of 0 kept
  int nil_failed = 100;

  friend bool operator==(const Contract&, const Contract&) = default;
};

/// How a hand ends, and who wins it then.
struct End {
  enum class When : std::uint8_t { empty_hand, empty_hands, all_taken, last_in, over };
  enum class Wins : std::uint8_t { holder, most_points, fewest_points, last_in, highest_card };

  When when = When::empty_hand;
  Wins wins = Wins::holder;

  friend bool operator==(const End&, const End&) = default;
};

struct Genome {
  static constexpr int most_seats = 6;
  static constexpr int most_cards = 64;

  std::string name = {};
  int players = 2;
  CardNames cards = {};
  Deal deal = {};
  bool books = false;  ///< all cards of a rank in one hand are laid down at once
  int chips = 0;       ///< of each seat at the start
  std::vector<Round> rounds = {};
  std::vector<Effect> effects = {};
  std::vector<Score> scoring = {};
  std::optional<Contract> contract = {};
  std::vector<End> ends = {};
  int turn_limit = 10'000;

  friend bool operator==(const Genome&, const Genome&) = default;
};

}  // namespace ergodic::workloads::card_games
