#include "expression/expression.hpp"

#include "core/contracts.hpp"
#include "expression/compiler.hpp"
#include "expression/limits.hpp"

#include <ergodic/variates.hpp>

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

/// portable_exp and portable_log, unlike the C library's, give the same bits on every machine.
double exponential_of(double a) { return has_value(a) ? portable_exp(a) : a; }

double logarithm_of(double a) {
  if (!(a > 0)) return undefined;
  constexpr double lift = 0x1p54;  // of what is too small to be normal, to where portable_log is defined
  const bool is_normal = a >= std::numeric_limits<double>::min();
  return is_normal ? portable_log(a) : portable_log(a * lift) - portable_log(lift);
}

/// a multiplied by itself, for exponents that payoffs and bets have; else by the logarithm.
double power_of(double a, double b) {
  constexpr double most_factors = 1024;
  const double size = std::abs(b);
  if (size == std::floor(size) && size <= most_factors) {
    double result = 1, square = a;
    for (auto left = static_cast<unsigned>(size); left > 0; left /= 2, square *= square) {
      if (left % 2 == 1) result *= square;
    }
    return b < 0 ? 1 / result : result;
  }
  if (a == 0 && b > 0) return 0;
  return exponential_of(b * logarithm_of(a));
}

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

Expression Expression::parse(std::string_view text, const Vocabulary& vocabulary) {
  return {std::string(text), compile(text, vocabulary, std::nullopt), vocabulary.names().size()};
}

Expression::Expression(std::string text, Compiled compiled, std::size_t names)
    : text_(std::move(text)), program_(std::move(compiled.program)), type_(compiled.type), names_(names) {}

std::vector<std::size_t> Expression::uses() const {
  std::vector<std::size_t> places;
  for (const Instruction& step : program_) {
    if (step.code == Instruction::Code::value) places.push_back(step.index);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

std::optional<double> Expression::number(std::span<const double> values) const {
  const double result = evaluate(values);
  return has_value(result) ? std::optional(result) : std::nullopt;
}

std::optional<bool> Expression::truth(std::span<const double> values) const {
  const double result = evaluate(values);
  return has_value(result) ? std::optional(result != 0) : std::nullopt;
}

bool Expression::uses(std::size_t name) const {
  return std::any_of(program_.begin(), program_.end(), [name](const Instruction& step) {
    return step.code == Instruction::Code::value && step.index == name;
  });
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
      case Code::power: strict([](double a, double b) { return defined(power_of(a, b)); }); break;
      case Code::magnitude: unary([](double a) { return std::abs(a); }); break;
      case Code::floor: unary([](double a) { return std::floor(a); }); break;
      case Code::ceil: unary([](double a) { return std::ceil(a); }); break;
      case Code::round: unary([](double a) { return std::round(a); }); break;
      case Code::sqrt: unary([](double a) { return std::sqrt(a); }); break;
      case Code::exp: unary([](double a) { return defined(exponential_of(a)); }); break;
      case Code::log: unary([](double a) { return defined(logarithm_of(a)); }); break;
    }
  }
  return top[-1];
}

}  // namespace ergodic::expression
