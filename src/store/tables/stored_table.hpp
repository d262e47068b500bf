#pragma once

#include "tables/read.hpp"

#include <memory>

namespace ergodic::store {

/// Opens a group of an HDF5 file as a table: its datasets are the columns. A dataset of compounds is one, too: its
/// members are. README.md has what is taken. Throws StudyError, a sentence without a place, where there is no such
/// group or it is no table; InputOutputError where the file is damaged.
std::unique_ptr<tables::StoredTable> open_stored_table(const tables::TableSource& source);

}  // namespace ergodic::store
