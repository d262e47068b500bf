#include "workloads/let_it_ride/import/original.hpp"

#include "workloads/let_it_ride/import/original_schema.hpp"

#include "study/schema/key_slots.hpp"
#include "study/schema/validate.hpp"
#include "study/values/decimal.hpp"
#include "study/values/problems.hpp"
#include "study/values/quoting.hpp"
#include "study/values/yaml_source.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <memory>

namespace ergodic::workloads::let_it_ride::import {

namespace {

using study::YamlPointer;
using study::YamlValue;

const Key* key_named(const Schema& keys, std::string_view name) {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

/// The number in a text that YAML 1.1 or a lenient reader takes for one: "5", 10_000.
std::string number_in(const std::string& text) {
  std::string digits = text;
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  const auto first = digits.find_first_not_of(' ');
  if (first == std::string::npos) return text;
  digits = digits.substr(first, digits.find_last_not_of(' ') - first + 1);
  return study::parse_decimal(digits) ? digits : text;
}

std::string truth_in(const std::string& text) {
  constexpr std::array<std::string_view, 12> words{"true",  "yes", "on",  "y", "t", "1",
                                                   "false", "no",  "off", "n", "f", "0"};
  std::string lower;
  std::transform(text.begin(), text.end(), std::back_inserter(lower),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto found = std::find(words.begin(), words.end(), lower);
  if (found == words.end()) return text;
  return found - words.begin() < 6 ? "true" : "false";
}

/// The value with its scalars as this program's reader wants them, where the original's took more.
YamlPointer strict(const YamlPointer& value, const Key& key) {
  auto out = std::make_shared<YamlValue>(*value);
  switch (value->kind) {
    case YamlValue::Kind::null: break;
    case YamlValue::Kind::list:
      for (YamlPointer& item : out->items) {
        if (key.kind == Key::Kind::list) item = strict(item, key.children.front());
      }
      break;
    case YamlValue::Kind::mapping:
      for (std::size_t pair = 0; pair < value->pair_count(); ++pair) {
        const Key* inner = key_named(key.children, value->key(pair).text);
        if (inner != nullptr) out->items[2 * pair + 1] = strict(out->items[2 * pair + 1], *inner);
      }
      break;
    case YamlValue::Kind::scalar:
      const bool is_number =
          key.kind == Key::Kind::integer || key.kind == Key::Kind::real || key.kind == Key::Kind::money;
      if (is_number) out->text = number_in(value->text);
      if (key.kind == Key::Kind::boolean) out->text = truth_in(value->text);
      if (is_number || key.kind == Key::Kind::boolean) out->quoted = false;
  }
  return out;
}

bool is_plain_value(const std::string& text) {
  return text == "true" || text == "false" || study::parse_decimal(text).has_value();
}

std::string flow(const YamlValue& value) {
  std::string out;
  switch (value.kind) {
    case YamlValue::Kind::null: return "null";
    case YamlValue::Kind::scalar:
      return value.quoted || !is_plain_value(value.text) ? study::yaml_text(value.text) : value.text;
    case YamlValue::Kind::list:
      for (const YamlPointer& item : value.items)
        out += (out.empty() ? "" : ", ") + flow(*item);
      return "[" + out + "]";
    case YamlValue::Kind::mapping: break;
  }
  for (std::size_t pair = 0; pair < value.pair_count(); ++pair)
    out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", study::yaml_text(value.key(pair).text),
                       flow(value.value(pair)));
  return "{" + out + "}";
}

/// The keys of the file with their values, in its order. The simulator knew no dotted names, which a study may have.
void gather(const YamlValue& mapping, const std::string& prefix, study::Problems& problems,
            std::vector<std::pair<std::string, std::string>>& given) {
  for (std::size_t pair = 0; pair < mapping.pair_count(); ++pair) {
    const YamlValue& key = mapping.key(pair);
    const YamlValue& value = mapping.value(pair);
    if (key.text.find('.') != std::string::npos) {
      problems.add(key.place, fmt::format("unknown key \"{}\" (the original knew no dotted names) write sections",
                                          shown(key.text)));
    } else if (value.kind == YamlValue::Kind::mapping && value.pair_count() > 0) {
      gather(value, prefix + key.text + ".", problems, given);
    } else {
      given.emplace_back(prefix + key.text, flow(value));
    }
  }
}

/// A workers key is a number or "auto"; a schema's key is one or the other.
void check_workers(const Parameters& keys) {
  const std::string workers = keys.text("simulation.workers");
  const auto number = study::parse_decimal(workers);
  const bool is_count =
      number && !number->negative && !number->digits.empty() && study::scaled(*number, 0).fit == study::Fit::exact;
  if (workers != "auto" && !is_count)
    keys.reject("simulation.workers", "is " + shown(workers), "it must be a whole number from 1 on, or auto",
                "choose one that is");
}

const study::Node& find(const study::Node& root, std::string_view path) {
  const study::Node* node = &root;
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    const auto& keys = std::get<study::Section>(node->value).keys;
    node = std::find_if(keys.begin(), keys.end(), [&](const auto& key) { return key->key->name == name; })->get();
  }
  return *node;
}

struct Written {
  std::string operator()(study::Null) const { return "null"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return study::shortest(value); }
  std::string operator()(Cents value) const { return amount_text(value); }
  std::string operator()(const std::string& value) const { return study::yaml_text(value); }
  std::string operator()(const study::List&) const {
    throw InternalError("a list has no text (it is written by its elements) please report this");
  }
  std::string operator()(const study::DocumentValue&) const {
    throw InternalError("a document has no text (the original has none) please report this");
  }
  std::string operator()(const study::Section&) const {
    throw InternalError("a section has no text (it is written by its keys) please report this");
  }
};

}  // namespace

Original::Original(study::NodePointer root, Given given)
    : root_(std::move(root)), keys_(root_), given_(std::move(given)) {}

Original Original::read(std::string_view text, const std::string& origin) {
  study::Problems problems;
  const YamlPointer file = read_yaml(text, std::make_shared<const std::string>(origin), true, problems);
  static const Key all = section("", original_schema());
  static const study::KeySlots layout(all.children);
  const study::Scope scope{.layout = layout, .described = "the original"};
  if (file->kind == YamlValue::Kind::scalar || file->kind == YamlValue::Kind::list)
    problems.add(file->place, "not a mapping (a configuration is keys with values) write keys, one a line");
  problems.throw_if_any();
  const YamlPointer understood = strict(file, all);
  const study::Values defaults = study::default_values(layout, file->place);
  study::Values values = defaults;
  Given given;
  gather(*understood, "", problems, given);
  study::apply(layout, check_mapping(scope, *understood, problems), defaults, values);
  problems.throw_if_any();
  study::Section root{"", study::tree(layout, values, 0, layout.size(), file->place, "")};
  Original original(study::make_node(all, file->place, std::move(root)), std::move(given));
  check_workers(original.keys());
  return original;
}

bool Original::gives(std::string_view path) const { return !lines(path).empty(); }

std::string Original::value(std::string_view path) const { return std::visit(Written{}, find(*root_, path).value); }

std::vector<std::string> Original::lines(std::string_view path) const {
  std::vector<std::string> lines;
  for (const auto& [key, value] : given_) {
    const bool is_in_it = key == path || (key.starts_with(path) && key.substr(path.size()).starts_with('.'));
    if (is_in_it) lines.push_back(fmt::format("{}: {}", key, value));
  }
  return lines;
}

std::string amount_text(Cents amount) {
  const std::string text = study::dollars(amount);
  return text.ends_with(".00") ? text.substr(0, text.size() - 3) : text;
}

}  // namespace ergodic::workloads::let_it_ride::import
