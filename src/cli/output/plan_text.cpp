#include "cli/output/plan_text.hpp"

#include "cli/output/inputs_text.hpp"
#include "core/format.hpp"
#include "core/partition.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::cli {
namespace {

/// "profit", or "profit (6 along seat)".
std::string shape_text(const Column& column, const Axes& axes) {
  if (column.axis.empty()) return column.name;
  return fmt::format("{} ({} along {})", column.name, grouped(values_per_session(column, axes)), column.axis);
}

}  // namespace

std::string columns_text(const engine::Plan& plan) {
  const store::FileLayout& layout = plan.layout();
  std::string columns;
  for (const Column& column : layout.columns)
    columns += (columns.empty() ? "" : ", ") + shape_text(column, layout.axes);
  return columns.empty() ? "none: summaries only" : columns;
}

std::uint64_t block_bytes(const engine::Plan& plan) {
  std::uint64_t row = 0;
  for (const Column& column : plan.columns())
    row += values_per_session(column, plan.axes()) * size_of(column.type);
  return row * std::min(plan.layout().sessions_per_block, plan.layout().sessions_per_case);
}

std::string plan_text(const engine::Plan& plan, const std::filesystem::path& output, int ranks, bool dynamic) {
  const store::FileLayout& layout = plan.layout();
  std::string text;
  const auto line = [&](const char* what, const std::string& value) {
    text += fmt::format("{:<10} {}\n", what, value);
  };
  line("workload", layout.workload);
  line("output", output.string());
  line("cases", grouped(layout.case_count()));
  line("sessions",
       fmt::format("{} per case, {} in all", grouped(layout.sessions_per_case), grouped(plan.session_count())));
  if (plan.is_in_rounds()) {
    line("", "in the first round, then 1.1 to 4 times as many in each, until in every case");
    for (const engine::PrecisionTarget& target : plan.targets())
      line("", "  " + target.text());
    line("", fmt::format("or {} per case, with {} of results", grouped(plan.max_sessions()),
                         byte_count(plan.with_sessions(plan.max_sessions()).layout().payload())));
  }
  line("blocks",
       fmt::format("{} of up to {} sessions", grouped(plan.block_count()), grouped(layout.sessions_per_block)));
  if (layout.shard) {
    line("shard", fmt::format("{}: {} of these blocks, {} of these sessions", layout.shard->text(),
                              grouped(plan.blocks_held().size()), grouped(plan.sessions_held().size())));
  }
  text += inputs_text(plan);
  line("columns", columns_text(plan));
  line("bytes", fmt::format("{} of results; {} of rows at a time in each rank", byte_count(layout.payload()),
                            byte_count(block_bytes(plan))));
  line("seed", fmt::format("{}{}", plan.study().seed(),
                           plan.study().common_random_numbers() ? ", the same random numbers in each case" : ""));
  line("identity", layout.identity().hex());

  if (dynamic) {
    line("ranks", fmt::format("{}, which draw runs of blocks as they come to need them", ranks));
    return text;
  }
  constexpr int most_shown = 64;
  for (int rank = 0; rank < std::min(ranks, most_shown); ++rank) {
    const IndexRange part =
        share(plan.blocks_held().size(), static_cast<std::uint64_t>(rank), static_cast<std::uint64_t>(ranks));
    std::string what = "none: there are more ranks than blocks";
    if (!part.empty()) {
      const IndexRange blocks{plan.blocks_held().first + part.first, plan.blocks_held().first + part.last};
      const engine::Block first = plan.block(blocks.first);
      const engine::Block last = plan.block(blocks.last - 1);
      what = fmt::format("blocks {} to {}, sessions {} to {}", grouped(blocks.first), grouped(blocks.last - 1),
                         grouped(number(plan.id(first.case_index, first.replicates.first))),
                         grouped(number(plan.id(last.case_index, last.replicates.first)) + last.replicates.count - 1));
    }
    line(rank == 0 ? "ranks" : "", fmt::format("{:>4}  {}", rank, what));
  }
  if (ranks > most_shown) line("", fmt::format("      and {} more ranks", ranks - most_shown));
  return text;
}

std::string shard_prefix(const engine::Description& description) {
  const auto& shard = description.layout().shard;
  return shard ? fmt::format("shard {}, ", shard->text()) : "";
}

}  // namespace ergodic::cli
