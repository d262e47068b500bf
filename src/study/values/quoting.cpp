#include "study/values/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>

namespace ergodic::study {
namespace {

/// Words that some YAML reader takes for null, a truth value or a number.
bool is_reserved(std::string_view text) {
  constexpr std::array<std::string_view, 11> words{"null", "true", "false", "yes", "no", "on",
                                                   "off",  "y",    "n",     "nan", "inf"};
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(words.begin(), words.end(), lower) != words.end();
}

bool is_plain(std::string_view text) {
  if (text.empty() || text.back() == ' ' || is_reserved(text)) return false;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  if (!is_letter(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || std::string_view("./+- ").find(c) != std::string_view::npos;
  });
}

}  // namespace

std::string shortest(double number) {
  std::array<char, 32> buffer{};
  std::string text(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr);
  const std::size_t exponent = text.find('e');
  if (exponent != std::string::npos && text.find('.') == std::string::npos) text.insert(exponent, ".0");
  return text;
}

std::string dollars(Cents amount) {
  const std::uint64_t magnitude = amount.count < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(amount.count)
                                                   : static_cast<std::uint64_t>(amount.count);
  return fmt::format("{}{}.{:02}", amount.count < 0 ? "-" : "", magnitude / 100, magnitude % 100);
}

std::string yaml_text(std::string_view text) { return is_plain(text) ? std::string(text) : '"' + escaped(text) + '"'; }

std::string pointed_at(std::string_view text, std::size_t offset, std::size_t length) {
  constexpr std::size_t width = 100;
  const std::size_t start = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;  // npos + 1 is 0
  const std::size_t end = std::min(text.find('\n', offset), text.size());
  const std::string_view line = text.substr(start, end - start);
  const std::size_t before = characters(line.substr(0, offset - start));
  const std::size_t left_out = before > width / 2 ? before - width / 2 : 0;
  std::string part = left_out > 0 ? "…" : "";
  std::size_t number = 0;
  for (std::size_t at = 0; at < line.size() && number < left_out + width; ++number) {
    const CodePoint code = code_point(line, at);
    if (number >= left_out) part += is_control(code.value) ? " " : line.substr(at, code.size);
    at += code.size;
  }
  if (number < characters(line)) part += "…";
  const std::size_t column = before - left_out + (left_out > 0);
  const std::size_t carets = std::clamp<std::size_t>(characters(line.substr(offset - start, length)), 1, width / 2);
  return fmt::format("  {}\n  {}{}", part, std::string(column, ' '), std::string(carets, '^'));
}

}  // namespace ergodic::study
