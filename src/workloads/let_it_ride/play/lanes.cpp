#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "workloads/let_it_ride/play/lanes.cpp"
#include <hwy/foreach_target.h>

#include "random/philox_lanes-inl.h"
#include "workloads/let_it_ride/play/lanes.hpp"

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>

HWY_BEFORE_NAMESPACE();
namespace ergodic::workloads::let_it_ride::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
namespace random_lanes = ergodic::random::HWY_NAMESPACE;

using D32 = hn::ScalableTag<std::int32_t>;
using U32 = hn::RebindToUnsigned<D32>;
using U64 = hn::RepartitionToWide<U32>;
using VI = hn::Vec<D32>;
using VU = hn::Vec<U32>;
using Words = random_lanes::EvenOdd<hn::Vec<U64>>;
using Mask = hn::Mask<D32>;

template <class T>
using PerLane = LaneState::PerLane<T>;

HWY_INLINE VI load(const PerLane<std::int32_t>& values, std::size_t i) { return hn::Load(D32(), &values[i]); }
HWY_INLINE VU load(const PerLane<std::uint32_t>& values, std::size_t i) { return hn::Load(U32(), &values[i]); }
HWY_INLINE void store(VI values, PerLane<std::int32_t>& to, std::size_t i) { hn::Store(values, D32(), &to[i]); }
HWY_INLINE void store(VU values, PerLane<std::uint32_t>& to, std::size_t i) { hn::Store(values, U32(), &to[i]); }

/// Counts the hands of each class but the first, without a branch or a store: a hand adds 1 to one of ten fields of
/// three bits; after four hands these go to fields of twelve bits.
class ClassCounter {
 public:
  ClassCounter() { clear(); }

  HWY_INLINE void add(VI effects) {
    const VI one = hn::And(hn::ShiftRight<7>(effects), hn::Set(D32(), 1));
    const VI shift = hn::And(hn::ShiftRight<2>(effects), hn::Set(D32(), 31));
    narrow_ = hn::Add(narrow_, hn::Shl(one, shift));
  }

  /// After no more than four hands.
  template <std::size_t classes>
  void widen(std::array<std::int64_t, classes>& counts) {
    const VI fields = hn::Set(D32(), 0x07007007);
    const auto add_fields = [&](std::size_t i, VI shifted) {
      hn::Store(hn::Add(hn::Load(D32(), wide_[i].data()), hn::And(shifted, fields)), D32(), wide_[i].data());
    };
    add_fields(0, narrow_);
    add_fields(1, hn::ShiftRight<3>(narrow_));
    add_fields(2, hn::ShiftRight<6>(narrow_));
    add_fields(3, hn::ShiftRight<9>(narrow_));
    narrow_ = hn::Zero(D32());
    if (++widened_ == 63) collect(counts);  // 63 × 4 hands fit eight bits, which the highest field has
  }

  template <std::size_t classes>
  void collect(std::array<std::int64_t, classes>& counts) {
    for (std::size_t result = 1; result < classes; ++result) {
      const auto& words = wide_[(result - 1) % 4];
      const std::size_t shift = 12 * ((result - 1) / 4);
      for (std::size_t lane = 0; lane < hn::Lanes(D32()); ++lane)
        counts[result] += static_cast<std::uint32_t>(words[lane]) >> shift & 0xFFF;
    }
    clear();
  }

 private:
  void clear() {
    narrow_ = hn::Zero(D32());
    for (auto& words : wide_)
      words.fill(0);
    widened_ = 0;
  }

  VI narrow_;
  alignas(64) std::array<std::array<std::int32_t, hn::MaxLanes(D32())>, 4> wide_;
  int widened_ = 0;
};

/// Turns words into outcomes as OutcomeLaw does.
class LawLanes {
 public:
  explicit LawLanes(const OutcomeLaw& law)
      : steps_(reinterpret_cast<const std::int32_t*>(law.steps().data())),
        commonest_(static_cast<std::int32_t>(law.commonest())) {}

