#include "study/stage_keys.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::study {

bool is_of_stage(const Parameters& part, std::string_view stage) {
  if (!part.has("stage")) return true;
  const std::string name = part.text("stage");
  if (!name.ends_with('*')) return name == stage;
  return stage.starts_with(std::string_view(name).substr(0, name.size() - 1));
}

void require_stages(const std::vector<Parameters>& parts, const std::vector<std::string>& stages) {
  for (const Parameters& part : parts) {
    if (!part.has("stage")) continue;
    const std::string name = part.text("stage");
    if (stages.empty()) part.reject("stage", fmt::format("is {}", name), "the study has no stages", "leave it out");
    const auto is_it = [&](const std::string& stage) { return is_of_stage(part, stage); };
    if (std::any_of(stages.begin(), stages.end(), is_it)) continue;
    const std::string near = did_you_mean(name, stages);
    part.reject("stage", fmt::format("is {}, which is none", name),
                fmt::format("the study has {}", enumerate(stages, 40)), near.empty() ? "name one of them" : near);
  }
}

void require_one_each(const std::vector<Parameters>& parts, const std::vector<std::string>& stages) {
  for (const std::string& stage : stages) {
    const auto is_its = [&](const Parameters& part) { return is_of_stage(part, stage); };
    const auto first = std::find_if(parts.begin(), parts.end(), is_its);
    if (first == parts.end()) continue;
    const auto second = std::find_if(first + 1, parts.end(), is_its);
    if (second != parts.end())
      second->reject("stage", fmt::format("is {}", second->text("stage")),
                     fmt::format("another part is about the stage {} too", stage), "say it in one place");
  }
}

}  // namespace ergodic::study
