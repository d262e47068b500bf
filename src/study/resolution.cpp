#include "study/resolution.hpp"

#include "core/suggest.hpp"
#include "study/schema/named_lists.hpp"
#include "study/schema/study_schema.hpp"
#include "study/schema/validate.hpp"
#include "study/schema/variants.hpp"
#include "study/sources.hpp"
#include "study/values/problems.hpp"
#include "study/values/quoting.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::study {
namespace {

constexpr std::string_view axis_prefix = "sweep.";

bool is_about_cases(std::string_view key) { return key == "cases" || key == "sweep" || key.starts_with(axis_prefix); }

/// Without a workload, the study's own keys are all that can be checked.
void check_own_keys(const Sources& sources, Problems& problems) {
  const KeySlots layout(study_schema());
  const Scope scope{.layout = layout, .described = "a study"};
  for (const YamlPointer& source : sources) {
    const YamlValue own = pairs_where(*source, [&](std::string_view key) {
      return key != "workload" && !is_about_cases(key) && layout.find(key.substr(0, key.find('.'))) != no_slot;
    });
    check_mapping(scope, own, problems);
  }
}

std::string workload_problem(const Sources& sources, const YamlValue* written, const Workloads& workloads) {
  const std::vector<std::string> names = workloads.names();
  if (written == nullptr) {
    const bool is_empty = sources.size() == 1 && sources.front()->items.empty();
    return fmt::format(
        "workload is missing ({}) add for example workload: {}",
        is_empty ? "the study is empty, and this key has no default" : "it says what is simulated, and has no default",
        names.empty() ? "NAME" : names.front());
  }
  if (written->kind != YamlValue::Kind::scalar) {
    return fmt::format("workload is {} (it must be one of {}) choose one of them", found(*written), enumerate(names));
  }
  const std::string near = did_you_mean(written->text, names);
  return fmt::format("unknown workload \"{}\" (this program has {}){}", shown(written->text), enumerate(names),
                     near.empty() ? " choose one of them" : near);
}

/// The workload that the last source to name one asks for.
const WorkloadKind& find_workload(const Sources& sources, const Workloads& workloads, Problems& problems) {
  const YamlValue* written = last_value(sources, "workload");
  if (written != nullptr && written->kind == YamlValue::Kind::scalar) {
    if (const WorkloadKind* kind = workloads.find(written->text)) return *kind;
  }
  problems.add(written == nullptr ? sources.front()->place : written->place,
               workload_problem(sources, written, workloads));
  check_own_keys(sources, problems);
  problems.throw_if_any();
  throw InternalError(
      "a study without a workload passed (its problem was just noted) please report this with the study");
}

Scope scope_of(const Resolution& study, const NamedFiles* files) {
  return {.layout = study.layout,
          .described = fmt::format("the {} workload", study.workload),
          .described_first = study.first_parameter,
          .files = files};
}

/// A setting that would do nothing is refused: who gave it thinks that it does.
void refuse_random_numbers(const Sources& sources, const std::string& workload, Problems& problems) {
  for (const YamlPointer& source : sources) {
    for (std::size_t pair = 0; pair < source->pair_count(); ++pair) {
      const YamlValue& key = source->key(pair);
      if (!is_about_random_numbers(key.text)) continue;
      problems.add(key.place, fmt::format("{} means nothing here (the sessions of {} draw no random numbers, and its "
                                          "tables say how many there are) remove it",
                                          shown(key.text), workload));
    }
  }
}

void set_base(const Sources& sources, const NamedFiles* files, Resolution& study, Problems& problems) {
  const Scope scope = scope_of(study, files);
  for (const YamlPointer& source : sources) {
    const YamlValue plain = pairs_where(*source, [&](std::string_view key) {
      return !is_about_cases(key) && (study.draws_random_numbers || !is_about_random_numbers(key));
    });
    apply(study.layout, check_mapping(scope, plain, problems), study.defaults, study.base);
  }
}

/// One swept key, from the command line: in place of the file's values, or one key more.
void set_axis(const Scope& scope, const YamlValue& key, const YamlValue& values, std::vector<Cases::Axis>& axes,
              Problems& problems) {
  Cases::Axis axis;
  if (!check_axis(scope, key, key.text.substr(axis_prefix.size()), values, axis, problems)) return;
  const auto same =
      std::find_if(axes.begin(), axes.end(), [&](const Cases::Axis& other) { return other.slot == axis.slot; });
  if (same == axes.end()) {
    axes.push_back(std::move(axis));
  } else {
    *same = std::move(axis);
  }
}

void set_cases(const Sources& sources, const NamedFiles* files, Resolution& study, Problems& problems) {
  Scope scope = scope_of(study, files);
  scope.first = study.first_parameter;
  scope.where = "a case";
  const YamlValue* last = last_value(sources, "cases");
  if (last != nullptr) check_cases(scope, study.tables, *last, study.cases, problems);
  scope.where = "the sweep";
  for (const YamlPointer& source : sources) {
    for (std::size_t pair = 0; pair < source->pair_count(); ++pair) {
      const YamlValue& key = source->key(pair);
      if (key.text == "cases" || !is_about_cases(key.text)) continue;
      last = &source->value(pair);
      if (key.text == "sweep") {
        study.cases.axes = check_sweep(scope, *last, problems);
      } else {
        set_axis(scope, key, *last, study.cases.axes, problems);
      }
    }
  }
  if (study.cases.are_pending) return;
  label_cases(study.layout, study.cases, last == nullptr ? sources.front()->place : last->place, problems);
}

/// Required keys may come from every case rather than from the base: a key that all cases lack is told once.
void check_complete(const Resolution& study, const Position& start, Problems& problems) {
  std::map<Slot, std::vector<std::size_t>> lacking;  // named cases, by what they lack
  const std::size_t named = std::max<std::size_t>(study.cases.named.size(), 1);
  const std::size_t points = study.cases.points();
  const auto is_open = [&](Slot slot) { return study.base[slot] == nullptr && is_required(*study.layout[slot].key); };
  bool any_open = false;
  for (Slot slot = 0; slot < study.layout.size(); ++slot)
    any_open = any_open || is_open(slot);
  for (std::size_t i = 0; any_open && i < named; ++i) {
    for (const Slot slot : missing(study.layout, study.values_of(i * points)))
      lacking[slot].push_back(i);
  }
  for (const auto& [slot, cases] : lacking) {
    const KeySlots::Entry& entry = study.layout[slot];
    if (problems.is_concerned(entry.path)) continue;
    if (cases.size() == named) {
      problems.add(start, missing_message(entry.path, *entry.key, ""));
      continue;
    }
    for (const std::size_t i : cases) {
      const Cases::Named& lacks = study.cases.named[i];
      problems.add(lacks.place,
                   missing_message(entry.path, *entry.key, fmt::format(" in the case \"{}\"", lacks.label)));
    }
  }
}

/// What is wrong with many cases is told of the first.
void check_variants(const Resolution& study, Problems& problems) {
  const std::vector<std::string>& labels = study.cases.labels;
  std::set<std::string> told;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (const auto& [place, message] : misplaced_sections(study.layout, study.values_of(i), "", problems)) {
      if (!told.insert(fmt::format("{}: {}", place.text(), message)).second) continue;
      problems.add(place, labels.size() == 1 ? message : fmt::format("{} (in case {})", message, labels[i]));
    }
  }
}

