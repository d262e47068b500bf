#include <ergodic/alias_table.hpp>
#include <ergodic/errors.hpp>

#include "core/contracts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic {

namespace {

constexpr std::uint64_t column_share = std::uint64_t{1} << 32;

[[noreturn]] void reject(const std::string& why) {
  throw Error(ExitCode::usage, fmt::format("these weights are no probabilities ({}) give weights that are finite, "
                                           "not negative and not all zero",
                                           why));
}

void check(std::span<const double> weights) {
  if (weights.empty()) reject("there are none");
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!std::isfinite(weights[i]) || weights[i] < 0) reject(fmt::format("weight {} is {}", i, weights[i]));
  }
  if (*std::max_element(weights.begin(), weights.end()) == 0) reject("all of them are zero");
}

/// Whole numbers in proportion to the weights that add up to weights.size() column shares: differences of the rounded
/// partial sums, which leave no remainder to hand out and give nothing to a weight of zero.
std::vector<std::uint64_t> whole_shares(std::span<const double> weights) {
  const double largest = *std::max_element(weights.begin(), weights.end());
  std::vector<double> partial_sums(weights.size());
  double sum = 0;
  // Divided by the largest, for the sum of finite weights need not be finite.
  for (std::size_t i = 0; i < weights.size(); ++i)
    partial_sums[i] = sum += weights[i] / largest;

  const double total = static_cast<double>(weights.size()) * static_cast<double>(column_share);
  std::vector<std::uint64_t> shares(weights.size());
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto upto = static_cast<std::uint64_t>(std::llround(partial_sums[i] / sum * total));
    shares[i] = upto - before;
    before = upto;
  }
  return shares;
}

}  // namespace

AliasTable::AliasTable(std::span<const double> weights) {
  check(weights);
  const std::vector<std::uint64_t> wanted = whole_shares(weights);

  std::vector<std::uint64_t> left = wanted;
  std::vector<std::uint32_t> poor, rich;  // numbers with less than a column left, and with a column or more
  for (std::uint32_t i = 0; i < left.size(); ++i)
    (left[i] < column_share ? poor : rich).push_back(i);

  columns_.resize(weights.size());
  while (!poor.empty()) {
    const std::uint32_t own = poor.back();
    const std::uint32_t other = rich.back();  // there is one: what is left is one column a number on average
    poor.pop_back();
    columns_[own] = {static_cast<std::uint32_t>(left[own]), other};
    left[other] -= column_share - left[own];
    if (left[other] < column_share) {
      rich.pop_back();
      poor.push_back(other);
    }
  }
  for (const std::uint32_t own : rich)
    columns_[own] = {0, own};  // a column of its own: no threshold reaches 2^32

  shares_.resize(weights.size());
  for (std::uint32_t i = 0; i < columns_.size(); ++i) {
    shares_[i] += columns_[i].threshold;
    shares_[columns_[i].other] += column_share - columns_[i].threshold;
  }
  ERGODIC_ENSURE(shares_ == wanted);
}

}  // namespace ergodic
