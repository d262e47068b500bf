#include "engine/reading/earlier_rows.hpp"

#include "engine/folding.hpp"
#include "statistics/in_unit.hpp"

#include <ergodic/errors.hpp>
#include <ergodic/missing.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <type_traits>

namespace ergodic::engine {
namespace {

std::size_t kept_column(const Plan& plan, std::string_view name) {
  const Columns& kept = plan.layout().columns;
  const auto found = std::find_if(kept.begin(), kept.end(), [&](const Column& column) { return column.name == name; });
  if (found != kept.end()) return static_cast<std::size_t>(found - kept.begin());
  throw StudyError(fmt::format(
      "the stage {} keeps no column {} (cases of a later stage are made from its rows) keep it: say so in output.rows "
      "and output.columns",
      plan.stage(), name));
}

/// Calls use(a value of the type).
template <class Use>
void with_type(Type type, const Use& use) {
  switch (type) {
    case Type::uint8: return use(std::uint8_t{});
    case Type::int16: return use(std::int16_t{});
    case Type::int32: return use(std::int32_t{});
    case Type::int64: return use(std::int64_t{});
    case Type::float64: return use(double{});
  }
}

}  // namespace

EarlierRows::EarlierRows(const Chain& chain, const std::vector<store::ResultFile>& files, std::size_t stage,
                         std::size_t study_case)
    : chain_(chain), files_(files), stage_(stage), study_case_(study_case) {
  for (const std::string& name : chain_[stage_].reads()) {
    const std::size_t read = chain_.stage_index(name);
    const IndexRange cases = cases_of(read);
    reads_.push_back({read, cases, statistics::Summary(chain_[read].summary_layout()),
                      std::vector<std::optional<statistics::Summary>>(cases.size())});
  }
}

EarlierRows::Read& EarlierRows::readable(std::string_view stage) const {
  for (Read& read : reads_) {
    if (chain_[read.stage].stage() == stage) return read;
  }
  throw InternalError(fmt::format("the stage {} asks for rows of {}, which it does not declare to read",
                                  chain_[stage_].stage(), stage));
}

/// Those of this case of the study, which lie together.
IndexRange EarlierRows::cases_of(std::size_t stage) const {
  const std::vector<Plan::Origin>& origins = chain_[stage].origins();  // in the order of the study's cases
  const auto first_of = [&](std::size_t study_case) {
    const auto found =
        std::lower_bound(origins.begin(), origins.end(), study_case,
                         [](const Plan::Origin& one, std::size_t which) { return one.study_case < which; });
    return static_cast<std::uint64_t>(found - origins.begin());
  };
  return {first_of(study_case_), first_of(study_case_ + 1)};
}

EarlierRows::Place EarlierRows::place(std::string_view stage, std::size_t of_case) const {
  Read& read = readable(stage);
  if (of_case >= read.cases.size())
    throw InternalError(
        fmt::format("case {} of the stage {} is asked for, which has {}", of_case, stage, read.cases.size()));
  return {read.stage, read.cases.first + of_case, read.empty, read.summaries[of_case]};
}

std::size_t EarlierRows::cases(std::string_view stage) const { return readable(stage).cases.size(); }

std::uint64_t EarlierRows::sessions(std::string_view stage, std::size_t of_case) const {
  const Place at = place(stage, of_case);
  return chain_[at.stage].layout().sessions_of(at.case_index);
}

const statistics::Summary& EarlierRows::summary(const Place& at) const {
  if (!at.summary) {
    const Plan& plan = chain_[at.stage];
    BlocksDone& done = done_[at.stage];
    if (done.empty()) done.assign(plan.block_count(), true);
    at.summary = fold_case(plan, files_[at.stage], done, at.case_index, at.empty);
  }
  return *at.summary;
}

std::uint64_t EarlierRows::succeeded(std::string_view stage, std::size_t of_case) const {
  return static_cast<std::uint64_t>(summary(place(stage, of_case)).sessions());
}

double EarlierRows::mean(std::string_view stage, std::size_t of_case, std::string_view column,
                         std::size_t place_on_axis) const {
  return summary(place(stage, of_case)).mean(column, place_on_axis);
}

double EarlierRows::standard_deviation(std::string_view stage, std::size_t of_case, std::string_view column,
                                       std::size_t place_on_axis) const {
  return summary(place(stage, of_case)).standard_deviation(column, place_on_axis);
}

template <class Value>
std::vector<Value> EarlierRows::values(std::string_view stage, std::size_t of_case, std::string_view name) const {
  const Place at = place(stage, of_case);
  const Plan& plan = chain_[at.stage];
  const std::size_t index = kept_column(plan, name);
  const Column& column = plan.layout().columns[index];
  std::vector<Value> values(plan.layout().sessions_of(at.case_index) * values_per_session(column, plan.axes()));
  with_type(column.type, [&](auto stored) {
    if constexpr (std::is_same_v<Value, std::int64_t> && std::is_same_v<decltype(stored), double>)
      throw InternalError(fmt::format("the column {} of the stage {} has no whole numbers", name, stage));
    std::vector<decltype(stored)> rows(values.size());
    files_[at.stage].read_column(index, at.case_index, 0, std::as_writable_bytes(std::span(rows)));
    std::transform(rows.begin(), rows.end(), values.begin(), [&](auto one) {
      if (column.may_be_missing && is_missing(one)) return missing_value<Value>();
      if constexpr (std::is_same_v<Value, double>) return statistics::in_unit(static_cast<double>(one), column);
      return static_cast<Value>(one);
    });
  });
  return values;
}

std::vector<double> EarlierRows::reals(std::string_view stage, std::size_t of_case, std::string_view column) const {
  return values<double>(stage, of_case, column);
}

std::vector<std::int64_t> EarlierRows::wholes(std::string_view stage, std::size_t of_case,
                                              std::string_view column) const {
  return values<std::int64_t>(stage, of_case, column);
}

}  // namespace ergodic::engine
