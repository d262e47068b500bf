#include "engine/plan.hpp"

#include "core/format.hpp"
#include "core/suggest.hpp"
#include "engine/summary/summary_variables.hpp"
#include "engine/summary/wanted_statistics.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::engine {
namespace {

std::vector<std::string> names_of(const Columns& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns)
    names.push_back(column.name);
  return names;
}

bool same_shape(const Workload& a, const Workload& b) {
  const auto shape = [](const Workload& workload) {
    std::string text;
    for (const Column& c : workload.columns()) {
      text += fmt::format("{}:{}:{}:{}:{};", c.name, static_cast<int>(c.type), c.scale, fmt::join(c.categories, ","),
                          c.axis);
    }
    for (const Axis& axis : workload.axes())
      text += fmt::format("{}:{}:{};", axis.name, fmt::join(axis.coordinates, ","), fmt::join(axis.labels, ","));
    for (const Tally& t : workload.tallies())
      text += fmt::format("{}:{};", t.name, fmt::join(t.labels, ","));
    for (const Ratio& r : workload.ratios())
      text += fmt::format("{}:{}:{};", r.name, r.numerator, r.denominator);
    return text;
  };
  return shape(a) == shape(b);
}

/// A sketch takes 50 kB a place and block; on a longer axis the quantiles would outweigh the rows.
constexpr std::size_t most_places_with_quantiles = 64;

/// Columns and dimensions are named beside each other in the file.
void require_distinct_dimensions(const Columns& columns, const Axes& axes, const std::string& session_dimension) {
  std::vector<std::string> taken = names_of(columns);
  taken.insert(taken.end(), {"case", session_dimension, "probability"});
  for (const Axis& axis : axes) {
    if (axis.size() == 0)
      throw InternalError(fmt::format("the axis \"{}\" has no places (a workload gives one at least)", axis.name));
    if (std::find(taken.begin(), taken.end(), axis.name) != taken.end())
      throw InternalError(
          fmt::format("the axis \"{}\" has the name of another dimension or column (in the file they lie side by side)",
                      axis.name));
    taken.push_back(axis.name);
  }
}

/// Studies name columns too, so that two of them may give the same dataset.
void require_distinct_names(const Axes& axes, const std::vector<store::Variable>& variables) {
  std::vector<std::string> names;
  for (const Axis& axis : axes)
    names.push_back(axis.name);
  for (const store::Variable& variable : variables)
    names.push_back(variable.name);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return;
  throw StudyError(
      fmt::format("two of the columns would each have a \"{}\" in /summary (a name there means one thing) name one of "
                  "the functions otherwise",
                  *twice));
}

/// Blocks without rows are larger: all they leave is a summary, whose size does not depend on theirs.
constexpr std::uint64_t growth_without_rows = 4;

}  // namespace

std::string program_version() { return ERGODIC_VERSION; }

Plan::Plan(study::Study study, const Workloads& workloads, std::optional<store::Shard> shard, Inputs inputs)
    : study_(std::move(study)), inputs_(std::move(inputs)), kind_(workloads.find(study_.workload())) {
  if (kind_ == nullptr)
    throw InternalError(fmt::format("no workload {} (the study was checked against others)", study_.workload()));
  parts_.seed = study_.seed();
  parts_.common_random_numbers = study_.common_random_numbers();
  const std::shared_ptr<const Workload> first = workload(0);
  parts_.headlines = first->headlines();
  for (std::size_t i = 0; i < study_.case_count() && !parts_.can_fail; ++i)
    parts_.can_fail = kind_->can_fail(study_.case_parameters(i));
  choose_columns(*first);

  store::FileLayout& layout = parts_.layout;
  layout.program_version = program_version();
  layout.workload = study_.workload();
  for (std::size_t i = 0; i < study_.case_count(); ++i)
    layout.draws = std::max(layout.draws, kind_->draws_of(study_.case_parameters(i)));
  layout.title = study_.title();
  layout.study = study_.resolved();
  layout.session_dimension = kind_->session_dimension();
  for (std::size_t i = 0; i < study_.case_count(); ++i)
    layout.case_labels.push_back(study_.case_label(i));
  layout.sessions_per_case = study_.sessions_per_case();
  const std::uint64_t usual = first->sessions_per_block().value_or(kind_->sessions_per_block()) *
                              (study_.rows() == study::RowsKept::none ? growth_without_rows : 1);
  layout.sessions_per_block = study_.sessions_per_block().value_or(usual);
  for (const std::size_t column : parts_.kept)
    layout.columns.push_back(columns()[column]);
  layout.axes = axes_along(layout.columns, axes());
  layout.words_per_block = statistics::Summary::word_count(parts_.summary_layout);
  // More failures than this in one block tell nothing new; all are counted.
  constexpr std::uint64_t most_failures = 16;
  layout.failures_per_block = parts_.can_fail ? std::min(most_failures, layout.sessions_per_block) : 0;
  require_that_a_file_holds(layout, "sessions");
  layout.summary_axes = summary_axes(parts_.summary_layout);
  layout.variables = summary_variables(parts_.summary_layout);
  require_distinct_names(layout.summary_axes, layout.variables);
  keep_tables();
  if (const auto until = study_.until()) choose_targets(*until);
  if (!shard) return;
  if (is_in_rounds()) {
    study_.reject("until", "cannot be held to by a shard", "it has a part of the sessions, and not their statistics",
                  "run the study without --shard, or with sessions alone");
  }
  if (shard->count > block_count()) {
    throw UsageError(
        fmt::format("cannot cut the study into {} shards (it has {} {}, which are not cut) make {} at most, "
                    "or smaller blocks with output.block",
                    grouped(shard->count), grouped(block_count()), block_count() == 1 ? "block" : "blocks",
                    grouped(block_count())));
  }
  layout = layout.part(*shard);
}

