#include "analysis/failure_list.hpp"

#include "analysis/row_pieces.hpp"
#include "engine/summary/failure_columns.hpp"

#include <ergodic/missing.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <utility>

namespace ergodic::analysis {
namespace {

using Use = std::function<bool(const FailedSession&)>;

/// The place of a kept column in the file; nullopt: it is not kept.
std::optional<std::size_t> kept_place(const Description& held, const std::string& name) {
  const Columns& kept = held.layout().columns;
  const auto found = std::find_if(kept.begin(), kept.end(), [&](const Column& column) { return column.name == name; });
  if (found == kept.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kept.begin());
}

/// The failures of declared categories, from the rows of one case after the other.
class DeclaredFailures {
 public:
  explicit DeclaredFailures(const Results& results)
      : results_(results), held_(results.description), category_(kept_place(held_, "failure")) {
    for (std::size_t i = 1; i <= most_failure_numbers; ++i) {
      if (const auto place = kept_place(held_, "failure_number_" + std::to_string(i))) numbers_.push_back({*place, {}});
    }
  }

  /// False when `use` has had enough.
  bool tell(const engine::Block& block, const Use& use) {
    if (!category_) return true;
    const Replicates& all = block.replicates;
    for (std::uint64_t first = all.first, last = 0; first < all.first + all.count; first = last) {
      last = std::min(first + rows_at_once, all.first + all.count);
      codes_.resize(last - first);
      results_.file.read_column(*category_, block.case_index, first, std::as_writable_bytes(std::span(codes_)));
      const auto failed = [](std::uint8_t code) { return !is_missing(code); };
      if (std::none_of(codes_.begin(), codes_.end(), failed)) continue;
      for (Numbers& of_place : numbers_) {
        of_place.values.resize(codes_.size());
        results_.file.read_column(of_place.column, block.case_index, first,
                                  std::as_writable_bytes(std::span(of_place.values)));
      }
      for (std::size_t row = 0; row < codes_.size(); ++row) {
        if (failed(codes_[row]) && !use(failure({block.case_index, first + row}, row))) return false;
      }
    }
    return true;
  }

 private:
  struct Numbers {
    std::size_t column;
    std::vector<double> values;
  };

  FailedSession failure(const engine::SessionIndex& place, std::size_t row) const {
    FailedSession failed{
        number(held_.id(place.case_index, place.replicate)), place.case_index, place.replicate, {}, false, {}, {}};
    for (const Numbers& of_place : numbers_)
      failed.numbers.push_back(of_place.values[row]);
    if (codes_[row] >= held_.failures().size()) {  // of a file that was changed
      failed.category = std::to_string(codes_[row]);
      failed.reason = "the file has no such category";
      return failed;
    }
    const FailureCategory& category = held_.failures()[codes_[row]];
    failed.category = category.name;
    failed.can_retry = category.can_retry;
    failed.reason = engine::failure_sentence(category, failed.numbers, held_.columns());
    return failed;
  }

  const Results& results_;
  const Description& held_;
  std::optional<std::size_t> category_;
  std::vector<Numbers> numbers_;
  std::vector<std::uint8_t> codes_;
};

/// Those that /failures describes of a block.
bool tell_described(const Results& results, std::uint64_t block, const Use& use) {
  for (store::FailedSession& failed : results.file.read_failures(block)) {
    const engine::SessionIndex place = results.description.index_of(SessionId{failed.id});
    if (!use({failed.id,
              place.case_index,
              place.replicate,
              std::move(failed.category),
              failed.can_retry,
              std::move(failed.reason),
              {}}))
      return false;
  }
  return true;
}

}  // namespace

Failing meaning_of(const Results& results, const std::string& category) {
  for (const FailureCategory& one : results.description.failures()) {
    if (one.name == category) return one.means;
  }
  return Failing::failed;
}

bool tells_all_failures(const Results& results) {
  return !results.description.failures().empty() && kept_place(results.description, "failure").has_value();
}

void for_each_failure(const Results& results, const std::vector<std::uint64_t>& cases, const Use& use) {
  const Description& held = results.description;
  const IndexRange blocks = held.blocks_held();
  DeclaredFailures declared(results);
  for (const std::uint64_t index : cases) {
    const IndexRange of_case = held.layout().blocks_of(index);
    const std::uint64_t last = std::min(blocks.last, of_case.last);
    for (std::uint64_t block = std::max(blocks.first, of_case.first); block < last; ++block) {
      if (!results.done[block]) continue;
      const bool goes_on =
          held.failures().empty() ? tell_described(results, block, use) : declared.tell(held.block(block), use);
      if (!goes_on) return;
    }
  }
}

std::vector<FailureCount> count_failures(const Results& results, std::uint64_t case_index,
                                         const statistics::Summary& sums) {
  const FailureCategories& categories = results.description.failures();
  std::vector<FailureCount> counts;
  if (!categories.empty()) {
    const std::span<const std::int64_t> of_each = sums.counts("failure");
    for (std::size_t i = 0; i < categories.size(); ++i) {
      if (of_each[i] > 0) counts.push_back({case_index, categories[i].name, categories[i].can_retry, of_each[i]});
    }
    return counts;
  }
  std::map<std::pair<std::string, bool>, std::int64_t> described;
  for_each_failure(results, {case_index}, [&](const FailedSession& failed) {
    ++described[{failed.category, failed.can_retry}];
    return true;
  });
  for (const auto& [kind, count] : described)
    counts.push_back({case_index, kind.first, kind.second, count});
  return counts;
}

}  // namespace ergodic::analysis
