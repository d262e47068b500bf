#include "study/values/flow_commas.hpp"

#include "study/values/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace ergodic::study {
namespace {

/// Whether a parenthesis, or a quotation, is begun in the text and not ended.
bool is_open(std::string_view text) {
  int depth = 0;
  char quotation = 0;
  for (const char c : text) {
    if (quotation != 0) {
      quotation = c == quotation ? 0 : quotation;
    } else if (c == '\'' || c == '"') {
      quotation = c;
    } else {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
  }
  return depth > 0 || quotation != 0;
}

bool is_plain(const YamlValue& value) { return value.kind == YamlValue::Kind::scalar && !value.quoted; }

/// The pieces that belong to the value at `first`, from the one after it on; 0 where none does, or what is open never
/// ends. `step` is 2 in a mapping, whose pieces are keys without a value.
std::size_t pieces_after(const YamlValue& whole, std::size_t first, std::size_t step, std::string& text) {
  const auto& items = whole.items;
  text = items[first]->text;
  std::size_t pieces = 0;
  for (std::size_t at = first + 1; is_open(text) && at < items.size(); at += step) {
    const bool has_value = step == 2 && items[at + 1]->kind != YamlValue::Kind::null;
    if (!is_plain(*items[at]) || has_value) return 0;
    text += ", " + items[at]->text;
    ++pieces;
  }
  return is_open(text) ? 0 : pieces;
}

YamlPointer joined(const YamlValue& value, std::string text) {
  auto whole = std::make_shared<YamlValue>(value);
  whole->text = std::move(text);
  whole->place.text_column = 0;
  return whole;
}

}  // namespace

void join_cut_values(YamlValue& whole, Problems& problems) {
  const bool is_mapping = whole.kind == YamlValue::Kind::mapping;
  const std::size_t step = is_mapping ? 2 : 1;
  for (std::size_t at = step - 1; at < whole.items.size(); at += step) {
    const YamlValue value = *whole.items[at];
    if (!is_plain(value)) continue;
    std::string text;
    const std::size_t pieces = pieces_after(whole, at, step, text);
    if (pieces == 0) continue;
    problems.add(value.place,
                 fmt::format("{}{} is cut off at its comma (in braces and brackets YAML ends a text there) put "
                             "it in quotes: \"{}\"",
                             is_mapping ? whole.items[at - 1]->text + ": " : "", shown(value.text), text));
    const auto first = whole.items.begin() + static_cast<std::ptrdiff_t>(at + 1);
    whole.items.erase(first, first + static_cast<std::ptrdiff_t>(pieces * step));
    whole.items[at] = joined(value, text);
  }
}

}  // namespace ergodic::study
