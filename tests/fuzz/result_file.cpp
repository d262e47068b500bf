// Any bytes as a result file: what `summary` and `verify` read of it is there, or the file is refused.
#include "analysis/failure_list.hpp"
#include "analysis/report.hpp"
#include "analysis/results.hpp"
#include "fuzz/coins.hpp"
#include "fuzz/entry.hpp"
#include "support/temporary_folder.hpp"

#include <fstream>

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ergodic;
  static const Workloads workloads = fuzz::coins();
  static const test::TemporaryFolder folder;
  const auto path = folder / "file.h5";
  std::ofstream(path, std::ios::binary) << fuzz::text_of(data, size);
  fuzz::take_or_refuse([&] {
    const analysis::Results results = analysis::Results::open(path, workloads);
    const IndexRange held = results.description.blocks_held();
    for (std::uint64_t block = held.first; block < held.last; ++block) {
      if (results.done[block]) results.file.read_digest(block);
    }
    if (results.complete()) results.file.read_summary_digest();
    if (results.description.layout().shard) return;
    for (std::uint64_t i = 0; i < results.description.layout().case_count(); ++i)
      analysis::report_case(results, i, 0.95);
    analysis::for_each_failure(results, {0}, [](const auto&) { return true; });
  });
  return 0;
}
