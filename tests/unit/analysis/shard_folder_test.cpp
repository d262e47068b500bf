#include "analysis/shard_folder.hpp"

#include <gtest/gtest.h>

namespace ergodic::analysis {
namespace {

TEST(ShardFolder, WritesNumbersAsSlurmTakesThem) {
  EXPECT_EQ(array_text({}), "");
  EXPECT_EQ(array_text({7}), "7");
  EXPECT_EQ(array_text({1, 2, 3, 4}), "1-4");
  EXPECT_EQ(array_text({1, 3, 4, 6, 8, 9, 10}), "1,3-4,6,8-10");
}

TEST(ShardFolder, IsToRunWhatIsStoppedOrMissingInOrder) {
  ShardFolder shards;
  shards.stopped = {2, 5};
  shards.missing = {1, 3};
  shards.running = {4};
  EXPECT_EQ(shards.to_run(), (std::vector<std::uint64_t>{1, 2, 3, 5}));
}

}  // namespace
}  // namespace ergodic::analysis
