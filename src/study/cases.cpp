#include "study/cases.hpp"

#include "study/each/each.hpp"
#include "study/each/expand.hpp"
#include "study/values/quoting.hpp"
#include "study/values/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace ergodic::study {
namespace {

/// Whether `name` is the end of `path`, cut at a dot.
bool is_end_of(std::string_view path, std::string_view name) {
  return path.ends_with(name) && (path.size() == name.size() || path[path.size() - name.size() - 1] == '.');
}

/// Shortest ends of the paths, cut at dots, that tell them apart.
std::vector<std::string> short_names(const KeySlots& layout, const std::vector<Cases::Axis>& axes) {
  std::vector<std::string> names;
  for (const Cases::Axis& axis : axes) {
    const std::string_view path = layout[axis.slot].path;
    std::string_view name = last_name(path);
    const auto is_ambiguous = [&](const Cases::Axis& other) {
      return other.slot != axis.slot && is_end_of(layout[other.slot].path, name);
    };
    while (name.size() < path.size() && std::any_of(axes.begin(), axes.end(), is_ambiguous)) {
      const std::string_view before = path.substr(0, path.size() - name.size() - 1);
      name = path.substr(before.size() - last_name(before).size());
    }
    names.emplace_back(name);
  }
  return names;
}

/// The index on each axis of a grid point; the last axis is the fastest.
std::vector<std::size_t> coordinates(const std::vector<Cases::Axis>& axes, std::uint64_t point) {
  std::vector<std::size_t> at(axes.size());
  for (std::size_t i = axes.size(); i-- > 0;) {
    at[i] = point % axes[i].values.size();
    point /= axes[i].values.size();
  }
  return at;
}

void check_conflicts(const KeySlots& layout, const Cases& cases, Problems& problems) {
  for (const Cases::Named& named : cases.named) {
    for (const Setting& setting : named.layer) {
      for (const Cases::Axis& axis : cases.axes) {
        const bool is_hidden = axis.slot == setting.slot || (setting.value->is_null() && axis.slot > setting.slot &&
                                                             axis.slot < layout[setting.slot].end);
        if (is_hidden) {
          problems.add(
              setting.value->place,
              fmt::format("{} is set by the case \"{}\" and swept (at {}, which would set it again) remove one of them",
                          layout[axis.slot].path, named.label, axis.place.text()));
        }
      }
    }
  }
}

void add_case(const Scope& scope, const YamlValue& key, const YamlValue& changes, Cases& cases, Problems& problems) {
  if (!check_label(key, problems)) return;
  if (changes.kind != YamlValue::Kind::mapping && changes.kind != YamlValue::Kind::null) {
    problems.add(changes.place,
                 fmt::format("the case \"{}\" is {} (it must map keys of the workload to values) write {{}} if it "
                             "changes nothing",
                             key.text, found(changes)));
    return;
  }
  Layer layer = check_mapping(scope, changes, problems);
  layer.shrink_to_fit();
  cases.named.push_back({key.text, key.place, std::move(layer)});
}

void add_each(const Scope& scope, const TableForms& tables, const YamlValue& key, const YamlPointer& written,
              Cases& cases, Problems& problems) {
  const std::optional<Each> each = check_each(scope, tables, key, written, problems);
  std::vector<NamedCase> made;
  if (each) made = cases_of(*each, scope, tables, problems);
  cases.are_pending = cases.are_pending || made.empty();  // what they would set is not missing
  std::move(made.begin(), made.end(), std::back_inserter(cases.named));
}

}  // namespace

std::uint64_t Cases::points() const {
  std::uint64_t count = 1;
  for (const Axis& axis : axes)
    count = std::min(count * axis.values.size(), CaseLimits::most + 1);
  return count;
}

std::vector<Layer> Cases::layers(const KeySlots& layout, std::size_t index) const {
  std::vector<Layer> layers;
  if (!named.empty()) layers.push_back(named[index / points()].layer);
  const std::vector<std::size_t> at = coordinates(axes, index % points());
  for (std::size_t i = 0; i < axes.size(); ++i) {
    Layer layer;
    for (Slot owner = layout[axes[i].slot].owner; owner != no_slot; owner = layout[owner].owner) {
      layer.push_back({owner, make_node(*layout[owner].key, axes[i].place, Section{})});
    }
    layer.push_back({axes[i].slot, axes[i].values[at[i]]});
    layers.push_back(std::move(layer));
  }
  return layers;
}

