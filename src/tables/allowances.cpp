#include "tables/allowances.hpp"

#include <algorithm>

namespace ergodic::tables {

namespace {

bool is_of_key(const TableForm& form, std::size_t column) {
  return std::find(form.key.begin(), form.key.end(), form.columns[column].name) != form.key.end();
}

}  // namespace

bool may_be_missing(const TableForm& form, std::size_t column) {
  return form.columns[column].missing && !is_of_key(form, column);
}

bool is_tolerated(const TableForm& form, std::size_t column) {
  return form.columns[column].tolerated && !is_of_key(form, column);
}

}  // namespace ergodic::tables
