#include "workloads/paths/path/observables.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::workloads::paths {

std::vector<std::size_t> chosen_observables(const Parameters& study, const AnyObservables& offered) {
  std::vector<std::string> names;
  for (const AnyObservable& one : offered)
    names.push_back(one.record.column.name);
  std::vector<std::size_t> chosen;
  for (const std::string& name : study.texts("observables")) {
    const auto place = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    if (place == names.size()) {
      const std::string near = nearest(name, names);
      study.reject("observables", fmt::format("has \"{}\"", name),
                   fmt::format("{} has {}", study.text("process"), fmt::join(names, ", ")),
                   near.empty() ? "choose among them" : fmt::format("did you mean {}?", near));
    }
    const std::string& needs = offered[place].needs;
    if (!needs.empty()) {
      study.reject("observables", fmt::format("has {}", name), fmt::format("it needs {}, which is not set", needs),
                   fmt::format("set {} or leave {} out", needs, name));
    }
    if (std::find(chosen.begin(), chosen.end(), place) != chosen.end())
      study.reject("observables", fmt::format("has {} twice", name), "a column has one name", "remove one of them");
    chosen.push_back(place);
  }
  return chosen.empty() ? without_needs(offered) : chosen;
}

std::vector<std::size_t> without_needs(const AnyObservables& offered) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    if (offered[i].needs.empty()) places.push_back(i);
  }
  return places;
}

std::vector<AnyRecord> records_at(const std::vector<std::size_t>& places, const AnyObservables& offered) {
  std::vector<AnyRecord> records;
  for (const std::size_t i : places)
    records.push_back(offered[i].record);
  return records;
}

void keep_columns(const std::vector<AnyRecord>& records, ExactResults& exact) {
  const auto is_absent = [&](const auto& entry) {
    return std::none_of(records.begin(), records.end(),
                        [&](const AnyRecord& one) { return one.column.name == entry.first; });
  };
  std::erase_if(exact.moments, is_absent);
  std::erase_if(exact.category_laws, is_absent);
}

Headlines headlines_of(const Columns& columns) {
  constexpr std::size_t most = 5;
  Headlines headlines;
  for (const Column& column : columns) {
    std::string title = column.name;
    std::replace(title.begin(), title.end(), '_', ' ');
    if (!column.is_category()) headlines.push_back({"mean " + title, column.name, ""});
    if (column.categories == yes_or_no("").categories) headlines.push_back({title, column.name, "yes"});
    if (headlines.size() == most) break;
  }
  return headlines;
}

}  // namespace ergodic::workloads::paths
