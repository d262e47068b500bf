#include "workloads/entities/past/history.hpp"

#include <ergodic/missing.hpp>
#include <ergodic/table.hpp>

#include <algorithm>
#include <utility>

namespace ergodic::workloads::entities {
namespace {

template <class Value>
std::vector<Value> picked(std::span<const Value> values, const std::vector<std::size_t>& rows) {
  std::vector<Value> some;
  some.reserve(rows.size());
  for (const std::size_t row : rows)
    some.push_back(values[row]);
  return some;
}

constexpr std::int64_t value_or_zero(std::int64_t value) { return value == missing_whole ? 0 : value; }

}  // namespace

/// Cases come by date, so that counting subjects sorts by both.
History::History(const std::vector<Case>& cases, std::size_t subjects, Source source)
    : source_(std::move(source)), ends_(subjects, 0), cases_(cases.size()) {
  std::vector<std::size_t> by_date(cases.size());
  for (std::size_t i = 0; i < by_date.size(); ++i)
    by_date[i] = i;
  std::stable_sort(by_date.begin(), by_date.end(),
                   [&](std::size_t a, std::size_t b) { return cases[a].date < cases[b].date; });
  for (const Case& one : cases) {
    for (const Code subject : one.subjects) {
      if (subject != no_code) ++ends_[static_cast<std::size_t>(subject)];
    }
  }
  std::vector<std::size_t> next(subjects, 0);
  for (std::size_t i = 0, end = 0; i < subjects; ++i) {
    next[i] = end;
    end += ends_[i];
    ends_[i] = end;
  }
  origins_.resize(ends_.empty() ? 0 : ends_.back());
  dates_.resize(origins_.size());
  for (const std::size_t c : by_date) {
    for (std::size_t s = 0; s < cases[c].subjects.size(); ++s) {
      const Code subject = cases[c].subjects[s];
      if (subject == no_code) continue;
      const std::size_t place = next[static_cast<std::size_t>(subject)]++;
      origins_[place] = {static_cast<std::uint32_t>(c), static_cast<std::uint32_t>(s)};
      dates_[place] = cases[c].date;
    }
  }
}

History::History(const History& all, const std::vector<std::size_t>& rows)
    : ends_(all.ends_.size(), 0), all_(&all), rows_(rows) {
  dates_ = picked(std::span<const Date>(all.dates_), rows_);
  std::size_t place = 0;
  for (std::size_t subject = 0; subject < ends_.size(); ++subject) {
    while (place < rows_.size() && rows_[place] < all.ends_[subject])
      ++place;
    ends_[subject] = place;
  }
}

bool History::are_known(Date end, std::int64_t until) const {
  if (known_at_.empty()) return true;
  if (latest_.empty()) {
    const std::span<const std::int64_t> known_at = wholes(known_at_);
    for (std::size_t i = 0; i < known_at.size(); ++i) {
      const auto [found, is_new] = latest_.emplace(dates_[i], known_at[i]);
      if (!is_new) found->second = std::max(found->second, known_at[i]);
    }
  }
  for (auto day = latest_.begin(); day != latest_.end() && day->first < end; ++day) {
    if (day->second > until) return false;
  }
  return true;
}

std::unique_ptr<const History> History::known(std::int64_t until) const {
  const std::span<const std::int64_t> known_at = wholes(known_at_);
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < known_at.size(); ++i) {
    if (known_at[i] <= until) rows.push_back(i);  // a missing one is the least
  }
  return std::unique_ptr<const History>(new History(*this, rows));
}

Window History::all(Code subject) const {
  if (subject == no_code) return {};
  const auto at = static_cast<std::size_t>(subject);
  return {at == 0 ? 0 : ends_[at - 1], ends_[at]};
}

Window History::between(Code subject, Date low, Date high) const {
  const Window rows = all(subject);
  const auto begin = dates_.begin();
  const auto from = begin + static_cast<std::ptrdiff_t>(rows.first);
  const auto to = begin + static_cast<std::ptrdiff_t>(rows.last);
  const auto first = std::lower_bound(from, to, low);
  return {static_cast<std::size_t>(first - begin), static_cast<std::size_t>(std::lower_bound(first, to, high) - begin)};
}

std::span<const double> History::reals(std::string_view column) const {
  const auto found = reals_.find(column);
  if (found != reals_.end()) return found->second;
  if (all_ != nullptr) return reals_.emplace(column, picked(all_->reals(column), rows_)).first->second;
  std::vector<std::vector<double>> of_cases;
  for (std::size_t c = 0; c < cases_; ++c)
    of_cases.push_back(source_.reals(c, column));
  std::vector<double> values(origins_.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = of_cases[origins_[i].of_case][origins_[i].session];
  return reals_.emplace(column, std::move(values)).first->second;
}

std::span<const std::int64_t> History::wholes(std::string_view column) const {
  const auto found = wholes_.find(column);
  if (found != wholes_.end()) return found->second;
  if (all_ != nullptr) return wholes_.emplace(column, picked(all_->wholes(column), rows_)).first->second;
  std::vector<Whole> of_cases;
  for (std::size_t c = 0; c < cases_; ++c)
    of_cases.push_back(source_.wholes(c, column));
  Whole values(origins_.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = of_cases[origins_[i].of_case][origins_[i].session];
  return wholes_.emplace(column, std::move(values)).first->second;
}

template <class Term>
std::span<const std::int64_t> History::running(std::map<std::string, Whole, std::less<>>& kept, std::string_view column,
                                               const Term& term) const {
  const auto found = kept.find(column);
  if (found != kept.end()) return found->second;
  const std::span<const std::int64_t> values = wholes(column);
  Whole sums(values.size() + 1, 0);
  for (std::size_t i = 0; i < values.size(); ++i)
    sums[i + 1] = sums[i] + term(values[i]);
  return kept.emplace(column, std::move(sums)).first->second;
}

std::span<const std::int64_t> History::sums(std::string_view column) const {
  return running(sums_, column, value_or_zero);
}

std::span<const std::int64_t> History::square_sums(std::string_view column) const {
  return running(square_sums_, column, [](std::int64_t value) { return value_or_zero(value) * value_or_zero(value); });
}

std::span<const std::int64_t> History::counts(std::string_view column) const {
  return running(counts_, column, [](std::int64_t value) { return std::int64_t{value == missing_whole ? 0 : 1}; });
}

}  // namespace ergodic::workloads::entities
