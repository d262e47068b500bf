#include "study/each/named_case.hpp"

#include "core/utf8.hpp"
#include "study/schema/study_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace ergodic::study {

bool check_label(const YamlValue& key, Problems& problems) {
  const std::string& label = key.text;
  if (label.empty()) {
    problems.add(key.place, "a case without a label (its label names its random numbers and its results) give it one");
  } else if (label.size() > CaseLimits::longest_label) {
    problems.add(key.place, fmt::format("the label \"{}\" has {} bytes (it may have {}) shorten it", shown(label),
                                        label.size(), CaseLimits::longest_label));
  } else if (has_control_character(label)) {
    problems.add(key.place, fmt::format("the label \"{}\" has control characters (it must fit on one line) remove them",
                                        shown(label)));
  } else {
    return true;
  }
  return false;
}

void refuse_twins(std::vector<NamedCase>& cases, Problems& problems) {
  std::unordered_map<std::string_view, std::size_t> first;
  std::vector<std::size_t> twins;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto [known, is_new] = first.try_emplace(cases[i].label, i);
    if (is_new) continue;
    problems.add(cases[i].place, fmt::format("two cases are called \"{}\" (the first is at {}; their results could not "
                                             "be told apart) give one of them another label, or remove it",
                                             shown(cases[i].label), cases[known->second].place.text()));
    twins.push_back(i);
  }
  if (twins.empty()) return;
  std::vector<NamedCase> single;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!std::binary_search(twins.begin(), twins.end(), i)) single.push_back(std::move(cases[i]));
  }
  cases = std::move(single);
}

}  // namespace ergodic::study
