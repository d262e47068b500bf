#include "study/json_schema/json_schema.hpp"

#include "core/json.hpp"
#include "study/json_schema/each_schema.hpp"
#include "study/schema/describe.hpp"
#include "study/schema/input_keys.hpp"
#include "study/schema/key_slots.hpp"
#include "study/schema/study_schema.hpp"
#include "study/schema/whole_schema.hpp"
#include "study/values/node.hpp"

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

Json schema_of(const Member& member, const At& at);

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

std::string description(const Member& member) {
  const Key& key = *member.key;
  std::string text = key.doc;
  if (member.choice != nullptr)
    text += fmt::format("{}with {}: {}", text.empty() ? "" : "; ", member.choice->name, key.name);
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
  for (const Member& member : members_of(keys)) {
    const Key& key = *member.key;
    if (key.kind == Key::Kind::retired) continue;
    json["properties"][key.name] = schema_of(member, {at.here + "/properties/" + key.name, at.root});
  }
  json["additionalProperties"] = false;
}

std::string pointer_to(std::string_view root, std::string_view path) {
  std::string pointer = fmt::format("{}/properties/", root);
  for (const char c : path)
    pointer += c == '.' ? std::string("/properties/") : std::string(1, c);
  return pointer;
}

/// The schema for what is at this dotted path below; "" is the place itself.
Json below(std::string_view path, Json json) {
  while (!path.empty()) {
    const std::string name(last_name(path));
    path.remove_suffix(std::min(path.size(), name.size() + 1));
    json = Json{{"properties", {{name, std::move(json)}}}};
  }
  return json;
}

/// A choice whose values have sections, and the path of what holds them all.
struct VariantAt {
  const Key& choice;
  std::string path;
  std::string holder;
};

std::vector<VariantAt> variants_in(const KeySlots& layout) {
  std::vector<VariantAt> variants;
  for (Slot slot = 0; slot < layout.size(); ++slot) {
    const auto& entry = layout[slot];
    if (entry.key->kind != Key::Kind::choice || entry.key->children.empty()) continue;
    const std::size_t dot = entry.path.rfind('.');
    variants.push_back({*entry.key, entry.path, dot == std::string::npos ? "" : entry.path.substr(0, dot)});
  }
  return variants;
}

/// What holds of the sections of a choice's values where the choice is as it stands, or has its default.
Json rules_of(const Key& choice) {
  Json rules = Json::array();
  const auto* usual = std::get_if<std::string>(&choice.fallback_value);
  for (const Key::Choice& one : choice.choices) {
    const bool has_section = std::any_of(choice.children.begin(), choice.children.end(),
                                         [&](const Key& section) { return section.name == one.value; });
    if (!has_section) continue;
    Json& rule = rules.push_back({});
    rule["if"]["properties"][choice.name]["const"] = one.value;
    if (usual == nullptr || *usual != one.value) rule["if"]["required"] = Json::array({choice.name});
    if (one.needs_section) {
      rule["then"]["properties"][one.value]["not"]["type"] = "null";
      rule["then"]["required"] = Json::array({one.value});
    }
    Json& otherwise = rule["else"]["properties"][one.value];
    otherwise["type"] = "null";
    otherwise["errorMessage"] =
        fmt::format("{} plays no part unless {} is {}", one.value, choice.name, one.value);  // shown by editors
  }
  return {{"allOf", std::move(rules)}};
}

Json where_chosen(const Key& choice, Json rules) {
  return {{"if", {{"required", Json::array({choice.name})}}}, {"then", std::move(rules)}};
}

/// What an element of a list, or a document, must have in itself; other sections may get required keys from cases.
void add_required_children(Json& json, const Key& key) {
  Json required = Json::array();
  for (const Key& child : key.children) {
    const auto renames_it = [&](const Key& other) {
      return other.kind == Key::Kind::moved && other.where == child.name;
    };
    const bool has_other_name = std::any_of(key.children.begin(), key.children.end(), renames_it);
    if (!is_old(child) && !has_other_name && is_required(child)) required.push_back(child.name);
  }
  if (!required.empty()) json["required"] = std::move(required);
  for (const VariantAt& variant : variants_in(KeySlots(key.children)))
    json["allOf"].push_back(below(variant.holder, rules_of(variant.choice)));
}

Json element_of(const Key& key, const std::string& here) {
  Json json = schema_of({&key, nullptr}, {here, here});
  if (key.kind == Key::Kind::section) add_required_children(json, key);
  return json;
}

/// Its own keys, or a file's name.
void add_document(Json& json, const Key& key, const At& at) {
  add_type(json, key, {"object"});
  if (key.children.empty()) return;
  const std::string here = at.here + "/anyOf/0";
  Json inline_document{{"type", "object"}};
  add_keys(inline_document, key.children, {here, here});
  add_required_children(inline_document, key);
  json["anyOf"].push_back(std::move(inline_document));
  Json& reference = json["anyOf"].push_back({});
  reference["properties"]["file"] = Json{{"type", "string"}, {"description", "YAML or JSON, beside the study"}};
  reference["required"] = Json::array({"file"});
  reference["additionalProperties"] = false;
  if (key.nullable) json["anyOf"].push_back({})["type"] = "null";
}

Json schema_of(const Member& member, const At& at) {
  const Key& key = *member.key;
  Json json = Json::object();
  if (key.kind == Key::Kind::moved) {
    json["$ref"] = pointer_to(at.root, key.where);
    json["deprecated"] = true;
    json["description"] = fmt::format("another name for {}", key.where);
    return json;
  }
  if (const std::string text = description(member); !text.empty()) json["description"] = text;
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
    case Key::Kind::document: add_document(json, key, at); break;
    case Key::Kind::moved:
    case Key::Kind::retired: break;
  }
  add_range(json, key);
  add_default(json, key);
  return json;
}

