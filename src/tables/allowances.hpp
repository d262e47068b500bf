#pragma once

#include <ergodic/table.hpp>

#include <cstddef>

namespace ergodic::tables {

/// Whether rows may lack a value in a column: none of a key may.
bool may_be_missing(const TableForm& form, std::size_t column);
/// Whether a cell of a column that cannot be read is kept as such: in none of a key.
bool is_tolerated(const TableForm& form, std::size_t column);

}  // namespace ergodic::tables
