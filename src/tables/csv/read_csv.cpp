#include "tables/csv/read_csv.hpp"

#include "tables/csv/csv_file.hpp"
#include "tables/csv/csv_rows.hpp"
#include "tables/csv/header.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace ergodic::tables {

ReadColumns read_csv(const TableForm& form, const std::filesystem::path& path, Complaints& complaints,
                     const TableLimits& limits) {
  ReadColumns read{0, Columns(form)};
  const std::string origin = path.string();
  CsvFile file(path);
  const CsvHeader header = read_header(form, file, origin, complaints);
  if (header.behind == nullptr) return read;
  read.names = header.names;
  CsvRows rows(form, origin, header, read.columns, complaints);
  rows.read(file, header.behind, limits);
  file.require_unchanged();
  read.rows = rows.rows();
  for (std::size_t i = 0; i < form.columns.size(); ++i) {
    if (std::find(header.places.begin(), header.places.end(), i) == header.places.end())
      read.columns.fill_missing(i, read.rows);
  }
  const auto lines = std::make_shared<const LinesOfRows>(std::move(rows).lines());
  read.place_of = [lines, origin](std::size_t row) { return TablePlace{origin, (*lines)[row], 1}; };
  return read;
}

}  // namespace ergodic::tables
