#pragma once

#include "tables/complaints.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace ergodic::tables {

/// Where the cells of the row stand that begins in this line, for a message; empty where that cannot be told.
std::vector<TablePlace> cells_of_row(const std::filesystem::path& file, std::uint64_t line);

}  // namespace ergodic::tables