void Plan::keep_tables() {
  for (const study::TableGiven& given : study_.inputs()) {
    if (given.keep.value_or(false)) parts_.layout.kept_tables.push_back(inputs_[given.name]);
  }
}

Plan Plan::with_sessions(std::uint64_t sessions_per_case) const {
  Plan plan = *this;
  plan.parts_.layout.sessions_per_case = sessions_per_case;
  require_that_a_file_holds(plan.parts_.layout, "until.max_sessions");
  return plan;
}

Plan Plan::with_study_text(std::string resolved) const {
  Plan plan = *this;
  plan.parts_.layout.study = std::move(resolved);
  return plan;
}

void Plan::require_that_a_file_holds(const store::FileLayout& layout, std::string_view key) const {
  if (layout.payload() < std::uint64_t{1} << 62) return;
  study_.reject(key, grouped(layout.sessions_per_case) + " for each case are too many",
                fmt::format("with {} cases the results would not fit any file", grouped(layout.case_count())),
                "simulate fewer, or set output.rows: none");
}

void Plan::choose_targets(const study::Until& until) {
  for (const study::Target& target : until.targets)
    parts_.targets.emplace_back(target, parts_.summary_layout);
  parts_.max_sessions = until.max_sessions;
  parts_.layout.in_rounds = true;
  if (parts_.max_sessions < parts_.layout.sessions_per_case) {
    study_.reject("until.max_sessions", grouped(parts_.max_sessions) + " are too few",
                  fmt::format("the first round has {} sessions per case", grouped(parts_.layout.sessions_per_case)),
                  "raise it, or lower sessions");
  }
  with_sessions(parts_.max_sessions);
}

void Plan::choose_columns(const Workload& workload) {
  Columns all = workload.columns();
  if (parts_.can_fail) all.push_back(category("failed", {"no", "yes"}).says("whether the session failed"));
  const Axes axes = workload.axes();
  for (Column& column : all)
    column.quantiles = column.quantiles && values_per_session(column, axes) <= most_places_with_quantiles;
  require_distinct_dimensions(all, axes, kind_->session_dimension());
  parts_.summary_layout = {all, workload.tallies(), workload.ratios(), {}, axes};
  add_wanted_statistics(study_, parts_.summary_layout);

  if (study_.rows() == study::RowsKept::all) {
    const std::vector<std::string> known = names_of(all);
    if (study_.columns().empty()) {
      for (std::size_t i = 0; i < all.size(); ++i)
        parts_.kept.push_back(i);
    }
    for (const std::string& name : study_.columns()) {
      const auto found = std::find(known.begin(), known.end(), name);
      if (found == known.end()) {
        study_.reject("output.columns", fmt::format("unknown column \"{}\"", name),
                      fmt::format("{} has {}", study_.workload(), enumerate(known, 40)), did_you_mean(name, known));
      }
      const auto index = static_cast<std::size_t>(found - known.begin());
      if (std::find(parts_.kept.begin(), parts_.kept.end(), index) != parts_.kept.end()) {
        study_.reject("output.columns", fmt::format("column \"{}\" twice", name), "each is kept once", "remove one");
      }
      parts_.kept.push_back(index);
    }
  } else if (!study_.columns().empty()) {
    study_.reject("output.columns", "columns of rows that are not kept", "output.rows is none",
                  "set output.rows: all, or leave out output.columns");
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool kept = std::find(parts_.kept.begin(), parts_.kept.end(), i) != parts_.kept.end();
    // Rows of failed sessions hold zeros, which must not count: the sketch knows them.
    if (columns()[i].quantiles && (!kept || parts_.can_fail)) parts_.summary_layout.sketched.push_back(all[i].name);
  }
}

/// Errors of the case's say whose they are.
template <class Work>
auto Plan::in_case(std::size_t case_index, const Work& work) const {
  try {
    return work();
  } catch (const StudyError& error) {
    if (study_.case_count() == 1) throw;
    // At the end of the first line: text of the study that is pointed at may follow, and the place comes first.
    std::string message = error.what();
    message.insert(std::min(message.find('\n'), message.size()),
                   fmt::format(" (in case {})", study_.case_label(case_index)));
    throw StudyError(message);
  }
}

std::shared_ptr<const Workload> Plan::workload(std::size_t case_index) const {
  return in_case(case_index, [&] { return kind_->make(study_.case_parameters(case_index), inputs_); });
}

void Plan::check_cases() const {
  const std::shared_ptr<const Workload> first = workload(0);
  for (std::size_t i = 0; i < study_.case_count(); ++i) {
    const std::shared_ptr<const Workload> one = i == 0 ? first : workload(i);
    in_case(i, [&] { one->check_length(); });
    check_controls(study_, columns(), *one, study_.case_label(i));
    if (!same_shape(*first, *one)) {
      throw StudyError(fmt::format("the cases {} and {} give different columns (one file holds one kind of row) {}",
                                   study_.case_label(0), study_.case_label(i), kind_->advice_on_different_columns()));
    }
  }
}

}  // namespace ergodic::engine
