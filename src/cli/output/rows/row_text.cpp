#include "cli/output/rows/row_text.hpp"

#include "analysis/stored_value.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <vector>

namespace ergodic::cli {
namespace {

using analysis::stored_as;
using analysis::stored_integer;

std::string one_text(const Column& column, std::span<const std::byte> stored) {
  if (!analysis::has_value(column, stored.data())) return missing_label;
  if (column.type == Type::float64) return fmt::format("{}", stored_as<double>(stored.data()) * column.scale);
  const std::int64_t value = stored_integer(column.type, stored.data());
  if (column.is_category()) {
    const auto code = static_cast<std::size_t>(value);
    return code < column.categories.size() ? column.categories[code] : fmt::format("{} (no such label)", value);
  }
  if (column.scale == 1.0) return fmt::format("{}", value);
  return fmt::format("{:.2f}", static_cast<double>(value) * column.scale);
}

std::string list_text(const Column& column, std::span<const std::byte> stored) {
  constexpr std::size_t most_shown = 16;
  constexpr std::size_t shown_at_each_end = 6;
  const std::size_t width = size_of(column.type);
  const std::size_t count = stored.size() / width;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) {
    const bool shown = count <= most_shown || i < shown_at_each_end || i >= count - shown_at_each_end;
    if (shown) texts.push_back(one_text(column, stored.subspan(i * width, width)));
    if (!shown && i == shown_at_each_end) texts.push_back("…");
  }
  return fmt::format("[{}]", fmt::join(texts, ", "));
}

}  // namespace

std::string value_text(const Column& column, std::span<const std::byte> stored) {
  const std::string text = column.axis.empty() ? one_text(column, stored) : list_text(column, stored);
  return column.is_category() || column.unit == "1" || text == missing_label ? text : text + " " + column.unit;
}

}  // namespace ergodic::cli
