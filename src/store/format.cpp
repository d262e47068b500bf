#include "store/format.hpp"

#include <fmt/format.h>

#include <charconv>

namespace ergodic::store {
namespace {

std::optional<int> parse_number(std::string_view text) {
  int number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stop != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

}  // namespace

std::string FormatNumber::text() const { return fmt::format("{}.{}", major_number, minor_number); }

std::optional<FormatNumber> parse_format(std::string_view text) {
  const std::size_t dot = text.find('.');
  const auto major = parse_number(text.substr(0, dot));
  const auto minor = dot == std::string_view::npos ? std::optional(0) : parse_number(text.substr(dot + 1));
  if (!major || !minor) return std::nullopt;
  return FormatNumber{*major, *minor};
}

}  // namespace ergodic::store
