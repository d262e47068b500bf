#include "study/values/decimal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

namespace ergodic::study {
namespace {

std::int64_t exact(const std::string& text, int places) {
  const auto number = parse_decimal(text);
  if (!number) throw std::runtime_error(text + " is no number");
  const Scaled result = scaled(*number, places);
  if (result.fit != Fit::exact) throw std::runtime_error(text + " does not fit");
  return result.value;
}

Fit fit(const std::string& text, int places) { return scaled(parse_decimal(text).value(), places).fit; }

TEST(Decimal, ReadsTheNumbersOfYamlsCoreSchema) {
  for (const char* text :
       {"0", "-0", "+7", "007", "1.", ".5", "1.5e3", "1E-2", "1e+2", "123456789012345678901234567890"}) {
    EXPECT_TRUE(parse_decimal(text)) << text;
  }
  for (const char* text :
       {"", "-", ".", "e5", "1e", "1e+", "0x10", "1_000", "1,0", " 1", "1 ", "--1", ".inf", "nan", "1.2.3"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

TEST(Decimal, ScalesExactly) {
  EXPECT_EQ(exact("500", 2), 50000);
  EXPECT_EQ(exact("0.1", 2), 10);
  EXPECT_EQ(exact("0.10", 2), 10);
  EXPECT_EQ(exact("0.070", 2), 7);
  EXPECT_EQ(exact("1e2", 2), 10000);
  EXPECT_EQ(exact("-2.5", 2), -250);
  EXPECT_EQ(exact("123e-2", 2), 123);
  EXPECT_EQ(exact("0.000e99", 2), 0);
  EXPECT_EQ(exact("1e6", 0), 1'000'000);
  EXPECT_EQ(exact("1000000.0", 0), 1'000'000);
  EXPECT_EQ(exact("9223372036854775807", 0), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(exact("9223372036854775807.000", 0), std::numeric_limits<std::int64_t>::max());
}

TEST(Decimal, SaysWhyThereIsNoWholeNumber) {
  EXPECT_EQ(fit("2.505", 2), Fit::too_fine);
  EXPECT_EQ(fit("1e-3", 2), Fit::too_fine);
  EXPECT_EQ(fit("1e-999999999999999999999", 2), Fit::too_fine);
  EXPECT_EQ(fit("9223372036854775808", 0), Fit::too_large);
  EXPECT_EQ(fit("-1e19", 0), Fit::too_large);
  EXPECT_EQ(fit("1e999999999999999999999", 0), Fit::too_large);
  EXPECT_EQ(fit("99999999999999999999", 0), Fit::too_large);
}

TEST(Decimal, GivesTheNearestDouble) {
  const auto real = [](const std::string& text) { return to_real(text, parse_decimal(text).value()); };
  EXPECT_EQ(real("0.1").value, 0.1);
  EXPECT_EQ(real("+1.5e3").value, 1500.0);
  EXPECT_EQ(real(".5").value, 0.5);
  EXPECT_FALSE(std::signbit(real("-0.0").value));
  EXPECT_EQ(real("1e309").fit, Fit::too_large);
  EXPECT_EQ(real("-1e309").fit, Fit::too_large);
  EXPECT_EQ(real("1e-400").fit, Fit::too_fine);
}

}  // namespace
}  // namespace ergodic::study
