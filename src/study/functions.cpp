#include "study/functions.hpp"

#include "study/study_expression.hpp"

#include <ergodic/schema.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace ergodic::study {
namespace {

using expression::Name;
using expression::Type;
using expression::Vocabulary;

constexpr std::size_t longest_name = 60;

const std::vector<std::string>& no_and_yes() {
  static const std::vector<std::string> labels{"no", "yes"};
  return labels;
}

bool is_name(std::string_view text) {
  const auto is_part = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
  return !text.empty() && text.size() <= longest_name && std::isdigit(static_cast<unsigned char>(text[0])) == 0 &&
         std::all_of(text.begin(), text.end(), is_part);
}

void check_name(const Parameters& function, const std::string& name, const FunctionNames& known) {
  if (!is_name(name)) {
    function.reject("name", fmt::format("is \"{}\"", name),
                    "a name is of letters, digits and _, and begins with none of the digits",
                    fmt::format("write one, of {} characters at most", longest_name));
  }
  if (std::find(known.taken.begin(), known.taken.end(), name) != known.taken.end())
    function.reject("name", fmt::format("is {}", name), "results have something else of that name", "choose another");
  const auto same =
      std::find_if(known.names.begin(), known.names.end(), [&](const Name& one) { return one.name == name; });
  if (same != known.names.end())
    function.reject("name", fmt::format("is {}", name), fmt::format("there is one: {}", same->says), "choose another");
}

Column column_of(const Parameters& function, Type type) {
  const std::string name = function.text("name");
  const std::string text = function.text(function.has("says") ? "says" : "expression");
  if (type == Type::truth) {
    if (function.has("unit"))
      function.reject("unit", "plays no part", fmt::format("{} is true or false", name), "leave it out");
    return category(name, no_and_yes()).says(text);
  }
  return real_column(name).says(text).in(function.has("unit") ? function.text("unit") : "1");
}

}  // namespace

expression::Name name_of(const Column& column) {
  if (!column.is_category()) return {column.name, Type::number, column.long_name};
  if (column.categories == no_and_yes()) return {column.name, Type::truth, column.long_name};
  return {column.name, Type::text, column.long_name, column.categories};
}

Key Functions::key(const std::string& of) {
  return list(
      "functions",
      section("function", {
                              text("name").required().says("of its column"),
                              text("expression").required().says(of),
                              text("unit").optional().says("of a number; 1 unless set"),
                              text("says").optional().says("what it is, for readers; the expression unless set"),
                          }));
}

Functions::Functions(const std::vector<Parameters>& written, FunctionNames known) : names_(known.names.size()) {
  for (const Parameters& function : written) {
    const std::string name = function.text("name");
    check_name(function, name, known);
    expressions_.push_back(workloads::expression_at(function, "expression", Vocabulary(known.names, known.absent)));
    columns_.push_back(column_of(function, expressions_.back().type()));
    known.names.push_back({name, expressions_.back().type(), columns_.back().long_name});
  }
}

std::optional<double> Functions::value(std::size_t function, std::span<const double> values) const {
  const expression::Expression& one = expressions_[function];
  return one.type() == Type::truth ? one.truth(values) : one.number(values);
}

const Column* Functions::evaluate(std::span<double> values) const {
  for (std::size_t i = 0; i < expressions_.size(); ++i) {
    const std::optional<double> found = value(i, values);
    if (!found) return &columns_[i];
    values[names_ + i] = *found;
  }
  return nullptr;
}

}  // namespace ergodic::study
