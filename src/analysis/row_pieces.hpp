#pragma once

#include "analysis/case_column.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::analysis {

/// Rows that are read at once: 256 KiB of real numbers.
constexpr std::uint64_t rows_at_once = 1 << 15;

/// Calls piece(values) with the rows of each piece that is done; sessions that failed, or have no value, are left out.
template <class Piece>
void for_each_piece(CaseColumn& column, const Piece& piece) {
  std::vector<double> valid;
  for (std::uint64_t first = 0, last = 0; first < column.sessions(); first = last) {
    last = std::min(first + rows_at_once, column.end_of_block(first));
    if (!column.is_done(first)) continue;
    valid = column.read(first, last);
    std::erase_if(valid, [](double value) { return std::isnan(value); });
    piece(std::span<const double>(valid));
  }
}

/// Calls piece(values of a, values of b) with the replicates that are done in both; where one failed, or has no
/// value, both are left out.
template <class Piece>
void for_each_pair(CaseColumn& a, CaseColumn& b, const Piece& piece) {
  const std::uint64_t sessions = std::min(a.sessions(), b.sessions());
  std::vector<double> valid_a, valid_b;
  for (std::uint64_t first = 0, last = 0; first < sessions; first = last) {
    last = std::min({first + rows_at_once, a.end_of_block(first), b.end_of_block(first), sessions});
    if (!a.is_done(first) || !b.is_done(first)) continue;
    const std::vector<double>& read_a = a.read(first, last);
    const std::vector<double>& read_b = b.read(first, last);
    valid_a.clear();
    valid_b.clear();
    for (std::size_t i = 0; i < read_a.size(); ++i) {
      if (std::isnan(read_a[i]) || std::isnan(read_b[i])) continue;
      valid_a.push_back(read_a[i]);
      valid_b.push_back(read_b[i]);
    }
    piece(std::span<const double>(valid_a), std::span<const double>(valid_b));
  }
}

}  // namespace ergodic::analysis
