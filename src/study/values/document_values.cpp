#include "study/values/document_values.hpp"

#include "core/utf8.hpp"
#include "study/values/decimal.hpp"
#include "study/values/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace ergodic::study {
namespace {

using Kind = Document::Kind;

bool is_whole(std::string_view text) { return text.find_first_of(".eE") == std::string_view::npos; }

/// What other readers of YAML take for a number, and JSON has no word for.
bool is_odd_number(std::string_view text) {
  constexpr std::array<std::string_view, 3> words{".inf", ".nan", "nan"};
  std::string word(text);
  std::transform(word.begin(), word.end(), word.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  if (word.starts_with('-') || word.starts_with('+')) word.erase(0, 1);
  const bool has_base = word.size() > 2 && (word.starts_with("0x") || word.starts_with("0o")) &&
                        word.find_first_not_of("0123456789abcdef", 2) == std::string::npos;
  return has_base || std::find(words.begin(), words.end(), word) != words.end();
}

bool has_leading_zero(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
}

const char* fault_of_number(const YamlValue& value) {
  const auto number = parse_decimal(value.text);
  if (!number) return is_odd_number(value.text) ? "a number that JSON has no word for" : nullptr;
  if (has_leading_zero(value.text)) return "a number with leading zeros, which some readers take for octal";
  if (is_whole(value.text))
    return scaled(*number, 0).fit == Fit::exact ? nullptr : "a whole number that 64 bits cannot hold";
  return to_real(value.text, *number).fit == Fit::exact ? nullptr : "a number that a double cannot hold";
}

std::string json_text(std::string_view text) { return '"' + escaped(text) + '"'; }

}  // namespace

Kind kind_of(const YamlValue& value) {
  switch (value.kind) {
    case YamlValue::Kind::null: return Kind::null;
    case YamlValue::Kind::list: return Kind::list;
    case YamlValue::Kind::mapping: return Kind::mapping;
    case YamlValue::Kind::scalar: break;
  }
  constexpr std::array<std::string_view, 6> truths{"true", "True", "TRUE", "false", "False", "FALSE"};
  if (value.quoted) return Kind::text;
  if (std::find(truths.begin(), truths.end(), value.text) != truths.end()) return Kind::boolean;
  if (!parse_decimal(value.text)) return Kind::text;
  return is_whole(value.text) ? Kind::integer : Kind::real;
}

void check_document_values(const YamlValue& value, const std::string& path, Problems& problems) {
  const int levels = value.height + 1;
  if (levels > DocumentLimits::depth) {
    problems.add(value.place,
                 fmt::format("{} has {} levels of lists and mappings in each other (a document may have {}) make it "
                             "flatter",
                             path, levels, DocumentLimits::depth));
    return;
  }
  if (value.kind == YamlValue::Kind::scalar) {
    const char* fault = value.quoted ? nullptr : fault_of_number(value);
    if (fault != nullptr)
      problems.add(value.place, fmt::format("{} is {} ({}) write another, or put it in quotes where it is meant as a "
                                            "text",
                                            path, shown(value.text), fault));
  }
  for (std::size_t i = 0; value.kind == YamlValue::Kind::list && i < value.items.size(); ++i)
    check_document_values(*value.items[i], fmt::format("{}[{}]", path, i), problems);
  for (std::size_t pair = 0; value.kind == YamlValue::Kind::mapping && pair < value.pair_count(); ++pair)
    check_document_values(value.value(pair), fmt::format("{}.{}", path, shown(value.key(pair).text)), problems);
}

std::string document_text(const YamlValue& value) {
  switch (kind_of(value)) {
    case Kind::null: return "null";
    case Kind::boolean: return value.text.front() == 't' || value.text.front() == 'T' ? "true" : "false";
    case Kind::integer: return std::to_string(scaled(*parse_decimal(value.text), 0).value);
    case Kind::real: {
      const std::string text = shortest(to_real(value.text, *parse_decimal(value.text)).value);
      return is_whole(text) ? text + ".0" : text;  // it stays what it is
    }
    case Kind::text: return json_text(value.text);
    case Kind::list: {
      std::string text = "[";
      for (const YamlPointer& item : value.items)
        text += (text.size() > 1 ? ", " : "") + document_text(*item);
      return text + "]";
    }
    case Kind::mapping: break;
  }
  std::string text = "{";
  for (std::size_t pair = 0; pair < value.pair_count(); ++pair) {
    text += (text.size() > 1 ? ", " : "") + json_text(value.key(pair).text) + ": ";
    text += document_text(value.value(pair));
  }
  return text + "}";
}

}  // namespace ergodic::study