void check_cases(const Scope& scope, const TableForms& tables, const YamlValue& written, Cases& cases,
                 Problems& problems) {
  if (written.kind != YamlValue::Kind::mapping) {
    problems.add(written.place,
                 fmt::format("cases is {} (it must map labels to what each case changes) write for example "
                             "cases: {{usual: {{}}}}",
                             found(written)));
    return;
  }
  cases.named.reserve(written.pair_count());
  for (std::size_t pair = 0; pair < written.pair_count(); ++pair) {
    const YamlValue& key = written.key(pair);
    if (is_each(key, scope.files)) {
      add_each(scope, tables, key, written.items[2 * pair + 1], cases, problems);
    } else {
      add_case(scope, key, written.value(pair), cases, problems);
    }
  }
  refuse_twins(cases.named, problems);
}

bool check_axis(const Scope& scope, const YamlValue& key, const std::string& path, const YamlValue& values,
                Cases::Axis& axis, Problems& problems) {
  const Slot slot = check_path(scope, key, path, problems);
  if (slot == no_slot) return false;
  const KeySlots::Entry& entry = scope.layout[slot];
  if (entry.key->kind == Key::Kind::section) {
    problems.add(key.place,
                 fmt::format("{} in the sweep (it is a section, and a sweep goes through the values of a key) write "
                             "{}.KEY: [value, value]",
                             entry.path, entry.path));
    return false;
  }
  if (values.kind != YamlValue::Kind::list || values.items.empty()) {
    problems.add(
        values.place,
        fmt::format("{} in the sweep is {} (it must be the list of its values) write them in brackets: "
                    "[value, value]",
                    entry.path,
                    values.items.empty() && values.kind == YamlValue::Kind::list ? "an empty list" : found(values)));
    return false;
  }
  axis = {slot, key.place, {}};
  for (const YamlPointer& value : values.items) {
    if (NodePointer node = check_value(*entry.key, entry.path, *value, scope.files, problems))
      axis.values.push_back(std::move(node));
  }
  return axis.values.size() == values.items.size();
}

std::vector<Cases::Axis> check_sweep(const Scope& scope, const YamlValue& written, Problems& problems) {
  std::vector<Cases::Axis> axes;
  if (written.kind != YamlValue::Kind::mapping) {
    problems.add(written.place,
                 fmt::format("sweep is {} (it must map keys of the workload to lists of values) write for example "
                             "sweep: {{KEY: [value, value]}}",
                             found(written)));
    return axes;
  }
  for (std::size_t pair = 0; pair < written.pair_count(); ++pair) {
    Cases::Axis axis;
    if (!check_axis(scope, written.key(pair), written.key(pair).text, written.value(pair), axis, problems)) continue;
    const auto same =
        std::find_if(axes.begin(), axes.end(), [&](const Cases::Axis& other) { return other.slot == axis.slot; });
    if (same != axes.end()) {
      problems.add(axis.place, fmt::format("{} is swept twice (the first is at {}) remove one of them",
                                           scope.layout[axis.slot].path, same->place.text()));
      continue;
    }
    axes.push_back(std::move(axis));
  }
  return axes;
}

void label_cases(const KeySlots& layout, Cases& cases, const Position& place, Problems& problems) {
  const std::uint64_t points = cases.points();
  const std::uint64_t named = std::max<std::uint64_t>(cases.named.size(), 1);
  if (named * points > CaseLimits::most) {
    problems.add(
        place, fmt::format("more than {} cases (each named case is run at each point of the sweep) sweep fewer values",
                           CaseLimits::most));
    return;
  }
  check_conflicts(layout, cases, problems);

  const std::vector<std::string> names = short_names(layout, cases.axes);
  std::vector<std::string> point_labels;
  for (std::uint64_t point = 0; point < points && !cases.axes.empty(); ++point) {
    const std::vector<std::size_t> at = coordinates(cases.axes, point);
    std::string label;
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (i > 0) label += ", ";
      label += fmt::format("{}={}", names[i], value_text(*cases.axes[i].values[at[i]]));
    }
    point_labels.push_back(std::move(label));
  }

  cases.labels.clear();
  cases.labels.reserve(named * points);
  if (cases.named.empty()) {
    cases.labels = point_labels.empty() ? std::vector<std::string>{"base"} : std::move(point_labels);
  } else {
    for (const Cases::Named& one : cases.named) {
      if (point_labels.empty()) cases.labels.push_back(one.label);
      for (const std::string& point : point_labels)
        cases.labels.push_back(one.label + ", " + point);
    }
  }

  std::unordered_set<std::string_view> seen;
  for (const std::string& label : cases.labels) {
    if (label.size() > CaseLimits::longest_label) {
      problems.add(
          place,
          fmt::format("the label \"{}\" has {} bytes (it may have {}) sweep fewer keys, or name the cases one by one",
                      shown(label), label.size(), CaseLimits::longest_label));
      return;
    }
    if (!seen.insert(label).second) {
      problems.add(place,
                   fmt::format("two cases are called \"{}\" (their results could not be told apart) remove one of them",
                               shown(label)));
      return;
    }
  }
}

}  // namespace ergodic::study
