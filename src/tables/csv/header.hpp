#pragma once

#include "tables/complaints.hpp"
#include "tables/csv/csv_file.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::tables {

/// The first line of comma-separated values.
struct CsvHeader {
  std::vector<std::size_t> places = {};  ///< in the form, of each column of the file; no_place
  const char* behind = nullptr;          ///< where the rows begin in the file's text; nullptr: it cannot be read on
  std::uint64_t lines = 0;               ///< before that
  std::vector<std::string> names = {};   ///< of each column of the file
};

/// Reads it. Tells what is wrong with it, or with the file as a whole.
CsvHeader read_header(const TableForm& form, CsvFile& file, const std::string& origin, Complaints& complaints);

}  // namespace ergodic::tables
