#include "expression/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace ergodic::expression {

namespace {

// Of the locale's classes of characters none is asked: ASCII, whatever the locale.
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// Longer ones first, so that "<=" is not taken for "<".
constexpr std::array<std::string_view, 13> symbols = {"<=", ">=", "==", "!=", "<", ">", "+",
                                                      "-",  "*",  "/",  "(",  ")", ","};

/// What people write in other languages, or what their editors make of what they type.
struct Foreign {
  std::string_view written;
  std::string_view todo;
};
constexpr std::array<Foreign, 19> foreign = {{
    {"&&", "write and"},
    {"||", "write or"},
    {"**", "write pow(a, b)"},
    {"//", "write floor(a / b)"},
    {"<>", "write !="},
    {"=>", "write >="},
    {"=<", "write <="},
    {"=", "write =="},
    {"!", "write not"},
    {"&", "write and"},
    {"|", "write or"},
    {"^", "write pow(a, b)"},
    {"?", "write a if c else b"},
    {"\u2265", "write >="},
    {"\u2264", "write <="},
    {"\u2260", "write !="},
    {"\u2212", "write -"},
    {"\u00d7", "write *"},
    {"%", "write a - b * floor(a / b)"},
}};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    for (;;) {
      while (at_ < text_.size() && is_space(text_[at_]))
        ++at_;
      if (at_ == text_.size()) break;
      tokens.push_back(next());
    }
    tokens.push_back({Token::Kind::end, {text_.size(), 0}, {}});
    return tokens;
  }

 private:
  Token next() {
    const char c = text_[at_];
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (is_letter(c)) return take(Token::Kind::word, length_of_name());
    if (c == '\'' || c == '"') return quoted(c);
    // Foreign ones of two characters first: "**" is not a product, nor "//" a quotient.
    for (const Foreign& each : foreign) {
      if (each.written.size() > 1 && rest().starts_with(each.written)) reject(each.written, std::string(each.todo));
    }
    for (const std::string_view symbol : symbols) {
      if (rest().starts_with(symbol)) return take(Token::Kind::symbol, symbol.size());
    }
    for (const Foreign& each : foreign) {
      if (rest().starts_with(each.written)) reject(each.written, std::string(each.todo));
    }
    const bool is_printable = c > ' ' && c < 0x7f;
    throw Error({at_, 1},
                is_printable ? fmt::format("has an unknown character {}", c)
                             : fmt::format("has an unknown byte 0x{:02X}", static_cast<unsigned char>(c)),
                "expressions are made of names, numbers, quoted text, + - * / ( ) , and comparisons", "remove it");
  }

  static bool is_word(char c) { return is_letter(c) || is_digit(c); }

  std::string_view rest() const { return text_.substr(at_); }
  char peek(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  std::size_t length_while(bool (*belongs)(char)) const {
    const std::string_view left = rest();
    return static_cast<std::size_t>(std::find_if_not(left.begin(), left.end(), belongs) - left.begin());
  }

  /// Words joined by dots, as keys of a study's sections are.
  std::size_t length_of_name() const {
    std::size_t length = length_while(is_word);
    while (peek(length) == '.' && is_letter(peek(length + 1))) {
      length += 2;
      while (is_word(peek(length)))
        ++length;
    }
    return length;
  }

  Token take(Token::Kind kind, std::size_t length) {
    const Token token{kind, {at_, length}, rest().substr(0, length)};
    at_ += length;
    return token;
  }

  [[noreturn]] void reject(std::string_view written, std::string todo) const {
    throw Error({at_, written.size()}, fmt::format("has an unknown operator {}", written),
                "it belongs to other languages", std::move(todo));
  }

  Token number() {
    double value = 0;
    const std::string_view left = rest();
    const auto [end, error] = std::from_chars(left.data(), left.data() + left.size(), value);
    std::size_t length = static_cast<std::size_t>(end - left.data());
    if (error != std::errc{} || !std::isfinite(value)) {
      throw Error({at_, length}, fmt::format("has the number {}", left.substr(0, std::min<std::size_t>(length, 40))),
                  "a double cannot hold it", "write one of size 1e-307 to 1e308, or 0");
    }
    const std::size_t stop = length;
    while (length < left.size() && (is_word(left[length]) || left[length] == '.'))
      ++length;
    if (length > stop) {
      throw Error({at_, length}, fmt::format("has {}", left.substr(0, std::min<std::size_t>(length, 40))),
                  "it begins like a number and is none", "write an operator or a space after the number");
    }
    Token token = take(Token::Kind::number, length);
    token.value = value;
    return token;
  }

  Token quoted(char quote) {
    const std::size_t close = text_.find(quote, at_ + 1);
    if (close == std::string_view::npos) {
      throw Error({at_, text_.size() - at_}, "has an open quote", fmt::format("no {} follows", quote), "close it");
    }
    const Token token{Token::Kind::text, {at_, close + 1 - at_}, text_.substr(at_ + 1, close - at_ - 1)};
    at_ = close + 1;
    return token;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text) { return Lexer(text).run(); }

}  // namespace ergodic::expression
