#pragma once

#include "tables/read_columns.hpp"

#include <filesystem>

namespace ergodic::tables {

/// Reads comma-separated values (RFC 4180) as what a form declares. What is wrong with them is added to the complaints.
/// Throws StudyError, a sentence without a place, where nothing can be read; InputOutputError where reading fails.
ReadColumns read_csv(const TableForm& form, const std::filesystem::path& path, Complaints& complaints,
                     const TableLimits& limits = {});

}  // namespace ergodic::tables
