#include "engine/plan.hpp"

#include "core/format.hpp"
#include "engine/columns/choose_columns.hpp"
#include "engine/reading/no_stages.hpp"
#include "engine/summary/distinct_names.hpp"
#include "engine/summary/failure_columns.hpp"
#include "engine/summary/summary_variables.hpp"
#include "engine/summary/wanted_statistics.hpp"
#include "statistics/block_words.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace ergodic::engine {
namespace {

bool same_shape(const Workload& a, const Workload& b) {
  const auto shape = [](const Workload& workload) {
    std::string text;
    for (const Column& c : workload.columns()) {
      text += fmt::format("{}:{}:{}:{}:{}:{};", c.name, static_cast<int>(c.type), c.scale, fmt::join(c.categories, ","),
                          c.axis, c.may_be_missing);
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

RowForm form_of(const Workload& workload) {
  return {workload.columns(), workload.axes(), workload.tallies(), workload.ratios(), workload.headlines()};
}

WorkloadKind& kind_of(const study::Study& study, const Workloads& workloads) {
  if (WorkloadKind* kind = workloads.find(study.workload())) return *kind;
  throw InternalError(fmt::format("no workload {} (the study was checked against others)", study.workload()));
}

/// Blocks without rows are larger: all they leave is a summary, whose size does not depend on theirs.
constexpr std::uint64_t growth_without_rows = 4;

/// [s] that a block of the costliest case is to take at the most, where that is known.
constexpr double block_seconds = 0.1;

/// Of a study: their IDs fit 64 bits, and so do sums of two of them.
constexpr std::uint64_t most_sessions = std::uint64_t{1} << 62;

}  // namespace

std::string program_version() { return ERGODIC_VERSION; }

/// Errors of the case's say whose they are, those of a stage which it is.
template <class Work>
auto Plan::in_case(std::size_t case_index, const Work& work) const {
  try {
    return work();
  } catch (const StudyError& error) {
    std::string of;
    if (!stage().empty()) of += fmt::format(" (in stage {})", stage());
    if (study_.case_count() > 1) of += fmt::format(" (in case {})", study_.case_label(case_index));
    // At the end of the first line: text of the study that is pointed at may follow, and the place comes first.
    std::string message = error.what();
    message.insert(std::min(message.find('\n'), message.size()), of);
    throw StudyError(message);
  }
}

Plan::Plan(study::Study study, const Workloads& workloads, std::optional<store::Shard> shard, Inputs inputs)
    : study_(std::move(study)), inputs_(std::move(inputs)), kind_(&kind_of(study_, workloads)) {
  const std::shared_ptr<const Workload> first = workload(0);
  std::vector<std::optional<double>> seconds;
  bool is_uneven = false;
  for (std::size_t i = 0; i < study_.case_count(); ++i) {
    const Parameters parameters = study_.case_parameters(i);
    parts_.can_fail = parts_.can_fail || kind_->can_fail(parameters);
    parts_.layout.draws = std::max(parts_.layout.draws, kind_->draws_of(parameters));
    is_uneven = is_uneven || kind_->has_uneven_costs(parameters);
    seconds.push_back(kind_->seconds_of(parameters, inputs_));
  }
  cost_ = ExpectedCost(seconds, is_uneven);
  store::FileLayout& layout = parts_.layout;
  layout.session_dimension = kind_->session_dimension();
  for (std::size_t i = 0; i < study_.case_count(); ++i)
    layout.case_labels.push_back(study_.case_label(i));
  layout.sessions_per_case = study_.sessions_per_case();
  choose_columns(form_of(*first));
  const std::uint64_t usual = first->sessions_per_block().value_or(kind_->sessions_per_block());
  choose_block(usual);
  choose_sizes();
  lay_out();
  if (const auto until = study_.until()) choose_targets(*until);
  if (shard) take_part(*shard);
}

Plan::Plan(const study::Study& study, const Workloads& workloads, std::size_t stage, const std::vector<Stage>& of_cases,
           Inputs inputs)
    : study_(study.of_stage(of_cases.front().name)),
      inputs_(std::move(inputs)),
      kind_(&kind_of(study_, workloads)),
      stage_(stage) {
  const Stage& form = of_cases.front();
  parts_.reads = form.reads;
  parts_.can_fail = form.can_fail;
  store::FileLayout& layout = parts_.layout;
  layout.stage = form.name;
  layout.session_dimension = form.session_dimension;
  std::vector<std::uint64_t> sizes;
  std::vector<std::optional<double>> seconds;
  for (std::size_t i = 0; i < of_cases.size(); ++i) {
    for (std::size_t k = 0; k < of_cases[i].cases.size(); ++k) {
      const StageCase& one = of_cases[i].cases[k];
      layout.case_labels.push_back(of_cases.size() == 1 ? one.label : study_.case_label(i) + "/" + one.label);
      origins_.push_back({i, k});
      sizes.push_back(one.sessions.value_or(study_.sessions_per_case()));
      seconds.push_back(one.seconds);
    }
  }
  name_sessions(of_cases);
  cost_ = ExpectedCost(seconds, std::any_of(of_cases.begin(), of_cases.end(),
                                            [](const Stage& of_case) { return of_case.has_uneven_costs; }));
  for (std::size_t i = 0; i < study_.case_count(); ++i)
    layout.draws = std::max(layout.draws, kind_->draws_of(study_.case_parameters(i)));
  choose_columns(form.rows);
  choose_block(form.sessions_per_block);
  set_sizes(std::move(sizes));
  lay_out();
}

/// What the file says of each row beside its values: where all cases have it.
void Plan::name_sessions(const std::vector<Stage>& of_cases) {
  store::FileLayout& layout = parts_.layout;
  const auto names_them = [](const Stage& stage) { return stage.session_names.has_value(); };
  if (std::all_of(of_cases.begin(), of_cases.end(), names_them)) {
    layout.session_names = of_cases.front().session_names;
    std::vector<std::function<std::vector<std::string>(std::size_t)>> names;
    for (const Stage& stage : of_cases) {
      layout.session_names->width = std::max(layout.session_names->width, stage.session_names->width);
      names.push_back(stage.session_names->of_case);
    }
    layout.session_names->of_case = [names, origins = origins_](std::size_t i) {
      return names[origins[i].study_case](origins[i].of_stage);
    };
  }
  for (const Stage& stage : of_cases) {
    for (const StageCase& one : stage.cases) {
      if (one.date) layout.case_dates.push_back(*one.date);
    }
  }
  if (layout.case_dates.size() != layout.case_count()) layout.case_dates.clear();
}

/// How many sessions are in a block, unless the study says.
void Plan::choose_block(std::uint64_t usual) {
  const std::uint64_t growth = study_.rows() == study::RowsKept::none ? growth_without_rows : 1;
  const std::uint64_t chosen = cost_.sessions_per_block(usual * growth, block_seconds * static_cast<double>(growth));
  parts_.layout.sessions_per_block = study_.sessions_per_block().value_or(chosen);
}

/// What is left to say of the file, once there are cases, columns and sizes.
void Plan::lay_out() {
  parts_.seed = study_.seed();
  parts_.common_random_numbers = study_.common_random_numbers();
  store::FileLayout& layout = parts_.layout;
  layout.program_version = program_version();
  layout.workload = study_.workload();
  layout.title = study_.title();
  layout.study = study_.resolved();
  for (const std::size_t column : parts_.kept)
    layout.columns.push_back(columns()[column]);
  layout.axes = axes_along(layout.columns, axes());
  layout.may_lack_values = may_lack_values(columns());
  choose_block_words();
  // More failures than this in one block tell nothing new; all are counted.
  constexpr std::uint64_t most_failures = 16;
  const bool describes_them = parts_.can_fail && parts_.failures.empty();  // else the rows do
  layout.failures_per_block = describes_them ? std::min(most_failures, layout.sessions_per_block) : 0;
  require_that_a_file_holds(layout, "sessions");
  layout.summary_axes = summary_axes(parts_.summary_layout);
  layout.variables = summary_variables(parts_.summary_layout);
  require_distinct_names(layout.summary_axes, layout.variables);
  keep_tables();
}

void Plan::keep_tables() {
  for (const study::TableGiven& given : study_.inputs()) {
    if (given.keep.value_or(false)) parts_.layout.kept_tables.push_back(inputs_[given.name]);
  }
}

void Plan::take_part(const store::Shard& shard) {
  if (is_in_rounds()) {
    study_.reject("until", "cannot be held to by a shard", "it has a part of the sessions, and not their statistics",
                  "run the study without --shard, or with sessions alone");
  }
  if (shard.count > block_count()) {
    throw UsageError(fmt::format(
        "cannot cut the study into {} shards (it has {} {}, which are not cut) make {} at most, "
        "or smaller blocks with output.block",
        grouped(shard.count), grouped(block_count()), block_count() == 1 ? "block" : "blocks", grouped(block_count())));
  }
  parts_.layout = parts_.layout.part(shard);
}

/// Where the workload says how many sessions its cases have.
void Plan::choose_sizes() {
  std::vector<std::uint64_t> sizes;
  for (std::size_t i = 0; i < study_.case_count(); ++i) {
    const auto sessions = in_case(i, [&] { return kind_->sessions_of(study_.case_parameters(i), inputs_); });
    if (!sessions && sizes.empty()) return;
    if (!sessions)
      throw InternalError(fmt::format("{} says of some cases how many sessions they have, and not of {}", kind_->name(),
                                      study_.case_label(i)));
    sizes.push_back(*sessions);
  }
  if (study_.until()) {
    study_.reject("until", "cannot be held to", fmt::format("{} says how many sessions there are", kind_->name()),
                  "leave it out");
  }
  set_sizes(std::move(sizes));
}

void Plan::set_sizes(std::vector<std::uint64_t> sizes) {
  std::uint64_t all = 0;
  for (const std::uint64_t sessions : sizes) {
    if (sessions > most_sessions - all) {
      study_.reject("workload", fmt::format("more than {} sessions", grouped(most_sessions)),
                    fmt::format("one case alone has {}", grouped(sessions)), "simulate fewer");
    }
    all += sessions;
  }
  store::FileLayout& layout = parts_.layout;
  if (all == 0 && layout.stage.empty()) {
    study_.reject("workload", "no sessions", "none of its cases has any", "give it tables with rows, or other cases");
  }
  const bool are_alike = std::adjacent_find(sizes.begin(), sizes.end(), std::not_equal_to<>()) == sizes.end();
  if (are_alike && all > 0) {
    layout.sessions_per_case = sizes.front();
    return;
  }
  layout.sessions_per_case = 0;
  layout.sizes = std::make_shared<const store::CaseSizes>(std::move(sizes), layout.sessions_per_block);
}

/// Of few sessions a list of the sketches' buckets is shorter than their counters.
void Plan::choose_block_words() {
  store::FileLayout& layout = parts_.layout;
  const std::uint64_t sessions = std::min(layout.sessions_per_block, layout.sessions_per_case);
  // Of stages the file has but one number; a list has a bucket of every session.
  const bool is_plain = layout.stage.empty() && layout.sizes == nullptr && !layout.may_lack_values;
  const bool is_listed = is_plain && may_list_ && !parts_.summary_layout.sketched.empty() &&
                         sessions <= statistics::BlockWords::most_listed;
  layout.listed_sessions = is_listed ? sessions : 0;
  layout.words_per_block = statistics::BlockWords(parts_.summary_layout, layout.listed_sessions).count();
}

Plan Plan::with_sessions(std::uint64_t sessions_per_case) const {
  Plan plan = *this;
  plan.parts_.layout.sessions_per_case = sessions_per_case;
  plan.choose_block_words();
  require_that_a_file_holds(plan.parts_.layout, "until.max_sessions");
  return plan;
}

Plan Plan::without_lists() const {
  Plan plan = *this;
  plan.may_list_ = false;
  plan.choose_block_words();
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

/// The columns of a case, and of its failures; those that the study makes up stand between.
void Plan::choose_columns(const RowForm& form) {
  simulated_ = form.columns;
  axes_ = form.axes;
  const RowFunctions functions = in_case(0, [&] { return functions_of(0); });
  has_functions_ = !functions.columns().empty();
  engine::choose_columns(study_, *kind_, form, functions.columns(), parts_);
}

RowFunctions Plan::functions(std::size_t case_index) const {
  return functions_of(origins_.empty() ? case_index : origin(case_index).study_case);
}

RowFunctions Plan::functions_of(std::size_t study_case) const {
  const store::FileLayout& file = layout();
  std::vector<std::string> taken{"case",    file.session_dimension, file.sizes_name(), "probability", "sessions",
                                 "failures"};
  for (const Axis& axis : axes_)
    taken.push_back(axis.name);
  const FailureCategories declared = kind_->failures();
  for (const Column& column : failure_columns(declared))
    taken.push_back(column.name);
  return {study_, study_case, simulated_, std::move(taken)};
}

std::shared_ptr<const Workload> Plan::workload(std::size_t case_index, const EarlierStages* earlier) const {
  if (origins_.empty())
    return in_case(case_index, [&] { return kind_->make(study_.case_parameters(case_index), inputs_); });
  const Origin& from = origin(case_index);
  std::shared_ptr<const Workload> made = in_case(from.study_case, [&] {
    return kind_->make_in_stage(study_.case_parameters(from.study_case), inputs_, stage_, from.of_stage,
                                earlier == nullptr ? no_earlier_stages() : *earlier);
  });
  require_form(*made);
  return made;
}

/// Throws InternalError for one that leaves other columns than its stage has room for.
void Plan::require_form(const Workload& workload) const {
  const Columns given = workload.columns();
  if (!std::equal(given.begin(), given.end(), simulated_.begin(), simulated_.end(), stored_alike))
    throw InternalError(fmt::format("a case of the stage {} of {} gives other columns than the stage declares",
                                    layout().stage, kind_->name()));
}

namespace {

/// Adds what sessions take; the sum is unknown once a case does not tell, or counts in another unit.
void add_work(const Workload& workload, std::uint64_t sessions, std::optional<ExpectedWork>& sum) {
  const std::optional<ExpectedWork> one = workload.expected_work();
  const bool is_known = sum && one && (sum->of_session == 0 || sum->unit == one->unit);
  const double before = is_known ? sum->of_session : 0;
  sum = is_known ? std::optional(ExpectedWork{before + static_cast<double>(sessions) * one->of_session, one->unit})
                 : std::nullopt;
}

}  // namespace

std::optional<ExpectedWork> Plan::check_cases(const OnActivity& on_activity) const {
  if (!origins_.empty()) return check_stage();
  const std::shared_ptr<const Workload> first = workload(0);
  std::optional<ExpectedWork> work(std::in_place);
  for (std::size_t i = 0; i < study_.case_count(); ++i) {
    if (i > 0) on_activity({Phase::planning, i, study_.case_count()});
    const std::shared_ptr<const Workload> one = i == 0 ? first : workload(i);
    in_case(i, [&] { one->check_length(); });
    add_work(*one, layout().sessions_of(i), work);
    if (has_functions_) in_case(i, [&] { functions(i); });
    check_controls(study_, columns(), *one, study_.case_label(i));
    if (!same_shape(*first, *one)) {
      throw StudyError(fmt::format("the cases {} and {} give different columns (one file holds one kind of row) {}",
                                   study_.case_label(0), study_.case_label(i), kind_->advice_on_different_columns()));
    }
  }
  return work;
}

/// The cases that need no earlier rows; the others there are only in a run.
std::optional<ExpectedWork> Plan::check_stage() const {
  for (std::size_t i = 0; has_functions_ && i < study_.case_count(); ++i)
    in_case(i, [&] { functions_of(i); });
  if (!parts_.reads.empty()) return std::nullopt;
  std::optional<ExpectedWork> work(std::in_place);
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    const std::shared_ptr<const Workload> one = workload(i);
    in_case(origins_[i].study_case, [&] { one->check_length(); });
    add_work(*one, layout().sessions_of(i), work);
  }
  return work;
}

}  // namespace ergodic::engine
