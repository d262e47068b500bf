/// Philox4x32-10 in vector lanes: lane i has the words that Stream has at counter i, whatever the instruction set.
/// Included once for every target, by Highway's foreach_target.

#if defined(ERGODIC_RANDOM_PHILOX_LANES_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef ERGODIC_RANDOM_PHILOX_LANES_INL_H_
#undef ERGODIC_RANDOM_PHILOX_LANES_INL_H_
#else
#define ERGODIC_RANDOM_PHILOX_LANES_INL_H_
#endif

#include <ergodic/philox.hpp>

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace ergodic::random::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// 32-bit words of all lanes as two vectors of 64-bit ones: the low halves hold the even lanes and the odd ones. What
/// the high halves hold does not matter: the multiplications, which widen, look at the low ones alone.
template <class V64>
struct EvenOdd {
  V64 even;
  V64 odd;
};

template <class D32, class V32 = hn::Vec<D32>>
HWY_INLINE auto split(D32, V32 words) {
  const hn::RepartitionToWide<D32> d64;
  const auto even = hn::BitCast(d64, words);
  return EvenOdd<hn::Vec<decltype(d64)>>{even, hn::ShiftRight<32>(even)};
}

template <class D32, class V64>
HWY_INLINE auto join(D32 d, const EvenOdd<V64>& words) {
  return hn::OddEven(hn::BitCast(d, hn::ShiftLeft<32>(words.odd)), hn::BitCast(d, words.even));
}

/// The products of the lanes' words with `factor`, 64 bits each.
template <class D32, class V64, class V32>
HWY_INLINE EvenOdd<V64> multiply(D32 d, const EvenOdd<V64>& words, V32 factor) {
  return {hn::MulEven(hn::BitCast(d, words.even), factor), hn::MulEven(hn::BitCast(d, words.odd), factor)};
}

/// The high 32 bits of products.
template <class D32, class V64>
HWY_INLINE auto high(D32 d, const EvenOdd<V64>& products) {
  return hn::OddEven(hn::BitCast(d, products.odd), hn::BitCast(d, hn::ShiftRight<32>(products.even)));
}

/// Four counters' words become four random words: those of Philox4x32::block in every lane.
template <class D32, class V64>
HWY_INLINE void philox(D32 d, Philox4x32::Key key, EvenOdd<V64> (&words)[4]) {
  const hn::RepartitionToWide<D32> d64;
  const auto first_factor = hn::Set(d, 0xD2511F53u), second_factor = hn::Set(d, 0xCD9E8D57u);
  const auto rest = [&](V64 product, V64 other, V64 round_key) {
    return hn::Xor3(hn::ShiftRight<32>(product), other, round_key);
  };
  for (int round = 0; round < Philox4x32::rounds; ++round) {
    const V64 low_key = hn::Set(d64, key[0]), high_key = hn::Set(d64, key[1]);
    const auto a = multiply(d, words[0], first_factor), b = multiply(d, words[2], second_factor);
    words[0] = {rest(b.even, words[1].even, low_key), rest(b.odd, words[1].odd, low_key)};
    words[1] = b;
    words[2] = {rest(a.even, words[3].even, high_key), rest(a.odd, words[3].odd, high_key)};
    words[3] = a;
    key[0] += 0x9E3779B9u;
    key[1] += 0xBB67AE85u;
  }
}

}  // namespace ergodic::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
