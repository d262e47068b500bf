#include "cli/output/plan_text.hpp"

#include "cli/output/inputs_text.hpp"
#include "core/format.hpp"
#include "core/partition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace ergodic::cli {
namespace {

/// "profit", or "profit (6 along seat)".
std::string shape_text(const Column& column, const Axes& axes) {
  if (column.axis.empty()) return column.name;
  return fmt::format("{} ({} along {})", column.name, grouped(values_per_session(column, axes)), column.axis);
}

}  // namespace

std::string sizes_text(const store::FileLayout& layout) {
  if (!layout.is_ragged()) return grouped(layout.sessions_per_case);
  if (layout.session_count() == 0) return "no";
  std::uint64_t least = layout.sessions_of(0);
  for (std::uint64_t i = 1; i < layout.case_count(); ++i)
    least = std::min(least, layout.sessions_of(i));
  return fmt::format("{} to {}", grouped(least), grouped(layout.most_sessions_of_a_case()));
}

std::string cases_text(const store::FileLayout& layout) {
  const std::string of = layout.case_count() == 1 ? "case" : "cases";
  return fmt::format("{} {} of {} sessions{}", grouped(layout.case_count()), of, sizes_text(layout),
                     layout.is_ragged() && layout.session_count() > 0
                         ? fmt::format(", {} in all", grouped(layout.session_count()))
                         : "");
}

std::string work_text(const std::optional<ExpectedWork>& work) {
  if (!work || work->of_session <= 0) return "";
  constexpr double most_written_out = 1e6;
  const bool is_large = work->of_session > most_written_out;
  return fmt::format(
      "; about {} {} in all",
      is_large ? fmt::format("{:.2g}", work->of_session) : grouped(static_cast<std::uint64_t>(work->of_session + 0.5)),
      work->unit);
}

std::string columns_text(const engine::Plan& plan) {
  const store::FileLayout& layout = plan.layout();
  std::string columns;
  for (const Column& column : layout.columns)
    columns += (columns.empty() ? "" : ", ") + shape_text(column, layout.axes);
  return columns.empty() ? "none: summaries only" : columns;
}

namespace {

/// "columns: a, b", or where that is longer than `room`: "39 columns: a, b, …".
std::string fitting_columns_text(const engine::Plan& plan, std::size_t room) {
  const std::string all = columns_text(plan);
  if (fmt::format("columns: {}", all).size() <= room) return fmt::format("columns: {}", all);
  std::string text = fmt::format("{} columns: ", grouped(plan.layout().columns.size()));
  constexpr std::size_t for_more = 3;  // "…" and what may be before it
  const std::size_t names = room > text.size() + for_more ? room - text.size() - for_more : 0;
  const std::size_t end = all.size() <= names ? all.size() : all.rfind(", ", names);
  return end == std::string::npos ? text + "…" : fmt::format("{}{}, …", text, all.substr(0, end));
}

std::string type_text(const Column& column) {
  if (column.is_category()) return fmt::format("{}", fmt::join(column.categories, " | "));
  const char* type = column.type == Type::float64 ? "real" : "whole";
  return column.unit == "1" ? type : fmt::format("{} [{}]", type, column.unit);
}

}  // namespace

std::string stages_text(const engine::Chain& chain, const std::vector<std::optional<ExpectedWork>>& work,
                        std::size_t width) {
  std::string text;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const std::string line =
        fmt::format("{}: {}{}; ", chain[i].stage(), cases_text(chain[i].layout()), work_text(work[i]));
    text += fmt::format("{}{}\n", line, fitting_columns_text(chain[i], width > line.size() ? width - line.size() : 0));
  }
  return text;
}

std::string all_columns_text(const engine::Chain& chain) {
  std::string text;
  for (const engine::Plan& plan : chain) {
    const Columns& columns = plan.layout().columns;
    text += fmt::format("{}{}\n", plan.stage().empty() ? "" : plan.stage() + ": ",
                        columns.empty() ? "no columns" : fmt::format("{} columns", grouped(columns.size())));
    std::size_t width = 0;
    for (const Column& column : columns)
      width = std::max(width, shape_text(column, plan.layout().axes).size());
    for (const Column& column : columns)
      text += fmt::format("  {:<{}}  {}{}{}\n", shape_text(column, plan.layout().axes), width, type_text(column),
                          column.long_name.empty() ? "" : "; ", column.long_name);
  }
  return text;
}

