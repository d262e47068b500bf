#include "cli/plan_text.hpp"

#include "core/format.hpp"
#include "core/partition.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::cli {
namespace {

/// The ID of a block's first session; of the block after the last: the number of sessions.
std::uint64_t first_session(const engine::Plan& plan, std::uint64_t block) {
  if (block == plan.block_count()) return plan.session_count();
  const engine::Block b = plan.block(block);
  return b.case_index * plan.layout().sessions_per_case + b.replicates.first;
}

}  // namespace

std::string plan_text(const engine::Plan& plan, const std::filesystem::path& output, int ranks) {
  const store::Layout& layout = plan.layout();
  std::string columns;
  for (const Column& column : layout.columns)
    columns += (columns.empty() ? "" : ", ") + column.name;

  std::string text;
  const auto line = [&](const char* what, const std::string& value) {
    text += fmt::format("{:<10} {}\n", what, value);
  };
  line("workload", layout.workload);
  line("output", output.string());
  line("cases", grouped(layout.case_count()));
  line("sessions",
       fmt::format("{} per case, {} in all", grouped(layout.sessions_per_case), grouped(plan.session_count())));
  line("blocks",
       fmt::format("{} of up to {} sessions", grouped(plan.block_count()), grouped(layout.sessions_per_block)));
  line("columns", columns.empty() ? "none: summaries only" : columns);
  line("bytes", fmt::format("{} of results", byte_count(layout.payload())));
  line("seed", fmt::format("{}{}", plan.study().seed(),
                           plan.study().common_random_numbers() ? ", the same random numbers in each case" : ""));
  line("identity", layout.identity().hex());

  constexpr int most_shown = 64;
  for (int rank = 0; rank < std::min(ranks, most_shown); ++rank) {
    const IndexRange blocks =
        share(plan.block_count(), static_cast<std::uint64_t>(rank), static_cast<std::uint64_t>(ranks));
    if (blocks.empty()) {
      line(rank == 0 ? "ranks" : "", fmt::format("{:>4}  none: there are more ranks than blocks", rank));
      continue;
    }
    line(rank == 0 ? "ranks" : "",
         fmt::format("{:>4}  blocks {} to {}, sessions {} to {}", rank, grouped(blocks.first), grouped(blocks.last - 1),
                     grouped(first_session(plan, blocks.first)), grouped(first_session(plan, blocks.last) - 1)));
  }
  if (ranks > most_shown) line("", fmt::format("      and {} more ranks", ranks - most_shown));
  return text;
}

}  // namespace ergodic::cli
