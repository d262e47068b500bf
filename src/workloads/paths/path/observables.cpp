#include "workloads/paths/path/observables.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace ergodic::workloads::paths {

std::vector<std::size_t> chosen_observables(const Parameters& study, const Columns& offered,
                                            const std::vector<std::string>& needs) {
  std::vector<std::string> names;
  for (const Column& column : offered)
    names.push_back(column.name);
  std::vector<std::size_t> chosen;
  for (const std::string& name : study.texts("observables")) {
    const auto place = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    if (place == names.size()) {
      const std::string near = nearest(name, names);
      study.reject("observables", fmt::format("has \"{}\"", name),
                   fmt::format("{} has {}", study.text("process"), fmt::join(names, ", ")),
                   near.empty() ? "choose among them" : fmt::format("did you mean {}?", near));
    }
    if (!needs[place].empty()) {
      study.reject("observables", fmt::format("has {}", name),
                   fmt::format("it needs {}, which is not set", needs[place]),
                   fmt::format("set {} or leave {} out", needs[place], name));
    }
    if (std::find(chosen.begin(), chosen.end(), place) != chosen.end())
      study.reject("observables", fmt::format("has {} twice", name), "a column has one name", "remove one of them");
    chosen.push_back(place);
  }
  if (!chosen.empty()) return chosen;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    if (needs[i].empty()) chosen.push_back(i);
  }
  return chosen;
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
