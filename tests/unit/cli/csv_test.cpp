#include "cli/output/csv.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace ergodic::cli {
namespace {

TEST(CsvNumber, HasAPointOrAnExponentAlways) {
  EXPECT_EQ(csv_number(0), "0.0");
  EXPECT_EQ(csv_number(-0.0), "-0.0");
  EXPECT_EQ(csv_number(100), "100.0");
  EXPECT_EQ(csv_number(-9007199254740993.0), "-9007199254740992.0");
  EXPECT_EQ(csv_number(1e16), "1e+16");
  EXPECT_EQ(csv_number(1e300), "1e+300");
  EXPECT_EQ(csv_number(5e-324), "5e-324");
  EXPECT_EQ(csv_number(0.1), "0.1");
}

TEST(CsvNumber, IsEmptyWhereThereIsNone) {
  EXPECT_EQ(csv_number(NAN), "");
  EXPECT_EQ(csv_number(std::numeric_limits<double>::infinity()), "");
}

TEST(CsvReal, IsNotContentWithThePointOfTheFieldBefore) {
  std::string row = "0.5,";
  add_csv_real(row, 100);
  EXPECT_EQ(row, "0.5,100.0");
  row = "0.5,";
  add_csv_real(row, -std::numeric_limits<double>::infinity());
  EXPECT_EQ(row, "0.5,-inf");
}

TEST(CsvUnit, IsATextInEveryStudy) {
  EXPECT_EQ(csv_unit("1"), "dimensionless");
  EXPECT_EQ(csv_unit("dollars"), "dollars");
  EXPECT_EQ(csv_unit("a,b"), "\"a,b\"");
}

}  // namespace
}  // namespace ergodic::cli
