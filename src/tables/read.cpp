#include "tables/read.hpp"

#include "tables/csv/read_csv.hpp"
#include "tables/settle.hpp"
#include "tables/stored/read_stored.hpp"

#include <fstream>
#include <string_view>
#include <utility>

namespace ergodic::tables {
namespace {

namespace fs = std::filesystem;

/// By its first bytes; one that cannot be read is none.
bool is_hdf5(const fs::path& file) {
  std::error_code unknown;
  if (!fs::is_regular_file(file, unknown)) return false;
  constexpr std::string_view signature = "\x89HDF\r\n\x1A\n";
  std::string begin(signature.size(), '\0');
  return std::ifstream(file, std::ios::binary).read(begin.data(), static_cast<std::streamsize>(begin.size())) &&
         begin == signature;
}

ReadColumns read_columns(const TableForm& form, const TableSource& source, const ReadHdf5& hdf5,
                         Complaints& complaints) {
  if (source.group.empty() && !is_hdf5(source.file)) return read_csv(form, source.file, complaints);
  if (!hdf5) throw StudyError("an HDF5 file (they cannot be read here) write the table as CSV");
  const std::unique_ptr<StoredTable> stored = hdf5(source);
  const std::string whole = source.file.string() + (source.group.empty() ? "" : ", " + source.group);
  return read_stored(form, *stored, whole, complaints);
}

}  // namespace

TableRead try_read_table(std::shared_ptr<const TableForm> form, const TableSource& source, const ReadHdf5& hdf5) {
  Complaints complaints(*form);
  TableRead result;
  try {
    ReadColumns read = read_columns(*form, source, hdf5, complaints);
    if (read.rows == 0 && complaints.empty() && !form->may_be_empty)
      complaints.say({source.file.string(), 0, 0},
                     "no rows (the table has the names of its columns alone) name another file");
    result.table = make_table(form, std::move(read), complaints);
  } catch (const StudyError& error) {
    complaints.say({source.file.string(), 0, 0}, error.what());
  }
  result.problems = complaints.problems();
  result.remarks = complaints.remarks();
  return result;
}

RowsRead try_read_rows(const TableForm& form, const TableSource& source, const ReadHdf5& hdf5) {
  Complaints complaints(form);
  RowsRead result{{0, Columns(form)}};
  try {
    result.columns = read_columns(form, source, hdf5, complaints);
  } catch (const StudyError& error) {
    complaints.say({source.file.string(), 0, 0}, error.what());
  }
  result.problems = complaints.problems();
  return result;
}

Table read_table(std::shared_ptr<const TableForm> form, const TableSource& source, const ReadHdf5& hdf5) {
  TableRead read = try_read_table(std::move(form), source, hdf5);
  if (read.table) return *read.table;
  std::string text;
  for (const TableProblem& problem : read.problems)
    text += (text.empty() ? "" : "\n") + problem.text();
  throw StudyError(text);
}

}  // namespace ergodic::tables
