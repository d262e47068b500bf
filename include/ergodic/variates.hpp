#pragma once

#include <ergodic/stream.hpp>

#include <array>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>

/// Random variates from a stream. The same words give the same variates, to the last bit, on every machine and with
/// every mathematical library: of floating point, only + − × ÷ and √ have a part in them, which IEEE 754 defines.
namespace ergodic {

namespace detail {

__extension__ typedef unsigned __int128 UInt128;

/// The unsigned integer of twice the width.
template <class Word>
struct Twice;
template <>
struct Twice<std::uint8_t> {
  using type = std::uint16_t;
};
template <>
struct Twice<std::uint16_t> {
  using type = std::uint32_t;
};
template <>
struct Twice<std::uint32_t> {
  using type = std::uint64_t;
};
template <>
struct Twice<std::uint64_t> {
  using type = UInt128;
};

/// `word` × `factor`, as a whole part in units of 2^bits and the rest.
template <class Word>
struct Scaled {
  Word whole;
  Word rest;

  constexpr Scaled(Word word, Word factor) {
    const auto product = static_cast<typename Twice<Word>::type>(typename Twice<Word>::type{word} * factor);
    whole = static_cast<Word>(product >> std::numeric_limits<Word>::digits);
    rest = static_cast<Word>(product);
  }
};

/// uniform_integer of words of any width, so that narrow ones can be tested exhaustively.
template <class Word, class Draw>
constexpr Word bounded_integer(Draw&& draw, Word n) {
  Scaled<Word> scaled(draw(), n);
  if (scaled.rest < n) {                                                // seldom: spares most draws the division
    const Word surplus = static_cast<Word>(static_cast<Word>(-n) % n);  // 2^bits mod n
    while (scaled.rest < surplus)
      scaled = Scaled<Word>(draw(), n);
  }
  return scaled.whole;
}

/// The product of the bounds; 0 when one of them is 0 or when it is above 2^bits.
template <class Word, Word... bounds>
constexpr typename Twice<Word>::type product_of_bounds() {
  using Wide = typename Twice<Word>::type;
  constexpr Wide limit = Wide{1} << std::numeric_limits<Word>::digits;
  Wide product = 1;
  for (const Word bound : {bounds...}) {
    if (bound == 0 || product > limit / bound) return 0;
    product = static_cast<Wide>(product * bound);
  }
  return product;
}

}  // namespace detail

/// Uniform on 0, 1, …, n − 1, exactly. n ≥ 1. Takes a word of the stream where n has at most 32 bits, else two; and as
/// many again each time that a draw is rejected.
/// Source: Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019.
template <std::unsigned_integral Number>
Number uniform_integer(Stream& stream, Number n) {
  assert(n >= 1);
  if constexpr (sizeof(Number) <= 4) {
    return static_cast<Number>(detail::bounded_integer<std::uint32_t>([&] { return stream.word(); }, n));
  } else {
    return static_cast<Number>(detail::bounded_integer<std::uint64_t>([&] { return stream.word64(); }, n));
  }
}

/// The integers that one word holds, and whether they count; they are uniform among the words that are accepted.
template <class Word, std::size_t size>
struct SplitWord {
  std::array<Word, size> integers;
  bool accepted;
};

/// One attempt of batched_integers, for kernels that have many words at hand.
template <class Word, Word... bounds>
constexpr SplitWord<Word, sizeof...(bounds)> split_word(Word word) {
  constexpr auto product = detail::product_of_bounds<Word, bounds...>();
  static_assert(product != 0, "the bounds are at least 1 and their product fits a word");
  constexpr auto words = decltype(product){1} << std::numeric_limits<Word>::digits;
  const auto take = [&](Word bound) {
    const detail::Scaled<Word> scaled(word, bound);
    word = scaled.rest;
    return scaled.whole;
  };
  SplitWord<Word, sizeof...(bounds)> split = {{take(bounds)...}, false};
  split.accepted = word >= static_cast<Word>(words % product);
  return split;
}

/// Independent integers from one word: number i is uniform on 0, …, bounds[i] − 1, exactly. The product of the bounds
/// is at most 2^32. A rejected word (a share of (2^32 mod product)/2^32 of them) makes the next one be taken.
///
///     const auto [hand, fourth, fifth] = batched_integers<22100, 49, 48>(stream);
///
/// Source: Brackett-Rozinsky & Lemire, "Batched ranged random integer generation", 2024, doi:10.1002/spe.3369.
template <std::uint32_t... bounds>
std::array<std::uint32_t, sizeof...(bounds)> batched_integers(Stream& stream) {
  for (;;) {
    const auto split = split_word<std::uint32_t, bounds...>(stream.word());
    if (split.accepted) [[likely]]
      return split.integers;
  }
}

/// Uniform on the 2^53 multiples of 2^−53 in [0, 1): takes two words.
inline double uniform01(Stream& stream) { return static_cast<double>(stream.word64() >> 11) * 0x1p-53; }

/// Uniform on the 2^52 odd multiples of 2^−53, which lie in (0, 1), symmetrically about 1/2: takes two words.
inline double uniform_open(Stream& stream) { return (static_cast<double>(stream.word64() >> 12) + 0.5) * 0x1p-52; }

/// True with probability ⌊p·2^53⌋/2^53: p itself where p ≥ 1/2, or 0. 0 ≤ p ≤ 1. Takes two words, whatever p is.
inline bool bernoulli(Stream& stream, double p) {
  assert(0 <= p && p <= 1);
  return stream.word64() >> 11 < static_cast<std::uint64_t>(p * 0x1p53);
}

/// The natural logarithm of a positive, normal, finite number, within 1.2 units in the last place.
double portable_log(double x);

/// e^x, within 1 unit in the last place; 0 below −708 and infinite above 709.78.
double portable_exp(double x);

/// The standard normal's quantile: the x with Φ(x) = p, 0 < p < 1; within a relative 1e-15 for the p as given.
/// Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Appl. Statist. 37(3), 1988.
double normal_quantile(double p);

/// Standard exponential, of mean 1, by inversion: takes two words. Lies between 2^−53 and 53 log 2 = 36.7.
inline double exponential(Stream& stream) { return -portable_log(uniform_open(stream)); }

/// Standard normal, of mean 0 and variance 1, by inversion: takes two words. Lies between −8.21 and 8.21.
inline double normal(Stream& stream) { return normal_quantile(uniform_open(stream)); }

/// Gamma of this shape, above 0, and scale 1. Takes as many words as its rejections ask for, 4 at least.
/// Source: Marsaglia & Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3), 2000; below shape 1,
/// their gamma(shape + 1) U^(1/shape).
double gamma_variate(Stream& stream, double shape);

/// Chi-square with `degrees` > 0 degrees of freedom, not necessarily whole.
inline double chi_square_variate(Stream& stream, double degrees) { return 2 * gamma_variate(stream, degrees / 2); }

/// Noncentral chi-square with `degrees` ≥ 0 and noncentrality ≥ 0, both finite. Source: Johnson, Kotz & Balakrishnan,
/// "Continuous univariate distributions" 2, ch. 29: (Z + √noncentrality)² and a chi-square with one degree less, or,
/// where that is not above 0, a chi-square whose degrees a Poisson number raises: of no degrees, 0.
double noncentral_chi_square_variate(Stream& stream, double degrees, double noncentrality);

/// Binomial: successes among `trials` ≥ 0, each with probability p. Many trials are split at the order statistic in
/// their middle, a beta variate. Source: Devroye, "Non-uniform random variate generation", 1986, X.4.4.
std::int64_t binomial_variate(Stream& stream, std::int64_t trials, double p);

/// Poisson with this mean, from 0 to 1e15. A small mean is inverted; of a large one, a gamma variate says when most of
/// the events have come. Source: Ahrens & Dieter, "Computer methods for sampling from gamma, beta, Poisson and binomial
/// distributions", Computing 12, 1974.
std::int64_t poisson_variate(Stream& stream, double mean);

}  // namespace ergodic
