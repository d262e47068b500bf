#include "expression/compiler.hpp"

#include "expression/complaints.hpp"
#include "expression/lexer.hpp"
#include "expression/limits.hpp"
#include "expression/operand.hpp"
#include "expression/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace ergodic::expression {

namespace {

using Code = Instruction::Code;

/// Recursive descent, one function for each level of the grammar in README.md, from the loosest down.
class Compiler {
 public:
  Compiler(std::string_view text, const Vocabulary& vocabulary)
      : vocabulary_(vocabulary), tokens_(tokens_of(text)), reject_(text, vocabulary) {}

  Compiled run(std::optional<Type> expected) {
    if (now().kind == Token::Kind::end) throw Error(now().span, "is empty", "there is nothing to compute", "write one");
    const Operand whole = conditional();
    if (now().kind != Token::Kind::end) reject_.no_end(now());
    require(whole, expected.value_or(whole.type == Type::truth ? Type::truth : Type::number), {});
    return {std::move(program_), whole.type};
  }

 private:
  /// Counts how deep the descent is: it is this program's stack that it uses.
  class Level {
   public:
    explicit Level(Compiler& compiler) : depth_(compiler.depth_) {
      if (++depth_ <= Limits::depth) return;
      throw Error(compiler.now().span, "is nested too deeply",
                  fmt::format("parentheses, signs and conditionals go {} deep", Limits::depth), "simplify it");
    }
    ~Level() { --depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    int& depth_;
  };

  // -- tokens ---------------------------------------------------------------------------------------------------

  const Token& now() const { return tokens_[at_]; }
  const Token& take() { return tokens_[at_++]; }
  bool take_if(std::string_view word_or_symbol) {
    const bool is_next = now().is(word_or_symbol);
    at_ += is_next;
    return is_next;
  }

  Span since(const Span& first) const {
    const Span& last = tokens_[at_ - 1].span;
    return {first.offset, last.offset + last.length - first.offset};
  }

  // -- grammar --------------------------------------------------------------------------------------------------

  /// conditional = either [ "if" either "else" conditional ]
  Operand conditional() {
    const Level level(*this);
    const Operand chosen = either();
    if (!now().is("if")) return chosen;
    const Token& keyword = take();
    require(either(), Type::truth, "if");
    if (!take_if("else")) {
      throw Error(keyword.span, "has an if without else", "every case needs a value", "add: else and that value");
    }
    const Operand other = conditional();
    if (chosen.type == Type::text) require(chosen, Type::number, "if");
    if (chosen.type != other.type) reject_.mixed_choice(chosen, other);
    emit({Code::choose}, -2);
    return {chosen.type, since(chosen.span)};
  }

  /// either = both { "or" both }
  Operand either() {
    return chain<Type::truth>(&Compiler::both, [](const Token& token) {
      return token.is("or") ? std::optional(Code::either) : std::nullopt;
    });
  }

  /// both = opposite { "and" opposite }
  Operand both() {
    return chain<Type::truth>(&Compiler::opposite, [](const Token& token) {
      return token.is("and") ? std::optional(Code::both) : std::nullopt;
    });
  }

  /// opposite = "not" opposite | comparison
  Operand opposite() {
    if (!now().is("not")) return comparison();
    const Level level(*this);
    const Token& keyword = take();
    require(opposite(), Type::truth, "not");
    emit({Code::opposite}, 0);
    return {Type::truth, since(keyword.span)};
  }

  /// comparison = sum [ ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) sum ]
  Operand comparison() {
    const Operand left = sum();
    const Comparison* which = comparison_of(now());
    if (which == nullptr) return left;
    const Token& symbol = take();
    const Operand right = sum();
    check_comparison(left, *which, symbol, right);
    emit({which->code}, -1);
    if (comparison_of(now()) != nullptr) {
      throw Error(now().span, "compares twice in a row", "a comparison has two sides", "write a < b and b < c");
    }
    return {Type::truth, since(left.span)};
  }

  /// sum = product { ( "+" | "-" ) product }
  Operand sum() {
    return chain<Type::number>(&Compiler::product, [](const Token& token) {
      return token.is("+") ? std::optional(Code::add) : token.is("-") ? std::optional(Code::subtract) : std::nullopt;
    });
  }

  /// product = signed { ( "*" | "/" ) signed }
  Operand product() {
    return chain<Type::number>(&Compiler::with_sign, [](const Token& token) {
      return token.is("*") ? std::optional(Code::multiply) : token.is("/") ? std::optional(Code::divide) : std::nullopt;
    });
  }

  /// signed = ( "-" | "+" ) signed | primary
  Operand with_sign() {
    if (!now().is("-") && !now().is("+")) return primary();
    const Level level(*this);
    const Token& sign = take();
    require(with_sign(), Type::number, sign.text);
    if (sign.is("-")) emit({Code::negative}, 0);
    return {Type::number, since(sign.span)};
  }

