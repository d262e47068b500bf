#pragma once

#include "workloads/paths/algebra/matrices.hpp"

#include <cstddef>
#include <vector>

namespace ergodic::workloads::paths {

/// The closed classes of a chain's states: each leads to all of its own and to no other. One at least; states of each
/// in order.
std::vector<std::vector<std::size_t>> closed_classes(const SparseMatrix& P);

}  // namespace ergodic::workloads::paths
