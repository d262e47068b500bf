#include "cli/output/json_entries.hpp"

#include <string_view>
#include <utility>

namespace ergodic::cli {

JsonEntries::JsonEntries(Json object, const std::string& key, Write write) : write_(std::move(write)) {
  object[key] = Json::array();
  const std::string text = object.dump(2);
  write_(text.substr(0, text.size() - std::string_view("]\n}").size()));
}

void JsonEntries::add(const Json& entry) {
  std::string text = is_empty_ ? "\n    " : ",\n    ";
  for (const char c : entry.dump(2)) {
    text += c;
    if (c == '\n') text += "    ";  // within strings JSON has none
  }
  write_(text);
  is_empty_ = false;
}

void JsonEntries::end() { write_(is_empty_ ? "]\n}\n" : "\n  ]\n}\n"); }

}  // namespace ergodic::cli
