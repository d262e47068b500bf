#include "study/values/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>

namespace ergodic::study {
namespace {

unsigned char byte(char c) { return static_cast<unsigned char>(c); }

/// One code point of well-formed UTF-8, and how many bytes it takes.
struct CodePoint {
  std::uint32_t value;
  std::size_t size;
};

CodePoint code_point(std::string_view text, std::size_t at) {
  const unsigned char lead = byte(text[at]);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t value = lead & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i)
    value = value << 6 | (byte(text[at + i]) & 0x3Fu);
  return {value, size};
}

bool is_control(std::uint32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }

/// Line and paragraph separators and the byte order mark, which YAML readers treat in various ways.
bool is_special(std::uint32_t code) { return code == 0x2028 || code == 0x2029 || code == 0xFEFF; }

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

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint code = code_point(text, at);
    if (code.value == '"' || code.value == '\\') {
      out += '\\';
      out += static_cast<char>(code.value);
    } else if (code.value == '\n') {
      out += "\\n";
    } else if (code.value == '\t') {
      out += "\\t";
    } else if (code.value == '\r') {
      out += "\\r";
    } else if (is_control(code.value)) {
      out += fmt::format("\\x{:02X}", code.value);
    } else if (is_special(code.value)) {
      out += fmt::format("\\u{:04X}", code.value);
    } else {
      out.append(text.substr(at, code.size));
    }
    at += code.size;
  }
  return out + '"';
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

std::string yaml_text(std::string_view text) { return is_plain(text) ? std::string(text) : quoted(text); }

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::size_t end = 0;
  while (end < text.size() && end < longest)
    end += code_point(text, end).size;
  std::string out(text.substr(0, end));
  if (has_control_character(out)) {
    out = study::quoted(out);
    out = out.substr(1, out.size() - 2);
  }
  return end < text.size() ? out + "…" : out;
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += code_point(text, at).size)
    ++count;
  return count;
}

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

std::size_t first_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char lead = byte(text[at]);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    const std::size_t size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (size == 0 || at + size > text.size()) return at;
    for (std::size_t i = 1; i < size; ++i) {
      if ((byte(text[at + i]) & 0xC0u) != 0x80u) return at;
    }
    const std::uint32_t value = code_point(text, at).value;
    const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
    if (overlong || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return at;
    at += size;
  }
  return std::string_view::npos;
}

bool has_control_character(std::string_view text, std::string_view allowed) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint code = code_point(text, at);
    if (is_control(code.value) && (code.size > 1 || allowed.find(text[at]) == std::string_view::npos)) return true;
    at += code.size;
  }
  return false;
}

}  // namespace ergodic::study
