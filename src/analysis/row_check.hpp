#pragma once

#include "analysis/results.hpp"
#include "engine/run/block_simulator.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::analysis {

/// A column whose stored value is not the simulated one.
struct Difference {
  const Column& column;
  std::vector<std::byte> stored;
};

/// Holds the file's row of a session against row 0 of `rows`: empty when all kept columns are equal bit for bit.
std::vector<Difference> differences(const Results& results, const engine::SessionIndex& place, const Rows& rows);

}  // namespace ergodic::analysis
