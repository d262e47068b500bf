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

/// The names of ranks, low to high, and of suits. There is a card of each rank in each suit, but for those left out.
struct CardNames {
  std::vector<std::string> ranks = {}, suits = {};
  int jokers = 0;                ///< of a rank above all others and a suit of their own
  Condition without = {};        ///< the cards that are left out
  std::vector<int> values = {};  ///< of the ranks, low to high, a joker's last; none: 1, 2, …

  friend bool operator==(const CardNames&, const CardNames&) = default;
};

struct Deal {
  int each = 0;         ///< cards to each seat
  int up = 0;           ///< cards turned up, one on the other
  int table = 0;        ///< cards laid on the table
  bool again = false;   ///< `each` once more whenever all hands are empty, while there are enough
  bool all = false;     ///< the whole pack, a card at a time: the first seats may get one more
  int less = 0;         ///< fewer cards to each in every further hand of a match
  Condition only = {};  ///< the cards that may be turned up: others are put back

  friend bool operator==(const Deal&, const Deal&) = default;
};

// Phases: what a seat may do in its turn.
struct Phase;
using Phases = std::vector<Phase>;

/// Takes cards.
struct Draw {
  enum class From : std::uint8_t { stock, pile, whole_pile, next, chosen };

  int count = 1;
  From from = From::stock;  ///< the top of the pile, all of it, a random card of the next seat's or of a chosen seat's
  int up_to = 0;            ///< as many as fill the hand to this

  friend bool operator==(const Draw&, const Draw&) = default;
};
/// Lays cards on the pile: one, or up to `most` of one rank or in sequence.
struct Play {
  enum class Shape : std::uint8_t { group, run };
  enum class To : std::uint8_t { pile, table };

  Condition cards = {};  ///< that may be played; none: any
  int least = 1;
  int most = 1;                ///< cards at a time
  bool same_number = false;    ///< as many as were laid on the pile last
  Shape shape = Shape::group;  ///< cards of one rank, or consecutive ones of one suit
  To to = To::pile;            ///< or face up on the table
  Condition row = {};          ///< on the table lie rows: such a card begins one, others join a neighbour of their suit

  friend bool operator==(const Play&, const Play&) = default;
};
/// Lays one card to a trick, which ends when every seat has.
struct Trick {
  bool follow = true;          ///< the suit led must be followed where it can be
  std::string trump = {};      ///< a suit
  std::string breaking = {};   ///< a suit that is led only once a card of it has been played, or for want of others
  Condition breaks = {};       ///< the cards that allow it; none: those of the suit
  bool suit_in_force = false;  ///< is trump: the suit named last, or of the card turned up
  bool low_wins = false;       ///< the lowest card of the suit
  Condition opens = {};        ///< the holder of such a card leads to the first trick of a hand, with it
  Condition first_not = {};    ///< cards that are not played to that trick by who has others
  Condition over = {};         ///< trumps that beat all others

  friend bool operator==(const Trick&, const Trick&) = default;
};
/// Takes all cards of the same rank from the table with a card, or leaves it there.
struct Capture {
  bool sums = false;  ///< a card takes one of its rank, or, where there is none, cards whose values add up to its own
  bool rest = false;  ///< who captured last takes what is on the table at the end

  friend bool operator==(const Capture&, const Capture&) = default;
};
/// Asks another seat for all its cards of a rank that one holds; who gets one, from it or from the stock, goes on.
struct Ask {
  friend bool operator==(const Ask&, const Ask&) = default;
};
/// Lays cards face down and says that they are of the rank whose turn it is; the others accept or challenge.
struct Claim {
  int most = 1;       ///< cards at a time
  bool free = false;  ///< of whatever rank one likes

  friend bool operator==(const Claim&, const Claim&) = default;
};
/// Says how many tricks one will make.
struct Bid {
  int from = 0;
  int most = 64;  ///< … or the cards in hand

  friend bool operator==(const Bid&, const Bid&) = default;
};
struct Pass {
  enum class All : std::uint8_t { nothing, blocked };
  enum class Others : std::uint8_t { nothing, clear };

  All all = All::nothing;           ///< what happens when every seat has passed, one after the other
  int more = 0;                     ///< and so many more, before they are blocked
  Others others = Others::nothing;  ///< … when all but the last to lay cards have

  friend bool operator==(const Pass&, const Pass&) = default;
};
/// Lays cards off, without effect.
struct Discard {
  Condition cards = {};  ///< that may be; none: any
  int least = 1, most = 1;
  bool away = false;  ///< out of the hand for good, unseen, and not on the pile

  friend bool operator==(const Discard&, const Discard&) = default;
};
/// Ends the hand, where what one holds beside sets and runs counts no more than so much.
struct Knock {
  int at_most = 10;

  friend bool operator==(const Knock&, const Knock&) = default;
};
/// Says which suit is in force.
struct NameSuit {
  friend bool operator==(const NameSuit&, const NameSuit&) = default;
};
/// Every seat turns up the top card of its packet, which its hand is; the highest takes them all.
struct Battle {
  enum class Under : std::uint8_t { winner, loser, as_laid, shuffled };

  int down = 1;                 ///< cards laid face down before the next one where the highest are equal
  Under under = Under::winner;  ///< whose cards go first under the winner's packet; or in rounds, the first seat's
                                ///< first; or anywhere

  friend bool operator==(const Battle&, const Battle&) = default;
};
/// One of several phases.
struct Choose {
  Phases of;  // "= {}" would want Phase to be complete here

  friend bool operator==(const Choose&, const Choose&);
};

