#pragma once

#include <ergodic/schema.hpp>
#include <ergodic/table.hpp>

#include <string>

namespace ergodic::study {

/// The section `inputs` of the studies of a kind that takes these tables: one section a table.
Key inputs_key(const TableForms& forms);

/// A table, its key and its columns in one sentence, for editors.
std::string says_with_columns(const TableForm& form);

/// The tables and their columns, for a terminal: type, unit, range, what may be missing, meaning.
std::string reference(const TableForms& forms);

}  // namespace ergodic::study
