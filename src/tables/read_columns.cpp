#include "tables/read_columns.hpp"

#include <algorithm>

namespace ergodic::tables {

void fill_missing(ColumnValues& column, TableColumn::Kind kind, std::size_t rows) {
  switch (kind) {
    case TableColumn::Kind::whole:
    case TableColumn::Kind::time: column.wholes.assign(rows, missing_whole); break;
    case TableColumn::Kind::real: column.reals.assign(rows, missing_real()); break;
    case TableColumn::Kind::text: column.codes.assign(rows, missing_code); break;
    case TableColumn::Kind::date: column.codes.assign(rows, missing_date); break;
    case TableColumn::Kind::yes_no: column.flags.assign(rows, missing_flag); break;
  }
}

bool may_be_missing(const TableForm& form, std::size_t column) {
  const TableColumn& one = form.columns[column];
  return one.missing && std::find(form.key.begin(), form.key.end(), one.name) == form.key.end();
}

}  // namespace ergodic::tables