struct Phase {
  std::variant<Draw, Play, Trick, Capture, Ask, Claim, Bid, Pass, Discard, Knock, NameSuit, Battle, Choose> what = {};
  Condition when = {};     ///< skipped unless it holds
  bool optional = false;   ///< may be declined
  bool ends_turn = false;  ///< what follows it in the turn is left out once it was done
  bool repeat = false;     ///< and once more, as long as it has a legal move
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
  int ante = 0;         ///< staked by each seat before
  int bet = 1;          ///< what a bet and a raise add
  int raises = 0;       ///< at most, of all seats together
  bool all_in = false;  ///< who has not enough stakes what there is, for a share of the pot

  friend bool operator==(const Betting&, const Betting&) = default;
};
/// Only the seat that begins has a turn.
struct Starter {
  Phases turn = {};

  friend bool operator==(const Starter&, const Starter&) = default;
};
/// Every seat chooses cards, one by one; then all are given to others.
struct Give {
  int count = 1;
  std::vector<int> to = {};  ///< so many seats on, by the number of the hand; 0: nothing is given; none: the next
  bool at_random = false;    ///< any of these, with the same chance

  friend bool operator==(const Give&, const Give&) = default;
};
using Round = std::variant<Once, Turns, Betting, Starter, Give>;

/// What a card does when it is played.
struct Effect {
  enum class Does : std::uint8_t {
    skip,
    reverse,
    extra_turn,
    draw,
    name_suit,
    force_discard,
    steal,
    give_card,
    swap_hands,
    block,
    peek,
  };
  enum class Seats : std::uint8_t { next, others, previous, chosen, random };

  Condition on = {};  ///< the cards that have it
  Does does = Does::skip;
  Seats seats = Seats::next;
  int count = 1;

  friend bool operator==(const Effect&, const Effect&) = default;
};

/// Points for what a seat took, played or kept.
struct Score {
  enum class At : std::uint8_t {
    trick,
    capture,
    book,
    play,
    sweep,
    hand_end,
    most_taken,
    win,
    others_left,
    left_over,
    taken
  };

  At at = At::trick;
  Condition cards = {};  ///< for each such card; none: for the trick, the capture or the book as a whole
  int points = 1;
  int beyond = 0;  ///< of `taken`: only what is more than so many cards

  friend bool operator==(const Score&, const Score&) = default;
};

/// Points for bids at the end of a hand.
struct Contract {
  int made = 10;    ///< for each trick that was bid, where at least so many were taken
  int over = 1;     ///< for each further one
  int failed = 10;  ///< lost for each trick that was bid, where fewer were taken
  int nil = 100;    ///< for a bid of 0 kept
  int nil_failed = 100;
  int bags = 0;  ///< so many further tricks, hand after hand, cost
  int bag_penalty = 100;

  friend bool operator==(const Contract&, const Contract&) = default;
};

/// Who has so many points in a hand, all that there are, gets none, and each other seat gets as many.
struct Moon {
  int points = 26;

  friend bool operator==(const Moon&, const Moon&) = default;
};

/// A match is several hands.
struct Match {
  enum class Out : std::uint8_t { nobody, no_tricks };

  int hands = 1000;       ///< at most
  int to = 0;             ///< until somebody has as many points; 0: that does not end it
  bool fewest = false;    ///< points win
  Out out = Out::nobody;  ///< who takes no further part

  friend bool operator==(const Match&, const Match&) = default;
};

/// A kind of hand, better than those before it.
struct Pattern {
  std::vector<int> groups = {};  ///< cards of equal rank: [3, 2]
  int run = 0;                   ///< so many ranks in sequence
  int suited = 0;                ///< so many cards of one suit; with a run, these

  friend bool operator==(const Pattern&, const Pattern&) = default;
};

/// What a hand adds up to.
struct Total {
  int limit = 21;         ///< beyond it, a hand is worth nothing
  std::string soft = {};  ///< one card of this rank counts so much more where that is not beyond the limit
  int more = 10;

  friend bool operator==(const Total&, const Total&) = default;
};

/// How a hand ends, and who wins it then.
struct End {
  enum class When : std::uint8_t { empty_hand, empty_hands, all_taken, last_in, over, knock, one_left, empty_stock };
  enum class Wins : std::uint8_t {
    holder,
    most_points,
    fewest_points,
    last_in,
    highest_card,
    best_hand,
    best_total,
    least_left,
    most_cards,
    fewest_cards,
  };

  When when = When::empty_hand;
  Wins wins = Wins::holder;

  friend bool operator==(const End&, const End&) = default;
};

struct Genome {
  static constexpr int most_seats = 6;
  static constexpr int most_cards = 64;

  std::string name = {};
  enum class First : std::uint8_t { seat_0, random, winner };

  int players = 2;
  std::vector<std::vector<int>> teams = {};  ///< of seats; none: each plays for itself
  First first = First::seat_0;  ///< who begins; in a match the next seat in each further hand, or the last one's winner
  CardNames cards = {};
  Deal deal = {};
  bool books = false;      ///< all cards of a rank in one hand are laid down at once
  bool pairs = false;      ///< any two are
  bool reshuffle = false;  ///< of the pile all but the top become the stock when a draw finds none
  int chips = 0;           ///< of each seat at the start
  std::vector<Round> rounds = {};
  std::vector<Effect> effects = {};
  std::vector<Score> scoring = {};
  std::optional<Contract> contract = {};
  std::optional<Moon> moon = {};
  std::vector<Pattern> patterns = {};  ///< low to high
  bool low_ace = false;                ///< the highest rank also begins the lowest sequence
  std::optional<Total> total = {};
  std::optional<Match> match = {};
  std::vector<End> ends = {};
  int turn_limit = 10'000;

  friend bool operator==(const Genome&, const Genome&) = default;
};

}  // namespace ergodic::workloads::card_games