  /// Also says which lanes' words are accepted.
  HWY_INLINE VI outcomes(const Words& words, Mask& accepted) const {
    constexpr auto bound = static_cast<std::uint32_t>(deals);
    constexpr std::uint32_t surplus = (0u - bound) % bound;
    const Words products = random_lanes::multiply(U32(), words, hn::Set(U32(), bound));
    const VI number = hn::BitCast(D32(), random_lanes::high(U32(), products));
    accepted = hn::RebindMask(D32(), hn::Not(hn::Lt(random_lanes::join(U32(), products), hn::Set(U32(), surplus))));
    const VI step = hn::GatherIndex(D32(), steps_, hn::ShiftRight<OutcomeLaw::step_bits>(number));
    const VI position = hn::And(number, hn::Set(D32(), static_cast<std::int32_t>(OutcomeLaw::step_size - 1)));
    return hn::IfThenElse(hn::Lt(position, hn::ShiftRight<8>(step)), hn::And(step, hn::Set(D32(), 0xFF)),
                          hn::Set(D32(), commonest_));
  }

 private:
  const std::int32_t* steps_;
  std::int32_t commonest_;
};

/// Deals cards from words as deal_from() does, and plays them as DealTable does.
class DealLanes {
 public:
  explicit DealLanes(const PackedDeals& packed)
      : players_(packed.players().data()), second_decisions_(packed.second_decisions().data()) {}

  HWY_INLINE VI outcomes(const Words& words, Mask& accepted) const {
    constexpr auto bound = static_cast<std::uint32_t>(deals);
    constexpr std::uint32_t surplus = (0u - bound) % bound;
    const Words a = random_lanes::multiply(U32(), words, hn::Set(U32(), three_card_sets));
    const Words b = random_lanes::multiply(U32(), a, hn::Set(U32(), first_cards));
    const Words c = random_lanes::multiply(U32(), b, hn::Set(U32(), second_cards));
    accepted = hn::RebindMask(D32(), hn::Not(hn::Lt(random_lanes::join(U32(), c), hn::Set(U32(), surplus))));
    const VI player = whole(a), first = whole(b);
    const VI second = hn::Sub(whole(c), hn::VecFromMask(D32(), hn::Not(hn::Lt(whole(c), first))));

    const VI packed = hn::GatherIndex(D32(), players_, player);
    const VI six_bits = hn::Set(D32(), 63);
    const VI held[3] = {hn::And(packed, six_bits), hn::And(hn::ShiftRight<6>(packed), six_bits),
                        hn::And(hn::ShiftRight<12>(packed), six_bits)};
    const VI fourth = other_card(held, first), fifth = other_card(held, second);

    const VI decisions =
        hn::GatherIndex(D32(), second_decisions_, hn::Add(hn::Add(player, player), hn::ShiftRight<5>(first)));
    const VI rides = hn::And(hn::Shr(decisions, hn::And(first, hn::Set(D32(), 31))), hn::Set(D32(), 1));
    const VI ridden = hn::Mul(rides, hn::Set(D32(), static_cast<std::int32_t>(hand_classes)));
    return hn::Add(hn::Add(hn::ShiftRight<18>(packed), ridden), hand_class(held, fourth, fifth));
  }

 private:
  static HWY_INLINE VI whole(const Words& products) { return hn::BitCast(D32(), random_lanes::high(U32(), products)); }

  /// Of the 49 cards that are not held, the one with this number.
  static HWY_INLINE VI other_card(const VI (&held)[3], VI number) {
    for (const VI card : held)
      number = hn::Sub(number, hn::VecFromMask(D32(), hn::Not(hn::Lt(number, card))));
    return number;
  }

