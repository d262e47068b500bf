#include "core/json.hpp"
#include "study/cases.hpp"
#include "study/key_slots.hpp"
#include "study/node.hpp"
#include "study/resolution.hpp"
#include "study/schema/describe.hpp"
#include "study/study.hpp"
#include "study/tables/table_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::study {
namespace {

/// Where a schema stands in the document, as JSON pointers.
struct At {
  std::string here;  ///< of the schema itself
  std::string root;  ///< of the section that moved keys count their paths from: the study, or an element of a list
};

Json schema_of(const Key& key, const At& at);

Json number(const Key& key, double bound) {
  const bool is_whole = std::floor(bound) == bound && std::abs(bound) < 0x1p63;
  if (key.kind == Key::Kind::integer && bound >= 0x1p63) return std::numeric_limits<std::int64_t>::max();
  return is_whole ? Json(static_cast<std::int64_t>(bound)) : Json(bound);
}

void add_range(Json& json, const Key& key) {
  if (key.low) json[key.low->open ? "exclusiveMinimum" : "minimum"] = number(key, key.low->value);
  if (key.high) json[key.high->open ? "exclusiveMaximum" : "maximum"] = number(key, key.high->value);
}

void add_type(Json& json, const Key& key, std::vector<std::string> types) {
  if (key.nullable) types.emplace_back("null");
  if (types.size() == 1) {
    json["type"] = types.front();
  } else {
    json["type"] = types;
  }
}

void add_default(Json& json, const Key& key) {
  if (const auto* whole = std::get_if<std::int64_t>(&key.fallback_value)) {
    json["default"] = *whole;
  } else if (const auto* real = std::get_if<double>(&key.fallback_value)) {
    json["default"] = *real;
  } else if (const auto* flag = std::get_if<bool>(&key.fallback_value)) {
    json["default"] = *flag;
  } else if (const auto* text = std::get_if<std::string>(&key.fallback_value)) {
    json["default"] = *text;
  } else if (key.nullable) {
    json["default"] = nullptr;
  } else if (key.kind == Key::Kind::list && !key.needed) {
    json["default"] = Json::array();
  }
}

std::string description(const Key& key) {
  std::string text = key.doc;
  if (!key.unit_text.empty()) text += fmt::format("{}[{}]", text.empty() ? "" : " ", key.unit_text);
  if (key.kind == Key::Kind::money) text += ", at most two decimals";
  for (const Key::Choice& choice : key.choices) {
    text +=
        fmt::format("{}- {}{}{}", text.empty() ? "" : "\n", choice.value, choice.says.empty() ? "" : ": ", choice.says);
  }
  return text;
}

void add_choices(Json& json, const Key& key) {
  Json values = Json::array();
  Json meanings = Json::array();  // read by editors beside the standard's keywords
  for (const Key::Choice& choice : key.choices) {
    values.push_back(choice.value);
    meanings.push_back(choice.says);
  }
  if (key.nullable) {
    values.push_back(nullptr);
    meanings.push_back("not set");
  }
  json["enum"] = std::move(values);
  json["enumDescriptions"] = std::move(meanings);
}

void add_keys(Json& json, const std::vector<Key>& keys, const At& at) {
  json["properties"] = Json::object();
  for (const Key& key : keys) {
    if (key.kind == Key::Kind::retired) continue;
    json["properties"][key.name] = schema_of(key, {at.here + "/properties/" + key.name, at.root});
  }
  json["additionalProperties"] = false;
}

std::string pointer_to(std::string_view root, std::string_view path) {
  std::string pointer = fmt::format("{}/properties/", root);
  for (const char c : path)
    pointer += c == '.' ? std::string("/properties/") : std::string(1, c);
  return pointer;
}

/// An element of a list must be complete in itself; other sections may get required keys from cases.
Json element_of(const Key& key, const std::string& here) {
  Json json = schema_of(key, {here, here});
  if (key.kind != Key::Kind::section) return json;
  Json required = Json::array();
  for (const Key& child : key.children) {
    const bool is_old = child.kind == Key::Kind::moved || child.kind == Key::Kind::retired;
    const auto renames_it = [&](const Key& other) {
      return other.kind == Key::Kind::moved && other.where == child.name;
    };
    const bool has_other_name = std::any_of(key.children.begin(), key.children.end(), renames_it);
    if (!is_old && !has_other_name && is_required(child)) required.push_back(child.name);
  }
  if (!required.empty()) json["required"] = std::move(required);
  return json;
}

Json schema_of(const Key& key, const At& at) {
  Json json = Json::object();
  if (key.kind == Key::Kind::moved) {
    json["$ref"] = pointer_to(at.root, key.where);
    json["deprecated"] = true;
    json["description"] = fmt::format("another name for {}", key.where);
    return json;
  }
  if (const std::string text = description(key); !text.empty()) json["description"] = text;
  switch (key.kind) {
    case Key::Kind::integer: add_type(json, key, {"integer"}); break;
    case Key::Kind::real:
    case Key::Kind::money: add_type(json, key, {"number"}); break;
    case Key::Kind::boolean: add_type(json, key, {"boolean"}); break;
    case Key::Kind::text:
      add_type(json, key, {"string", "number", "boolean"});
      break;  // 1.0 and 2024-01-15 are texts too
    case Key::Kind::choice: add_choices(json, key); break;
    case Key::Kind::list:
      add_type(json, key,
               key.from_file ? std::vector<std::string>{"array", "object"} : std::vector<std::string>{"array"});
      if (key.from_file) {
        add_keys(json, table_file_keys().children, at);
        json["required"] = Json::array({"file"});
      }
      json["items"] = element_of(key.children.front(), at.here + "/items");
      break;
    case Key::Kind::section:
      add_type(json, key, {"object"});
      add_keys(json, key.children, at);
      break;
    case Key::Kind::moved:
    case Key::Kind::retired: break;
  }
  add_range(json, key);
  add_default(json, key);
  return json;
}

Json cases_schema(const Key& key, const Resolution& study) {
  Json json = Json::object();
  json["description"] = key.doc;
  json["type"] = "object";
  json["propertyNames"] = {{"minLength", 1}, {"maxLength", Cases::longest_label}};
  Json& changes = json["additionalProperties"];
  changes["description"] = "what this case changes";
  changes["type"] = Json::array({"object", "null"});
  changes["properties"] = Json::object();
  for (Slot slot = study.first_parameter; slot < study.layout.size(); ++slot) {
    const std::string& path = study.layout[slot].path;
    changes["properties"][path]["$ref"] = pointer_to("#", path);
  }
  changes["additionalProperties"] = false;
  return json;
}

Json sweep_schema(const Key& key, const Resolution& study) {
  Json json = Json::object();
  json["description"] = key.doc;
  json["type"] = "object";
  json["properties"] = Json::object();
  for (Slot slot = study.first_parameter; slot < study.layout.size(); ++slot) {
    if (study.layout.is_section(slot)) continue;
    const std::string& path = study.layout[slot].path;
    Json& values = json["properties"][path];
    values["type"] = "array";
    values["minItems"] = 1;
    values["items"]["$ref"] = pointer_to("#", path);
  }
  json["additionalProperties"] = false;
  return json;
}

}  // namespace

std::string json_schema(const WorkloadKind& kind) {
  const Resolution study(kind);
  Json json = Json::object();
  json["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  json["title"] = fmt::format("A study of {}: {}", kind.name(), kind.title());
  json["type"] = "object";
  add_keys(json, study.schema, {"#", "#"});
  Json& properties = json["properties"];
  properties["workload"] = {{"description", kind.title()}, {"const", kind.name()}};
  for (const Key& key : study_schema()) {
    if (key.name == "cases") properties["cases"] = cases_schema(key, study);
    if (key.name == "sweep") properties["sweep"] = sweep_schema(key, study);
  }
  json["required"] = Json::array({"workload"});
  // A required key may also come from every case or from the sweep.
  for (const Key& key : kind.schema()) {
    const bool is_old = key.kind == Key::Kind::moved || key.kind == Key::Kind::retired;
    if (is_old || !is_required(key)) continue;
    Json& any = json["allOf"].push_back({})["anyOf"];
    for (const std::string& name : {key.name, std::string("cases"), std::string("sweep")}) {
      any.push_back({})["required"] = Json::array({name});
    }
  }
  return json.dump(2);
}

}  // namespace ergodic::study
