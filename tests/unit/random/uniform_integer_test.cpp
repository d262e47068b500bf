#include "unit/random/goodness_of_fit.hpp"

#include <ergodic/variates.hpp>

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace ergodic {
namespace {

using test::significance;

/// The integer that a first draw of `word` gives, or nothing when it is rejected.
template <class Word>
std::optional<Word> accepted(Word word, Word n) {
  bool redrawn = false;
  int draws = 0;
  const Word value = detail::bounded_integer<Word>(
      [&]() -> Word {
        redrawn = draws++ > 0;
        return redrawn ? static_cast<Word>(-1) : word;  // the largest word is never rejected
      },
      n);
  return redrawn ? std::nullopt : std::optional(value);
}

/// Sends every word of the type through, and expects each integer equally often and no word lost for nothing.
template <class Word>
void expect_unbiased(Word n) {
  constexpr std::uint64_t words = std::uint64_t{1} << std::numeric_limits<Word>::digits;
  std::vector<std::uint64_t> counts(n);
  for (std::uint64_t word = 0; word < words; ++word) {
    if (const auto value = accepted(static_cast<Word>(word), n)) ++counts.at(*value);
  }
  EXPECT_EQ(counts, std::vector<std::uint64_t>(n, words / n)) << "n = " << +n;
}

TEST(UniformInteger, GivesEachIntegerForExactlyAsManyWords) {
  for (unsigned n = 1; n < 256; ++n)
    expect_unbiased(static_cast<std::uint8_t>(n));
  for (const unsigned n : {1u, 2u, 3u, 52u, 255u, 256u, 257u, 1000u, 32767u, 32768u, 32769u, 49152u, 65535u}) {
    expect_unbiased(static_cast<std::uint16_t>(n));
  }
}

/// Every residue of the integer modulo 3 (which shows where rejection is missing), and its place in [0, n).
template <class Number>
void expect_uniform(Number n, std::uint64_t replicate) {
  constexpr unsigned places = 16;
  constexpr int draws = 1'000'000;
  Stream stream({20, 25}, replicate, sizeof(Number));
  const std::uint64_t last = n - 1u;
  const bool small = last < places;
  std::vector<std::uint64_t> place_counts(small ? last + 1 : places), residue_counts(3);
  std::vector<double> place_law(place_counts.size()), residue_law(3);
  const auto wide = static_cast<detail::UInt128>(n);
  for (std::size_t i = 0; i < place_law.size(); ++i) {  // how many integers of [0, n) have place i
    const detail::UInt128 size = place_law.size();
    place_law[i] =
        static_cast<double>((wide * (i + 1) + size - 1) / size - (wide * i + size - 1) / size) / static_cast<double>(n);
  }
  for (std::uint64_t r = 0; r < 3; ++r) {
    residue_law[r] = static_cast<double>(last / 3 + (last % 3 >= r ? 1 : 0)) / static_cast<double>(n);
  }
  for (int i = 0; i < draws; ++i) {
    const Number value = uniform_integer(stream, n);
    ASSERT_LT(value, n);
    ++place_counts[static_cast<std::size_t>(value * static_cast<detail::UInt128>(place_counts.size()) / wide)];
    ++residue_counts[static_cast<std::size_t>(value % 3)];
  }
  EXPECT_GT(test::chi_square_p(place_counts, place_law), significance) << "places, n = " << n;
  EXPECT_GT(test::chi_square_p(residue_counts, residue_law), significance) << "residues, n = " << n;
}

TEST(UniformInteger, IsUniformWith32Bits) {
  std::uint64_t replicate = 0;
  for (const std::uint32_t n : {1u, 2u, 3u, 52u, 0x80000001u, 0xc0000000u, 0xffffffffu})
    expect_uniform(n, replicate++);
}

TEST(UniformInteger, IsUniformWith64Bits) {
  std::uint64_t replicate = 0;
  for (const std::uint64_t n : {1ull, 3ull, 52ull, 0x80000001ull, 0xffffffffull, 0x100000000ull, 0x8000000000000001ull,
                                0xc000000000000000ull, 0xffffffffffffffffull}) {
    expect_uniform(n, replicate++);
  }
}

TEST(UniformInteger, TakesTheNextWordWhenOneIsRejected) {
  const std::uint32_t n = 0x80000001;  // about half of the words are rejected
  Stream words({1, 1}, 0, 0);
  Stream stream({1, 1}, 0, 0);
  for (int i = 0; i < 1000; ++i) {
    const std::uint32_t value = uniform_integer(stream, n);
    std::uint64_t product;
    do {
      product = std::uint64_t{words.word()} * n;
    } while (static_cast<std::uint32_t>(product) < (std::uint64_t{1} << 32) % n);
    ASSERT_EQ(value, product >> 32);
  }
}

template <std::uint8_t... bounds>
void expect_batch_unbiased() {
  const unsigned product = (1u * ... * bounds);
  std::vector<std::uint64_t> counts(product);
  for (unsigned word = 0; word < 256; ++word) {
    const auto split = split_word<std::uint8_t, bounds...>(static_cast<std::uint8_t>(word));
    if (!split.accepted) continue;
    std::size_t cell = 0;
    std::size_t i = 0;
    ((cell = cell * bounds + split.integers[i++]), ...);
    ++counts.at(cell);
  }
  EXPECT_EQ(counts, std::vector<std::uint64_t>(product, 256 / product)) << "product " << product;
}

TEST(BatchedIntegers, GivesEachCombinationForExactlyAsManyWords) {
  expect_batch_unbiased<1>();
  expect_batch_unbiased<7>();
  expect_batch_unbiased<255>();
  expect_batch_unbiased<2, 3>();
  expect_batch_unbiased<3, 2>();
  expect_batch_unbiased<16, 16>();
  expect_batch_unbiased<5, 7, 3>();
  expect_batch_unbiased<1, 13, 1, 9>();
  expect_batch_unbiased<2, 2, 2, 2, 2, 2, 2, 2>();
  expect_batch_unbiased<6, 5, 4>();
  expect_batch_unbiased<3, 5, 17>();
}

TEST(BatchedIntegers, FillAWordOf32Bits) {
  constexpr auto split = split_word<std::uint32_t, 65536, 65536>(0x12345678u);
  static_assert(split.accepted);
  static_assert(split.integers[0] == 0x1234 && split.integers[1] == 0x5678);
}

TEST(BatchedIntegers, AreIndependentAndUniform) {
  constexpr std::uint32_t a = 6, b = 5, c = 7;
  std::vector<std::uint64_t> counts(a * b * c);
  Stream stream({3, 4}, 0, 0);
  for (int i = 0; i < 1'000'000; ++i) {
    const auto [x, y, z] = batched_integers<a, b, c>(stream);
    ++counts.at((x * b + y) * c + z);
  }
  EXPECT_GT(test::uniform_p(counts), significance);
}

TEST(BatchedIntegers, DealUniformHands) {
  std::vector<std::uint64_t> hands(22100), fourths(49), fifths(48), last_two(49 * 48);
  Stream stream({3, 4}, 1, 0);
  for (int i = 0; i < 2'000'000; ++i) {
    const auto [hand, fourth, fifth] = batched_integers<22100, 49, 48>(stream);
    ++hands.at(hand);
    ++fourths.at(fourth);
    ++fifths.at(fifth);
    ++last_two.at(fourth * 48 + fifth);
  }
  EXPECT_GT(test::uniform_p(hands), significance);
  EXPECT_GT(test::uniform_p(fourths), significance);
  EXPECT_GT(test::uniform_p(fifths), significance);
  EXPECT_GT(test::uniform_p(last_two), significance);
}

TEST(BatchedIntegers, TakeTheNextWordWhenOneIsRejected) {
  constexpr std::uint32_t bound = 0x80000001;  // about half of the words are rejected
  Stream one({5, 5}, 0, 0);
  Stream batch({5, 5}, 0, 0);
  for (int i = 0; i < 1000; ++i)
    ASSERT_EQ(batched_integers<bound>(batch)[0], uniform_integer(one, bound));
}

}  // namespace
}  // namespace ergodic