/// What is known of the sections of variants in a case: a value that the case itself chooses.
void add_rules_to_case(Json& changes, const WholeSchema& study, const std::string& root) {
  for (const VariantAt& variant : variants_in(study.layout)) {
    const Json rules = where_chosen(variant.choice, {{"$ref", fmt::format("{}/$defs/{}", root, variant.path)}});
    if (variant.holder.empty()) changes["allOf"].push_back(rules);
    // The holder's path may be written with dots down to any section, and nested from there.
    for (std::size_t end = 0; end < variant.holder.size();) {
      end = std::min(variant.holder.find('.', end + 1), variant.holder.size());
      const std::string_view rest = std::string_view(variant.holder).substr(std::min(end + 1, variant.holder.size()));
      changes["allOf"].push_back({{"properties", {{variant.holder.substr(0, end), below(rest, rules)}}}});
    }
  }
}

Json cases_schema(const Key& key, const WholeSchema& study, const TableForms& tables, const std::string& root) {
  Json json = Json::object();
  json["description"] = key.doc;
  json["type"] = "object";
  json["properties"]["each"] = each_schema(study, tables);
  json["propertyNames"] = {{"minLength", 1}, {"maxLength", CaseLimits::longest_label}};
  Json& changes = json["additionalProperties"];
  changes["description"] = "what this case changes";
  changes["type"] = Json::array({"object", "null"});
  changes["properties"] = Json::object();
  for (Slot slot = study.first_parameter; slot < study.layout.size(); ++slot) {
    const std::string& path = study.layout[slot].path;
    changes["properties"][path]["$ref"] = pointer_to(root, path);
  }
  changes["additionalProperties"] = false;
  add_rules_to_case(changes, study, root);
  return json;
}

Json sweep_schema(const Key& key, const WholeSchema& study, const std::string& root) {
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
    values["items"]["$ref"] = pointer_to(root, path);
  }
  json["additionalProperties"] = false;
  return json;
}

/// A required key may also come from every case or from the sweep.
void add_required_keys(Json& json, const WorkloadKind& kind) {
  for (const Key& key : kind.schema()) {
    if (is_old(key) || !is_required(key)) continue;
    Json& any = json["allOf"].push_back({})["anyOf"];
    for (const std::string& name : {key.name, std::string("cases"), std::string("sweep")}) {
      any.push_back({})["required"] = Json::array({name});
    }
  }
}

/// With cases or a sweep, what the study itself chooses need not be what any of them has.
void add_rules_of_variants(Json& json, const WholeSchema& study, const std::string& root) {
  const std::vector<VariantAt> variants = variants_in(study.layout);
  if (variants.empty()) return;
  Json& alone = json["allOf"].push_back({});
  alone["if"]["properties"] = {{"cases", {{"maxProperties", 0}}}, {"sweep", {{"maxProperties", 0}}}};
  for (const VariantAt& variant : variants) {
    json["$defs"][variant.path] = rules_of(variant.choice);
    Json rules{{"$ref", fmt::format("{}/$defs/{}", root, variant.path)}};
    const auto& old = study.layout.old_keys();
    const bool has_other_name = std::any_of(old.begin(), old.end(), [&](const auto& key) {
      return key.second->kind == Key::Kind::moved && key.second->where == variant.path;
    });
    if (has_other_name) rules = where_chosen(variant.choice, std::move(rules));
    alone["then"]["allOf"].push_back(below(variant.holder, std::move(rules)));
  }
}

/// What the tables are, and which of them a study must give.
void describe_inputs(Json& json, const TableForms& tables) {
  Json needed = Json::array();
  for (const TableForm& form : tables) {
    json["properties"]["inputs"]["properties"][form.name]["description"] = says_with_columns(form);
    if (form.needed) needed.push_back(form.name);
  }
  if (needed.empty()) return;
  json["properties"]["inputs"]["required"] = std::move(needed);
  json["required"].push_back("inputs");
}

/// The schema of studies of the kind; `root` is its place in the document.
Json of_kind(const WorkloadKind& kind, const std::string& root) {
  const WholeSchema study(kind);
  Json json = Json::object();
  json["title"] = fmt::format("A study of {}: {}", kind.name(), kind.title());
  json["type"] = "object";
  add_keys(json, study.schema, {root, root});
  Json& properties = json["properties"];
  properties["workload"] = {{"description", kind.title()}, {"const", kind.name()}};
  for (const Key& key : study_schema()) {
    if (key.name == "cases") properties["cases"] = cases_schema(key, study, kind.tables(), root);
    if (key.name == "sweep") properties["sweep"] = sweep_schema(key, study, root);
  }
  json["required"] = Json::array({"workload"});
  describe_inputs(json, kind.tables());
  add_required_keys(json, kind);
  add_rules_of_variants(json, study, root);
  return json;
}

constexpr const char* dialect = "https://json-schema.org/draft/2020-12/schema";

}  // namespace

std::string json_schema(const WorkloadKind& kind) {
  Json json{{"$schema", dialect}};
  json.update(of_kind(kind, "#"));
  return json.dump(2);
}

std::string json_schema(const Workloads& workloads) {
  Json json{{"$schema", dialect}, {"title", "A study"}, {"oneOf", Json::array()}};
  for (const std::string& name : workloads.names())
    json["oneOf"].push_back(of_kind(*workloads.find(name), fmt::format("#/oneOf/{}", json["oneOf"].size())));
  return json.dump(2);
}

}  // namespace ergodic::study
