#pragma once

#include "workloads/players/region/region.hpp"

#include <ergodic/stream.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <vector>

namespace ergodic::workloads::players::test {

inline Matrix square(const std::vector<std::vector<double>>& rows) {
  Matrix matrix(rows.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows.size(); ++j)
      matrix(i, j) = rows[i][j];
  }
  return matrix;
}

inline Matrix unit_matrix(std::size_t size) {
  Matrix matrix(size, size);
  for (std::size_t i = 0; i < size; ++i)
    matrix(i, i) = 1;
  return matrix;
}

/// normal[place] = factor, all else 0.
inline Halfspace at_most(std::size_t size, std::size_t place, double bound, double factor = 1) {
  Halfspace halfspace{fmt::format("x{} {} {:.6f}", place, factor > 0 ? "<=" : ">=", bound * factor),
                      std::vector<double>(size), bound};
  halfspace.normal[place] = factor;
  return halfspace;
}
inline Halfspace at_least(std::size_t size, std::size_t place, double bound) {
  return at_most(size, place, -bound, -1);
}

inline Streams streams_of(std::uint32_t seed) { return Streams(Philox4x32::Key{seed, 20}); }

/// Seven shares of a player: true shooting, usage, assists, turnovers, rebounds, steals, blocks. The moments are those
/// of an invented player of the public repository LukeCampbell3/NBA-Analytical-Model (MIT licence).
inline RegionDescription seven_shares(Law law) {
  return {.centre = {.62, .305, .28, .12, .18, .015, .008},
          .scale = square({{.0025, .0015, .0012, .0005, .0003, .0001, .00005},
                           {.0015, .0020, .0008, .0004, .0002, .00008, .00004},
                           {.0012, .0008, .0018, .0006, .0004, .0001, .00006},
                           {.0005, .0004, .0006, .0015, .0003, .00009, .00005},
                           {.0003, .0002, .0004, .0003, .0012, .00007, .00004},
                           {.0001, .00008, .0001, .00009, .00007, .0008, .00003},
                           {.00005, .00004, .00006, .00005, .00004, .00003, .0006}}),
          .law = law,
          .credibility = .8};
}
inline void add_box(RegionDescription& region) {
  const std::size_t size = region.centre.size();
  for (std::size_t j = 0; j < size; ++j) {
    region.halfspaces.push_back(at_least(size, j, 0));
    region.halfspaces.push_back(at_most(size, j, 1));
  }
}

}  // namespace ergodic::workloads::players::test
