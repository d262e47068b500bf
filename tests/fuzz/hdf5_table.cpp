// Any bytes as an HDF5 file with a table: it is one, or the file is refused.
#include "store/tables/stored_table.hpp"
#include "tables/image.hpp"

#include "fuzz/entry.hpp"
#include "fuzz/plain_table.hpp"
#include "support/temporary_folder.hpp"

#include <fstream>

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ergodic;
  static const test::TemporaryFolder folder;
  const auto path = folder / "t.h5";
  std::ofstream(path, std::ios::binary) << fuzz::text_of(data, size);
  fuzz::take_or_refuse([&] {
    const tables::TableRead read = tables::try_read_table(fuzz::form_of(0), {path, "/"}, store::open_stored_table);
    fuzz::require(read.table.has_value() == read.problems.empty(), "there is a table, or there are problems");
    if (read.table) tables::content_digest(*read.table);
  });
  return 0;
}
