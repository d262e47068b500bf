#include "expression/compiler.hpp"

#include "core/suggest.hpp"
#include "expression/expression.hpp"
#include "expression/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace ergodic::expression {

namespace {

using Code = Instruction::Code;

struct Function {
  std::string_view name;
  Code code;
  int arguments;  ///< exactly; of minimum and maximum, at least
};
constexpr std::array<Function, 10> functions = {{
    {"min", Code::minimum, 2},
    {"max", Code::maximum, 2},
    {"abs", Code::magnitude, 1},
    {"floor", Code::floor, 1},
    {"ceil", Code::ceil, 1},
    {"round", Code::round, 1},
    {"sqrt", Code::sqrt, 1},
    {"exp", Code::exp, 1},
    {"log", Code::log, 1},
    {"pow", Code::power, 2},
}};

struct Comparison {
  std::string_view symbol;
  Code code;
  bool orders;  ///< else it only tells the same from the different
};
constexpr std::array<Comparison, 6> comparisons = {{
    {"<", Code::less, true},
    {"<=", Code::at_most, true},
    {">", Code::more, true},
    {">=", Code::at_least, true},
    {"==", Code::equal, false},
    {"!=", Code::differ, false},
}};

constexpr std::array<std::string_view, 7> keywords = {"and", "or", "not", "if", "else", "true", "false"};

template <class Table>
auto find_by(const Table& table, std::string_view Table::value_type::*name, const Token& token) {
  return std::find_if(table.begin(), table.end(), [&](const auto& entry) { return token.is(entry.*name); });
}

bool is_keyword(const Token& token) {
  return token.kind == Token::Kind::word && std::find(keywords.begin(), keywords.end(), token.text) != keywords.end();
}

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

/// A part of the expression whose value the program so far leaves on the stack.
struct Operand {
  Type type;
  Span span;
  const Name* name = nullptr;               ///< when it is a name alone
  std::optional<std::size_t> literal = {};  ///< when it is a quoted text: the instruction that is to push it
  std::string_view label = {};              ///< and the text
};

/// Recursive descent, one function for each level of the grammar in README.md, from the loosest down.
class Compiler {
 public:
  Compiler(std::string_view text, const Vocabulary& vocabulary)
      : text_(text), vocabulary_(vocabulary), tokens_(tokens_of(text)) {}

  Compiled run(std::optional<Type> expected) {
    if (now().kind == Token::Kind::end) throw Error(now().span, "is empty", "there is nothing to compute", "write one");
    const Operand whole = conditional();
    if (now().kind != Token::Kind::end) reject_rest();
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
  std::string written(const Span& span) const { return cut(text_.substr(span.offset, span.length)); }

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
    if (chosen.type != other.type) {
      throw Error(other.span, "has two kinds of value around if ... else",
                  fmt::format("{} is {}, {} is {}", written(chosen.span), described(chosen.type), written(other.span),
                              described(other.type)),
                  "make them the same");
    }
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
    const auto which = find_by(comparisons, &Comparison::symbol, now());
    if (which == comparisons.end()) return left;
    const Token& symbol = take();
    const Operand right = sum();
    check_comparison(left, *which, symbol, right);
    emit({which->code}, -1);
    if (find_by(comparisons, &Comparison::symbol, now()) != comparisons.end()) {
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
      const std::size_t place = program_.size();
      push({.code = Code::constant});
      take();
      return {.type = Type::text, .span = token.span, .literal = place, .label = token.text};
    }
    if (token.is("true") || token.is("false")) {
      push({.code = Code::constant, .constant = token.is("true") ? 1.0 : 0.0});
      take();
      return {Type::truth, token.span};
    }
    if (token.is("(")) return parenthesised();
    if (token.kind != Token::Kind::word || is_keyword(token)) reject_value();
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
    if (!index) reject_name(token);
    push({.code = Code::value, .index = static_cast<std::uint32_t>(*index)});
    const Name& found = vocabulary_.names()[*index];
    return {.type = found.type, .span = token.span, .name = &found};
  }

