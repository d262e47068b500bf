#include "random/case_streams.hpp"

#include "random/seed_sequence.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ergodic::random {
namespace {

using Key = Philox4x32::Key;

// SeedSequence(seed, spawn_key=tuple(name.encode())).generate_state(2) of NumPy 1.24.2: a change of these changes every
// result that has ever been published.
TEST(CaseStreams, HaveTheKeysThatTheyAlwaysHad) {
  EXPECT_EQ(case_streams(0, "paths", "default").key(), (Key{3168675311u, 1568006727u}));
  EXPECT_EQ(case_streams(42, "let_it_ride", "strategy=basic").key(), (Key{58439606u, 1884349135u}));
  EXPECT_EQ(case_streams(0xfedcba9876543210u, "paths", "σ=0.2, μ=−1").key(), (Key{1907092432u, 1713156039u}));
  EXPECT_EQ(common_streams(42, "let_it_ride").key(), (Key{1609238867u, 1564457769u}));
}

TEST(CaseStreams, DoNotChangeWhenCasesAreAddedOrReordered) {
  const std::vector<std::string> before = {"basic", "never_ride", "always_ride"};
  const std::vector<std::string> after = {"always_ride", "new", "basic", "newer", "never_ride"};
  const auto first_words = [](const std::vector<std::string>& cases, const std::string& wanted) {
    std::vector<std::uint32_t> words;
    for (const std::string& label : cases) {  // a study makes them in its order
      const Streams streams = case_streams(7, "let_it_ride", label);
      if (label != wanted) continue;
      Stream stream = streams.open(5);
      for (int i = 0; i < 10; ++i)
        words.push_back(stream.word());
    }
    return words;
  };
  for (const std::string& label : before)
    EXPECT_EQ(first_words(before, label), first_words(after, label)) << label;
}

TEST(CaseStreams, DifferForEverySeedWorkloadAndLabel) {
  std::vector<Key> keys;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    keys.push_back(case_streams(seed << 32, "paths", "x").key());
    for (const std::string workload : {"paths", "let_it_ride", "card_games"}) {
      keys.push_back(common_streams(seed, workload).key());
      for (int label = 0; label < 5000; ++label) {
        keys.push_back(case_streams(seed, workload, "case " + std::to_string(label)).key());
      }
    }
  }
  std::sort(keys.begin(), keys.end());
  EXPECT_EQ(std::adjacent_find(keys.begin(), keys.end()), keys.end());
}

TEST(CaseStreams, AreNotTheCommonOnesWhateverTheLabel) {
  for (const std::string label : {"", "paths", "/", "default"}) {
    EXPECT_NE(case_streams(1, "paths", label).key(), common_streams(1, "paths").key()) << label;
  }
}

TEST(CommonStreams, AreTheSameForAllCasesOfAStudy) {
  Stream one = common_streams(3, "let_it_ride").open(11, 2);
  Stream other = common_streams(3, "let_it_ride").open(11, 2);
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(one.word(), other.word());
}

}  // namespace
}  // namespace ergodic::random
