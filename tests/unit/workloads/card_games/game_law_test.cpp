#include "workloads/card_games/exact/game_law.hpp"

#include "known_laws.hpp"
#include "small_games.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/machine/compile.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>

#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

using namespace test::card_games;

std::string sum_of(const GameLaw& law) {
  using boost::multiprecision::cpp_rational;
  const cpp_rational sum =
      cpp_rational(law.tie.fraction) + cpp_rational(law.blocked.fraction) + cpp_rational(law.limit.fraction);
  return sum.str();
}

class KnownLaws : public testing::TestWithParam<KnownLaw> {};

TEST_P(KnownLaws, AreEnumeratedLetterByLetter) {
  const KnownLaw& known = GetParam();
  const Machine machine(compile(read_genome(known.genome, known.name)));
  const auto law = law_of(machine, 1'000'000);
  ASSERT_TRUE(law);
  std::vector<std::string> outcomes, points;
  for (const ExactNumber& win : law->wins)
    outcomes.push_back(win.fraction);
  outcomes.push_back(sum_of(*law));
  for (const GameLaw::Moments& moments : law->points)
    points.push_back(moments.mean.fraction);
  EXPECT_EQ(outcomes, known.outcomes);
  if (!known.points.empty()) {
    EXPECT_EQ(points, known.points);
  }
  EXPECT_EQ(law->moves.mean.fraction, known.moves);
  EXPECT_EQ(law->moves.square.fraction, known.squared_moves);
  EXPECT_EQ(law->forced.fraction, known.forced);
  EXPECT_EQ(law->legal.fraction, known.legal);
}

INSTANTIATE_TEST_SUITE_P(Rows, KnownLaws, testing::ValuesIn(known_laws()),
                         [](const auto& row) { return "row_" + std::to_string(row.index); });

TEST(GameLaw, IsNotSoughtBeyondItsBudgetOfPositions) {
  const Machine machine(compile(read_genome(tricks({4, 13, 4, 13}), "whist")));
  EXPECT_FALSE(law_of(machine, 1'000'000));
  const Machine small(compile(read_genome(tricks({2, 3, 3, 2}), "small")));
  const std::size_t needed = law_of(small, 1'000'000)->positions;
  EXPECT_TRUE(law_of(small, needed));
  EXPECT_FALSE(law_of(small, needed - 1));
}

}  // namespace

}  // namespace ergodic::workloads::card_games