/// Whether the header of any table names places.
bool has_named_lists(const Resolution& study) {
  const auto is_named = [](const Setting& setting) { return has_names(setting.value); };
  return std::any_of(study.base.begin(), study.base.end(), has_names) ||
         std::any_of(
             study.cases.named.begin(), study.cases.named.end(),
             [&](const Cases::Named& one) { return std::any_of(one.layer.begin(), one.layer.end(), is_named); }) ||
         std::any_of(study.cases.axes.begin(), study.cases.axes.end(), [](const Cases::Axis& axis) {
           return std::any_of(axis.values.begin(), axis.values.end(), has_names);
         });
}

/// What is wrong with many cases is told of the first.
void check_named_lists(const Resolution& study, Problems& problems) {
  std::set<std::string> told;
  for (std::size_t i = 0; i < study.cases.labels.size(); ++i) {
    for (const auto& [place, message] : misnamed_lists(study.layout, study.values_of(i))) {
      if (told.insert(place.text()).second) problems.add(place, message);
    }
  }
}

}  // namespace

Resolution::Resolution(const WorkloadKind& kind)
    : WholeSchema(kind),
      workload(kind.name()),
      draws_random_numbers(kind.draws_random_numbers()),
      tables(kind.tables()) {}

Values Resolution::values_of(std::size_t case_index) const {
  Values values = base;
  for (const Layer& layer : cases.layers(layout, case_index))
    apply(layout, layer, defaults, values);
  return values;
}

NodePointer Resolution::tree_of(const Values& values, Slot first, Slot last) const {
  static const Key root_key{.kind = Key::Kind::section};
  return make_node(root_key, place, Section{"", tree(layout, values, first, last, place, "")});
}

std::unique_ptr<const Resolution> resolve(std::string_view text, const std::string& origin, const Overrides& overrides,
                                          const Workloads& workloads, const NamedFiles* files) {
  Problems problems;
  const Sources sources = read_sources(text, origin, overrides, problems);
  auto study = std::make_unique<Resolution>(find_workload(sources, workloads, problems));
  study->place = {std::make_shared<const std::string>(origin), 0, 0};
  study->defaults = default_values(study->layout, {std::make_shared<const std::string>(origin + " (default)"), 0, 0});
  study->base = study->defaults;
  if (!study->draws_random_numbers) refuse_random_numbers(sources, study->workload, problems);
  set_base(sources, files, *study, problems);
  set_cases(sources, files, *study, problems);
  if (!study->cases.are_pending) check_complete(*study, sources.front()->place, problems);
  if (problems.empty() && study->layout.has_variants()) check_variants(*study, problems);
  if (problems.empty() && has_named_lists(*study)) check_named_lists(*study, problems);
  problems.throw_if_any();
  return study;
}

}  // namespace ergodic::study
