#include "expression/vocabulary.hpp"

#include <algorithm>
#include <utility>

namespace ergodic::expression {

const char* described(Type type) {
  switch (type) {
    case Type::number: return "a number";
    case Type::truth: return "true or false";
    case Type::text: return "text";
  }
  return "";
}

Vocabulary::Vocabulary(std::vector<Name> names, std::vector<AbsentName> absent)
    : names_(std::move(names)), absent_(std::move(absent)) {}

std::optional<std::size_t> Vocabulary::find(std::string_view name) const {
  const auto found = std::find_if(names_.begin(), names_.end(), [&](const Name& each) { return each.name == name; });
  if (found == names_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names_.begin());
}

const std::string* Vocabulary::why_absent(std::string_view name) const {
  const auto found =
      std::find_if(absent_.begin(), absent_.end(), [&](const AbsentName& each) { return each.name == name; });
  return found == absent_.end() ? nullptr : &found->why;
}

}  // namespace ergodic::expression