  static HWY_INLINE VI hand_class(const VI (&held)[3], VI fourth, VI fifth) {
    const auto value = [](HandClass result) { return hn::Set(D32(), static_cast<std::int32_t>(code(result))); };
    const VI zero = hn::Zero(D32()), one = hn::Set(D32(), 1);
    // Bit r of `at_least[n]`: more than n cards have rank r.
    VI at_least[4] = {zero, zero, zero, zero};
    for (const VI card : {held[0], held[1], held[2], fourth, fifth}) {
      const VI rank = hn::Shl(one, hn::ShiftRight<2>(card));
      for (std::size_t n = 3; n > 0; --n)
        at_least[n] = hn::OrAnd(at_least[n], at_least[n - 1], rank);
      at_least[0] = hn::Or(at_least[0], rank);
    }
    const VI ranks = at_least[0], paired = at_least[1];
    const auto some = [&](VI set) { return hn::Ne(set, zero); };
    const Mask two_pairs = some(hn::And(paired, hn::Sub(paired, one)));
    const VI lowest = hn::And(ranks, hn::Neg(ranks));
    const VI broadway = hn::Set(D32(), 0x1F00);
    const Mask straight = hn::Or(hn::Eq(ranks, hn::Sub(hn::ShiftLeft<5>(lowest), lowest)),
                                 hn::Eq(ranks, hn::Set(D32(), 0x100F)));  // the ace low
    const VI unequal = hn::Or(hn::Or(hn::Xor(held[0], held[1]), hn::Xor(held[0], held[2])),
                              hn::Or(hn::Xor(held[0], fourth), hn::Xor(held[0], fifth)));
    const Mask flush = hn::Eq(hn::And(unequal, hn::Set(D32(), 3)), zero);

    VI result = hn::IfThenElseZero(straight, value(HandClass::straight));
    const VI straight_flush =
        hn::IfThenElse(hn::Eq(ranks, broadway), value(HandClass::royal_flush), value(HandClass::straight_flush));
    result = hn::IfThenElse(flush, hn::IfThenElse(straight, straight_flush, value(HandClass::flush)), result);
    const VI pair = hn::IfThenElse(hn::Gt(paired, hn::Set(D32(), 0xFF)), value(HandClass::pair_tens_or_better),
                                   value(HandClass::pair_below_tens));
    result = hn::IfThenElse(some(paired), hn::IfThenElse(two_pairs, value(HandClass::two_pair), pair), result);
    const VI trips = hn::IfThenElse(two_pairs, value(HandClass::full_house), value(HandClass::three_of_a_kind));
    result = hn::IfThenElse(some(at_least[2]), trips, result);
    return hn::IfThenElse(some(at_least[3]), value(HandClass::four_of_a_kind), result);
  }

  const std::int32_t* players_;
  const std::int32_t* second_decisions_;
};

/// The rules in registers.
template <bool progresses, bool bets_bonus, class Outcomes>
class Kernel {
 public:
  Kernel(const Outcomes& outcomes, const LaneRules& rules, Philox4x32::Key key)
      : outcomes_(outcomes), rules_(rules), key_(key) {}

  /// Plays four hands in a register's lanes, from lane `i` on. Returns which of their sessions ended, a bit each.
  std::uint64_t play(LaneState& state, std::size_t i, HandCounts& counts) {
    Words words[4] = {random_lanes::split(U32(), load(state.block, i)), random_lanes::split(U32(), hn::Zero(U32())),
                      random_lanes::split(U32(), load(state.replicate_low, i)),
                      random_lanes::split(U32(), load(state.replicate_high, i))};
    store(hn::Add(load(state.block, i), hn::Set(U32(), 1)), state.block, i);
    random_lanes::philox(U32(), key_, words);

    Hands hands = {load(state.profit, i),
                   load(state.at_risk, i),
                   load(state.peak, i),
                   load(state.drawdown, i),
                   load(state.hands, i),
                   load(state.winning, i),
                   load(state.longest_winning, i),
                   load(state.losing, i),
                   load(state.longest_losing, i),
                   load(state.rung, i)};
    const Mask running = hn::MaskFromVec(load(state.running, i));
    Mask on = running;
    for (const Words& of_lanes : words)
      on = hand(of_lanes, on, hands);

    store(hands.profit, state.profit, i);
    store(hands.at_risk, state.at_risk, i);
    store(hands.peak, state.peak, i);
    store(hands.drawdown, state.drawdown, i);
    store(hands.hands, state.hands, i);
    store(hands.winning, state.winning, i);
    store(hands.longest_winning, state.longest_winning, i);
    store(hands.losing, state.losing, i);
    store(hands.longest_losing, state.longest_losing, i);
    if constexpr (progresses) store(hands.rung, state.rung, i);
    store(hn::VecFromMask(D32(), on), state.running, i);
    classes_.widen(counts.hands);
    if constexpr (bets_bonus) bonus_classes_.widen(counts.bonuses);
    std::uint64_t ended = 0;
    hn::StoreMaskBits(D32(), hn::AndNot(on, running), reinterpret_cast<std::uint8_t*>(&ended));
    return ended;
  }