std::uint64_t block_bytes(const engine::Plan& plan) {
  std::uint64_t row = 0;
  for (const Column& column : plan.columns())
    row += values_per_session(column, plan.axes()) * size_of(column.type);
  return row * std::min(plan.layout().sessions_per_block, plan.layout().most_sessions_of_a_case());
}

namespace {

using Line = std::function<void(const char* what, const std::string& value)>;

void add_sessions(const engine::Plan& plan, const Line& line) {
  const store::FileLayout& layout = plan.layout();
  line("cases", grouped(layout.case_count()));
  line("sessions", fmt::format("{} per case, {} in all", sizes_text(layout), grouped(plan.session_count())));
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
  line("columns", columns_text(plan));
}

void add_stages(const engine::Chain& chain, const Line& line) {
  constexpr std::size_t most_shown = 64;
  for (std::size_t i = 0; i < std::min(most_shown, chain.size()); ++i) {
    const engine::Plan& plan = chain[i];
    const std::string reads = plan.reads().empty() ? "" : fmt::format(", reads {}", fmt::join(plan.reads(), ", "));
    line(i == 0 ? "stages" : "",
         fmt::format("{}: {}, {} blocks of up to {}{}", plan.stage(), cases_text(plan.layout()),
                     grouped(plan.block_count()), grouped(plan.layout().sessions_per_block), reads));
  }
  if (chain.size() > most_shown) line("", fmt::format("and {} more stages", chain.size() - most_shown));
}

std::string share_text(const engine::Plan& plan, int rank, int ranks) {
  const IndexRange part =
      share(plan.blocks_held().size(), static_cast<std::uint64_t>(rank), static_cast<std::uint64_t>(ranks));
  if (part.empty()) return "none: there are more ranks than blocks";
  const IndexRange blocks{plan.blocks_held().first + part.first, plan.blocks_held().first + part.last};
  const engine::Block first = plan.block(blocks.first);
  const engine::Block last = plan.block(blocks.last - 1);
  return fmt::format("blocks {} to {}, sessions {} to {}", grouped(blocks.first), grouped(blocks.last - 1),
                     grouped(number(plan.id(first.case_index, first.replicates.first))),
                     grouped(number(plan.id(last.case_index, last.replicates.first)) + last.replicates.count - 1));
}

void add_ranks(const engine::Chain& chain, int ranks, bool dynamic, const Line& line) {
  if (dynamic) return line("ranks", fmt::format("{}, which draw runs of blocks as they come to need them", ranks));
  if (!chain.is_single()) return line("ranks", fmt::format("{}, each with an equal share of every stage", ranks));
  constexpr int most_shown = 64;
  for (int rank = 0; rank < std::min(ranks, most_shown); ++rank)
    line(rank == 0 ? "ranks" : "", fmt::format("{:>4}  {}", rank, share_text(chain[0], rank, ranks)));
  if (ranks > most_shown) line("", fmt::format("      and {} more ranks", ranks - most_shown));
}

}  // namespace

std::string plan_text(const engine::Chain& chain, const std::filesystem::path& output, int ranks, bool dynamic) {
  const engine::Plan& plan = chain[0];
  std::string text;
  const Line line = [&](const char* what, const std::string& value) {
    text += fmt::format("{:<10} {}\n", what, value);
  };
  line("workload", plan.layout().workload);
  line("output", output.string());
  chain.is_single() ? add_sessions(plan, line) : add_stages(chain, line);
  text += inputs_text(plan);
  std::uint64_t bytes = 0, most_rows = 0;
  for (const engine::Plan& stage : chain) {
    bytes += stage.layout().payload();
    most_rows = std::max(most_rows, block_bytes(stage));
  }
  line("bytes",
       fmt::format("{} of results; {} of rows at a time in each rank", byte_count(bytes), byte_count(most_rows)));
  line("seed", fmt::format("{}{}", plan.study().seed(),
                           plan.study().common_random_numbers() ? ", the same random numbers in each case" : ""));
  line("identity", plan.layout().study_identity().hex());
  add_ranks(chain, ranks, dynamic, line);
  return text;
}

std::string file_and_stage(const std::filesystem::path& file, const engine::Description& description) {
  return file.string() + (description.stage().empty() ? "" : " --stage " + description.stage());
}

std::string shard_prefix(const engine::Description& description) {
  const auto& shard = description.layout().shard;
  return shard ? fmt::format("shard {}, ", shard->text()) : "";
}

}  // namespace ergodic::cli
