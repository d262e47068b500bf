#include "cli/output/rank_table.hpp"

#include "cli/output/text_table.hpp"
#include "core/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>

namespace ergodic::cli {
namespace {

using engine::RankRecord;
using engine::RunRecord;
using Ranks = std::vector<std::size_t>;

/// Moves what is beyond the first `most` to the end of `rest`.
void keep_first(Ranks& ranks, std::size_t most, Ranks& rest) {
  if (ranks.size() <= most) return;
  const auto end = ranks.begin() + static_cast<std::ptrdiff_t>(most);
  rest.insert(rest.end(), end, ranks.end());
  ranks.erase(end, ranks.end());
}

std::string plural(std::size_t count, const char* one, const char* many) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

void add_rank(TextTable& table, const RunRecord& run, std::size_t rank, double age) {
  const RankRecord& record = run.per_rank[rank];
  const std::string host = rank < run.hosts.size() ? run.hosts[rank] : "?";
  const std::string blocks =
      record.blocks.empty() ? "idle" : fmt::format("{} to {}", record.blocks.first, record.blocks.last - 1);
  const std::string heard = record.silent_for ? duration(*record.silent_for + age) + " ago" : "not yet";
  table.add({fmt::format("{:>4}", rank), host, grouped(record.sessions), grouped(record.failures), blocks, heard});
}

/// "and 991 more ranks, with 1 200 to 1 400 sessions", or nothing.
std::string others_text(const RunRecord& run, const Ranks& others) {
  if (others.empty()) return "";
  std::uint64_t fewest = std::numeric_limits<std::uint64_t>::max(), most = 0;
  for (const std::size_t rank : others) {
    fewest = std::min(fewest, run.per_rank[rank].sessions);
    most = std::max(most, run.per_rank[rank].sessions);
  }
  return fmt::format("and {}, with {} to {} sessions, of which each is at work or done\n",
                     plural(others.size(), "more rank", "more ranks"), grouped(fewest), grouped(most));
}

}  // namespace

ShownRanks shown_ranks(const std::vector<RankRecord>& ranks, double age) {
  constexpr std::size_t most_slow = 5;
  ShownRanks shown;
  Ranks all(ranks.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (ranks.size() <= most_ranks_shown) {
    shown.slowest = all;
    return shown;
  }
  const auto silence = [&](std::size_t rank) {
    return ranks[rank].silent_for.value_or(std::numeric_limits<double>::infinity()) + age;
  };
  for (const std::size_t rank : all) {
    Ranks& kind = silence(rank) >= rank_silence ? shown.silent
                  : !ranks[rank].blocks.empty() ? shown.slowest
                                                : shown.others;
    kind.push_back(rank);
  }
  std::stable_sort(shown.silent.begin(), shown.silent.end(), [&](auto a, auto b) { return silence(a) > silence(b); });
  std::stable_sort(shown.slowest.begin(), shown.slowest.end(),
                   [&](auto a, auto b) { return ranks[a].sessions < ranks[b].sessions; });
  Ranks more;
  keep_first(shown.silent, most_ranks_shown, more);
  shown.silent_more = more.size();
  keep_first(shown.slowest, most_slow, shown.others);
  return shown;
}

std::string rank_table(const RunRecord& run, double age, std::size_t width) {
  using Column = TextTable::Column;
  const ShownRanks shown = shown_ranks(run.per_rank, age);
  TextTable table(0, {Column::left, Column::right, Column::right, Column::left, Column::left});
  table.add({"rank", "host", "sessions", "failed", "blocks", "heard of"});
  for (const Ranks& kind : {shown.silent, shown.slowest}) {
    for (const std::size_t rank : kind)
      add_rank(table, run, rank, age);
  }
  std::string text = '\n' + table.text(width);
  if (shown.silent_more > 0)
    text += fmt::format("and {}\n", plural(shown.silent_more, "more silent rank", "more silent ranks"));
  return text + others_text(run, shown.others);
}

}  // namespace ergodic::cli
