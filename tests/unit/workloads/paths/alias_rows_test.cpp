#include "workloads/paths/chains/alias_rows.hpp"

#include "unit/workloads/paths/cases.hpp"

#include <ergodic/variates.hpp>

#include <gmock/gmock.h>

#include <numeric>
#include <vector>

namespace ergodic::test {
namespace {

using workloads::paths::AliasRows;

TEST(AliasRows, DrawByTheirProbabilities) {
  const std::vector<std::uint32_t> numbers = {4, 9, 1, 7, 100, 3, 2, 50, 51};
  const std::vector<double> probabilities = {0.3, 0.001, 0.049, 0.25, 0.1, 0.05, 0.1, 0.1, 0.05};
  AliasRows rows;
  rows.add_row(std::vector<std::uint32_t>{8}, std::vector<double>{1});
  rows.add_row(numbers, probabilities);
  EXPECT_FALSE(rows.is_absorbing(0));
  std::map<std::uint32_t, std::int64_t> seen;
  Stream stream = test_streams(3).open(0);
  for (std::uint64_t i = 0; i < 10 * many_paths; ++i)
    ++seen[rows.draw(1, stream)];
  std::vector<std::int64_t> counts;
  for (const std::uint32_t number : numbers)
    counts.push_back(seen[number]);
  EXPECT_GT(p_value(counts, probabilities), 1e-6);
  EXPECT_EQ(rows.draw(0, stream), 8u);
}

/// Against all 64 bits of two words, where one word leaves every few thousandth draw undecided.
TEST(AliasRows, TakeASecondWordWhereTheFirstDoesNotDecide) {
  constexpr std::uint32_t n = 3u << 20;
  std::vector<std::uint32_t> numbers(n);
  std::iota(numbers.begin(), numbers.end(), 0u);
  AliasRows rows;
  rows.add_row(numbers, std::vector<double>(n, 1.0 / n));
  int seconds = 0;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    Stream ours = test_streams(4).open(i), all = test_streams(4).open(i);
    const std::uint64_t word = all.word(), second = all.word();
    const std::uint32_t number = rows.draw(0, ours);
    EXPECT_EQ(number, (word * n + (second * n >> 32)) >> 32);
    seconds += ours.word() != second ? 1 : 0;
  }
  EXPECT_GT(seconds, 20);
}

}  // namespace
}  // namespace ergodic::test
