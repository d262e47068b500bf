/// The variates of <ergodic/variates.hpp> in vector lanes: the same operations in the same order, and so the same bits,
/// whatever the instruction set. Included once for every target, by Highway's foreach_target.

#if defined(ERGODIC_RANDOM_VARIATE_LANES_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef ERGODIC_RANDOM_VARIATE_LANES_INL_H_
#undef ERGODIC_RANDOM_VARIATE_LANES_INL_H_
#else
#define ERGODIC_RANDOM_VARIATE_LANES_INL_H_
#endif

#include "random/approximations.hpp"
#include "random/philox_lanes-inl.h"

#include <ergodic/stream.hpp>

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace ergodic::random::HWY_NAMESPACE {

/// Eight lanes of 64 bits at most, so that what all targets leave fits the same arrays.
using RealTag = hn::CappedTag<double, 8>;
using WordTag = hn::RebindToUnsigned<RealTag>;
using HalfWordTag = hn::Repartition<std::uint32_t, RealTag>;
using Words = hn::Vec<WordTag>;
using Lanes = hn::Mask<RealTag>;

/// A real number in each lane.
struct Reals {
  Reals() = default;
  HWY_INLINE Reals(hn::Vec<RealTag> of) : v(of) {}
  HWY_INLINE Reals(double everywhere) : v(hn::Set(RealTag(), everywhere)) {}

  hn::Vec<RealTag> v;
};

HWY_INLINE Reals operator+(Reals a, Reals b) { return hn::Add(a.v, b.v); }
HWY_INLINE Reals operator-(Reals a, Reals b) { return hn::Sub(a.v, b.v); }
HWY_INLINE Reals operator*(Reals a, Reals b) { return hn::Mul(a.v, b.v); }
HWY_INLINE Reals operator/(Reals a, Reals b) { return hn::Div(a.v, b.v); }
HWY_INLINE Reals operator-(Reals a) { return hn::Neg(a.v); }
HWY_INLINE Reals& operator+=(Reals& a, Reals b) { return a = a + b; }
HWY_INLINE Lanes operator<(Reals a, Reals b) { return hn::Lt(a.v, b.v); }
HWY_INLINE Lanes operator<=(Reals a, Reals b) { return hn::Le(a.v, b.v); }
HWY_INLINE Lanes operator==(Reals a, Reals b) { return hn::Eq(a.v, b.v); }

HWY_INLINE Reals select(Lanes where, Reals yes, Reals no) { return hn::IfThenElse(where, yes.v, no.v); }
HWY_INLINE Reals only(Lanes where, Reals value) { return hn::IfThenElseZero(where, value.v); }
/// As std::max and std::min choose, which hn::Max need not do of NaN and of zeros.
HWY_INLINE Reals max(Reals a, Reals b) { return select(a < b, b, a); }
HWY_INLINE Reals min(Reals a, Reals b) { return select(b < a, b, a); }
HWY_INLINE Reals square_root(Reals x) { return hn::Sqrt(x.v); }

HWY_INLINE Words bits_of(Reals x) { return hn::BitCast(WordTag(), x.v); }
HWY_INLINE Reals with_bits(Words bits) { return hn::BitCast(RealTag(), bits); }

template <std::size_t size>
HWY_INLINE Reals polynomial(const std::array<double, size>& coefficients, Reals x) {
  Reals value = coefficients[size - 1];
  for (std::size_t i = size - 1; i-- > 0;)
    value = value * x + coefficients[i];
  return value;
}

/// portable_log.
HWY_INLINE Reals log(Reals x) {
  constexpr double to_whole = 0x1.8p52;  // adding a small whole number to its bits adds it to its value
  const hn::RebindToSigned<RealTag> signed_tag;
  const Words bits = bits_of(x);
  const Words off = hn::Sub(bits, hn::Set(WordTag(), std::bit_cast<std::uint64_t>(0x1.6a09e667f3bcdp-1)));
  const Words k = hn::BitCast(WordTag(), hn::ShiftRight<52>(hn::BitCast(signed_tag, off)));
  const Reals f = with_bits(hn::Sub(bits, hn::ShiftLeft<52>(k))) - 1.0;
  const Reals s = f / (2.0 + f);
  const Reals z = s * s;
  const Reals odd = polynomial(log_odd, z * z);
  const Reals even = polynomial(log_even, z * z);
  const Reals series = 2.0 * z * (odd + z * even);
  const Reals exponent = with_bits(hn::Add(k, bits_of(to_whole))) - to_whole;
  return exponent * 0x1.62e42feep-1 - ((s * (f - series) - exponent * 0x1.a39ef35793c76p-33) - f);
}

/// portable_exp.
HWY_INLINE Reals exp(Reals x) {
  constexpr double to_whole = 0x1.8p52;
  const hn::RebindToSigned<RealTag> signed_tag;
  const Reals shifted = x * 0x1.71547652b82fep+0 + to_whole;
  const Reals k = shifted - to_whole;
  const Reals high = x - k * 0x1.62e42feep-1;
  const Reals low = k * 0x1.a39ef35793c76p-33;
  const Reals r = high - low;
  const Reals z = r * r;
  const Reals even = polynomial(exp_even, z);
  const Reals odd = polynomial(exp_odd, z);
  const Reals value = 1.0 + (high + (z * (even + r * odd) - low));
  const auto exponent = hn::BitCast(signed_tag, hn::Sub(bits_of(shifted), bits_of(to_whole)));
  const auto power = [&](auto e) {
    return Reals(hn::BitCast(RealTag(), hn::ShiftLeft<52>(hn::Add(e, hn::Set(signed_tag, 1023)))));
  };
  // One factor, unless a result is near the ends of the range: a sixth more steps of a price a second.
  if (HWY_LIKELY(hn::AllTrue(RealTag(), hn::Lt(hn::Abs(x.v), hn::Set(RealTag(), 700.0)))))
    return value * power(exponent);
  const auto half = hn::ShiftRight<1>(exponent);
  const Reals result = value * power(half) * power(hn::Sub(exponent, half));
  const Reals bounded = select(Reals(0x1.62e42fefa39efp+9) < x, std::numeric_limits<double>::infinity(), result);
  return select(x <= -708.0, 0.0, select(x == x, bounded, x));
}

/// normal_quantile of so many numbers, a whole number of vectors, in their place. Those in the tails, which ask for
/// twice the work and more, are gathered and computed together.
class NormalQuantiles {
 public:
  static constexpr std::size_t most = 1024;

  void operator()(double* numbers, std::size_t count) {
    const RealTag d;
    const std::size_t width = hn::Lanes(d);
    std::size_t tails = 0;
    for (std::size_t i = 0; i < count; i += width) {
      const Reals p = hn::Load(d, numbers + i);
      const Reals q = p - 0.5;
      const Reals inner = 0.180625 - q * q;
      hn::Store((q * (polynomial(central.numerator, inner) / polynomial(central.denominator, inner))).v, d,
                numbers + i);
      const Lanes in_tail = hn::Gt(hn::Abs(q.v), hn::Set(d, 0.425));
      hn::CompressStore(hn::Iota(WordTag(), i), hn::RebindMask(WordTag(), in_tail), WordTag(), places_.data() + tails);
      tails += hn::CompressStore(p.v, in_tail, d, tails_.data() + tails);
    }
    hn::StoreU(hn::Set(d, 0.01), d, tails_.data() + tails);  // something for the rest of the last vector
    for (std::size_t i = 0; i < tails; i += width) {
      hn::Store(tail_quantile(hn::Load(d, tails_.data() + i)).v, d, tails_.data() + i);
      for (std::size_t j = i; j < std::min(i + width, tails); ++j)
        numbers[places_[j]] = tails_[j];
    }
  }

 private:
  static HWY_INLINE Reals tail_quantile(Reals p) {
    const Lanes is_low = p < 0.5;
    const Reals r = square_root(-log(select(is_low, p, 1.0 - p)));
    Reals numerator = polynomial(near_tail.numerator, r - 1.6);
    Reals denominator = polynomial(near_tail.denominator, r - 1.6);
    const Lanes is_far = Reals(5.0) < r;
    if (HWY_UNLIKELY(!hn::AllFalse(RealTag(), is_far))) {
      numerator = select(is_far, polynomial(far_tail.numerator, r - 5.0), numerator);
      denominator = select(is_far, polynomial(far_tail.denominator, r - 5.0), denominator);
    }
    const Reals x = numerator / denominator;
    return select(is_low, -x, x);
  }

  alignas(64) std::array<double, most + 16> tails_;
  alignas(64) std::array<std::uint64_t, most + 16> places_;
};

/// Variates from 64 bits each: what a stream's word64() is.
HWY_INLINE Reals uniform_open(Words word) {
  const Words one = hn::Set(WordTag(), std::bit_cast<std::uint64_t>(1.0));
  return (with_bits(hn::Or(hn::ShiftRight<12>(word), one)) - 1.0) + 0x1p-53;
}

HWY_INLINE Reals uniform01(Words word) {
  const Words one = hn::Set(WordTag(), std::bit_cast<std::uint64_t>(1.0));
  const Words last = hn::And(hn::ShiftRight<11>(word), hn::Set(WordTag(), 1));
  return (with_bits(hn::Or(hn::ShiftRight<12>(word), one)) - 1.0) +
         (with_bits(hn::Or(hn::ShiftLeft<51>(last), one)) - 1.0) * 0x1p-52;
}

HWY_INLINE Reals exponential(Words word) { return -log(uniform_open(word)); }

/// The streams of one purpose of consecutive replicates: those of the first vector of lanes (`even`), then those of the
/// second (`odd`).
class LaneStreams {
 public:
  static std::size_t count() { return 2 * hn::Lanes(RealTag()); }

  LaneStreams(const Streams& streams, std::uint64_t first, std::uint32_t purpose)
      : key_(streams.key()), purpose_(hn::Set(WordTag(), purpose)), interruption_(streams.interruption()) {
    const Words even = hn::Iota(WordTag(), first);
    const Words odd = hn::Add(even, hn::Set(WordTag(), hn::Lanes(WordTag())));
    low_ = {even, odd};
    high_ = {hn::ShiftRight<32>(even), hn::ShiftRight<32>(odd)};
  }

  /// The next four words of each: in the low halves.
  struct Block {
    EvenOdd<Words> words[4];

    /// The i-th of the two that word64() would take.
    HWY_INLINE EvenOdd<Words> pair(std::size_t i) const {
      const auto both = [](Words low, Words high) {
        return hn::Or(hn::And(low, hn::Set(WordTag(), 0xFFFFFFFFu)), hn::ShiftLeft<32>(high));
      };
      return {both(words[2 * i].even, words[2 * i + 1].even), both(words[2 * i].odd, words[2 * i + 1].odd)};
    }
  };
  /// Asks now and then, as a Stream by itself does, whether to go on: to be called between stretches of a few blocks,
  /// when few vectors are in registers.
  HWY_INLINE void pause() {
    if (HWY_LIKELY(block_ < next_check_)) return;
    next_check_ = block_ + Stream::between_checks;
    if (interruption_ != nullptr) interruption_->check();
  }
  HWY_INLINE Block next() {
    const Words number = hn::Set(WordTag(), block_++);
    Block block;  // member by member: a struct of vectors is copied in pieces
    block.words[0].even = block.words[0].odd = number;
    block.words[1].even = block.words[1].odd = purpose_;
    block.words[2].even = low_.even;
    block.words[2].odd = low_.odd;
    block.words[3].even = high_.even;
    block.words[3].odd = high_.odd;
    philox(HalfWordTag(), key_, block.words);
    return block;
  }

 private:
  Philox4x32::Key key_;
  Words purpose_;
  EvenOdd<Words> low_, high_;
  std::uint64_t block_ = 0, next_check_ = Stream::between_checks;
  Interruption* interruption_;
};

/// −log of so many numbers, a whole number of vectors, in their place.
struct MinusLogs {
  void operator()(double* numbers, std::size_t count) const {
    for (std::size_t i = 0; i < count; i += hn::Lanes(RealTag()))
      hn::Store((-log(hn::Load(RealTag(), numbers + i))).v, RealTag(), numbers + i);
  }
};

/// The next variates of LaneStreams by inversion of `uniform_open`, a stretch at a time: stages with short chains of
/// operations each keep the processor busier than one long chain a number.
template <class Inverse>
class VariateLanes {
 public:
  static constexpr std::size_t draws = 64;  ///< of each stream, at most

  void fill(LaneStreams& streams, std::size_t count) {
    streams.pause();
    std::size_t filled = 0;
    const auto add = [&](Words word) {
      hn::Store(uniform_open(word).v, RealTag(), &numbers_[filled]);
      filled += hn::Lanes(RealTag());
    };
    for (std::size_t i = 0; i < count; i += 2) {
      const auto block = streams.next();
      for (std::size_t half = 0; half < 2; ++half) {
        const auto word = block.pair(half);
        add(word.even);
        add(word.odd);
      }
    }
    inverse_(numbers_.data(), filled);
  }

  HWY_INLINE EvenOdd<Reals> at(std::size_t i) const {
    const double* numbers = &numbers_[i * LaneStreams::count()];
    return {Reals(hn::Load(RealTag(), numbers)), Reals(hn::Load(RealTag(), numbers + hn::Lanes(RealTag())))};
  }

 private:
  alignas(64) std::array<double, draws * 2 * hn::MaxLanes(RealTag())> numbers_;
  Inverse inverse_;
};

using NormalLanes = VariateLanes<NormalQuantiles>;
using ExponentialLanes = VariateLanes<MinusLogs>;

}  // namespace ergodic::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
