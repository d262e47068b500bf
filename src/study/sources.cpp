#include "study/sources.hpp"

#include "study/values/quoting.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <memory>

namespace ergodic::study {
namespace {

/// How messages call an override: the line that the user typed, or the variable that was set.
std::string origin_of(const Override& setting) {
  for (const std::string* text : {&setting.key, &setting.value}) {
    if (first_invalid_utf8(*text) != std::string_view::npos) {
      throw StudyError(fmt::format("{}: not text (its bytes are not UTF-8) write it in UTF-8", setting.origin));
    }
  }
  const bool names_key = setting.origin == "--set" || setting.origin == "ERGODIC_SET";
  return names_key ? fmt::format("{} {}={}", setting.origin, shown(setting.key), shown(setting.value))
                   : fmt::format("{}={}", setting.origin, shown(setting.value));
}

YamlPointer read_override(const Override& setting, Problems& problems) {
  const auto origin = std::make_shared<const std::string>(origin_of(setting));
  auto key = std::make_shared<YamlValue>();
  key->kind = YamlValue::Kind::scalar;
  key->place = {origin, 0, 0};
  key->text = setting.key;
  auto mapping = std::make_shared<YamlValue>();
  mapping->kind = YamlValue::Kind::mapping;
  mapping->place = key->place;
  mapping->items = {key, read_yaml(setting.value, origin, false, problems)};
  return mapping;
}

/// The study as a mapping; an empty file is an empty one.
YamlPointer as_mapping(YamlPointer root) {
  if (root->kind == YamlValue::Kind::mapping) return root;
  if (root->kind != YamlValue::Kind::null) {
    throw StudyError(fmt::format(
        "{}: the study is {} (it must be a mapping of keys to values) start with for example workload: NAME",
        root->place.text(), found(*root)));
  }
  auto empty = std::make_shared<YamlValue>();
  empty->kind = YamlValue::Kind::mapping;
  empty->place = root->place;
  return empty;
}

}  // namespace

Sources read_sources(std::string_view text, const std::string& origin, const Overrides& overrides, Problems& problems) {
  Sources sources{as_mapping(read_yaml(text, std::make_shared<const std::string>(origin), true, problems))};
  for (const Override& setting : overrides)
    sources.push_back(read_override(setting, problems));
  return sources;
}

const YamlValue* value_of(const YamlValue& mapping, std::string_view key) {
  for (std::size_t pair = 0; pair < mapping.pair_count(); ++pair) {
    if (mapping.key(pair).text == key) return &mapping.value(pair);
  }
  return nullptr;
}

const YamlValue* last_value(const Sources& sources, std::string_view key) {
  const YamlValue* last = nullptr;
  for (const YamlPointer& source : sources) {
    if (const YamlValue* value = value_of(*source, key)) last = value;
  }
  return last;
}

}  // namespace ergodic::study
