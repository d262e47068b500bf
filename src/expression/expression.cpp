#include "expression/expression.hpp"

#include "core/contracts.hpp"
#include "expression/compiler.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace ergodic::expression {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// An infinity is undefined too: nobody bets it.
double defined(double value) { return std::isfinite(value) ? value : undefined; }

bool has_value(double value) { return !std::isnan(value); }

/// f(a, b), or, where one of them is undefined, that.
template <class F>
double if_defined(double a, double b, F&& f) {
  if (!has_value(a)) return a;
  return has_value(b) ? static_cast<double>(f(a, b)) : b;
}

}  // namespace

Expression Expression::parse(std::string_view text, const Vocabulary& vocabulary, Type expected) {
  return {std::string(text), compile(text, vocabulary, expected), vocabulary.names().size()};
}

Expression::Expression(std::string text, Program program, std::size_t names)
    : text_(std::move(text)), program_(std::move(program)), names_(names) {}

std::optional<double> Expression::number(std::span<const double> values) const {
  const double result = evaluate(values);
  return has_value(result) ? std::optional(result) : std::nullopt;
}

std::optional<bool> Expression::truth(std::span<const double> values) const {
  const double result = evaluate(values);
  return has_value(result) ? std::optional(result != 0) : std::nullopt;
}

double Expression::evaluate(std::span<const double> values) const {
  ERGODIC_EXPECT(values.size() >= names_);
  std::array<double, Limits::stack> stack;
  double* top = stack.data();  // one past the last value
  const auto unary = [&](auto&& f) { top[-1] = f(top[-1]); };
  const auto binary = [&](auto&& f) {
    --top;
    top[-1] = f(top[-1], top[0]);
  };
  const auto strict = [&](auto&& f) { binary([&](double a, double b) { return if_defined(a, b, f); }); };
  for (const Instruction& step : program_) {
    using Code = Instruction::Code;
    switch (step.code) {
      case Code::constant: *top++ = step.constant; break;
      case Code::value: *top++ = defined(values[step.index]); break;
      case Code::negative: unary([](double a) { return -a; }); break;
      case Code::opposite: unary([](double a) { return 1 - a; }); break;
      case Code::add: binary([](double a, double b) { return defined(a + b); }); break;
      case Code::subtract: binary([](double a, double b) { return defined(a - b); }); break;
      case Code::multiply: binary([](double a, double b) { return defined(a * b); }); break;
      case Code::divide: binary([](double a, double b) { return defined(a / b); }); break;
      case Code::less: strict([](double a, double b) { return a < b; }); break;
      case Code::at_most: strict([](double a, double b) { return a <= b; }); break;
      case Code::more: strict([](double a, double b) { return a > b; }); break;
      case Code::at_least: strict([](double a, double b) { return a >= b; }); break;
      case Code::equal: strict([](double a, double b) { return a == b; }); break;
      case Code::differ: strict([](double a, double b) { return a != b; }); break;
      // What decides alone hides what follows, as if that had not been looked at.
      case Code::both: binary([](double a, double b) { return a == 1 ? b : a; }); break;
      case Code::either: binary([](double a, double b) { return a == 0 ? b : a; }); break;
      case Code::choose:
        top -= 2;
        top[-1] = top[0] == 1 ? top[-1] : top[0] == 0 ? top[1] : undefined;
        break;
      case Code::minimum: strict([](double a, double b) { return std::min(a, b); }); break;
      case Code::maximum: strict([](double a, double b) { return std::max(a, b); }); break;
      case Code::power: strict([](double a, double b) { return defined(std::pow(a, b)); }); break;
      case Code::magnitude: unary([](double a) { return std::abs(a); }); break;
      case Code::floor: unary([](double a) { return std::floor(a); }); break;
      case Code::ceil: unary([](double a) { return std::ceil(a); }); break;
      case Code::round: unary([](double a) { return std::round(a); }); break;
      case Code::sqrt: unary([](double a) { return std::sqrt(a); }); break;
      case Code::exp: unary([](double a) { return defined(std::exp(a)); }); break;
      case Code::log: unary([](double a) { return defined(std::log(a)); }); break;
    }
  }
  return top[-1];
}

}  // namespace ergodic::expression