  void collect(HandCounts& counts) {
    classes_.collect(counts.hands);
    bonus_classes_.collect(counts.bonuses);
  }

 private:
  struct Hands {
    VI profit, at_risk, peak, drawdown, hands, winning, longest_winning, losing, longest_losing, rung;
  };

  HWY_INLINE VI of_rung(VI rung, std::size_t field) const {
    return hn::GatherIndex(D32(), &rules_.rungs[0].stake + field, rung);
  }

  /// Plays a hand where `on`; returns where the session goes on.
  HWY_INLINE Mask hand(const Words& words, Mask on, Hands& hands) {
    const VI zero = hn::Zero(D32());
    Mask accepted;
    const VI outcome = outcomes_.outcomes(words, accepted);
    const Mask played = hn::And(on, accepted);
    const VI effects = hn::IfThenElseZero(played, hn::GatherIndex(D32(), rules_.hands.data(), outcome));
    classes_.add(effects);
    VI net = hn::ShiftRight<8>(effects);
    VI at_risk = hn::And(effects, hn::Set(D32(), 3));
    if constexpr (progresses) {
      const VI stake = of_rung(hands.rung, 0);
      net = hn::Mul(net, stake);
      at_risk = hn::Mul(at_risk, stake);
    }
    if constexpr (bets_bonus) {
      const VI bonus = hn::IfThenElseZero(played, hn::GatherIndex(D32(), rules_.bonuses.data(), outcome));
      bonus_classes_.add(bonus);
      if constexpr (progresses) net = hn::Add(net, hn::ShiftRight<8>(bonus));
    }
    hands.hands = hn::Sub(hands.hands, hn::VecFromMask(D32(), played));
    hands.profit = hn::Add(hands.profit, net);
    hands.at_risk = hn::Add(hands.at_risk, at_risk);
    hands.peak = hn::Max(hands.peak, hands.profit);
    hands.drawdown = hn::Max(hands.drawdown, hn::Sub(hands.peak, hands.profit));
    const VI won = hn::VecFromMask(D32(), hn::Gt(net, zero)), lost = hn::VecFromMask(D32(), hn::Lt(net, zero));
    hands.winning = hn::AndNot(lost, hn::Sub(hands.winning, won));
    hands.losing = hn::AndNot(won, hn::Sub(hands.losing, lost));
    hands.longest_winning = hn::Max(hands.longest_winning, hands.winning);
    hands.longest_losing = hn::Max(hands.longest_losing, hands.losing);

    VI least = hn::Set(D32(), rules_.rungs[0].least_profit);
    if constexpr (progresses) {
      const VI onward = hn::Add(hands.rung, hn::Sub(hn::Set(D32(), 3), hn::Sub(won, lost)));
      hands.rung = hn::IfThenElse(played, hn::GatherIndex(D32(), &rules_.rungs[0].stake, onward), hands.rung);
      least = of_rung(hands.rung, 1);
    }
    const Mask within = hn::And(hn::Lt(hands.profit, hn::Set(D32(), rules_.win_at)),
                                hn::Lt(hands.hands, hn::Set(D32(), rules_.max_hands)));
    return hn::AndNot(hn::Lt(hands.profit, least), hn::And(on, within));
  }

  const Outcomes outcomes_;
  const LaneRules& rules_;
  Philox4x32::Key key_;
  ClassCounter classes_;
  ClassCounter bonus_classes_;
};

