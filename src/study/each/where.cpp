#include "study/each/where.hpp"

#include "core/utf8.hpp"
#include "expression/expression.hpp"
#include "expression/lexer.hpp"
#include "expression/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace ergodic::study {
namespace {

using Kind = TableColumn::Kind;

/// Where a part of the text stands, as far as that is known.
Position part_of(const YamlValue& text, std::size_t offset) {
  Position place = text.place;
  if (place.text_column != 0)
    place.column = place.text_column + static_cast<std::uint32_t>(characters(text.text.substr(0, offset)));
  return place;
}

void tell(const YamlValue& where, const expression::Error& error, Problems& problems) {
  problems.add(part_of(where, error.where.offset),
               fmt::format("cases.each.where {} ({}) {}", error.complaint, error.why, error.todo));
}

expression::Type type_of(Kind kind) {
  if (kind == Kind::text) return expression::Type::text;
  return kind == Kind::yes_no ? expression::Type::truth : expression::Type::number;
}

}  // namespace

std::vector<Each::Named> names_in(const YamlValue& where, Problems& problems) {
  std::vector<Each::Named> names;
  try {
    const std::vector<expression::Token> tokens = expression::tokens_of(where.text);
    for (auto token = tokens.begin(); token != tokens.end(); ++token) {
      if (token->kind != expression::Token::Kind::word || expression::is_keyword(*token)) continue;
      if (expression::function_of(*token) != nullptr && std::next(token)->is("(")) continue;
      const std::string name(token->text);
      const auto is_it = [&](const Each::Named& one) { return one.name == name; };
      if (std::none_of(names.begin(), names.end(), is_it)) names.push_back({name, part_of(where, token->span.offset)});
    }
  } catch (const expression::Error& error) {
    tell(where, error, problems);
  }
  return names;
}

std::vector<std::size_t> rows_where(const YamlValue& where, const CaseRows& rows, Problems& problems) {
  std::vector<expression::Name> names;
  std::vector<expression::AbsentName> absent;
  std::vector<std::size_t> columns;
  for (const Each::Named& named : names_in(where, problems)) {
    const std::size_t column = rows.column(named.name);
    const Kind kind = rows.kind(column);
    if (kind == Kind::time) {
      absent.push_back({named.name, "time stamps are not compared"});
      continue;
    }
    names.push_back(
        {named.name, type_of(kind), "a column", kind == Kind::text ? rows.labels(column) : std::vector<std::string>{}});
    columns.push_back(column);
  }
  std::vector<std::size_t> taken;
  try {
    const expression::Vocabulary vocabulary(std::move(names), std::move(absent));
    const auto expression = expression::Expression::parse(where.text, vocabulary, expression::Type::truth);
    std::vector<double> values(columns.size());
    for (std::size_t row = 0; row < rows.count(); ++row) {
      std::transform(columns.begin(), columns.end(), values.begin(),
                     [&](std::size_t column) { return rows.number(column, row); });
      if (expression.truth(values).value_or(false)) taken.push_back(row);
    }
  } catch (const expression::Error& error) {
    tell(where, error, problems);
  }
  return taken;
}

}  // namespace ergodic::study
