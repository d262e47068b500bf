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

/// Hands of a deck of cards, some of them dealt ahead. What is bet does not change the cards, and dealing in a loop of
/// its own, without the bets in its registers, is faster (benchmark_let_it_ride_hands).
class HandsAhead {
 public:
  HandsAhead(const DealTable& table, const Stream& stream) : table_(table), stream_(stream) {}

  [[gnu::always_inline]] NumberedHand next() {
    if (next_ == dealt_) [[unlikely]]
      deal();
    const Dealt& dealt = ahead_[next_++];
    return {number_of(deal_from(dealt.word).deal), dealt.hand};
  }

 private:
  static constexpr std::size_t most = 16;

  struct Dealt {
    std::uint32_t word;  ///< the number of the deal follows from it, where somebody wants it
    Hand hand;
  };

  /// Twice as many as the last time: short sessions do not deal many in vain.
  [[gnu::noinline]] void deal() {
    words_ = std::min(2 * words_, most);
    next_ = 0;
    std::size_t dealt = 0;
    while (dealt == 0) {
      std::array<std::uint32_t, most> words;
      std::generate_n(words.begin(), words_, [&] { return stream_.word(); });
      for (std::size_t i = 0; i < words_; ++i) {
        const auto [deal, accepted] = deal_from(words[i]);
        ahead_[dealt] = {words[i], table_.play(deal)};
        dealt += accepted;
      }
    }
    dealt_ = dealt;
  }

  const DealTable& table_;
  Stream stream_;
  std::size_t words_ = 2;  ///< that were taken the last time
  std::size_t next_ = 0, dealt_ = 0;
  std::array<Dealt, most> ahead_;
};

/// A deck of cards.
struct DealtHands {
  const DealTable& table;

  HandsAhead open(const Stream& stream) const { return {table, stream}; }
};

/// Hands drawn from the law of the strategy's outcomes.
class HandsDrawn {
 public:
  HandsDrawn(const OutcomeLaw& law, const Stream& stream) : law_(law), stream_(stream) {}

  [[gnu::always_inline]] NumberedHand next() {
    const std::uint32_t number = deal_number_from(stream_);
    return {number, hand_of(law_.outcome(number))};
  }

 private:
  const OutcomeLaw& law_;
  Stream stream_;
};

/// The law of the strategy's outcomes.
struct DrawnHands {
  const OutcomeLaw& law;

  HandsDrawn open(const Stream& stream) const { return {law, stream}; }
};

}  // namespace ergodic::workloads::let_it_ride
