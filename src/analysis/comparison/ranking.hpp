#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace ergodic::analysis {

/// The places of the values, the highest first; NaN last, and equal ones in their order.
std::vector<std::size_t> ranked(const std::vector<double>& values);

/// Two of what is ranked, and what they show when they are held against each other alone.
struct RankedPair {
  std::size_t a, b;
  double difference;  ///< of a from b
  bool is_apart;      ///< it is no chance
};

/// Of values whose pairs are of other sessions than they: the ranking, changed so that of two that are told apart the
/// higher one stands first, as far as they allow that.
std::vector<std::size_t> settled(std::vector<std::size_t> ranking, const std::vector<RankedPair>& pairs);

/// Of each of those ranked the others that it cannot be told from; also one that stands where the pair itself says the
/// contrary, as in a circle of three.
std::vector<std::vector<std::size_t>> told_from_none(const std::vector<std::size_t>& ranking,
                                                     const std::vector<RankedPair>& pairs);

/// Takes some out of a ranking, and out of what each of the others cannot be told from.
void leave_out(const std::function<bool(std::size_t)>& is_left_out, std::vector<std::size_t>& ranking,
               std::vector<std::vector<std::size_t>>& alike);

}  // namespace ergodic::analysis
