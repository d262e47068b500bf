#include "expression/complaints.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace ergodic::expression {
namespace {

/// Short enough for a message, on one line, and not cut within a character of UTF-8.
std::string cut(std::string_view text) {
  constexpr std::size_t most = 40;
  std::size_t end = std::min(text.size(), most);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u)
    --end;
  std::string part(text.substr(0, end));
  std::replace_if(
      part.begin(), part.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
  return end < text.size() ? part + "..." : part;
}

std::string quoted_labels(const Name& name) {
  std::vector<std::string> labels;
  for (const std::string& label : name.labels)
    labels.push_back(fmt::format("'{}'", label));
  return enumerate(labels);
}

/// From the start of one to the end of the other.
Span across(const Operand& left, const Operand& right) {
  return {left.span.offset, right.span.offset + right.span.length - left.span.offset};
}

/// How a value of another type becomes one of `type`; `it` is how it is written.
std::string conversion(const Operand& operand, Type type, const std::string& it) {
  if (operand.type == Type::text) {
    return operand.name != nullptr ? fmt::format("compare it, as in {} == '{}'", it, operand.name->labels.front())
                                   : "compare a name with it";
  }
  return type == Type::truth ? fmt::format("compare it, as in {} > 0", it) : fmt::format("write 1 if {} else 0", it);
}

}  // namespace

std::string Complaints::written(const Span& span) const { return cut(text_.substr(span.offset, span.length)); }

void Complaints::no_value(const Token& token) const {
  if (token.kind == Token::Kind::end) {
    throw Error(token.span, "ends too early", "a value is missing", "write a name, a number or a parenthesis");
  }
  throw Error(token.span, fmt::format("has {} where a value should be", cut(token.text)),
              "each operator needs a value beside it", "write a name, a number or a parenthesis");
}

void Complaints::no_end(const Token& token) const {
  if (token.is(")")) throw Error(token.span, "has one ) too many", "no ( is open", "remove it");
  if (token.is("else")) throw Error(token.span, "has an else without if", "no if is open", "write a if c else b");
  if (token.is(","))
    throw Error(token.span, "has a comma", "commas belong between a function's arguments", "remove it");
  throw Error(token.span, fmt::format("has {} after a complete value", written(token.span)), "nothing joins the two",
              "put an operator between them");
}

void Complaints::unknown_name(const Token& token) const {
  const std::string what = fmt::format("uses an unknown name {}", cut(token.text));
  if (const std::string* why = vocabulary_.why_absent(token.text)) throw Error(token.span, what, *why, "do without");
  for (const Name& each : vocabulary_.names()) {
    if (std::find(each.labels.begin(), each.labels.end(), token.text) == each.labels.end()) continue;
    throw Error(token.span, what, fmt::format("{} can be {}", each.name, quoted_labels(each)),
                fmt::format("write '{}', in quotes", token.text));
  }
  if (function_of(token) != nullptr) {
    throw Error(token.span, fmt::format("has {} without arguments", token.text), "it is a function",
                fmt::format("write {}(...)", token.text));
  }
  std::vector<std::string> known;
  for (const Name& each : vocabulary_.names())
    known.push_back(each.name);
  const std::string list = enumerate(known, 24);
  known.insert(known.end(), keywords.begin(), keywords.end());
  std::string near = did_you_mean(token.text, known);
  throw Error(token.span, what, fmt::format("there are {}", list), near.empty() ? "use one of them" : near);
}

void Complaints::unknown_function(const Token& token) const {
  std::vector<std::string> names;
  for (const Function& function : functions)
    names.emplace_back(function.name);
  throw Error(token.span, fmt::format("calls an unknown function {}", cut(token.text)),
              fmt::format("there are {}", enumerate(names)), did_you_mean(token.text, names));
}

void Complaints::arguments(const Span& call, const Function& function, int count) const {
  throw Error(call, fmt::format("gives {} {} argument{}", function.name, count, count == 1 ? "" : "s"),
              fmt::format("it takes {}{}", function.arguments, takes_more(function) ? " or more" : ""),
              "put them between commas");
}

void Complaints::wrong_type(const Operand& operand, Type type, std::string_view user) const {
  const std::string it = written(operand.span);
  throw Error(
      operand.span, fmt::format("has {} as {}", it, described(operand.type)),
      user.empty() ? fmt::format("it must be {}", described(type)) : fmt::format("{} takes {}", user, described(type)),
      conversion(operand, type, it));
}

void Complaints::mixed_choice(const Operand& chosen, const Operand& other) const {
  throw Error(other.span, "has two kinds of value around if ... else",
              fmt::format("{} is {}, {} is {}", written(chosen.span), described(chosen.type), written(other.span),
                          described(other.type)),
              "make them the same");
}

void Complaints::mixed_comparison(const Operand& left, const Operand& right) const {
  const Operand* truth = left.type == Type::truth ? &left : right.type == Type::truth ? &right : nullptr;
  throw Error(
      across(left, right), fmt::format("compares {} with {}", written(left.span), written(right.span)),
      fmt::format("one is {}, the other {}", described(left.type), described(right.type)),
      truth != nullptr ? fmt::format("write {0} or not {0}", written(truth->span)) : "compare what is of one kind");
}

void Complaints::ordered(const Operand& left, const Token& symbol, const Operand& right) const {
  throw Error(symbol.span, fmt::format("orders {} and {}", written(left.span), written(right.span)),
              fmt::format("{} compares numbers", symbol.text), "use == or !=");
}

void Complaints::same_answer(const Operand& left, const Operand& right) const {
  throw Error(across(left, right), "compares two quoted texts", "the answer is always the same",
              "put a name on one side");
}

void Complaints::other_labels(const Operand& left, const Operand& right) const {
  throw Error(across(left, right), fmt::format("compares {} with {}", left.name->name, right.name->name),
              fmt::format("one is {}, the other {}", quoted_labels(*left.name), quoted_labels(*right.name)),
              "compare each with a text");
}

void Complaints::unknown_label(const Operand& literal, const Name& name) const {
  const std::string near = nearest(literal.label, name.labels);
  throw Error(literal.span, fmt::format("compares {} with '{}'", name.name, cut(literal.label)),
              fmt::format("it can be {}", quoted_labels(name)),
              near.empty() ? "choose one of them" : fmt::format("did you mean '{}'?", near));
}

}  // namespace ergodic::expression
