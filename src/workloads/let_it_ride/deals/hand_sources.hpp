#pragma once

#include "workloads/let_it_ride/deals/deal.hpp"
#include "workloads/let_it_ride/deals/outcome_law.hpp"

#include <ergodic/stream.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

/// Where the hands of a session come from: source.open(stream) has them, one after the other, by next().
namespace ergodic::workloads::let_it_ride {

struct NumberedHand {
  std::uint32_t number;
  Hand hand;
};

/// Hands of a Source, some of them dealt ahead. What is bet does not change the cards, and dealing in a loop of its
/// own, without the bets in its registers, is faster (benchmark_let_it_ride_hands). A Source has hand_from(word): the
/// hand that a word of the stream is and whether it counts, and number_from(word): of a word that counts, which of the
/// equally likely deals.
template <class Source>
class HandsAhead {
 public:
  HandsAhead(const Source& source, const Stream& stream) : source_(source), stream_(stream) {}

  [[gnu::always_inline]] NumberedHand next() {
    if (next_ == dealt_) [[unlikely]]
      deal();
    const std::size_t i = next_++;
    return {source_.number_from(dealt_words_[i]), {hand_classes_[i], bonus_classes_[i], bets_[i]}};
  }

 private:
  static constexpr std::size_t most = 16;
  using Words = std::array<std::uint32_t, most>;

  /// Twice as many as the last time: short sessions do not deal many in vain.
  [[gnu::noinline]] void deal() {
    asked_ = std::min(2 * asked_, most);
    next_ = 0;
    std::size_t dealt = 0;
    while (dealt == 0) {
      Words words;
      std::generate_n(words.begin(), asked_, [&] { return stream_.word(); });
      for (std::size_t i = 0, count = asked_; i < count; ++i) {
        const auto [hand, accepted] = source_.hand_from(words[i]);
        dealt_words_[dealt] = words[i];
        hand_classes_[dealt] = hand.hand_class;
        bonus_classes_[dealt] = hand.bonus_class;
        bets_[dealt] = hand.bets;
        dealt += accepted;
      }
    }
    dealt_ = dealt;
  }

  Source source_;
  Stream stream_;
  std::size_t asked_ = 2;  ///< words, the last time
  std::size_t next_ = 0, dealt_ = 0;
  // Field by field: a hand that is put together in memory waits for its parts.
  Words dealt_words_;  ///< the numbers of the deals follow from them, where somebody wants these
  std::array<HandClass, most> hand_classes_;
  std::array<BonusClass, most> bonus_classes_;
  std::array<std::uint32_t, most> bets_;
};

struct HandOfWord {
  Hand hand;
  bool accepted;
};

/// A deck of cards.
struct DealtHands {
  const DealTable& table;

  HandsAhead<DealtHands> open(const Stream& stream) const { return {*this, stream}; }

  HandOfWord hand_from(std::uint32_t word) const {
    const auto [deal, accepted] = deal_from(word);
    return {table.play(deal), accepted};
  }
  std::uint32_t number_from(std::uint32_t word) const { return number_of(deal_from(word).deal); }
};

/// The law of the strategy's outcomes.
struct DrawnHands {
  const OutcomeLaw& law;

  HandsAhead<DrawnHands> open(const Stream& stream) const { return {*this, stream}; }

  HandOfWord hand_from(std::uint32_t word) const {
    const auto [number, accepted] = deal_number_from(word);
    return {hand_of(law.outcome(number)), accepted};
  }
  std::uint32_t number_from(std::uint32_t word) const { return deal_number_from(word).number; }
};

}  // namespace ergodic::workloads::let_it_ride
