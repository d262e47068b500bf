// Any text as a table of comma-separated values: it is a rectangle of values, or there are problems. The first byte
// says whether it has a header.
#include "study/tables/table_text.hpp"

#include "fuzz/entry.hpp"

#include <algorithm>

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ergodic;
  if (size == 0) return 0;
  const auto has_header = data[0] % 3 == 2 ? std::nullopt : std::optional(data[0] % 3 == 1);
  study::Problems problems;
  fuzz::take_or_refuse([&] {
    const auto origin = std::make_shared<const std::string>("t.csv");
    const auto table = study::read_csv(fuzz::text_of(data + 1, size - 1), origin, has_header, problems);
    fuzz::require(table.has_value() == problems.empty(), "there is a table, or there are problems");
    if (!table) problems.throw_if_any();
    if (table->rows.empty()) return;  // a header alone, which the study refuses
    const std::size_t width = table->rows.front().size();
    fuzz::require(width > 0, "a row has cells");
    const std::size_t names = table->names.size();
    const bool are_of_rows = width == 1 && names == table->rows.size();
    fuzz::require(names == 0 || names == width || are_of_rows,
                  "names are of the columns, or of the rows of one column");
    for (const auto& row : table->rows)
      fuzz::require(row.size() == width && std::count(row.begin(), row.end(), nullptr) == 0, "rows are of one length");
  });
  return 0;
}
