#include "engine/summary/failure_columns.hpp"

#include "study/functions.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

namespace ergodic::engine {
namespace {

/// A place in a sentence: "{1}"; or "{0:column}" or "{0:label}", which name the column or the label of that number.
struct SentencePlace {
  enum class Shows { number, column, label };
  std::size_t number;
  Shows shows;
};

[[noreturn]] void refuse(const FailureCategory& category, const std::string& why) {
  throw InternalError(
      fmt::format("the failure {} says \"{}\" ({}) let its kind write places for its numbers as {{0}}, {{1}} and {{2}}",
                  category.name, category.sentence, why));
}

SentencePlace parse_place(const FailureCategory& category, const std::string& text) {
  if (text.size() < 1 || text[0] < '0' || text[0] >= '0' + static_cast<char>(most_failure_numbers))
    refuse(category, fmt::format("there is no number \"{}\"", text));
  const std::string rest = text.substr(1);
  if (!rest.empty() && rest != ":column" && rest != ":label")
    refuse(category, fmt::format("a number is not written as \"{}\"", rest));
  using Shows = SentencePlace::Shows;
  return {static_cast<std::size_t>(text[0] - '0'), rest.empty()        ? Shows::number
                                                   : rest == ":column" ? Shows::column
                                                                       : Shows::label};
}

/// The sentence, with value(place) in the places.
std::string filled(const FailureCategory& category, const std::function<std::string(const SentencePlace&)>& value) {
  std::string text;
  for (std::size_t at = 0; at < category.sentence.size(); ++at) {
    const char c = category.sentence[at];
    if (c != '{' && c != '}') {
      text += c;
      continue;
    }
    const std::size_t end = category.sentence.find('}', at);
    if (c == '}' || end == std::string::npos) refuse(category, "a brace has no other");
    text += value(parse_place(category, category.sentence.substr(at + 1, end - at - 1)));
    at = end;
  }
  return text;
}

/// How many numbers a failure of the category leaves: the places are 0, 1, … without a gap or not, up to the last.
std::size_t numbers_of(const FailureCategory& category) {
  std::size_t count = 0;
  filled(category, [&](const SentencePlace& place) {
    count = std::max(count, place.number + 1);
    return std::string();
  });
  return count;
}

/// Of one of the columns, infinity or NaN can make a session fail.
bool can_be_not_finite(const Columns& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [](const Column& column) { return column.type == Type::float64 && !column.may_be_nan; });
}

/// Counted, where it tells more than that, among those that failed: the others are the sessions in all figures.
Column outcome_column(const FailureCategories& categories) {
  if (!tells_apart(categories)) return category("outcome", {"ok", "failed"}).says("whether the session failed");
  return category("outcome", {"ok", "failed", "incomplete", "expected_skip"})
      .says("whether the session left a row, and what it means if it did not");
}

}  // namespace

bool tells_apart(const FailureCategories& categories) {
  return std::any_of(categories.begin(), categories.end(),
                     [](const FailureCategory& one) { return one.means != Failing::failed; });
}

std::uint8_t outcome_code(const FailureCategory& category) {
  return static_cast<std::uint8_t>(1 + static_cast<int>(category.means));
}

const char* failing_name(Failing means) {
  switch (means) {
    case Failing::failed: return "failed";
    case Failing::incomplete: return "incomplete";
    case Failing::expected_skip: return "expected_skip";
  }
  return "";
}

FailureCategories failure_categories(const WorkloadKind& kind, const Columns& columns, bool has_functions) {
  using study::Functions;
  FailureCategories categories = kind.failures();
  if (categories.empty()) return categories;
  if (has_functions)
    categories.push_back(
        {Functions::failure_category, false, fmt::format("{{0:column}} {}", Functions::failure_reason)});
  if (can_be_not_finite(columns)) categories.push_back({not_finite, false, "{0:column} is not a finite number"});
  std::set<std::string> names;
  for (const FailureCategory& category : categories) {
    numbers_of(category);
    if (!names.insert(category.name).second) {
      throw InternalError(
          fmt::format("{} declares the failure {} twice (one of the two may be the engine's own) give each a name",
                      kind.name(), category.name));
    }
  }
  return categories;
}

Columns failure_columns(const FailureCategories& categories) {
  if (categories.empty()) return {category("failed", {"no", "yes"}).says("whether the session failed")};
  std::vector<std::string> names;
  std::size_t numbers = 0;
  for (const FailureCategory& one : categories) {
    names.push_back(one.name);
    numbers = std::max(numbers, numbers_of(one));
  }
  Columns columns{outcome_column(categories), category("failure", names).or_missing().says("how it failed"),
                  category("can_retry", {"no", "yes"}).or_missing().says("whether simulating it again may succeed")};
  for (std::size_t i = 1; i <= numbers; ++i) {
    columns.push_back(real_column(fmt::format("failure_number_{}", i))
                          .or_nan()
                          .or_missing()
                          .says(fmt::format("number {} of what is told of the failure", i)));
  }
  for (std::size_t i = 1; i < columns.size(); ++i)
    columns[i].of_failures = true;
  columns[0].of_failures = tells_apart(categories);
  return columns;
}

std::string failure_sentence(const FailureCategory& category, std::span<const double> numbers, const Columns& columns) {
  return filled(category, [&](const SentencePlace& place) -> std::string {
    if (place.number >= numbers.size() || is_missing(numbers[place.number])) return "…";
    const double number = numbers[place.number];
    const auto named = [&](std::size_t count, const auto& name) -> std::string {
      return number >= 0 && number < static_cast<double>(count) ? name(static_cast<std::size_t>(number)) : "…";
    };
    switch (place.shows) {
      case SentencePlace::Shows::column: return named(columns.size(), [&](std::size_t i) { return columns[i].name; });
      case SentencePlace::Shows::label:
        return named(category.labels.size(), [&](std::size_t i) { return category.labels[i]; });
      case SentencePlace::Shows::number: break;
    }
    return fmt::format("{}", number);
  });
}

std::optional<std::size_t> category_named(const FailureCategories& categories, std::string_view name) {
  const auto found =
      std::find_if(categories.begin(), categories.end(), [&](const FailureCategory& one) { return one.name == name; });
  if (found == categories.end()) return std::nullopt;
  return static_cast<std::size_t>(found - categories.begin());
}

std::size_t place_of(const Failure& failure, const FailureCategories& categories) {
  if (failure.declared) {
    if (*failure.declared < categories.size()) return *failure.declared;
    throw InternalError(
        fmt::format("a session fails in the manner {} (its kind declares {})", *failure.declared, categories.size()));
  }
  if (const auto found = category_named(categories, failure.category)) return *found;
  throw InternalError(fmt::format("a session fails as {} (its kind declares its failures, and not this one): {}",
                                  failure.category, failure.reason));
}

Failure in_words(const Failure& failure, const FailureCategories& categories, const Columns& columns) {
  if (categories.empty() && !failure.declared) return failure;
  const FailureCategory& category = categories.at(place_of(failure, categories));
  Failure told = failure;
  told.category = category.name;
  told.reason = failure_sentence(category, failure.numbers, columns);
  told.can_retry = category.can_retry;
  return told;
}

}  // namespace ergodic::engine
