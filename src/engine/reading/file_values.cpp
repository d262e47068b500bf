#include "engine/reading/file_values.hpp"

#include "engine/summary/wanted_statistics.hpp"
#include "statistics/skewness.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ergodic::engine {
namespace {

using statistics::Interval;
using statistics::SkewnessSum;
using statistics::Summary;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Calls use(block) for those of the case that are done.
template <class Use>
void for_each_block(const Description& description, const BlocksDone& done, std::uint64_t case_index, const Use& use) {
  const IndexRange blocks = description.layout().blocks_of(case_index);
  for (std::uint64_t block = blocks.first; block < blocks.last; ++block) {
    if (done[block]) use(block);
  }
}

}  // namespace

bool FileValues::is_sketched(const Column& column) const {
  const auto& sketched = description_.summary_layout().sketched;
  return std::find(sketched.begin(), sketched.end(), column.name) != sketched.end();
}

std::optional<StoredColumn> FileValues::stored(const std::string& name) const {
  const Columns& kept = description_.layout().columns;
  const auto found = std::find_if(kept.begin(), kept.end(), [&](const Column& column) { return column.name == name; });
  if (found == kept.end()) return std::nullopt;
  return StoredColumn{description_, file_, done_, case_index_, static_cast<std::size_t>(found - kept.begin())};
}

std::vector<Interval> FileValues::values_of_ranks(const Column& column, std::size_t place,
                                                  std::span<const std::uint64_t> ranks) const {
  const std::optional<StoredColumn> rows = stored(column.name);
  if (is_sketched(column) || !rows) return CaseValues::values_of_ranks(column, place, ranks);
  Ranked& all = ranked_[column.name];
  if (all.values.empty() || !std::equal(ranks.begin(), ranks.end(), all.ranks.begin(), all.ranks.end()))
    all = {{ranks.begin(), ranks.end()}, stored_values_of_ranks(*rows, ranks)};
  std::vector<Interval> values;
  for (const double value : std::span(all.values).subspan(place * ranks.size(), ranks.size()))
    values.push_back({value, value});
  return values;
}

bool FileValues::knows_failures() const {
  return summary().failures() == 0 || (description_.can_fail() && stored("failed").has_value());
}

std::vector<double> FileValues::failed(std::uint64_t block) const {
  return summary().failures() == 0 ? std::vector<double>{} : stored_values(*stored("failed"), block);
}

double FileValues::skewness(const Column& column, std::size_t place) const {
  const std::optional<StoredColumn> rows = stored(column.name);
  if (!rows || !knows_failures()) return unknown;
  const auto [found, is_new] = skewness_.try_emplace(column.name);
  if (is_new) found->second = skewness_at_places(*rows, column);
  return found->second.at(place);
}

std::vector<double> FileValues::skewness_at_places(const StoredColumn& rows, const Column& column) const {
  const std::size_t length = values_per_session(column, description_.axes());
  std::vector<SkewnessSum> sums;
  for (std::size_t place = 0; place < length; ++place) {
    sums.emplace_back(summary().mean(column.name, place), summary().standard_deviation(column.name, place),
                      summary().sessions());
  }
  for_each_block(description_, done_, case_index_, [&](std::uint64_t block) {
    const std::vector<double> values = stored_values(rows, block), flags = failed(block);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (flags.empty() || flags[i / length] == 0) sums[i % length].add(std::span(values).subspan(i, 1));
    }
  });
  std::vector<double> all;
  for (const SkewnessSum& sum : sums)
    all.push_back(sum.skewness());
  return all;
}

double FileValues::skewness(const Ratio& ratio) const {
  const std::optional<StoredColumn> x = stored(ratio.numerator), y = stored(ratio.denominator);
  if (!x || !y || !knows_failures()) return unknown;
  const Summary::Quotient quotient = summary().ratio(ratio.name);
  const auto n = static_cast<double>(summary().sessions());
  const double deviation = quotient.standard_error * std::sqrt(n) * std::abs(summary().mean(ratio.denominator));
  SkewnessSum sum(0, deviation, summary().sessions());
  for_each_block(description_, done_, case_index_, [&](std::uint64_t block) {
    const std::vector<double> above = stored_values(*x, block), below = stored_values(*y, block), flags = failed(block);
    for (std::size_t i = 0; i < above.size(); ++i) {
      const double residual = above[i] - quotient.value * below[i];
      if (flags.empty() || flags[i] == 0) sum.add({&residual, 1});
    }
  });
  return sum.skewness();
}

}  // namespace ergodic::engine
