#include "study/schema/describe.hpp"

#include "core/suggest.hpp"
#include "study/schema/key_slots.hpp"
#include "study/values/node.hpp"
#include "study/values/quoting.hpp"
#include "study/values/value_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace ergodic::study {
namespace {

std::string number_text(const Key& key, double number) {
  if (key.kind == Key::Kind::integer) {
    if (number >= 0x1p63) return std::to_string(std::numeric_limits<std::int64_t>::max());
    if (number < -0x1p63) return std::to_string(std::numeric_limits<std::int64_t>::min());
  }
  constexpr double largest_exact = 1e15;
  if (std::abs(number) <= largest_exact && std::floor(number) == number) return fmt::format("{:.0f}", number);
  return shortest(number);
}

std::string with_unit(const Key& key) {
  const std::string range = range_text(key);
  std::string text = range.empty() ? "" : " " + range;
  if (!key.unit_text.empty() && key.kind != Key::Kind::money) text += (range.empty() ? " of " : " ") + key.unit_text;
  return text;
}

std::vector<std::string> choice_names(const Key& key) {
  std::vector<std::string> names;
  for (const Key::Choice& choice : key.choices)
    names.push_back(choice.value);
  return names;
}

std::string plural_needs(const Key& element) {
  switch (element.kind) {
    case Key::Kind::integer: return "whole numbers" + with_unit(element);
    case Key::Kind::real: return "numbers" + with_unit(element);
    case Key::Kind::money: return "amounts in dollars" + with_unit(element);
    case Key::Kind::boolean: return "true and false";
    case Key::Kind::text: return "texts";
    case Key::Kind::choice: return fmt::format("names, each {}", needs(element));
    case Key::Kind::list: return fmt::format("lists of {}", plural_needs(element.children.front()));
    case Key::Kind::document: return "documents";
    default: return "sections";
  }
}

}  // namespace

std::string type_word(const Key& key) {
  switch (key.kind) {
    case Key::Kind::integer: return "integer";
    case Key::Kind::real: return "real";
    case Key::Kind::money: return "money";
    case Key::Kind::boolean: return "boolean";
    case Key::Kind::text: return "text";
    case Key::Kind::choice: return "choice";
    case Key::Kind::list: return fmt::format("list of {}", type_word(key.children.front()));
    case Key::Kind::section: return "section";
    case Key::Kind::document: return "document";
    case Key::Kind::moved: return "moved";
    case Key::Kind::retired: return "retired";
  }
  return "";
}

std::string range_text(const Key& key) {
  if (key.low && key.high && !key.low->open && !key.high->open) {
    return fmt::format("from {} to {}", number_text(key, key.low->value), number_text(key, key.high->value));
  }
  std::string text;
  if (key.low) text = fmt::format("{} {}", key.low->open ? "above" : "at least", number_text(key, key.low->value));
  if (key.low && key.high) text += " and ";
  if (key.high) text += fmt::format("{} {}", key.high->open ? "below" : "at most", number_text(key, key.high->value));
  return text;
}

std::string range_symbols(const Key& key) {
  if (key.low && key.high && !key.low->open && !key.high->open) {
    return fmt::format("{} .. {}", number_text(key, key.low->value), number_text(key, key.high->value));
  }
  std::string text;
  if (key.low) text = fmt::format("{} {}", key.low->open ? ">" : ">=", number_text(key, key.low->value));
  if (key.low && key.high) text += ", ";
  if (key.high) text += fmt::format("{} {}", key.high->open ? "<" : "<=", number_text(key, key.high->value));
  return text;
}

std::string needs(const Key& key) {
  switch (key.kind) {
    case Key::Kind::integer: return "a whole number" + with_unit(key);
    case Key::Kind::real: return "a number" + with_unit(key);
    case Key::Kind::money:
      return fmt::format("an amount in dollars with at most two decimals{}{}", key.low || key.high ? "," : "",
                         with_unit(key));
    case Key::Kind::boolean: return "true or false";
    case Key::Kind::text: return "text";
    case Key::Kind::choice: return fmt::format("one of {}", enumerate(choice_names(key)));
    case Key::Kind::list:
      return fmt::format("a list of {}{}", plural_needs(key.children.front()),
                         key.from_file ? ", or {file: NAME.csv}" : "");
    case Key::Kind::document: return "a document, written here or {file: NAME}";
    default: {
      std::vector<std::string> names;
      for (const Member& member : members_of(key.children)) {
        if (!is_old(*member.key)) names.push_back(member.key->name);
      }
      return names.empty() ? "a section" : fmt::format("a section with {}", enumerate(names));
    }
  }
}

std::string default_text(const Key& key) {
  const NodePointer value = default_node(key, {});
  return value == nullptr ? "" : value_text(*value);
}

}  // namespace ergodic::study
