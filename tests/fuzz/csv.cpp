// Any text as a table of a form with a column of each kind: it is one, or there are problems. The first byte says which
// form. A table has the digest that it has when it is written out plainly, and read again.
#include "tables/image.hpp"
#include "tables/read.hpp"

#include "fuzz/entry.hpp"
#include "fuzz/plain_table.hpp"
#include "support/temporary_folder.hpp"

#include <fstream>

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ergodic;
  if (size == 0) return 0;
  static const test::TemporaryFolder folder;
  const auto form = fuzz::form_of(data[0]);
  const auto path = folder / "t.csv";
  std::ofstream(path, std::ios::binary) << fuzz::text_of(data + 1, size - 1);
  fuzz::take_or_refuse([&] {
    const tables::TableRead read = tables::try_read_table(form, {path, ""});
    fuzz::require(read.table.has_value() == read.problems.empty(), "there is a table, or there are problems");
    if (!read.table) return;
    std::ofstream(path, std::ios::binary) << fuzz::plain_text(*read.table);
    const Table again = tables::read_table(form, {path, ""});
    fuzz::require(tables::content_digest(again) == tables::content_digest(*read.table),
                  "it is the same, written plainly");
  });
  return 0;
}
