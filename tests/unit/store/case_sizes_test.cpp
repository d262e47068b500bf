#include "store/case_sizes.hpp"

#include <gtest/gtest.h>

namespace ergodic::store {
namespace {

TEST(CaseSizes, NumbersSessionsAndBlocksThroughAllCases) {
  const CaseSizes sizes({3, 0, 8, 1}, 4);
  EXPECT_EQ(sizes.cases(), 4u);
  EXPECT_EQ(sizes.session_count(), 12u);
  EXPECT_EQ(sizes.block_count(), 4u);  // 3 | | 4 4 | 1
  EXPECT_EQ(sizes.first_session(2), 3u);
  EXPECT_EQ(sizes.first_session(4), 12u);
  EXPECT_EQ(sizes.blocks(1), (IndexRange{1, 1}));
  EXPECT_EQ(sizes.blocks(2), (IndexRange{1, 3}));
  EXPECT_EQ(sizes.sessions(2), 8u);
}

TEST(CaseSizes, FindsTheCaseOfEachSessionAndBlockPastThoseWithoutAny) {
  const CaseSizes sizes({0, 3, 0, 0, 8, 0}, 4);
  const std::uint64_t of_session[] = {1, 1, 1, 4, 4, 4, 4, 4, 4, 4, 4};
  for (std::uint64_t id = 0; id < 11; ++id)
    EXPECT_EQ(sizes.case_of_session(id), of_session[id]) << id;
  const std::uint64_t of_block[] = {1, 4, 4};
  for (std::uint64_t block = 0; block < 3; ++block)
    EXPECT_EQ(sizes.case_of_block(block), of_block[block]) << block;
}

}  // namespace
}  // namespace ergodic::store
