#include "study/values/node.hpp"

#include "study/values/decimal.hpp"
#include "study/values/quoting.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace ergodic::study {
namespace {

std::optional<Cents> fallback_money(const Key::Value& value) {
  std::string dollars;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) dollars = std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) dollars = shortest(*real);
  const auto number = parse_decimal(dollars);
  if (!number) return std::nullopt;
  const Scaled cents = scaled(*number, 2);
  if (cents.fit != Fit::exact) return std::nullopt;
  return Cents{cents.value};
}

std::optional<Node::Value> fallback_value(const Key& key) {
  const Key::Value& value = key.fallback_value;
  switch (key.kind) {
    case Key::Kind::boolean:
      if (const auto* flag = std::get_if<bool>(&value)) return *flag;
      break;
    case Key::Kind::integer:
      if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
      break;
    case Key::Kind::real:
      if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
      if (const auto* real = std::get_if<double>(&value)) return *real;
      break;
    case Key::Kind::money:
      if (const auto cents = fallback_money(value)) return *cents;
      break;
    case Key::Kind::text:
      if (const auto* text = std::get_if<std::string>(&value)) return *text;
      break;
    case Key::Kind::choice:
      if (const auto* text = std::get_if<std::string>(&value)) {
        const auto is_it = [text](const Key::Choice& choice) { return choice.value == *text; };
        if (std::any_of(key.choices.begin(), key.choices.end(), is_it)) return *text;
      }
      break;
    case Key::Kind::list:
    case Key::Kind::section:
    case Key::Kind::document:
    case Key::Kind::moved:
    case Key::Kind::retired: break;
  }
  return std::nullopt;
}

}  // namespace

std::uint64_t values_in(const Node& node) {
  std::uint64_t values = 1;
  if (const auto* list = std::get_if<List>(&node.value)) {
    for (const NodePointer& element : list->elements)
      values += values_in(*element);
  } else if (const auto* section = std::get_if<Section>(&node.value)) {
    for (const NodePointer& key : section->keys)
      values += 1 + values_in(*key);
  } else if (const auto* document = std::get_if<DocumentValue>(&node.value)) {
    values = document->root->expanded;
  }
  return values;
}

NodePointer make_node(const Key& key, const Position& place, Node::Value value) {
  return std::make_shared<const Node>(Node{&key, place, std::move(value)});
}

bool is_required(const Key& key) {
  if (key.needed) return true;
  if (key.kind == Key::Kind::section || key.kind == Key::Kind::list || key.nullable) return false;
  return std::holds_alternative<std::monostate>(key.fallback_value);
}

NodePointer default_node(const Key& key, const Position& place) {
  if (is_required(key)) return nullptr;
  if (!std::holds_alternative<std::monostate>(key.fallback_value)) {
    if (auto value = fallback_value(key)) return make_node(key, place, std::move(*value));
    throw InternalError(
        fmt::format("the fallback of the key \"{}\" is not a value of its kind (its schema says otherwise) "
                    "correct the schema",
                    key.name));
  }
  if (key.nullable) return make_node(key, place, Null{});
  if (key.kind == Key::Kind::list) return make_node(key, place, List{});
  return nullptr;
}

}  // namespace ergodic::study
