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
  // Vectors of their own: compilers copy structs of vectors through memory, in pieces.
  V64 even[4], odd[4];
  for (int i = 0; i < 4; ++i) {
    even[i] = words[i].even;
    odd[i] = words[i].odd;
  }
  for (int round = 0; round < Philox4x32::rounds; ++round) {
    const V64 low_key = hn::Set(d64, key[0]), high_key = hn::Set(d64, key[1]);
    const auto product = [&](V64 of, auto factor) { return hn::MulEven(hn::BitCast(d, of), factor); };
    const V64 even_a = product(even[0], first_factor), odd_a = product(odd[0], first_factor);
    const V64 even_b = product(even[2], second_factor), odd_b = product(odd[2], second_factor);
    even[0] = rest(even_b, even[1], low_key);
    odd[0] = rest(odd_b, odd[1], low_key);
    even[1] = even_b;
    odd[1] = odd_b;
    even[2] = rest(even_a, even[3], high_key);
    odd[2] = rest(odd_a, odd[3], high_key);
    even[3] = even_a;
    odd[3] = odd_a;
    key[0] += 0x9E3779B9u;
    key[1] += 0xBB67AE85u;
  }
  for (int i = 0; i < 4; ++i) {
    words[i].even = even[i];
    words[i].odd = odd[i];
  }
}

}  // namespace ergodic::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
