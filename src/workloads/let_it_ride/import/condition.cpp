#include "workloads/let_it_ride/import/condition.hpp"

#include "core/suggest.hpp"
#include "expression/error.hpp"
#include "expression/expression.hpp"
#include "expression/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <optional>
#include <vector>

namespace ergodic::workloads::let_it_ride::import {

namespace {

const std::vector<std::string> number_fields = {"high_cards", "suited_cards",      "connected_cards",
                                                "gaps",       "suited_high_cards", "straight_flush_spread"};
const std::vector<std::string> truth_fields = {"has_paying_hand",
                                               "has_pair",
                                               "has_high_pair",
                                               "has_trips",
                                               "is_flush_draw",
                                               "is_straight_draw",
                                               "is_open_straight_draw",
                                               "is_inside_straight_draw",
                                               "is_straight_flush_draw",
                                               "is_royal_draw",
                                               "is_excluded_sf_consecutive"};

bool is_one_of(const std::string& name, const std::vector<std::string>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

struct Token {
  enum class Kind { comparison, open, close, keyword, number, name, end };

  Kind kind;
  std::string text;
  std::size_t offset;
};

[[noreturn]] void fail(const Token& at, const std::string& what, const std::string& why, const std::string& todo) {
  throw expression::Error({at.offset, at.text.size()}, what, why, todo);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

/// The token at the front of `rest`, in the order in which the simulator tried: keywords before names, wherever they
/// end.
Token token_at(std::string_view rest, std::size_t offset) {
  using Kind = Token::Kind;
  for (const char* comparison : {">=", "<=", ">", "<", "==", "!="}) {
    if (rest.starts_with(comparison)) return {Kind::comparison, comparison, offset};
  }
  if (rest.front() == '(') return {Kind::open, "(", offset};
  if (rest.front() == ')') return {Kind::close, ")", offset};
  for (const char* keyword : {"and", "or", "not"}) {
    if (rest.starts_with(keyword)) return {Kind::keyword, keyword, offset};
  }
  const bool is_number = is_digit(rest.front());
  std::size_t length = 0;
  while (length < rest.size() && (is_digit(rest[length]) || (!is_number && is_letter(rest[length]))))
    ++length;
  if (length == 0) {
    fail({Kind::end, std::string(rest.substr(0, 1)), offset}, "has a character that means nothing",
         "the original knew names, whole numbers, comparisons, and, or, not, and parentheses", "remove it");
  }
  return {is_number ? Kind::number : Kind::name, std::string(rest.substr(0, length)), offset};
}

std::vector<Token> tokens_of(std::string_view condition) {
  std::string text;
  for (const char c : condition)
    text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    tokens.push_back(token_at(std::string_view(text).substr(at), at));
    at += tokens.back().text.size();
  }
  tokens.push_back({Token::Kind::end, "", text.size()});
  return tokens;
}

/// A part of the translated expression.
struct Part {
  enum class Binding { disjunction, conjunction, negation, comparison, primary };

  std::string text;
  bool is_truth;
  Binding binding;
  std::optional<double> literal = {};
};
using Binding = Part::Binding;

std::string bound(const Part& part, Binding least) { return part.binding < least ? "(" + part.text + ")" : part.text; }

Part literal_truth(bool value) { return {value ? "true" : "false", true, Binding::primary, value ? 1.0 : 0.0}; }

Part negated(const Part& part) { return {"not " + bound(part, Binding::negation), true, Binding::negation}; }

Part as_truth(const Part& part) {
  if (part.is_truth) return part;
  if (part.literal) return literal_truth(*part.literal != 0);
  return {part.text + " != 0", true, Binding::comparison};
}

std::string as_number(const Part& part) {
  return part.is_truth ? fmt::format("(1 if {} else 0)", part.text) : bound(part, Binding::primary);
}

bool holds(double a, const std::string& comparison, double b) {
  if (comparison == ">=") return a >= b;
  if (comparison == "<=") return a <= b;
  if (comparison == ">") return a > b;
  if (comparison == "<") return a < b;
  return (a == b) == (comparison == "==");
}

/// A truth that was compared as 0 or 1: what is left of the comparison, from what it is for both.
Part decided(const Part& truth, bool if_false, bool if_true) {
  if (if_false == if_true) return literal_truth(if_true);
  return if_true ? truth : negated(truth);
}

Part compared(const Part& a, const std::string& comparison, const Part& b) {
  if (a.literal && b.literal) return literal_truth(holds(*a.literal, comparison, *b.literal));
  if (a.is_truth && b.literal) return decided(a, holds(0, comparison, *b.literal), holds(1, comparison, *b.literal));
  if (b.is_truth && a.literal) return decided(b, holds(*a.literal, comparison, 0), holds(*a.literal, comparison, 1));
  const bool is_equality = comparison == "==" || comparison == "!=";
  if (a.is_truth && b.is_truth && is_equality) {
    return {fmt::format("{} {} {}", bound(a, Binding::primary), comparison, bound(b, Binding::primary)), true,
            Binding::comparison};
  }
  return {fmt::format("{} {} {}", as_number(a), comparison, as_number(b)), true, Binding::comparison};
}

/// The simulator's grammar, from the loosest to the tightest: or, and, not, at most one comparison.
class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::string run() {
    if (now().kind == Token::Kind::end)
      fail(now(), "is empty", "it must say when the rule holds", "write default for always");
    const Part all = as_truth(disjunction());
    if (now().kind != Token::Kind::end) {
      const bool is_chain = now().kind == Token::Kind::comparison;
      fail(now(), "goes on after its end",
           is_chain ? "one comparison cannot follow another" : "two parts need and or or between them",
           is_chain ? "write a < b and b < c" : "connect them, or remove one");
    }
    return all.text;
  }

 private:
  const Token& now() const { return tokens_[at_]; }
  bool take(Token::Kind kind, std::string_view text) {
    if (now().kind != kind || now().text != text) return false;
    ++at_;
    return true;
  }

  Part disjunction() {
    return joined("or", Binding::disjunction, [this] { return conjunction(); });
  }
  Part conjunction() {
    return joined("and", Binding::conjunction, [this] { return negation(); });
  }

  template <class Operand>
  Part joined(const char* word, Binding binding, Operand operand) {
    Part left = operand();
    while (take(Token::Kind::keyword, word)) {
      const Part right = as_truth(operand());
      left = {fmt::format("{} {} {}", bound(as_truth(left), binding), word, bound(right, binding)), true, binding};
    }
    return left;
  }

  Part negation() { return take(Token::Kind::keyword, "not") ? negated(as_truth(negation())) : comparison(); }

  Part comparison() {
    const Part left = primary();
    if (now().kind != Token::Kind::comparison) return left;
    const std::string sign = tokens_[at_++].text;
    return compared(left, sign, primary());
  }

  Part primary() {
    const Token token = now();
    switch (token.kind) {
      case Token::Kind::number: ++at_; return number(token);
      case Token::Kind::name: ++at_; return field(token);
      case Token::Kind::open: {
        ++at_;
        const Part inner = as_truth(disjunction());
        if (!take(Token::Kind::close, ")"))
          fail(now(), "lacks a )", fmt::format("the ( at {} is open", token.offset + 1), "close it");
        return inner;
      }
      default:
        fail(token, token.kind == Token::Kind::end ? "ends too early" : fmt::format("has {} out of place", token.text),
             "a field, a whole number or a ( belongs here", "write one");
    }
  }

  static Part number(const Token& token) {
    const std::size_t first = std::min(token.text.find_first_not_of('0'), token.text.size() - 1);
    const std::string digits = token.text.substr(first);
    return {digits, false, Binding::primary, std::strtod(digits.c_str(), nullptr)};
  }

  static Part field(const Token& token) {
    if (is_one_of(token.text, truth_fields)) return {token.text, true, Binding::primary};
    if (is_one_of(token.text, number_fields)) return {token.text, false, Binding::primary};
    std::vector<std::string> fields = number_fields;
    fields.insert(fields.end(), truth_fields.begin(), truth_fields.end());
    const std::string near = nearest(token.text, fields);
    fail(token, fmt::format("has no field {}", token.text), "the original knew " + enumerate(fields, fields.size()),
         near.empty() ? "use one of them" : fmt::format("did you mean {}?", near));
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace

std::string condition_here(std::string_view condition) {
  if (condition == "default") return "default";
  if (condition.size() > expression::Limits::bytes) {
    throw expression::Error({expression::Limits::bytes, 1}, "is too long",
                            fmt::format("a condition has at most {} bytes", expression::Limits::bytes),
                            "split the rule");
  }
  return Parser(tokens_of(condition)).run();
}

}  // namespace ergodic::workloads::let_it_ride::import
