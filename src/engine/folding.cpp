#include "engine/folding.hpp"

#include "engine/reading/stored_column.hpp"
#include "statistics/block_words.hpp"
#include "statistics/quantile.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>
#include <numeric>

namespace ergodic::engine {
namespace {

std::vector<double> read_quantiles(const Description& description, const store::ResultFile& file,
                                   const BlocksDone& done, std::uint64_t case_index, const statistics::Summary& summary,
                                   const Column& column, std::span<const double> probabilities) {
  const std::size_t length = values_per_session(column, description.axes());
  constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  if (summary.sessions() == 0) return std::vector<double>(length * probabilities.size(), undefined);
  const Columns& stored = description.layout().columns;
  const auto& sketched = description.summary_layout().sketched;
  if (std::find(sketched.begin(), sketched.end(), column.name) != sketched.end()) {
    std::vector<double> quantiles;
    for (std::size_t place = 0; place < length; ++place) {
      for (const double p : probabilities)
        quantiles.push_back(summary.quantile(column.name, p, place));
    }
    return quantiles;
  }
  // Of one with more than one place none is missing: it would be sketched.
  const auto present = static_cast<std::uint64_t>(summary.present(column.name));
  if (present == 0) return std::vector<double>(probabilities.size(), undefined);
  const auto found = std::find_if(stored.begin(), stored.end(), [&](const Column& c) { return c.name == column.name; });
  const auto index = static_cast<std::size_t>(found - stored.begin());
  std::vector<std::uint64_t> ranks;
  for (const double p : probabilities)
    ranks.push_back(statistics::quantile_rank(p, present));
  return stored_values_of_ranks({description, file, done, case_index, index}, ranks);
}

/// What `read` finds in the file: sums and rows that contradict each other can only be in a damaged one, since a block
/// is not held against its digest whenever it is read.
template <class Read>
auto read_from(const store::ResultFile& file, const Read& read) {
  try {
    return read();
  } catch (const InternalError& error) {
    throw InputOutputError(
        fmt::format("{} is damaged ({}) let ergodic verify say where, and restore it or make it anew with --force",
                    file.path().string(), error.what()));
  }
}

/// Throws InternalError for counts that so many sessions cannot leave: intervals of shares are of no use then.
void require_counts_of(std::uint64_t sessions, const statistics::Summary& sums,
                       const statistics::SummaryLayout& layout) {
  const auto possible = [&](std::int64_t count) { return count >= 0 && static_cast<std::uint64_t>(count) <= sessions; };
  bool right = possible(sums.sessions()) && possible(sums.failures()) &&
               static_cast<std::uint64_t>(sums.sessions() + sums.failures()) == sessions;
  for (const Column& column : layout.columns) {
    for (std::size_t place = 0; right && column.counts_missing() && place < values_per_session(column, layout.axes);
         ++place) {
      const std::int64_t missing = sums.missing(column.name, place);
      right = missing >= 0 && missing <= sums.sessions();
    }
    if (!column.is_category()) continue;
    for (std::size_t place = 0; right && place < values_per_session(column, layout.axes); ++place) {
      const auto counts = sums.counts(column.name, place);
      right = std::all_of(counts.begin(), counts.end(), possible) &&
              std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == sums.present(column.name, place);
    }
  }
  for (const Tally& tally : layout.tallies) {
    const auto counts = sums.tally(tally.name);
    right = right && std::all_of(counts.begin(), counts.end(), [](std::int64_t count) { return count >= 0; });
  }
  if (!right) throw InternalError(fmt::format("the counts of a block are not those of {} sessions", sessions));
}

}  // namespace

std::vector<double> case_quantiles(const Description& description, const store::ResultFile& file,
                                   const BlocksDone& done, std::uint64_t case_index, const statistics::Summary& summary,
                                   const Column& column, std::span<const double> probabilities) {
  return read_from(file,
                   [&] { return read_quantiles(description, file, done, case_index, summary, column, probabilities); });
}

statistics::Summary fold_case(const Description& description, const store::ResultFile& file, const BlocksDone& done,
                              std::uint64_t case_index) {
  return fold_case(description, file, done, case_index, statistics::Summary(description.summary_layout()));
}

statistics::Summary fold_case(const Description& description, const store::ResultFile& file, const BlocksDone& done,
                              std::uint64_t case_index, const statistics::Summary& empty) {
  statistics::Summary summary = empty;
  statistics::Summary sums = summary;
  statistics::BlockWords words(summary.offsets(), description.layout().listed_sessions);
  const IndexRange blocks = description.layout().blocks_of(case_index);
  for (std::uint64_t block = blocks.first; block < blocks.last; ++block) {
    if (!done[block]) continue;
    read_from(file, [&] {
      sums.assign(words.unpacked(file.read_summary(block)));
      require_counts_of(description.block(block).replicates.count, sums, description.summary_layout());
      summary.fold(sums);
    });
  }
  read_from(file, [&] {
    if (!summary.has_whole_sketches()) throw InternalError("a sketch has not counted the values that there are");
  });
  return summary;
}

}  // namespace ergodic::engine
