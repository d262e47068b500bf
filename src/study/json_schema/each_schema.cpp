#include "study/json_schema/each_schema.hpp"

#include "study/schema/each_keys.hpp"
#include "study/schema/key_slots.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ergodic::study {
namespace {

Json texts() { return Json{{"type", "string"}}; }

Json one_of(const std::vector<std::string>& names) { return Json{{"enum", names}}; }

/// Key of the workload → column.
Json settable(const WholeSchema& study, std::vector<std::string>& documents) {
  Json keys = Json::object();
  for (Slot slot = study.first_parameter; slot < study.layout.size(); ++slot) {
    if (study.layout.is_section(slot)) continue;
    keys[study.layout[slot].path] = texts();
    if (study.layout[slot].key->kind == Key::Kind::document) documents.push_back(study.layout[slot].path);
  }
  return keys;
}

std::vector<std::string> kinds_of_columns() {
  std::vector<std::string> kinds;
  for (const Key::Choice& kind : column_kinds())
    kinds.push_back(kind.value);
  return kinds;
}

/// The schema of each key.
Json keys_of_each(const WholeSchema& study, const std::vector<std::string>& tables) {
  std::vector<std::string> documents;
  Json set{{"type", "object"}, {"properties", settable(study, documents)}, {"additionalProperties", false}};
  Json keys = Json::object();
  for (const Key& key : each_keys().children) {
    Json& one = keys[key.name] = texts();
    if (key.name == "label") one = Json{{"type", Json::array({"string", "array"})}, {"items", texts()}};
    if (key.name == "set") one = set;
    if (key.name == "columns") one = Json{{"type", "object"}, {"additionalProperties", one_of(kinds_of_columns())}};
    if (key.name == "as") one = one_of(documents);
    if (key.name == "table") one = one_of(tables);
    one["description"] = key.doc;
  }
  return keys;
}

}  // namespace

Json each_schema(const WholeSchema& study, const TableForms& tables) {
  std::vector<std::string> names, columns;
  for (const TableForm& form : tables) {
    names.push_back(form.name);
    for (const TableColumn& column : form.columns)
      columns.push_back(column.name);
  }
  Json whole{{"type", "object"}, {"properties", keys_of_each(study, names)}, {"additionalProperties", false}};
  for (const char* source : {"file", "table", "folder"})
    whole["oneOf"].push_back({})["required"] = Json::array({source});
  Json json{{"description", each_keys().doc}};
  json["anyOf"].push_back(std::move(whole));
  if (!columns.empty()) json["anyOf"].push_back(one_of(columns));
  return json;
}

}  // namespace ergodic::study
