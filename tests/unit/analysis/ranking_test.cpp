#include "analysis/comparison/ranking.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ergodic::analysis {
namespace {

using Places = std::vector<std::size_t>;

TEST(Ranking, StaysWhereThePairsAgree) {
  const std::vector<RankedPair> pairs{{0, 1, 2.0, true}, {0, 2, 3.0, true}, {1, 2, 1.0, false}};
  EXPECT_EQ(settled({0, 1, 2}, pairs), (Places{0, 1, 2}));
  EXPECT_EQ(told_from_none({0, 1, 2}, pairs), (std::vector<Places>{{}, {2}, {1}}));
}

TEST(Ranking, IsPutRightWhereAPairThatIsToldApartSaysTheContrary) {
  // 2 is above 0, though 1 stands between them and can be told from neither.
  const std::vector<RankedPair> pairs{{0, 1, 0.1, false}, {2, 0, 5.0, true}, {1, 2, 0.1, false}};
  EXPECT_EQ(settled({0, 1, 2}, pairs), (Places{1, 2, 0}));
  EXPECT_EQ(told_from_none({1, 2, 0}, pairs), (std::vector<Places>{{1}, {0, 2}, {1}}));
}

TEST(Ranking, CallsNoPairOfACircleToldApartThatItStandsAgainst) {
  const std::vector<RankedPair> pairs{{0, 1, 1.0, true}, {1, 2, 1.0, true}, {0, 2, -1.0, true}};
  const Places order = settled({0, 1, 2}, pairs);
  EXPECT_EQ(order, (Places{0, 1, 2}));
  EXPECT_EQ(told_from_none(order, pairs), (std::vector<Places>{{2}, {}, {0}}));
}

}  // namespace
}  // namespace ergodic::analysis
