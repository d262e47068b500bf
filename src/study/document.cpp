#include "core/suggest.hpp"
#include "core/utf8.hpp"
#include "study/values/decimal.hpp"
#include "study/values/document_values.hpp"

#include <ergodic/document.hpp>
#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ergodic {
namespace {

std::string child_path(const std::string& path, std::string_view key) { return fmt::format("{}.{}", path, key); }

const char* called(Document::Kind kind) {
  switch (kind) {
    case Document::Kind::null: return "null";
    case Document::Kind::boolean: return "a truth";
    case Document::Kind::integer:
    case Document::Kind::real: return "a number";
    case Document::Kind::text: return "a text";
    case Document::Kind::list: return "a list";
    case Document::Kind::mapping: return "a mapping";
  }
  return "";
}

}  // namespace

Document::Document(std::shared_ptr<const study::YamlValue> root, std::string path)
    : value_(std::move(root)), path_(std::move(path)) {}

Document Document::from_text(std::string_view text, const std::string& origin, const std::string& path) {
  study::Problems problems;
  auto root = study::read_yaml(text, std::make_shared<const std::string>(origin), true, problems, study::a_document);
  study::check_document_values(*root, path, problems);
  problems.throw_if_any();
  return Document(std::move(root), path);
}

Document::Kind Document::kind() const { return study::kind_of(*value_); }

std::string Document::place() const { return value_->place.text(); }

void Document::reject(const std::string& what, const std::string& why, const std::string& todo) const {
  throw StudyError(fmt::format("{}: {} {} ({}){}{}", place(), path_, what, why,
                               todo.empty() || todo.starts_with(' ') ? "" : " ", todo));
}

void Document::reject_kind(const std::string& wanted) const {
  const bool is_scalar = value_->kind == study::YamlValue::Kind::scalar;
  reject("is " + (is_scalar ? study::found(*value_) : std::string(called(kind()))), "it must be " + wanted,
         "correct it");
}

bool Document::boolean() const {
  if (kind() != Kind::boolean) reject_kind("true or false");
  return value_->text.front() == 't' || value_->text.front() == 'T';
}

std::int64_t Document::integer() const {
  if (kind() != Kind::integer) reject_kind("a whole number");
  return study::scaled(*study::parse_decimal(value_->text), 0).value;
}

double Document::real() const {
  if (kind() != Kind::integer && kind() != Kind::real) reject_kind("a number");
  return study::to_real(value_->text, *study::parse_decimal(value_->text)).value;
}

std::string Document::text() const {
  if (kind() != Kind::text) reject_kind("a text");
  return value_->text;
}

std::size_t Document::size() const {
  if (kind() == Kind::mapping) return value_->pair_count();
  if (kind() != Kind::list) reject_kind("a list or a mapping");
  return value_->items.size();
}

Document Document::operator[](std::size_t place) const {
  if (kind() != Kind::list) reject_kind("a list");
  if (place >= value_->items.size()) {
    throw InternalError(fmt::format("element {} of {} is asked for (it has {}) correct the workload", place, path_,
                                    value_->items.size()));
  }
  return Document(value_->items[place], fmt::format("{}[{}]", path_, place));
}

std::vector<Document> Document::items() const {
  if (kind() != Kind::list) reject_kind("a list");
  std::vector<Document> items;
  for (std::size_t i = 0; i < value_->items.size(); ++i)
    items.push_back((*this)[i]);
  return items;
}

Document Document::operator[](std::string_view key) const {
  if (kind() != Kind::mapping) reject_kind("a mapping");
  for (std::size_t pair = 0; pair < value_->pair_count(); ++pair) {
    if (value_->key(pair).text == key) return Document(value_->items[2 * pair + 1], child_path(path_, key));
  }
  Document(value_, child_path(path_, key)).reject("is missing", "it has no default", "add it");
}

bool Document::has(std::string_view key) const {
  if (kind() != Kind::mapping) reject_kind("a mapping");
  for (std::size_t pair = 0; pair < value_->pair_count(); ++pair) {
    if (value_->key(pair).text == key) return value_->value(pair).kind != study::YamlValue::Kind::null;
  }
  return false;
}

std::vector<std::pair<std::string, Document>> Document::pairs() const {
  if (kind() != Kind::mapping) reject_kind("a mapping");
  std::vector<std::pair<std::string, Document>> pairs;
  for (std::size_t pair = 0; pair < value_->pair_count(); ++pair) {
    const std::string& key = value_->key(pair).text;
    pairs.emplace_back(key, Document(value_->items[2 * pair + 1], child_path(path_, key)));
  }
  return pairs;
}

void Document::allow_only(const std::vector<std::string>& keys) const {
  if (kind() != Kind::mapping) reject_kind("a mapping");
  for (std::size_t pair = 0; pair < value_->pair_count(); ++pair) {
    const study::YamlValue& key = value_->key(pair);
    if (std::find(keys.begin(), keys.end(), key.text) != keys.end()) continue;
    const std::string near = nearest(key.text, keys);
    throw StudyError(fmt::format("{}: unknown key \"{}\" ({} has {}) {}", key.place.text(), shown(key.text), path_,
                                 keys.empty() ? "no keys" : enumerate(keys, 40),
                                 near.empty() ? "remove it" : fmt::format("did you mean {}?", near)));
  }
}

std::string Document::json() const { return study::document_text(*value_); }

}  // namespace ergodic
