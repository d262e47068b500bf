#include "study/values/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>

namespace ergodic::study {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes the digits at the front of `text`.
std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count]))
    ++count;
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

bool take_sign(std::string_view& text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return negative;
}

// Far beyond any double, and far from overflowing the sums below.
constexpr std::int64_t largest_exponent = 1'000'000'000;

std::int64_t exponent_of(std::string_view digits) {
  std::int64_t exponent = 0;
  for (const char digit : digits)
    exponent = std::min(exponent * 10 + (digit - '0'), largest_exponent);
  return exponent;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal number;
  number.negative = take_sign(text);
  const std::string_view whole = take_digits(text);
  std::string_view fraction;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = take_digits(text);
  }
  if (whole.empty() && fraction.empty()) return std::nullopt;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    const bool negative = take_sign(text);
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return std::nullopt;
    number.exponent = negative ? -exponent_of(digits) : exponent_of(digits);
  }
  if (!text.empty()) return std::nullopt;

  number.digits.append(whole).append(fraction);
  number.exponent -= static_cast<std::int64_t>(fraction.size());
  const std::size_t last = number.digits.find_last_not_of('0');
  if (last == std::string::npos) return Decimal{};
  number.exponent += static_cast<std::int64_t>(number.digits.size() - (last + 1));
  number.digits.erase(last + 1);
  number.digits.erase(0, number.digits.find_first_not_of('0'));
  return number;
}

Scaled scaled(const Decimal& number, int places) {
  if (number.digits.empty()) return {};
  const std::int64_t zeros = number.exponent + places;
  if (zeros < 0) return {Fit::too_fine, 0};
  constexpr std::int64_t most_digits = std::numeric_limits<std::int64_t>::digits10 + 1;
  if (static_cast<std::int64_t>(number.digits.size()) + zeros > most_digits) return {Fit::too_large, 0};
  std::uint64_t magnitude = 0;
  for (const char digit : number.digits)
    magnitude = magnitude * 10 + static_cast<std::uint64_t>(digit - '0');
  for (std::int64_t i = 0; i < zeros; ++i)
    magnitude *= 10;
  if (magnitude > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return {Fit::too_large, 0};
  const auto value = static_cast<std::int64_t>(magnitude);
  return {Fit::exact, number.negative ? -value : value};
}

Real to_real(std::string_view text, const Decimal& number) {
  if (number.digits.empty()) return {};
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc::result_out_of_range) {
    const bool large = static_cast<std::int64_t>(number.digits.size()) + number.exponent > 0;
    return {large ? Fit::too_large : Fit::too_fine, 0};
  }
  return {Fit::exact, value};
}

}  // namespace ergodic::study