  Operand call(const Token& token) {
    const auto function = find_by(functions, &Function::name, token);
    if (function == functions.end()) {
      throw Error(token.span, fmt::format("calls an unknown function {}", cut(token.text)),
                  fmt::format("there are {}", enumerate(function_names())), did_you_mean(token.text, function_names()));
    }
    const Token& open = take();
    const bool takes_more = function->code == Code::minimum || function->code == Code::maximum;
    int arguments = 0;
    do {
      require(conditional(), Type::number, token.text);
      // min(a, b, c) is min(min(a, b), c)
      if (++arguments > 1 && takes_more) emit({function->code}, -1);
    } while (take_if(","));
    close(open);
    if (arguments < function->arguments || (arguments > function->arguments && !takes_more)) {
      throw Error(since(token.span), fmt::format("gives {} {}", token.text, counted(arguments)),
                  fmt::format("it takes {}{}", function->arguments, takes_more ? " or more" : ""),
                  "put them between commas");
    }
    if (!takes_more) emit({function->code}, 1 - arguments);
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
    reject_rest();
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

  void require(const Operand& operand, Type type, std::string_view for_what) const {
    if (operand.type == type) return;
    const std::string it = written(operand.span);
    std::string todo;
    if (operand.type == Type::text) {
      todo = operand.name != nullptr ? fmt::format("compare it, as in {} == '{}'", it, operand.name->labels.front())
                                     : "compare a name with it";
    } else if (type == Type::truth) {
      todo = fmt::format("compare it, as in {} > 0", it);
    } else {
      todo = fmt::format("write 1 if {} else 0", it);
    }
    throw Error(operand.span, fmt::format("has {} as {}", it, described(operand.type)),
                for_what.empty() ? fmt::format("it must be {}", described(type))
                                 : fmt::format("{} takes {}", for_what, described(type)),
                std::move(todo));
  }

  void check_comparison(const Operand& left, const Comparison& how, const Token& symbol, const Operand& right) {
    if (left.type != right.type) reject_mixed(left, right);
    if (how.orders && left.type != Type::number) {
      throw Error(symbol.span, fmt::format("orders {} and {}", written(left.span), written(right.span)),
                  fmt::format("{} compares numbers", symbol.text), "use == or !=");
    }
    if (left.type != Type::text) return;
    if (left.literal && right.literal) {
      throw Error(since(left.span), "compares two quoted texts", "the answer is always the same",
                  "put a name on one side");
    }
    if (left.literal) return set_label(left, *right.name);
    if (right.literal) return set_label(right, *left.name);
    if (left.name->labels != right.name->labels) {
      throw Error(since(left.span), fmt::format("compares {} with {}", left.name->name, right.name->name),
                  fmt::format("one is {}, the other {}", quoted_labels(*left.name), quoted_labels(*right.name)),
                  "compare each with a text");
    }
  }

  void set_label(const Operand& literal, const Name& name) {
    const auto label = std::find(name.labels.begin(), name.labels.end(), literal.label);
    if (label == name.labels.end()) {
      std::string near = nearest(literal.label, name.labels);
      throw Error(literal.span, fmt::format("compares {} with '{}'", name.name, cut(literal.label)),
                  fmt::format("it can be {}", quoted_labels(name)),
                  near.empty() ? "choose one of them" : fmt::format("did you mean '{}'?", near));
    }
    program_[*literal.literal].constant = static_cast<double>(label - name.labels.begin());
  }

  [[noreturn]] void reject_mixed(const Operand& left, const Operand& right) const {
    const Operand* truth = left.type == Type::truth ? &left : right.type == Type::truth ? &right : nullptr;
    throw Error(
        since(left.span), fmt::format("compares {} with {}", written(left.span), written(right.span)),
        fmt::format("one is {}, the other {}", described(left.type), described(right.type)),
        truth != nullptr ? fmt::format("write {0} or not {0}", written(truth->span)) : "compare what is of one kind");
  }

  // -- what is wrong --------------------------------------------------------------------------------------------

  [[noreturn]] void reject_value() const {
    const Token& token = now();
    if (token.kind == Token::Kind::end) {
      throw Error(token.span, "ends too early", "a value is missing", "write a name, a number or a parenthesis");
    }
    throw Error(token.span, fmt::format("has {} where a value should be", cut(token.text)),
                "each operator needs a value beside it", "write a name, a number or a parenthesis");
  }

  [[noreturn]] void reject_rest() const {
    const Token& token = now();
    if (token.is(")")) throw Error(token.span, "has one ) too many", "no ( is open", "remove it");
    if (token.is("else")) throw Error(token.span, "has an else without if", "no if is open", "write a if c else b");
    if (token.is(","))
      throw Error(token.span, "has a comma", "commas belong between a function's arguments", "remove it");
    throw Error(token.span, fmt::format("has {} after a complete value", written(token.span)), "nothing joins the two",
                "put an operator between them");
  }

  [[noreturn]] void reject_name(const Token& token) const {
    const std::string what = fmt::format("uses an unknown name {}", cut(token.text));
    if (const std::string* why = vocabulary_.why_absent(token.text)) throw Error(token.span, what, *why, "do without");
    for (const Name& each : vocabulary_.names()) {
      if (std::find(each.labels.begin(), each.labels.end(), token.text) == each.labels.end()) continue;
      throw Error(token.span, what, fmt::format("{} can be {}", each.name, quoted_labels(each)),
                  fmt::format("write '{}', in quotes", token.text));
    }
    if (find_by(functions, &Function::name, token) != functions.end()) {
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

  static std::vector<std::string> function_names() {
    std::vector<std::string> names;
    for (const Function& function : functions)
      names.emplace_back(function.name);
    return names;
  }

  static std::string counted(int arguments) {
    return arguments == 1 ? "1 argument" : fmt::format("{} arguments", arguments);
  }

  std::string_view text_;
  const Vocabulary& vocabulary_;
  std::vector<Token> tokens_;
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
