#include "cli/output/rows/session_slice.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <charconv>

namespace ergodic::cli {
namespace {

[[noreturn]] void cannot_read(const std::string& given) {
  throw UsageError(fmt::format(
      "cannot read --sessions {} (it is first:end, such as 0:1000 or 500:) give the sessions from first to end − 1",
      given));
}

}  // namespace

IndexRange parse_sessions(const std::string& given, std::uint64_t sessions, const std::string& there_are) {
  const auto colon = given.find(':');
  if (colon == std::string::npos) cannot_read(given);
  const auto number = [&](const std::string& text, std::uint64_t otherwise) {
    if (text.empty()) return otherwise;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) cannot_read(given);
    return value;
  };
  const IndexRange range{number(given.substr(0, colon), 0), number(given.substr(colon + 1), sessions)};
  if (range.first >= range.last || range.last > sessions) {
    throw UsageError(fmt::format("no sessions {} ({} 0 to {}) give first:end within 0:{}", given, there_are,
                                 sessions - 1, sessions));
  }
  return range;
}

}  // namespace ergodic::cli
