#include "expression/expression.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace ergodic::expression {
namespace {

const Vocabulary& vocabulary() {
  static const Vocabulary words(
      {
          {"x", Type::number, "a number"},
          {"high_cards", Type::number, "another"},
          {"has_pair", Type::truth, "a truth"},
          {"is_open", Type::truth, "another"},
          {"last_result", Type::text, "a text", {"none", "win", "loss"}},
          {"first_result", Type::text, "of the same labels", {"none", "win", "loss"}},
          {"colour", Type::text, "of other labels", {"red", "black"}},
      },
      {{"session_profit", "a strategy sees the cards only"}});
  return words;
}

//                                    x  high_cards has_pair is_open last first colour
const std::vector<double> values = {2.5, 3, 1, 0, 1, 1, 0};

std::optional<double> number(const std::string& text) {
  return Expression::parse(text, vocabulary(), Type::number).number(values);
}

std::optional<bool> truth(const std::string& text) {
  return Expression::parse(text, vocabulary(), Type::truth).truth(values);
}

struct Valued {
  std::string text;
  double value;
};

TEST(Expression, ComputesAsPythonDoes) {
  const std::vector<Valued> cases = {
      {"1", 1},
      {".5", 0.5},
      {"2.5e3", 2500},
      {"1 + 2 * 3", 7},
      {"(1 + 2) * 3", 9},
      {"10 - 4 - 3", 3},
      {"16 / 4 / 2", 2},
      {"-x", -2.5},
      {"- - x", 2.5},
      {"2--x", 4.5},
      {"+x", 2.5},
      {"-2 * -3", 6},
      {"min(3, x, 7)", 2.5},
      {"max(3, x, 7) + 1", 8},
      {"abs(-x)", 2.5},
      {"floor(-x)", -3},
      {"ceil(-x)", -2},
      {"round(x)", 3},
      {"round(-x)", -3},
      {"sqrt(16)", 4},
      {"pow(2, 10)", 1024},
      {"log(exp(1))", 1},
      {"x if has_pair else 0", 2.5},
      {"1 if is_open else 2 if has_pair else 3", 2},
      {"1 if not has_pair else 2 if is_open else 3", 3},
      {"2 * x if last_result == 'win' else x", 5},
      {"2 * x if \"loss\" == last_result else x", 2.5},
      {"\tx\n+\r\n1 ", 3.5},
      {"x / 0 if is_open else 4", 4},  // what is not chosen plays no part
  };
  for (const Valued& each : cases)
    EXPECT_DOUBLE_EQ(number(each.text).value(), each.value) << each.text;
}

TEST(Expression, HasPowersExponentialsAndLogarithmsNearThoseOfTheLibrary) {
  const auto value = [](const char* text, double x) {
    const Vocabulary vocabulary({{"x", Type::number, "a number"}});
    return Expression::parse(text, vocabulary, Type::number).number(std::vector<double>{x}).value();
  };
  for (const double x : {1e-300, 0.03, 0.5, 1.0, 1.1, 7.25, 300.0}) {
    EXPECT_NEAR(value("log(x)", x), std::log(x), 1e-15 * std::abs(std::log(x)));
    for (const auto& [text, exponent] :
         {std::pair("pow(x, 0)", 0.0), std::pair("pow(x, 3)", 3.0), std::pair("pow(-x, 3) * -1", 3.0),
          std::pair("pow(x, -1)", -1.0), std::pair("pow(x, 0.37)", 0.37), std::pair("pow(x, -0.9)", -0.9)}) {
      const double expected = std::pow(x, exponent);
      EXPECT_NEAR(value(text, x), expected, 1e-13 * expected) << text << " at " << x;
    }
  }
  for (const double x : {-700.0, -1.0, 0.0, 1.0, 700.0})
    EXPECT_NEAR(value("exp(x)", x), std::exp(x), 4e-16 * std::exp(x)) << x;
  EXPECT_NEAR(value("log(x)", 1e-310), std::log(1e-310), 1e-12);
}

TEST(Expression, TellsANumberFromATruthWhereBothWillDo) {
  const Vocabulary vocabulary({{"x", Type::number, "a number"}, {"w", Type::text, "a word", {"yes"}}});
  EXPECT_EQ(Expression::parse("max(x - 1, 0)", vocabulary).type(), Type::number);
  EXPECT_EQ(Expression::parse("x > 1 and w == 'yes'", vocabulary).type(), Type::truth);
  EXPECT_THROW(Expression::parse("w", vocabulary), Error);
}

TEST(Expression, TellsTruthAsPythonDoes) {
  for (const char* text : {
           "true",
           "not false",
           "has_pair",
           "not is_open",
           "has_pair and not is_open",
           "is_open or has_pair",
           "is_open and is_open or has_pair",  // and before or
           "not is_open and has_pair",         // not before and
           "not x == 3",
           "x < 3",
           "x <= 2.5",
           "x > 2",
           "x >= 2.5",
           "x != 3",
           "x + 0.5 == high_cards",
           "has_pair != is_open",
           "(x < 3) == has_pair",
           "last_result == 'win'",
           "last_result != 'loss'",
           "last_result == first_result",
           "colour == 'red'",
           "('red') == (colour)",
           "has_pair or x / 0 > 1",
           "not (is_open and x / 0 > 1)",
           "has_pair if x > 2 else is_open",
       })
    EXPECT_EQ(truth(text), true) << text;
  EXPECT_EQ(truth("is_open and is_open or is_open"), false);
}

TEST(Expression, IsUndefinedWhereArithmeticEnds) {
  for (const char* text : {"1 / 0", "0 / 0", "sqrt(-1)", "log(0)", "log(-1)", "exp(1000)", "pow(10, 400)", "pow(0, -1)",
                           "pow(-8, 1 / 3)", "1e308 * 10", "1e308 + 1e308", "min(1, 1 / 0)", "max(1 / 0, 1)",
                           "1 if 1 / 0 > 1 else 2", "1 / 0 if has_pair else 2", "0 * (1 / 0)", "pow(1, 0 / 0)"})
    EXPECT_EQ(number(text), std::nullopt) << text;
  for (const char* text : {"1 / 0 > 1", "0 / 0 != 0", "not 1 / 0 > 1", "has_pair and 1 / 0 > 1",
                           "1 / 0 > 1 or has_pair", "1 / 0 > 1 and is_open"})
    EXPECT_EQ(truth(text), std::nullopt) << text;
  const Expression x = Expression::parse("x", vocabulary(), Type::number);
  std::vector<double> given = values;
  given[0] = std::numeric_limits<double>::infinity();
  EXPECT_EQ(x.number(given), std::nullopt);
}

struct Refused {
  std::string text;
  std::size_t column;  ///< from 1
  std::size_t length;
  std::string says;
};

void expect_refusals(const std::vector<Refused>& cases, Type type) {
  for (const Refused& each : cases) {
    try {
      Expression::parse(each.text, vocabulary(), type);
      ADD_FAILURE() << each.text << " is accepted";
    } catch (const Error& error) {
      EXPECT_EQ(error.where.offset + 1, each.column) << each.text << ": " << error.what();
      EXPECT_EQ(error.where.length, each.length) << each.text << ": " << error.what();
      EXPECT_THAT(error.what(), testing::HasSubstr(each.says)) << each.text;
    }
  }
}

TEST(Expression, SaysWhereAndWhyATruthIsRefused) {
  expect_refusals(
      {
          {"", 1, 0, "is empty"},
          {"  ", 3, 0, "is empty"},
          {"has_pare", 1, 8, "did you mean has_pair?"},
          {"x > 1 and has_pare", 11, 8, "uses an unknown name has_pare"},
          {"nothas_pair", 1, 11, "unknown name nothas_pair"},  // words end where they end
          {"has_pair AND is_open", 10, 3, "has AND after a complete value"},
          {"NOT has_pair", 1, 3, "did you mean not?"},
          {"x", 1, 1, "compare it, as in x > 0"},
          {"x and has_pair", 1, 1, "and takes true or false"},
          {"has_pair and x", 14, 1, "and takes true or false"},
          {"not x", 5, 1, "not takes true or false"},
          {"has_pair == 3.5", 1, 15, "compares has_pair with 3.5 (one is true or false, the other a number)"},
          {"has_pair == 1", 1, 13, "write has_pair or not has_pair"},
          {"has_pair < is_open", 10, 1, "orders has_pair and is_open"},
          {"has_pair + 1 > 1", 1, 8, "write 1 if has_pair else 0"},
          {"1 < x < 3", 7, 1, "write a < b and b < c"},
          {"x = 3", 3, 1, "write =="},
          {"x => 3", 3, 2, "write >="},
          {"has_pair && is_open", 10, 2, "write and"},
          {"has_pair || is_open", 10, 2, "write or"},
          {"!has_pair", 1, 1, "write not"},
          {"x \u2265 3", 3, 3, "write >="},
          {"x > 3 ?", 7, 1, "write a if c else b"},
          {"x > \u00e4", 5, 1, "unknown byte 0xC3"},
          {"x > #", 5, 1, "unknown character #"},
          {"x > 3x", 5, 2, "is none"},
          {"x > 1.2.3", 5, 5, "is none"},
          {"x > 1e999", 5, 5, "a double cannot hold it"},
          {"(has_pair", 1, 1, "no ) follows"},
          {"has_pair)", 9, 1, "one ) too many"},
          {"has_pair is_open", 10, 7, "nothing joins the two"},
          {"x >", 4, 0, "ends too early"},
          {"and has_pair", 1, 3, "has and where a value should be"},
          {"has_pair if x > 1", 10, 2, "if without else"},
          {"has_pair else is_open", 10, 4, "else without if"},
          {"has_pair if x else is_open", 13, 1, "if takes true or false"},
          {"has_pair if is_open else 1", 26, 1, "two kinds of value"},
          {"last_result", 1, 11, "compare it, as in last_result == 'none'"},
          {"last_result == 'wine'", 16, 6, "did you mean 'win'?"},
          {"last_result == win", 16, 3, "write 'win', in quotes"},
          {"last_result == 'win", 16, 4, "no ' follows"},
          {"last_result > 'win'", 13, 1, "use == or !="},
          {"last_result == 1", 1, 16, "one is text, the other a number"},
          {"last_result == colour", 1, 21, "one is 'none', 'win', 'loss', the other 'red', 'black'"},
          {"'win' == 'win'", 1, 14, "two quoted texts"},
          {"session_profit > 1", 1, 14, "a strategy sees the cards only"},
          {"mim(1, 2) > 1", 1, 3, "did you mean min?"},
          {"min > 1", 1, 3, "min without arguments"},
          {"min(1) > 1", 1, 6, "it takes 2 or more"},
          {"pow(1, 2, 3) > 1", 1, 12, "it takes 2"},
          {"abs() > 1", 5, 1, "has ) where a value should be"},
          {"abs(has_pair) > 1", 5, 8, "abs takes a number"},
          {"1, 2 > 1", 2, 1, "commas belong"},
          {std::string("x\0", 2), 2, 1, "unknown byte 0x00"},
      },
      Type::truth);
}

TEST(Expression, SaysWhereAndWhyANumberIsRefused) {
  expect_refusals(
      {
          {"has_pair", 1, 8, "it must be a number"},
          {"x ** 2", 3, 2, "write pow(a, b)"},
          {"x // 2", 3, 2, "write floor(a / b)"},
          {"x ^ 2", 3, 1, "write pow(a, b)"},
          {"x % 2", 3, 1, "write a - b * floor(a / b)"},
          {"2 x", 3, 1, "nothing joins the two"},
          {"'win' if has_pair else 'loss'", 1, 5, "compare a name with it"},
      },
      Type::number);
}

TEST(Expression, BoundsWhatHostileTextAsksFor) {
  const auto times = [](std::size_t count, const std::string& text) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i)
      all += text;
    return all;
  };
  expect_refusals({{times(65, "("), 65, 1, "nested too deeply"},
                   {times(2000, "-"), 64, 1, "nested too deeply"},
                   {times(4096, " ") + "x", 4097, 0, "too long"}},
                  Type::number);
  expect_refusals({{times(1000, "not "), 253, 3, "nested too deeply"}}, Type::truth);
  const std::string waiting = times(60, "1 if true or true and 0 < 0 + 1 * (") + "1" + times(60, ") else 1");
  EXPECT_THROW(number(waiting), Error) << "six values wait at each of 60 levels";
  EXPECT_EQ(number(times(60, "(") + "x" + times(60, ")")), 2.5);
  EXPECT_EQ(number("0" + times(1000, " + 1")), 1000);
}

