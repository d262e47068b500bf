#pragma once

#include "workloads/card_games/machine/machine.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::card_games {

/// What is known of another seat's hand.
class KnownHand {
 public:
  CardSet cards() const { return cards_; }  ///< that are in it for sure
  bool has_limits() const { return limit_count_ > 0; }
  /// By how many cards a hand is not what it can be.
  unsigned excess(CardSet hand) const;
  bool is_limited(CardSet hand, CardSet& which) const;  ///< whether it is not; then `which` of its cards are too many

  /// At most so many of these are in it. Of more than eight such limits the loosest is forgotten.
  void limit(CardSet which, unsigned count);
  void loses(CardSet seen);
  void gains(CardSet seen);
  void gains_unseen(unsigned count);
  void loses_unseen() { cards_ = 0; }
  void forget(CardSet but);

 private:
  struct Limit {
    CardSet cards;
    unsigned count;
  };
  static constexpr unsigned most_limits = 8;

  CardSet cards_ = 0;
  std::array<Limit, most_limits> limits_{};
  unsigned limit_count_ = 0;
};

/// Which nodes of a program are reached only where a play had no legal move: who decides there has shown what it lacks.
class Voids {
 public:
  explicit Voids(const Program& program);

  /// The cards of which the seat that decides in this position has none, as its being there shows.
  CardSet shown(const Program& program, const State& state) const;

 private:
  std::vector<std::uint16_t> before_;  ///< of a node: the one that had no legal move; none: it may be reached otherwise
};

/// Cards dealt anew to places where a seat does not see them.
struct UnseenCards {
  std::array<std::uint8_t, Genome::most_cards> order{};
  std::array<std::uint8_t, Genome::most_seats + 1> begin{};  ///< of a seat's part of it
  unsigned count = 0;

  CardSet of(unsigned seat) const {
    CardSet cards = 0;
    for (unsigned i = begin[seat]; i < begin[seat + 1]; ++i)
      cards |= set_of(order[i]);
    return cards;
  }
  template <class Random>
  void shuffle(Random&& below) {
    for (unsigned i = 0; i + 1 < count; ++i)
      std::swap(order[i], order[i + below(count - i)]);
  }
};

/// What a seat knows of where cards lie: what it saw move, and what the others' moves have shown. It reads a position
/// only for what lies open, for the seat's own hand, and for how many cards are where; of the cards that it cannot see,
/// only all of them together, for those are the pack without what it has seen.
class Knowledge {
 public:
  Knowledge(const Machine& machine, const Voids& voids, unsigned seat)
      : machine_(&machine), voids_(&voids), seat_(seat) {}

  unsigned seat() const { return seat_; }
  const KnownHand& hand(unsigned other) const { return hands_[other]; }

  /// A seat has moved; both positions are before the machine goes on.
  void moved(const State& before, const Move& move, const State& after);
  /// Cards have come by chance; likewise.
  void drawn(const State& before, CardSet cards, const State& after);
  /// The machine has gone on from one position to the other.
  void advanced(const State& before, const State& after);

  /// A position that the seat cannot tell from this one, in which it decides: what it cannot see is dealt anew. Each
  /// deal that contradicts nothing it knows is as likely as any other, where one of a few at random does not contradict
  /// it; else cards are exchanged until none does. `below(n)` gives 0 … n − 1.
  template <class Random>
  State world(const State& position, Random&& below) const {
    UnseenCards unseen = unseen_in(position);
    bool fits = false;
    for (unsigned attempt = 0; attempt < most_attempts && !fits; ++attempt) {
      unseen.shuffle(below);
      fits = excess(unseen) == 0;
    }
    for (unsigned attempt = 0; attempt < most_exchanges && !fits; ++attempt)
      fits = exchange(unseen, below);
    return with(position, unseen, below);
  }

 private:
  static constexpr unsigned most_attempts = 12, most_exchanges = 400;

  void answered(const State& before, const Move& move, const State& after);
  void shows_lacks(const State& before, const Move& move);
  void passed_on(const State& before, unsigned from, unsigned to, CardSet card, const State& after);

  UnseenCards unseen_in(const State& position) const;
  CardSet certain_in(const State& position, unsigned seat) const;
  unsigned excess(const UnseenCards& unseen) const;

  /// Moves a card that a seat cannot have elsewhere, for another one, unless that makes it worse. Whether all is well
  /// now.
  template <class Random>
  bool exchange(UnseenCards& unseen, Random&& below) const {
    const unsigned before = excess(unseen);
    if (before == 0) return true;
    for (unsigned seat = 0; seat < machine_->program().seats; ++seat) {
      CardSet wrong = 0;
      if (seat == seat_ || !hands_[seat].is_limited(unseen.of(seat) | hands_[seat].cards(), wrong)) continue;
      for (unsigned i = unseen.begin[seat]; i < unseen.begin[seat + 1]; ++i) {
        if ((wrong >> unseen.order[i] & 1u) == 0) continue;
        const unsigned other = below(unseen.count);
        std::swap(unseen.order[i], unseen.order[other]);
        const unsigned now = excess(unseen);
        if (now > before) std::swap(unseen.order[i], unseen.order[other]);
        return now == 0;
      }
    }
    return false;
  }

  template <class Random>
  State with(const State& position, const UnseenCards& unseen, Random&& below) const {
    State world = put(position, unseen);
    for (unsigned other = 0; other < machine_->program().seats; ++other) {  // which cards others have chosen to give
      if (other == seat_ || position.marked[other] == 0 || machine_->program().has_packets) continue;
      CardSet left = world.hand[other], chosen = 0;
      for (unsigned count = size_of(position.marked[other]); count > 0 && left != 0; --count) {
        const CardSet card = set_of(element_at(left, below(size_of(left))));
        chosen |= card;
        left &= ~card;
      }
      world.marked[other] = chosen;
    }
    return world;
  }
  State put(const State& position, const UnseenCards& unseen) const;

  const Machine* machine_;
  const Voids* voids_;
  unsigned seat_;
  BySeat<KnownHand> hands_{};
  CardSet own_claimed_ = 0;  ///< that lie face down
  CardSet buried_ = 0;       ///< what others have laid off unseen
};

}  // namespace ergodic::workloads::card_games
