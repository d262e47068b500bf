#include "core/utf8.hpp"

#include <fmt/format.h>

namespace ergodic {
namespace {

unsigned char byte(char c) { return static_cast<unsigned char>(c); }

/// Line and paragraph separators and the byte order mark, which YAML readers treat in various ways.
bool is_special(std::uint32_t code) { return code == 0x2028 || code == 0x2029 || code == 0xFEFF; }

}  // namespace

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

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += code_point(text, at).size)
    ++count;
  return count;
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

std::string escaped(std::string_view text) {
  std::string out;
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
  return out;
}

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::size_t end = 0;
  while (end < text.size() && end < longest)
    end += code_point(text, end).size;
  std::string out(text.substr(0, end));
  if (has_control_character(out)) out = escaped(out);
  return end < text.size() ? out + "…" : out;
}

}  // namespace ergodic
