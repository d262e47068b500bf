#include "study/values/value_text.hpp"

#include "study/values/document_values.hpp"
#include "study/values/quoting.hpp"

#include <fmt/format.h>

namespace ergodic::study {
namespace {

struct ToText {
  std::string operator()(Null) const { return "null"; }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return shortest(number); }
  std::string operator()(Cents amount) const { return dollars(amount); }
  std::string operator()(const std::string& text) const { return yaml_text(text); }
  std::string operator()(const List& list) const {
    std::string text = "[";
    for (const NodePointer& element : list.elements) {
      if (text.size() > 1) text += ", ";
      text += value_text(*element);
    }
    return text + "]";
  }
  std::string operator()(const Section& section) const {
    std::string text = "{";
    for (const NodePointer& key : section.keys) {
      if (text.size() > 1) text += ", ";
      text += fmt::format("{}: {}", key->key->name, value_text(*key));
    }
    return text + "}";
  }
  std::string operator()(const DocumentValue& document) const { return document_text(*document.root); }
};

}  // namespace

std::string value_text(const Node& node) { return std::visit(ToText{}, node.value); }

}  // namespace ergodic::study