  /// primary = number | text | "true" | "false" | name | function "(" conditional { "," conditional } ")" |
  ///           "(" conditional ")"
  Operand primary() {
    const Token& token = now();
    if (token.kind == Token::Kind::number) {
      push({.code = Code::constant, .constant = take().value});
      return {Type::number, token.span};
    }
    if (token.kind == Token::Kind::text) {
      const std::size_t instruction = program_.size();
      push({.code = Code::constant});
      take();
      return {.type = Type::text, .span = token.span, .literal = instruction, .label = token.text};
    }
    if (token.is("true") || token.is("false")) {
      push({.code = Code::constant, .constant = token.is("true") ? 1.0 : 0.0});
      take();
      return {Type::truth, token.span};
    }
    if (token.is("(")) return parenthesised();
    if (token.kind != Token::Kind::word || is_keyword(token)) reject_.no_value(now());
    take();
    return now().is("(") ? call(token) : name(token);
  }

  Operand parenthesised() {
    const Token& open = take();
    Operand inside = conditional();
    close(open);
    inside.span = since(open.span);
    return inside;
  }

  Operand name(const Token& token) {
    const std::optional<std::size_t> index = vocabulary_.find(token.text);
    if (!index) reject_.unknown_name(token);
    push({.code = Code::value, .index = static_cast<std::uint32_t>(*index)});
    const Name& found = vocabulary_.names()[*index];
    return {.type = found.type, .span = token.span, .name = &found};
  }

  Operand call(const Token& token) {
    const Function* function = function_of(token);
    if (function == nullptr) reject_.unknown_function(token);
    const Token& open = take();
    int arguments = 0;
    do {
      require(conditional(), Type::number, token.text);
      // min(a, b, c) is min(min(a, b), c)
      if (++arguments > 1 && takes_more(*function)) emit({function->code}, -1);
    } while (take_if(","));
    close(open);
    if (arguments < function->arguments || (arguments > function->arguments && !takes_more(*function)))
      reject_.arguments(since(token.span), *function, arguments);
    if (!takes_more(*function)) emit({function->code}, 1 - arguments);
    return {Type::number, since(token.span)};
  }

  /// next { operator next }, from left to right
  template <Type type, class CodeOf>
  Operand chain(Operand (Compiler::*next)(), CodeOf&& code_of) {
    const Operand first = (this->*next)();
    if (!code_of(now())) return first;
    require(first, type, now().text);
    while (const std::optional<Code> code = code_of(now())) {
      const Token& symbol = take();
      require((this->*next)(), type, symbol.text);
      emit({*code}, -1);
    }
    return {type, since(first.span)};
  }

  void close(const Token& open) {
    if (take_if(")")) return;
    if (now().kind == Token::Kind::end) throw Error(open.span, "has an open (", "no ) follows", "close it");
    reject_.no_end(now());
  }

  // -- code -----------------------------------------------------------------------------------------------------

  void push(const Instruction& instruction) { emit(instruction, 1); }

  void emit(const Instruction& instruction, int growth) {
    program_.push_back(instruction);
    stack_ = static_cast<std::size_t>(static_cast<int>(stack_) + growth);
    if (stack_ <= Limits::stack) return;
    throw Error(now().span, "is too complicated", fmt::format("{} values wait to be used", stack_),
                "compute less at a time");
  }

  // -- types ----------------------------------------------------------------------------------------------------

  void require(const Operand& operand, Type type, std::string_view user) const {
    if (operand.type != type) reject_.wrong_type(operand, type, user);
  }

  void check_comparison(const Operand& left, const Comparison& how, const Token& symbol, const Operand& right) {
    if (left.type != right.type) reject_.mixed_comparison(left, right);
    if (how.orders && left.type != Type::number) reject_.ordered(left, symbol, right);
    if (left.type != Type::text) return;
    if (left.literal && right.literal) reject_.same_answer(left, right);
    if (left.literal) return set_label(left, *right.name);
    if (right.literal) return set_label(right, *left.name);
    if (left.name->labels != right.name->labels) reject_.other_labels(left, right);
  }

  void set_label(const Operand& literal, const Name& name) {
    const auto label = std::find(name.labels.begin(), name.labels.end(), literal.label);
    if (label == name.labels.end()) reject_.unknown_label(literal, name);
    program_[*literal.literal].constant = static_cast<double>(label - name.labels.begin());
  }

  const Vocabulary& vocabulary_;
  std::vector<Token> tokens_;
  Complaints reject_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::size_t stack_ = 0;
  Program program_;
};

}  // namespace

Compiled compile(std::string_view text, const Vocabulary& vocabulary, std::optional<Type> expected) {
  if (text.size() > Limits::bytes) {
    throw Error({Limits::bytes, 0}, "is too long",
                fmt::format("it has {} bytes, and {} are allowed", text.size(), Limits::bytes), "simplify it");
  }
  return Compiler(text, vocabulary).run(expected);
}

}  // namespace ergodic::expression
