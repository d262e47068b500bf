#include "tables/read_columns.hpp"

#include <algorithm>

namespace ergodic::tables {

bool may_be_missing(const TableForm& form, std::size_t column) {
  const TableColumn& one = form.columns[column];
  return one.missing && std::find(form.key.begin(), form.key.end(), one.name) == form.key.end();
}

}  // namespace ergodic::tables
