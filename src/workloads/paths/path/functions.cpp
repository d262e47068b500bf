#include "workloads/paths/path/functions.hpp"

#include "study/study_expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

using expression::AbsentName;
using expression::Name;
using expression::Vocabulary;

constexpr std::size_t longest_name = 60;

/// Of datasets and dimensions that stand beside the columns in the file.
constexpr std::array<std::string_view, 8> taken = {"case",  "path",     "time",     "probability",
                                                   "state", "sessions", "failures", "failed"};

bool is_name(std::string_view text) {
  const auto is_part = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
  return !text.empty() && text.size() <= longest_name && std::isdigit(static_cast<unsigned char>(text[0])) == 0 &&
         std::all_of(text.begin(), text.end(), is_part);
}

void check_name(const Parameters& function, const std::string& name, const std::vector<Name>& known) {
  if (!is_name(name)) {
    function.reject("name", fmt::format("is \"{}\"", name),
                    "a name is of letters, digits and _, and begins with none of the digits",
                    fmt::format("write one, of {} characters at most", longest_name));
  }
  if (std::find(taken.begin(), taken.end(), name) != taken.end())
    function.reject("name", fmt::format("is {}", name), "results have something else of that name", "choose another");
  const auto same = std::find_if(known.begin(), known.end(), [&](const Name& one) { return one.name == name; });
  if (same != known.end())
    function.reject("name", fmt::format("is {}", name), fmt::format("there is one: {}", same->says), "choose another");
}

Name observable_name(const Column& column) {
  if (!column.is_category()) return {column.name, expression::Type::number, column.long_name};
  if (column.categories == yes_or_no("").categories) return {column.name, expression::Type::truth, column.long_name};
  return {column.name, expression::Type::text, column.long_name, column.categories};
}

Column column_of(const Parameters& function, expression::Type type) {
  const std::string name = function.text("name");
  const std::string text = function.text(function.has("says") ? "says" : "expression");
  if (type == expression::Type::truth) {
    if (function.has("unit"))
      function.reject("unit", "plays no part", fmt::format("{} is true or false", name), "leave it out");
    return yes_or_no(name).says(text);
  }
  return real_column(name).says(text).in(function.has("unit") ? function.text("unit") : "1");
}

}  // namespace

std::vector<NamedNumber> numbers_of(const Parameters& section, const std::vector<Key>& keys) {
  std::vector<NamedNumber> numbers;
  for (const Key& key : keys) {
    if (key.kind != Key::Kind::real && key.kind != Key::Kind::integer) continue;
    if (!section.has(key.name)) {
      numbers.push_back({key.name, std::nullopt});
    } else if (key.kind == Key::Kind::real) {
      numbers.push_back({key.name, section.real(key.name)});
    } else {
      numbers.push_back({key.name, static_cast<double>(section.integer(key.name))});
    }
  }
  return numbers;
}

Key Functions::key() {
  return list("functions",
              section("function",
                      {
                          text("name").required().says("of its column"),
                          text("expression")
                              .required()
                              .says("of the process's observables, the numbers of its section and the functions "
                                    "before: a number, or true or false"),
                          text("unit").optional().says("of a number; 1 unless set"),
                          text("says").optional().says("what it is, for readers; the expression unless set"),
                      }))
      .says("further columns, computed from what is known of a path at its end, such as payoffs");
}

Functions::Functions(const Parameters& study, const AnyObservables& offered, const std::vector<NamedNumber>& numbers) {
  std::vector<Name> names;
  std::vector<AbsentName> absent;
  for (const auto& [record, needs] : offered) {
    if (needs.empty()) {
      names.push_back(observable_name(record.column));
      values_.push_back(0);
    } else {
      absent.push_back({record.column.name, fmt::format("it needs {}, which is not set", needs)});
    }
  }
  for (const NamedNumber& number : numbers) {
    if (number.value) {
      names.push_back(
          {number.name, expression::Type::number, fmt::format("the {} of {}", number.name, study.text("process"))});
      values_.push_back(*number.value);
    } else {
      absent.push_back({number.name, fmt::format("{}.{} is not set", study.text("process"), number.name)});
    }
  }
  first_ = values_.size();
  for (const Parameters& function : study.items("functions")) {
    const std::string name = function.text("name");
    check_name(function, name, names);
    expressions_.push_back(expression_at(function, "expression", Vocabulary(names, absent)));
    columns_.push_back(column_of(function, expressions_.back().type()));
    names.push_back({name, expressions_.back().type(), columns_.back().long_name});
    values_.push_back(0);
  }
}

const Column* Functions::evaluate(std::span<double> values) const {
  for (std::size_t i = 0; i < expressions_.size(); ++i) {
    const std::optional<double> value = expressions_[i].type() == expression::Type::truth
                                            ? expressions_[i].truth(values)
                                            : expressions_[i].number(values);
    if (!value) return &columns_[i];
    values[first_ + i] = *value;
  }
  return nullptr;
}

Failure Functions::failure(const Column& undefined, std::uint64_t row) {
  return {.row = row,
          .category = "expression",
          .reason = fmt::format("{} has no value (it divides by zero, or a number is out of range)", undefined.name)};
}

void Functions::write(std::span<double> values, std::uint64_t row, std::size_t first, Rows& rows) const {
  if (const Column* undefined = evaluate(values)) return rows.fail(failure(*undefined, row));
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].is_category()) {
      rows.column<std::uint8_t>(first + i)[row] = static_cast<std::uint8_t>(of(i, values));
    } else {
      rows.column<double>(first + i)[row] = of(i, values);
    }
  }
}

}  // namespace ergodic::workloads::paths