TEST(Expression, ReadsOrRefusesAnyText) {
  std::uint64_t state = 12345;
  const auto random = [&](std::size_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  const std::vector<std::string> pieces = {"x",   "has_pair", "last_result", "'win'", "(",   ")", "and",  "or",
                                           "not", "if",       "else",        "==",    "<",   "+", "-",    "*",
                                           "/",   "min(",     ",",           "1",     "2.5", "'", "\xff", "true"};
  int accepted = 0;
  for (int i = 0; i < 40'000; ++i) {
    std::string text;
    for (std::size_t n = 1 + random(9); n > 0; --n)
      text += (random(5) == 0 ? std::string(1, static_cast<char>(random(256))) : pieces[random(pieces.size())]) + " ";
    try {
      Expression::parse(text, vocabulary(), random(2) == 0 ? Type::number : Type::truth).number(values);
      ++accepted;
    } catch (const Error& error) {
      ASSERT_LE(error.where.offset + error.where.length, text.size()) << text;
    }
  }
  EXPECT_GT(accepted, 200);
}

TEST(Expression, ShowsLongTextsInPart) {
  const std::string thirty_nine(39, 'a');
  expect_refusals({{"last_result == '" + thirty_nine + "\u00e4'", 16, 43, thirty_nine + "..."},
                   {"last_result == 'w\nn'", 16, 5, "with 'w n'"}},
                  Type::truth);
}

TEST(Expression, TellsWhichNamesAreInIt) {
  const Vocabulary two({{"x", Type::number, ""}, {"y", Type::number, ""}});
  const auto of_y = Expression::parse("2 * y + 1", two, Type::number);
  EXPECT_FALSE(of_y.uses(0));
  EXPECT_TRUE(of_y.uses(1));
}

TEST(Expression, ComparesByItsText) {
  const auto parsed = [](const char* text) { return Expression::parse(text, vocabulary(), Type::number); };
  EXPECT_EQ(parsed("x + 1"), parsed("x + 1"));
  EXPECT_LT(parsed("x + 1"), parsed("x + 2"));
}

}  // namespace
}  // namespace ergodic::expression