template <bool progresses, bool bets_bonus, class Outcomes>
void play_all(const Outcomes& outcomes, const LaneRules& rules, Philox4x32::Key key, LaneSessions& sessions,
              HandCounts& counts) {
  Kernel<progresses, bets_bonus, Outcomes> kernel(outcomes, rules, key);
  while (sessions.any()) {
    for (std::size_t lane = 0; lane < LaneState::lanes; lane += hn::Lanes(D32())) {
      const std::uint64_t ended = kernel.play(sessions.state(), lane, counts);
      if (ended != 0) sessions.replace(lane, ended);
    }
  }
  kernel.collect(counts);
}

template <class Outcomes>
void play(const Outcomes& outcomes, const LaneRules& rules, Philox4x32::Key key, LaneSessions& sessions,
          HandCounts& counts) {
  if (rules.progresses) {
    if (rules.bets_bonus) return play_all<true, true>(outcomes, rules, key, sessions, counts);
    return play_all<true, false>(outcomes, rules, key, sessions, counts);
  }
  if (rules.bets_bonus) return play_all<false, true>(outcomes, rules, key, sessions, counts);
  return play_all<false, false>(outcomes, rules, key, sessions, counts);
}

void play_drawn(const OutcomeLaw& law, const LaneRules& rules, Philox4x32::Key key, LaneSessions& sessions,
                HandCounts& counts) {
  play(LawLanes(law), rules, key, sessions, counts);
}

void play_dealt(const PackedDeals& packed, const LaneRules& rules, Philox4x32::Key key, LaneSessions& sessions,
                HandCounts& counts) {
  play(DealLanes(packed), rules, key, sessions, counts);
}

}  // namespace ergodic::workloads::let_it_ride::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ergodic::workloads::let_it_ride {

namespace {

HWY_EXPORT(play_drawn);
HWY_EXPORT(play_dealt);

/// The hands of the first class are those that are left over.
template <std::size_t classes>
void count_first(std::array<std::int64_t, classes>& counts, std::int64_t all) {
  counts[0] = 0;
  counts[0] = all - std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

template <std::size_t classes>
void add(std::array<std::int64_t, classes>& counts, const std::array<std::int64_t, classes>& others) {
  std::transform(counts.begin(), counts.end(), others.begin(), counts.begin(), std::plus<>());
}

/// Plays with `kernel(sessions, counts)`, which counts all classes but the first.
template <class Kernel>
void play_with(const Kernel& kernel, const SessionRules& rules, const LaneRules& lanes, Replicates replicates,
               HandCounts& counts, const SessionSink& sink) {
  LaneSessions sessions(rules, lanes, replicates, sink);
  HandCounts of_these;
  kernel(sessions, of_these);
  count_first(of_these.hands, sessions.hands_played());
  if (lanes.bets_bonus) count_first(of_these.bonuses, sessions.hands_played());
  add(counts.hands, of_these.hands);
  add(counts.bonuses, of_these.bonuses);
}

}  // namespace

std::int64_t lane_targets() { return hwy::SupportedTargets() & HWY_TARGETS; }

void play_in_lanes(const OutcomeLaw& law, const SessionRules& rules, const LaneRules& lanes, Replicates replicates,
                   const Streams& streams, HandCounts& counts, const SessionSink& sink) {
  const auto kernel = [&](LaneSessions& sessions, HandCounts& of_these) {
    HWY_DYNAMIC_DISPATCH(play_drawn)(law, lanes, streams.key(), sessions, of_these);
  };
  play_with(kernel, rules, lanes, replicates, counts, sink);
}

void play_in_lanes(const PackedDeals& packed, const SessionRules& rules, const LaneRules& lanes, Replicates replicates,
                   const Streams& streams, HandCounts& counts, const SessionSink& sink) {
  const auto kernel = [&](LaneSessions& sessions, HandCounts& of_these) {
    HWY_DYNAMIC_DISPATCH(play_dealt)(packed, lanes, streams.key(), sessions, of_these);
  };
  play_with(kernel, rules, lanes, replicates, counts, sink);
}

}  // namespace ergodic::workloads::let_it_ride
#endif
